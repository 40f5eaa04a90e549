"""What a banked story asks."""

import pytest
from helpers_authoring import cards, codes, notes, the_note, underlined

from drillbank.authoring.cards import Mode

STORY = """
- id: payments-migration
  story: Moving payments
  headline: We moved nine services in a year.
  facts:
    rows: 41 million
    peak-load: {text: 900 a second, was: peak}
  reframe:
    L5 / backend: The dual writes.
    L6 / platform: {text: The one page., was: L6}
  rubric:
    judgement: {the-decision: Says what was decided.}
  must: [the-decision]
  hooks:
    why-not-escalate: {q: Why did you not escalate?, a: It was technical., was: escalation}
  traps: {blame: Telling it as their fault.}
"""


def test_a_story_is_told_its_facts_asked_its_angles_and_its_follow_ups() -> None:
    assert list(cards(STORY)) == [
        "tell",
        "fact/rows",
        "fact/peak-load",
        "reframe/l5-backend",
        "reframe/l6-platform",
        "hook/why-not-escalate",
    ]


def test_the_headline_is_spoken_in_ninety_seconds_and_judged() -> None:
    face = cards(STORY)["tell"].face
    assert face.mode is Mode.SPEAK
    assert (face.question, face.answer) == (
        "Tell the story **Moving payments**.",
        "We moved nine services in a year.",
    )
    assert face.limit_s == 90
    assert [(point.id, point.group, point.must) for point in face.points] == [
        ("the-decision", "judgement", True)
    ]
    assert face.afterwards is not None
    assert "Why did you not escalate?" in face.afterwards
    assert "Telling it as their fault." in face.afterwards


@pytest.mark.parametrize(("limit", "seconds"), [("limit: 60s", 60), ("hint: x", 90)])
def test_a_story_may_set_its_own_limit(limit: str, seconds: int) -> None:
    made = cards(f"- {{story: Moving, headline: We moved., {limit}}}")
    assert made["tell"].face.limit_s == seconds


def test_a_fact_is_asked_by_its_name() -> None:
    face = cards(STORY)["fact/peak-load"].face
    assert (face.question, face.answer) == ("**Moving payments**: peak load?", "900 a second")
    assert face.mode is Mode.RECALL


def test_a_fact_may_have_a_question_of_its_own() -> None:
    asking = STORY.replace("900 a second, was", "900 a second, q: How many came at once?, was")
    face = cards(asking)["fact/peak-load"].face
    assert face.question == "**Moving payments**: How many came at once?"
    assert face.answer == "900 a second"


def test_of_its_facts_only_those_asked_become_cards() -> None:
    made = cards(STORY.replace("  reframe:", "  ask: [peak-load]\n  reframe:"))
    assert [facet for facet in made if facet.startswith("fact/")] == ["fact/peak-load"]


def test_only_a_fact_can_be_asked() -> None:
    problem = notes("- {story: Moving, headline: We moved., facts: {rows: 41}, ask: [rows, row]}")
    assert codes(problem) == ["E242"]
    assert underlined(problem) == ["row"]


def test_a_reframe_asks_what_leads_for_a_role() -> None:
    face = cards(STORY)["reframe/l6-platform"].face
    assert face.question == "**Moving payments**, for **L6 / platform**: what leads?"
    assert face.answer == "The one page."


def test_facts_angles_and_hooks_remember_their_earlier_names() -> None:
    made = cards(STORY)
    uid = "deck/payments-migration"
    assert made["fact/peak-load"].was == (f"{uid}#fact/peak",)
    assert made["reframe/l6-platform"].was == (f"{uid}#reframe/l6",)
    assert made["hook/why-not-escalate"].was == (f"{uid}#hook/escalation",)


@pytest.mark.parametrize("value", ["0", "41", "no", "2024-01-31", "0.02 %"])
def test_a_fact_stays_the_text_that_was_typed(value: str) -> None:
    made = cards(f"- {{story: Moving, headline: We moved., facts: {{rows: {value}}}}}")
    assert made["fact/rows"].face.answer == value


def test_beside_a_prompt_story_names_a_story() -> None:
    assert the_note("- {prompt: Why?, story: moving, answer: So.}").kind == "prompt"
    assert the_note("- {story: Moving, headline: We moved.}").kind == "story"


def test_a_misspelt_prompt_is_no_story() -> None:
    compiled = notes("- {promt: Why?, story: moving, answer: So.}")
    assert codes(compiled) == ["E201"]
    assert underlined(compiled) == ["promt"]


def test_a_story_that_does_not_hold_together_is_refused() -> None:
    compiled = notes(
        """
        - {story: Moving, headline: We moved., facts: {Rows moved: 41}}
        - {story: Moving on, headline: We moved., must: [result]}
        - {story: Moving up}
        - {story: Moving out, headline: x, reframe: {L6 / a: x, L6 (a): y}}
        """
    )
    assert codes(compiled) == ["E210", "E240", "E204", "E214"]
    assert underlined(compiled) == ["Rows moved", "result", "story", "L6 (a)"]
