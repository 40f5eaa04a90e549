"""Lessons: anchors as GitHub makes them, and where a ``see`` leads."""

from pathlib import Path

import pytest

from drillbank.authoring.decks import read_deck
from drillbank.authoring.lessons import anchors_of, heading_slug, section_of

LESSON = """---
title: not a heading
---

# Layered answers

Setext, too
-----------

## What `a` *first* layer_is [like](x.md)?

```text
# not a heading
```

## Twice
## Twice
### Twice #

- a list
---
<a id="by-hand"></a>
"""


@pytest.mark.parametrize(
    ("heading", "slug"),
    [
        ("The first layer", "the-first-layer"),
        ("Why it is probed", "why-it-is-probed"),
        ("`open()` & friends", "open--friends"),
        ("L6 / platform", "l6--platform"),
        ("_Emphasis_ and snake_case", "emphasis-and-snake_case"),
        ("Größe: 90 %", "größe-90-"),
        ("[A link](there.md#x)", "a-link"),
    ],
)
def test_a_heading_has_the_anchor_that_github_gives(heading: str, slug: str) -> None:
    assert heading_slug(heading) == slug


def test_every_heading_of_a_lesson_is_found_and_nothing_else() -> None:
    assert anchors_of(LESSON) == (
        "layered-answers",
        "setext-too",
        "what-a-first-layer_is-like",
        "twice",
        "twice-1",
        "twice-2",
        "by-hand",
    )


def see(folder: Path, written: str, header: str = "") -> list[str | None]:
    """What a ``see`` becomes on the card, or the codes it is refused with."""
    path = folder / "layers.yaml"
    path.write_text(f"{header}notes:\n  - {{q: What?, a: That., see: '{written}'}}\n")
    compiled = read_deck(path)
    if compiled.diagnostics:
        return [diagnostic.code.value for diagnostic in compiled.diagnostics]
    return [compiled.notes[0].cards[0].face.see]


def test_a_heading_is_looked_up_in_the_lesson_beside_the_deck(tmp_path: Path) -> None:
    (tmp_path / "layers.md").write_text(LESSON)
    assert see(tmp_path, "#twice-1") == ["layers.md#twice-1"]
    assert see(tmp_path, "#thrice") == ["E251"]


def test_another_lesson_may_be_named(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "other.md").write_text("# Here\n")
    assert see(tmp_path, "#here", "lesson: sub/other.md\n") == ["sub/other.md#here"]
    assert see(tmp_path, "sub/other.md#here") == ["sub/other.md#here"]
    assert see(tmp_path, "sub/other.md") == ["sub/other.md"]
    assert see(tmp_path, "sub/none.md#here") == ["E250"]
    assert see(tmp_path, "#here") == ["E250"]


def test_a_lesson_stays_in_the_folder_of_the_deck(tmp_path: Path) -> None:
    (tmp_path / "decks").mkdir()
    (tmp_path / "other.md").write_text("# Here\n")
    assert see(tmp_path / "decks", "../other.md#here") == ["E258"]
    assert see(tmp_path / "decks", f"{tmp_path}/other.md") == ["E257"]
    assert see(tmp_path / "decks", "#here", "lesson: ../other.md\n") == ["E258", "E250"]


def test_a_web_address_is_taken_as_it_is(tmp_path: Path) -> None:
    assert see(tmp_path, "https://example.org/a#b") == ["https://example.org/a#b"]


def test_the_deck_knows_its_lesson(tmp_path: Path) -> None:
    path = tmp_path / "layers.yaml"
    path.write_text("notes:\n  - Why?: Because.\n")
    assert read_deck(path).lesson is None
    (tmp_path / "layers.md").write_text(LESSON)
    assert read_deck(path).lesson == tmp_path / "layers.md"


SECTIONS = """# Locks

Before.

## Levels

Five of them.

### Reserved

```sql
-- ## not a heading
```

<a id="exclusive"></a>

### Exclusive

One writer.

Waiting
-------

Ask again.
<a id="backoff"></a>
Wait longer each time.
"""


@pytest.mark.parametrize(
    ("anchor", "first", "last"),
    [
        ("locks", "# Locks", "Wait longer each time."),
        ("levels", "## Levels", "One writer."),
        ("reserved", "### Reserved", '<a id="exclusive"></a>'),
        ("exclusive", '<a id="exclusive"></a>', "One writer."),
        ("waiting", "Waiting", "Wait longer each time."),
        ("backoff", '<a id="backoff"></a>', "Wait longer each time."),
    ],
)
def test_a_section_goes_to_the_next_heading_of_its_rank(anchor: str, first: str, last: str) -> None:
    section = section_of(SECTIONS, anchor)

    assert section is not None
    assert (section.split("\n")[0], section.split("\n")[-1]) == (first, last)


def test_a_section_that_is_not_there_is_none() -> None:
    assert section_of(SECTIONS, "not-a-heading") is None
    assert section_of("", "locks") is None
