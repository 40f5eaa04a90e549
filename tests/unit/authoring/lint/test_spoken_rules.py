"""Advice on model answers and rubrics."""

import pytest
from helpers_lint import note_advice, told

from drillbank.authoring.lint.thresholds import Settings, Thresholds

PARTS = {
    "situation": "Nine services were near the ceiling.",
    "task": "I had to move them all by March.",
    "action": "I read their log before I asked. I mended my own client first, then asked again.",
    "result": "Pages fell from 9 to 1.",
}


def star(
    rest: str = "", limit: str = "90s", settings: Settings | None = None, **parts: str
) -> list[str]:
    """What is told of a prompt, sound but for the parts named."""
    lines = [f"    {name}: {text!r}" for name, text in {**PARTS, **parts}.items()]
    head = ["- id: it", "  prompt: Tell me.", f"  limit: {limit}", "  answer:", *lines, rest]
    return told(note_advice("\n".join(head), settings or Settings()))


def test_a_sound_answer() -> None:
    assert star() == []


# W330


@pytest.mark.parametrize(("words", "found"), [(150, 0), (157, 0), (158, 1)])
def test_an_answer_may_go_a_twentieth_over_its_limit(words: int, found: int) -> None:
    answer = " ".join(["word"] * words)
    problems = note_advice(f"- id: it\n  prompt: Tell.\n  limit: 60s\n  answer: {answer}\n")
    assert [problem.code for problem in problems] == ["W330"] * found
    if found:
        assert problems[0].message.startswith("158 words take 63 s at 150 a minute")
        assert problems[0].span.text == " ".join(["word"] * 8)


def test_a_prompt_without_a_limit_may_take_its_time() -> None:
    assert told(note_advice(f"- id: it\n  prompt: Tell.\n  answer: {'word ' * 900}\n")) == []


def test_a_storys_headline_has_a_limit_of_its_own() -> None:
    story = f"- id: it\n  story: Moving\n  headline: {'word ' * 300}\n"
    assert [line[:4] for line in told(note_advice(story))] == ["W330"]


def test_the_rate_can_be_set() -> None:
    slow = Settings(Thresholds(words_per_minute=10))
    assert [line[:4] for line in star(limit="60s", settings=slow)] == ["W330"]


# W331


@pytest.mark.parametrize(
    ("action", "found"),
    [
        ("We read it. We asked.", True),
        ("We read it. I asked. We left.", True),
        ("I read it. We asked. I left.", False),
        ("We both signed what I had written.", False),
        ('I said "we must". They left.', False),
        ("The team read it.", False),
        ("I read it; we asked.", False),
    ],
)
def test_we_is_counted_by_the_sentence(action: str, *, found: bool) -> None:
    assert star(action=action) == (["W331 We"] if found else [])


# W332


@pytest.mark.parametrize(
    "result", ["Half left.", "Down by 3 %.", "½ left.", "Two left.", "二つ残る。"]
)
def test_a_number_in_any_form(result: str) -> None:
    assert star(result=result) == []


@pytest.mark.parametrize(
    "result", ["One and all were glad.", "It went well, in the second attempt."]
)
def test_no_number(result: str) -> None:
    assert star(result=result) == [f"W332 {result!r}"]


# W333


def test_a_situation_may_take_three_tenths() -> None:
    def told_of(words: int) -> list[str]:
        return star(situation="word " * words, task="word " * 4, action="I " * 5, result="9 " * 5)

    assert told_of(6) == []
    assert told_of(7) == ["W333 word"]


# W334, W335


def test_a_point_the_answer_does_not_make() -> None:
    rubric = (
        "  rubric:\n    judgement:\n      log: Reads the log.\n"
        "      budget: Names the budget that finance withheld.\n"
        "      short: Owns it.\n  must: [log]\n"
    )
    assert star(rubric) == ["W334 Names the budget that finance withheld."]


def test_a_rubric_without_must() -> None:
    assert star("  rubric:\n    judgement:\n      log: Reads the log.\n") == ["W335 rubric"]


def test_no_rubric_needs_no_must() -> None:
    assert star("") == []
