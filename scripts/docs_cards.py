"""Three cards of the shipped library, as the README shows them."""

from collections.abc import Iterator
from itertools import groupby

from drillbank.authoring.cards import Face, Point
from drillbank.authoring.compile import compile_decks
from drillbank.authoring.shipped import shipped_folder
from drillbank.base.prose import in_words
from drillbank.base.words import Uid

SHORT = Uid("hard-decisions/costs-before-odds")
TRADE_OFF = Uid("trade-offs/build-buy#choice")
PROMPT = Uid("layered-answers/went-badly-briefly#tell")


def three_cards() -> str:
    """A short card, a trade-off and a prompt, as they stand in the decks."""
    faces = {
        card.uid: card.face
        for note in compile_decks([shipped_folder().path]).notes
        for card in note.cards
    }
    short, trade_off, prompt = (faces[uid] for uid in (SHORT, TRADE_OFF, PROMPT))
    return "\n\n".join(
        (
            f"A short one, `{SHORT}`:",
            _quoted(*_sides(short)),
            f"A trade-off, `{TRADE_OFF}`:",
            _quoted(*_sides(trade_off)),
            f"A prompt, answered aloud in {prompt.limit_s} seconds, `{PROMPT}`:",
            _quoted(prompt.question),
            "<details><summary>Its worked answer</summary>",
            _quoted(prompt.answer),
            "</details>",
            _quoted(*_rubric(prompt.points)),
        )
    )


def _sides(face: Face) -> Iterator[str]:
    yield face.question
    yield "---"
    yield face.answer


def _rubric(points: tuple[Point, ...]) -> Iterator[str]:
    for group, members in groupby(points, key=lambda point: point.group):
        items = [f"- [ ] {point.text}{' **must**' if point.must else ''}" for point in members]
        yield "\n".join((f"*{in_words(group or '')}*", "", *items))


def _quoted(*blocks: str) -> str:
    lines = "\n\n".join(block.strip() for block in blocks).splitlines()
    return "\n".join(f"> {line}".rstrip() for line in lines)
