"""What each kind of note asks."""

import pytest
from helpers_authoring import cards, codes, notes, the_note

from drillbank.authoring.cards import Mode
from drillbank.authoring.kinds import BY_HEAD, KINDS

STEPS = """
- id: decide
  steps: How do you decide?
  of:
    frame: Say what is decided.
    Look at options: Put up three.
    weigh: {text: Compare., was: score}
"""

TABLE = """
- id: rounds
  table: Rounds
  columns: [scores, fails]
  rows: {coding: [muscle, speed], design: {scores: scope, fails: none}}
"""

AXIS = """
- axis: [build, buy]
  pulls: {build: {fit: It fits.}, buy: {time: It is there.}}
  decide: {core: Is it what we sell?}
  choice: {case: A ledger., pick: build, because: It is what we sell.}
  dissolve: Buy the store, build the rules.
"""

PROMPT = """
- id: moved-a-team
  prompt: Tell me about a team you moved.
  also: [How did you move them?]
  limit: 2m
  answer:
    situation: It was late.
    task: Ship it.
    action: |
      I asked.

      Then I listened.
    result: Shipped.
  rubric:
    judgement:
      the-decision: Says what was decided.
    ownership:
      the-cost: Says what it cost.
  must: [the-cost]
  hooks:
    Why not escalate?:
      q: Why did you not escalate?
      a: It was a technical matter.
      was: escalation
  traps:
    blame: Telling it as their fault.
"""


def test_a_question_is_one_card_named_like_its_note() -> None:
    made = cards("- {id: layer, q: How long?, a: Ninety seconds., also: [For how long?]}")
    assert list(made) == [""]
    face = made[""].face
    assert (face.question, face.answer, face.also) == (
        "How long?",
        "Ninety seconds.",
        ("For how long?",),
    )
    assert made[""].uid == "deck/layer"


def test_points_are_the_answer_where_no_answer_is_given() -> None:
    (card,) = the_note("- {q: What was missed?, points: {cost: The cost., date: The date.}}").cards
    assert card.face.answer == "- The cost.\n- The date."
    assert [point.id for point in card.face.points] == ["cost", "date"]


def test_the_common_keys_reach_every_card() -> None:
    made = cards("- {cloze: '{{1::a}} {{2::b}}', hint: Letters, why: Because}")
    assert {(card.face.hint, card.face.why) for card in made.values()} == {("Letters", "Because")}


def test_a_term_asks_for_its_meaning_and_for_the_word_if_told() -> None:
    one = cards("- {term: hook, means: A detail.}")
    assert list(one) == ["means"]
    assert "**hook**" in one["means"].face.question
    both = cards("- {term: hook, means: A detail., ask: both}")
    assert list(both) == ["means", "term"]
    assert "A detail." in both["term"].face.question
    assert both["term"].face.answer == "hook"


def test_steps_are_asked_whole_and_one_by_one() -> None:
    made = cards(STEPS)
    assert list(made) == ["all", "frame", "look-at-options", "weigh"]
    assert made["all"].face.answer.splitlines() == [
        "1. **frame**: Say what is decided.",
        "2. **Look at options**: Put up three.",
        "3. **weigh**: Compare.",
    ]


def test_a_step_shows_those_before_it_and_hides_the_rest() -> None:
    question = cards(STEPS)["look-at-options"].face.question
    assert "Say what is decided." in question
    assert "Put up three." not in question
    assert "Compare." not in question


def test_a_step_added_at_the_end_leaves_the_others_as_they_were() -> None:
    before = cards(STEPS)
    after = cards(STEPS + "    act: Do it.\n")
    assert before["weigh"].fingerprint == after["weigh"].fingerprint
    assert before["all"].fingerprint != after["all"].fingerprint


def test_ask_restricts_the_steps() -> None:
    assert list(cards(STEPS + "  ask: [all, weigh]\n")) == ["all", "weigh"]


def test_a_step_remembers_its_earlier_name() -> None:
    assert cards(STEPS)["weigh"].was == ("deck/decide#score",)
    assert cards(STEPS)["frame"].was == ()


def test_a_prompt_is_spoken_against_a_clock_and_judged_by_points() -> None:
    face = cards(PROMPT)["tell"].face
    assert face.mode is Mode.SPEAK
    assert face.limit_s == 120
    assert [(p.id, p.group, p.must) for p in face.points] == [
        ("the-decision", "judgement", False),
        ("the-cost", "ownership", True),
    ]
    assert face.answer.startswith("**Situation.** It was late.\n\n**Task.** Ship it.")
    assert face.afterwards is not None
    assert "Why did you not escalate?" in face.afterwards
    assert "Telling it as their fault." in face.afterwards


def test_a_hook_is_a_card_that_carries_its_prompt() -> None:
    card = cards(PROMPT)["hook/why-not-escalate"]
    assert "Tell me about a team you moved." in card.face.question
    assert card.face.question.endswith("Why did you not escalate?")
    assert card.face.mode is Mode.RECALL
    assert card.was == ("deck/moved-a-team#hook/escalation",)


def test_a_prompt_may_answer_in_plain_text() -> None:
    assert cards("- {prompt: Why?, answer: Because.}")["tell"].face.answer == "Because."


@pytest.mark.parametrize(
    ("written", "seconds"),
    [("90", 90), ("90s", 90), ("90 s", 90), ("2m", 120), ("1m30s", 90), ("2 min", 120)],
)
def test_a_limit_is_read_as_people_write_it(written: str, seconds: int) -> None:
    made = cards(f"- {{prompt: Why?, answer: Because., limit: {written}}}")
    assert made["tell"].face.limit_s == seconds


@pytest.mark.parametrize("written", ["soon", "0", "0s", "-5", "2h", "99m", "1.5m", "s", "''"])
def test_no_other_limit_is_taken(written: str) -> None:
    compiled = notes(f"- {{prompt: Why?, answer: Because., limit: {written}}}")
    assert codes(compiled) in (["E207"], ["E205"])
    assert compiled.notes == ()


@pytest.mark.parametrize(
    "text",
    [
        STEPS,
        TABLE,
        AXIS,
        "- {contrast: Sum., weak: a, strong: b, changed: {x: y}}",
        "- {case: It fell., diagnose: {late: It was late.}, mend: {early: Be early.}}",
        PROMPT,
        "- {story: M, headline: x, facts: {a: 1}, reframe: {b: x}, hooks: {c: {q: y, a: z}}}",
        "- {q: What?, a: That.}",
        "- {term: hook, means: A detail., ask: both}",
        "- cloze: '{{1::a}} {{c2::b}}'",
    ],
)
def test_a_kind_names_its_cards_as_it_declares(text: str) -> None:
    note = the_note(text)
    facets = BY_HEAD[note.kind].facets
    for card in note.cards:
        facet = card.uid.partition("#")[2]
        named = any(facet.startswith(under.prefix) for under in facets.named_under or ())
        assert (
            facet in facets.fixed
            or named
            or (facets.numbered and facet.isdigit())
            or (facet == "" and facets == type(facets)())
        )


def test_every_kind_is_found_by_its_head_key() -> None:
    assert all(kind.head in kind.model.model_fields for kind in KINDS)


@pytest.mark.parametrize("text", ["no", "on", "null", "~", "1.10", "010", "12:30", "2024-01-31"])
def test_every_value_stays_the_text_that_was_typed(text: str) -> None:
    (card,) = the_note(f"- q: What is it?\n  a: {text}\n").cards
    assert card.face.answer == text
