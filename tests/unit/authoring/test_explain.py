"""The explanations: their wrong deck has the problem, their right one has none."""

from pathlib import Path

import pytest
from helpers_lint import problems_in

from drillbank.authoring.diagnostics import Code, Diagnostic
from drillbank.authoring.explain import FOLDER, Page, examples_in, page_of, shown


def page(code: Code) -> Page:
    found = page_of(code)
    assert found is not None, f"write {FOLDER.name}/{code}.md"
    return found


def problems(markdown: str, code: Code, folder: Path) -> tuple[Diagnostic, ...]:
    """What the files of an example of a code are told."""
    decks = []
    for file in examples_in(markdown):
        path = folder / file.name
        if file.data is not None:
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(file.data)
        if path.suffix in {".yaml", ".yml"}:
            decks.append(path)
    assert decks
    return problems_in(decks, code)


@pytest.mark.parametrize("code", Code, ids=str)
def test_the_wrong_deck_has_the_problem_and_the_right_one_has_none(
    code: Code, tmp_path: Path
) -> None:
    wrong, right = tmp_path / "wrong", tmp_path / "right"
    wrong.mkdir()
    right.mkdir()
    assert code in {problem.code for problem in problems(page(code).wrong, code, wrong)}
    assert problems(page(code).right, code, right) == ()


@pytest.mark.parametrize("code", Code, ids=str)
def test_a_page_has_a_short_title_and_a_reason(code: Code) -> None:
    assert 0 < len(page(code).title) <= 50
    assert page(code).why.endswith(".")


def test_no_page_is_about_a_code_that_is_gone() -> None:
    assert {path.stem for path in FOLDER.glob("*.md")} <= set(Code)


def test_a_page_is_shown_without_its_fences() -> None:
    text = shown(page(Code.NO_SUCH_HEADING))
    assert text.startswith("E251 (error): A heading that is not there\n\nHeadings are matched")
    assert "\nWrong:\n\n    notes:\n      - q: What is a hook?" in text
    assert "\n    deck.md:\n    # Layered answers\n" in text
    assert "    error[E251]: deck.md has no heading '#hooks-explaned'" in text
    assert text.endswith("    deck.md:\n    # Layered answers\n\n    ## Hooks, explained\n")
    assert "```" not in shown(page(Code.COLON_IN_VALUE))
