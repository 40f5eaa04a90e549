"""Advice that takes several notes, several decks, or their files."""

from itertools import combinations, pairwise
from math import sqrt
from pathlib import Path
from random import Random

import pytest
from helpers_lint import advice, told
from hypothesis import given
from hypothesis import strategies as st

from drillbank.authoring.compile import compile_decks
from drillbank.authoring.lint.library import lint_library
from drillbank.authoring.lint.near_duplicate import alike_pairs, meetings


def asking(*questions: str) -> str:
    notes = [f"  - id: n{n}\n    q: {q!r}\n    a: Jitter {n}.\n" for n, q in enumerate(questions)]
    return "notes:\n" + "".join(notes)


# E220


@pytest.mark.parametrize(
    "other",
    ["Which port is it?", "which  PORT is it", "Which port is it ?", "Ｗhich port is it?"],  # noqa: RUF001
)
def test_the_same_question_however_it_is_typed(other: str) -> None:
    assert told(advice(asking("Which port is it?"), asking(other))) == [f"E220 {other!r}"]


@pytest.mark.parametrize(
    "pair", [("What is `<`?", "What is `<=`?"), ("What is C++?", "What is C#?"), ("🎉?", "🎈?")]
)
def test_signs_tell_questions_apart(pair: tuple[str, str]) -> None:
    assert told(advice(asking(*pair))) == []


def test_another_wording_may_be_the_same_question() -> None:
    deck = (
        asking("Who is paged?")
        + "    also: [Which port?, Who is paged?]\n"
        + "  - {id: b, q: Which port?, a: x}\n"
    )
    assert told(advice(deck)) == ["E220 Which port?"]


def test_two_cells_of_tables_of_one_name() -> None:
    table = "  - {id: %s, table: Ports, columns: [number], rows: {redis: ['6379']}}\n"
    (found,) = advice("notes:\n" + table % "a" + table % "b")
    assert (found.code, found.labels[0].span.begins.line) == ("E220", 2)


def test_a_retired_note_is_not_compared() -> None:
    assert told(advice(asking("Who?") + "    retired: old\n", asking("Who?"))) == []


# W321


LONG = "Why does a retry need jitter when many clients fail at once?"


def test_nearly_the_same_question_in_another_deck() -> None:
    (found,) = advice(asking(LONG), asking(LONG.replace("jitter", "some jitter")))
    assert found.code == "W321"
    assert (str(found.span.source.path), found.labels[0].span.text) == ("deck2.yaml", repr(LONG))


def test_wordings_of_one_note_are_meant_to_be_alike() -> None:
    assert told(advice(asking(LONG) + f"    also: {LONG.replace('need', 'want')!r}\n")) == []


def test_each_question_names_only_its_nearest() -> None:
    wordings = [LONG, LONG.replace("many", "some"), LONG.replace("many", "most")]
    assert [found.code for found in advice(asking(*wordings))] == ["W321", "W321"]


@given(
    st.lists(st.frozensets(st.integers(0, 12), max_size=8), max_size=20),
    st.sampled_from([0.3, 0.5, 0.7, 0.9, 1.0]),
)
def test_the_quick_way_finds_what_comparing_all_finds(
    sets: list[frozenset[int]], least: float
) -> None:
    slow = {
        (i, j)
        for i, j in combinations(range(len(sets)), 2)
        if sets[i] and len(sets[i] & sets[j]) / len(sets[i] | sets[j]) >= least
    }
    quick = [(min(i, j), max(i, j)) for i, j, _ in alike_pairs(sets, least)]
    assert sorted(quick) == sorted(slow)


@pytest.mark.parametrize("count", [250, 1_000, 4_000])
def test_hardly_a_question_is_compared_but_with_its_like(count: int) -> None:
    sets = questions_by_chance(count)
    found = len(list(alike_pairs(sets, 0.7)))
    assert found >= count / 50
    assert len(list(meetings(sets, 0.7))) < 2 * found + count / 20


@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
@pytest.mark.parametrize("least", [0.1, 0.7, 1.0])
@pytest.mark.parametrize("count", [1, 5, 500])
def test_several_processes_find_what_one_finds(count: int, least: float) -> None:
    sets = [*questions_by_chance(count), frozenset({1}), frozenset(range(999)), frozenset()]
    assert sorted(alike_pairs(sets, least, 3)) == sorted(alike_pairs(sets, least))


