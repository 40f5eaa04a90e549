"""Every card of the shipped library, as a plain session says it: nothing of its source is left."""

import re
from collections.abc import Iterator

from helpers_review import moment, queue
from helpers_shipped import shipped

from drillbank.review.advance import advance
from drillbank.review.inputs import Input, Judge, Reveal, ShowHint, Speak
from drillbank.review.session import Session
from drillbank.review.stopwatch import Stopwatch
from drillbank.review.table import Asking, Shown
from drillbank.tui.plain import news, prompt
from drillbank.tui.spoken import spoken

SOURCE = re.compile(r"\*\*|(?<!\w)[*_]\w|`|~~|\]\(|fact:|\{\{|\}\}|\[…|^#+ |&\w+;")
"""What would be left of Markdown, a citation or a gap that was not read."""


def told(shown: Shown) -> tuple[list[str], list[str]]:
    """What is said before the card is turned, and after, its rubric judged and its rating asked."""
    session = Session(queue(shown.uid), Asking(shown, Stopwatch(moment().at)))
    asked = [*news(None, session)]
    answered: list[str] = []
    for input_ in inputs(shown):
        before = session
        session, _ = advance(session, input_)
        said = answered if isinstance(input_, Reveal | Judge) else asked
        said += [*news(before, session), prompt(session, typed=True)]
    return asked, answered


def inputs(shown: Shown) -> list[Input]:
    """A learner who looks at the hint, answers, and made every other point."""
    speak: list[Input] = [Speak(moment(2).at)] if shown.spoken else []
    judged: list[Input] = [Judge(made=at % 2 == 0) for at in range(len(shown.points))]
    return [*speak, ShowHint(), Reveal(moment(9)), *judged]


def prose(lines: list[str]) -> Iterator[str]:
    """Without the lines of code."""
    inside = False
    for line in lines:
        if inside or re.fullmatch(r"code( \w+)?:", line):
            inside = line != "end of code"
        else:
            yield line


def code_spans(shown: Shown) -> set[str]:
    """Code in the lines of a card, which may hold any sign."""
    face = shown.record.face
    texts = (face.question, face.answer, face.why, face.hint, face.afterwards, *face.also)
    points = (point.text for point in face.points)
    return set(re.findall(r"`([^`\n]+)`", "\n".join(filter(None, (*texts, *points)))))


def test_every_card_is_said_without_its_marks() -> None:
    left = []
    for shown in shipped():
        asked, answered = told(shown)
        also = [line for wording in shown.record.face.also for line in spoken(wording)]
        spans = sorted(code_spans(shown), key=len, reverse=True)
        for line in prose([*asked, *answered, *also]):
            said = line
            for span in spans:
                said = said.replace(span, "code")
            if SOURCE.search(said):
                left.append((shown.uid, line))
    assert left == []


def test_no_card_has_an_empty_side() -> None:
    assert len(shipped()) > 1300
    for shown in shipped():
        asked, answered = told(shown)
        assert asked[asked.index("Question:") + 1].strip(), shown.uid
        assert answered[answered.index("Answer:") + 1].strip(), shown.uid
