"""One bad note never hides another: mistakes planted in decks of sound notes.

The sorts are those authors make most; each is planted on a random line of a random note, and must
be reported on exactly that line while every other note compiles.
"""

from collections.abc import Callable

from helpers_authoring import deck, fixed, source, told
from hypothesis import given
from hypothesis import strategies as st

SENTENCES = (
    "Frame the choice and say what is given up",
    "About 90 seconds, carrying the decision",
    "Don't promise a date (or a price)",
    "Nine of 14 pages were lock waits; we measured",
)

PLANTS: dict[str, Callable[[str, str, str], str]] = {
    "colon": lambda lead, key, value: f"{lead}{key}: {value}: so it goes",
    "tab": lambda lead, key, value: f"\t{lead[4:]}{key}: {value}",
    "open double quote": lambda lead, key, value: f'{lead}{key}: "{value}',
    "open single quote": lambda lead, key, value: f"{lead}{key}: '{value.replace(chr(39), '')}",
    "backtick": lambda lead, key, value: f"{lead}{key}: `{value}`",
    "gap": lambda lead, key, value: f"{lead}{key}: {{{{{value}}}}} and more",
    "asterisk": lambda lead, key, value: f"{lead}{key}: *{value}*",
    "dedent": lambda lead, key, value: f"{lead[:-1]}{key}: {value}",
    "at sign": lambda lead, key, value: f"{lead}{key}: @{value}",
    "bracket": lambda lead, key, value: f"{lead}{key}: [{value}] and more",
    "dash": lambda lead, key, value: f"{lead}{key}: - {value}",
    "no space": lambda lead, key, value: f"{lead}{key}:{value}",
    "over-indent": lambda lead, key, value: f"{lead}  {key}: {value}",
    "open bracket": lambda lead, key, value: f"{lead}{key}: [{value}",
}


def note(number: int, sentences: list[str]) -> list[str]:
    """A sound note of four lines and a blank one."""
    keys = ("q", "a", "why", "hint")
    lines = [f"    {key}: {text}" for key, text in zip(keys, sentences, strict=False)]
    return [f"  - id: note-{number}", *lines, ""]


@given(
    st.lists(st.lists(st.sampled_from(SENTENCES), min_size=2, max_size=4), min_size=3, max_size=6),
    st.sampled_from(sorted(PLANTS)),
    st.data(),
)
def test_a_planted_mistake_is_told_on_its_line_and_hides_nothing(
    texts: list[list[str]], sort: str, data: st.DataObject
) -> None:
    notes = [note(number, sentences) for number, sentences in enumerate(texts)]
    spoilt = data.draw(st.integers(0, len(notes) - 1), "note")
    at = data.draw(st.integers(1, len(texts[spoilt])), "line")
    key, _, value = notes[spoilt][at].strip().partition(": ")
    notes[spoilt][at] = PLANTS[sort]("    ", key, value)

    compiled = deck("\n".join(["notes:", *(line for lines in notes for line in lines), ""]))

    planted = 2 + sum(len(lines) for lines in notes[:spoilt]) + at
    assert {d.span.begins.line for d in compiled.diagnostics} == {planted}, told(compiled)
    sound = [f"deck/note-{number}" for number in range(len(notes)) if number != spoilt]
    assert [n.uid for n in compiled.notes] == sound


@given(st.lists(st.sampled_from(sorted(PLANTS)), min_size=2, max_size=5))
def test_mistakes_in_several_notes_are_all_told(sorts: list[str]) -> None:
    lines = ["notes:"]
    planted = set()
    for number, sort in enumerate(sorts):
        spoilt = note(number, list(SENTENCES))
        spoilt[2] = PLANTS[sort]("    ", "a", SENTENCES[1])
        planted.add(len(lines) + 3)
        lines += [*spoilt, *note(100 + number, list(SENTENCES))]
    compiled = deck("\n".join([*lines, ""]))
    assert {d.span.begins.line for d in compiled.diagnostics} == planted, told(compiled)
    assert len(compiled.notes) == len(sorts)


@given(st.sampled_from(sorted(PLANTS)), st.sampled_from(SENTENCES), st.integers(1, 4))
def test_a_fix_that_is_offered_mends_the_note(sort: str, value: str, at: int) -> None:
    lines = note(1, list(SENTENCES))
    key = lines[at].strip().partition(":")[0]
    lines[at] = PLANTS[sort]("    ", key, value)
    text = "\n".join(["notes:", *note(0, list(SENTENCES)), *lines])
    (problem,) = deck(text).diagnostics
    if problem.fix is not None:
        mended = deck(fixed(source(text), problem.fix).text)
        assert mended.diagnostics == ()
        assert [n.uid for n in mended.notes] == ["deck/note-0", "deck/note-1"]