def questions_by_chance(count: int) -> list[frozenset[int]]:
    """Words and pairs of words, a few of them often; one question in fifty is told again."""
    roll = Random(count)  # noqa: S311 - not for secrets
    used = [0]
    questions: list[list[int]] = []
    for number in range(count):
        new = 2 / sqrt(len(used))
        words = [len(used) + n if roll.random() < new else roll.choice(used) for n in range(14)]
        if number % 50 == 49:
            words = [*roll.choice(questions)[:-1], words[0]]
        used += words
        questions.append(words)
    return [
        frozenset((*words, *(one * 10**6 + other for one, other in pairwise(words))))
        for words in questions
    ]


# W351


def tagged(*tags: str) -> str:
    notes = [
        f"  - {{id: n{n}, q: Who is {tag}{n}?, a: Bo, tags: {tag}}}\n" for n, tag in enumerate(tags)
    ]
    return "notes:\n" + "".join(notes)


def test_a_tag_that_is_probably_misspelt() -> None:
    assert told(advice(tagged("latency", "latency", "latencies"), tagged("latncy"))) == [
        "W351 latncy"
    ]


@pytest.mark.parametrize("tags", [("l5", "l5", "l6"), ("java", "java", "lava"), ("cost", "costs")])
def test_tags_that_may_well_differ(tags: tuple[str, ...]) -> None:
    assert told(advice(tagged(*tags))) == []


# W340, W350: files


def library(folder: Path, **files: str) -> list[str]:
    for name, text in files.items():
        stem, _, suffix = name.rpartition("_")
        (folder / f"{stem}.{suffix}").write_text(text, encoding="utf-8")
    compilation = compile_decks(sorted(folder.glob("*.yaml")))
    found = lint_library(compilation.decks, compilation.diagnostics)
    return [f"{d.code} {d.span.text or d.span.source.path.name}" for d in found]


SEES = "notes:\n  - {id: a, q: Who?, a: Bo, see: '#one'}\n"


def test_a_section_is_covered_by_a_card_of_a_part_of_it(tmp_path: Path) -> None:
    lesson = "# T\n\n## Whole\n\n### One\n\n```\n## no heading\n```\n\n## Two\n\n### Three\n"
    assert library(tmp_path, a_yaml=SEES, a_md=lesson) == ["W350 ## Two", "W350 ### Three"]


def test_a_section_is_one_whatever_ends_its_line(tmp_path: Path) -> None:
    lesson = "# T\r\n\r\n## One\r\n\r\n## Two  ##  \r\n"
    assert library(tmp_path, a_yaml=SEES, a_md=lesson) == ["W350 ## Two"]


def test_a_lesson_that_no_note_points_at_is_let_be(tmp_path: Path) -> None:
    assert library(tmp_path, a_yaml=asking("Who?"), a_md="# T\n\n## Two\n") == []


def test_the_head_of_a_deck_silences_its_lesson(tmp_path: Path) -> None:
    deck = "# drillbank: ignore W350\n" + SEES
    assert library(tmp_path, a_yaml=deck, a_md="# One\n\n## One\n\n## Two\n") == []


def test_an_image_that_a_lesson_shows_is_used(tmp_path: Path) -> None:
    deck = "notes:\n  - {id: a, q: Who?, a: '![x](one.png)'}\n"
    names = {"one_png": "", "two_png": "", "three_png": ""}
    found = library(tmp_path, a_yaml=deck, a_md="![y](two.png)", **names)
    assert found == ["W340 three.png"]


def test_images_may_belong_to_a_deck_that_is_not_checked(tmp_path: Path) -> None:
    (tmp_path / "b.yml").write_text("notes:\n", encoding="utf-8")
    deck = "notes:\n  - {id: a, q: Who?, a: '![x](one.png)'}\n"
    assert library(tmp_path, a_yaml=deck, one_png="", two_png="") == []


# W302


def test_drafts_are_told_once_and_not_of_a_broken_deck(tmp_path: Path) -> None:
    drafts = "notes:\n  - Who is it?: Bo.\n  - What is it?: Bo.\n"
    assert library(tmp_path, a_yaml=drafts) == ["W302 Who is it?"]
    assert library(tmp_path, a_yaml=drafts + "  - {q: x, b: y}\n") == ["E203 b"]
