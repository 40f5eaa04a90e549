"""What an editor is told: the schema takes what compiles and refuses what does not."""

from typing import Any

import pytest
import yaml
from helpers_authoring import source
from jsonschema import Draft7Validator

from drillbank.authoring.decks import compile_deck
from drillbank.authoring.header import Header
from drillbank.authoring.kinds import KINDS
from drillbank.authoring.kinds.base import Kind
from drillbank.authoring.lessons import Lessons
from drillbank.authoring.outline import DECK_KEYS
from drillbank.authoring.schema import deck_schema
from drillbank.authoring.schema_snippets import example

ROOT = deck_schema()
HOLDS = Draft7Validator(ROOT)


def accepts(text: str) -> bool:
    """Whether the deck is right to an editor, which reads it with YAML's types."""
    return bool(HOLDS.is_valid(yaml.load(text, yaml.CSafeLoader)))


GOOD = """
title: 2026
tags: [staff]
defaults: {limit: 90}
notes:
  - Why? : Because.
  - Name one: A hook.
    id: one
    tags: [x]
  - {id: q, q: In which year?, a: 1913, also: No?, why: no}
  - {q: What was missed?, points: {cost: The cost.}}
  - {term: hook, means: A detail., ask: both}
  - {cloze: "{{1::a}}", see: "https://example.org"}
  - steps: How?
    of: {one: First., two: {text: Second., was: zwei}}
    ask: [all]
  - table: Rounds
    columns: [scores, {name: fails, was: failure}]
    rows:
      coding: [1, speed]
      design: {scores: scope, fails: no}
      dive: {cells: [depth, none], was: [deep]}
      lead: {cells: {scores: x, fails: y}}
    ask: scores
  - {table: Ports, columns: [port], rows: {ssh: 22}}
  - axis: [build, {name: buy, was: rent}]
    pulls: {build: {fit: 1}, buy: {there: It is there.}}
    decide: {core: Is it what we sell?}
    choice: {case: A ledger., pick: build, because: We sell it., cost: 2 years}
    dissolve: Buy the store.
  - contrast: Sum.
    lang: go
    given: import x
    weak: a
    strong: b
    changed: {x: y}
    entry: {weak: a, strong: b}
    tests: entry()
  - {contrast: Add., weak: a, strong: b, changed: {x: y}}
  - case: It fell.
    diagnose: {late: It was late.}
    mend: {early: Be early.}
    ask: {mend: What now?}
  - story: Moving
    headline: We moved.
    facts: {rows: 41, peak: {text: 900, was: load}}
    reframe: {L6 / platform: The page.}
    hooks: {why: {q: Why?, a: So.}}
    rubric: {judgement: {decided: What was decided.}}
    must: decided
    limit: 60
  - prompt: Tell me.
    answer: {situation: a, task: b, action: c, result: d}
    rubric: {judgement: {point: An idea.}}
    must: point
    limit: 2m
    hooks: {why: {q: Why?, a: So.}}
    traps: {blame: Theirs.}
    story: migration
  - {prompt: Tell me more., answer: Plain text., id: more}
"""


def test_what_compiles_is_accepted() -> None:
    compiled = compile_deck(source(GOOD), Lessons())
    assert compiled.diagnostics == ()
    assert accepts(GOOD)


@pytest.mark.parametrize(
    "note",
    [
        "{q: What?}",
        "{q: What?, a: }",
        "{q: What?, a: That., anwser: This.}",
        "{q: What?, a: That., term: what}",
        "{stepz: How?, of: {a: b, c: d}}",
        "{steps: How?}",
        "{steps: How?, of: {a: {txt: b}, c: d}}",
        "{table: Rounds, columns: [scores]}",
        "{table: Rounds, columns: [], rows: {coding: [speed]}}",
        "{table: Rounds, columns: [{was: x}], rows: {coding: [speed]}}",
        "{table: Rounds, columns: [scores], rows: {coding: [[speed]]}}",
        "{table: Rounds, columns: [scores], rows: {coding: {cells: [x], wsa: y}}}",
        "{axis: [a], pulls: {a: {x: y}, b: {z: y}}}",
        "{axis: [a, b, c], pulls: {a: {x: y}, b: {z: y}}}",
        "{axis: [a, b], pulls: {a: text, b: {z: y}}}",
        "{axis: [a, b], pulls: {a: {x: y}, b: {z: y}}, choice: {case: c, pick: a}}",
        "{contrast: Sum., weak: a, strong: b}",
        "{contrast: Sum., weak: a, strong: b, changed: {x: y}, tests: entry()}",
        "{contrast: Sum., weak: a, strong: b, changed: {x: y}, entry: {weak: a}}",
        "{case: It fell., diagnose: {late: It was late.}}",
        "{case: It fell., diagnose: {x: y}, mend: {z: y}, ask: {x: y}}",
        "{story: Moving}",
        "{story: Moving, headline: x, facts: [41]}",
        "{story: Moving, headline: x, facts: {Rows moved: 41}}",
        "{story: Moving, headline: x, answer: y}",
        "{term: hook, means: A detail., ask: botth}",
        "{prompt: Tell., answer: {situation: a}}",
        "{prompt: Tell., answer: a, hooks: {why: {q: Why?}}}",
        "{id: Not A Slug, q: What?, a: That.}",
        "{q: What?, a: [That]}",
        "{q: What?, a: That., also: []}",
        "{id: x, tags: [y]}",
        "{id: x, a: That.}",
        "{}",
        "{prompt: Tell., answer: a, limit: soon}",
        "{prompt: Tell., answer: a, limit: 2 hours}",
        "{prompt: Tell., answer: a, limit: ''}",
        "{prompt: Tell., answer: a, limit: 0}",
        "{prompt: Tell., answer: a, limit: 3601}",
        "{q: What?, a: That., restart: never}",
        "Just text.",
    ],
)
def test_what_does_not_compile_is_refused(note: str) -> None:
    text = f"notes:\n  - {note}\n"
    assert compile_deck(source(text), Lessons()).notes == ()
    assert not accepts(text)


@pytest.mark.parametrize("limit", ["90", "90s", "90 sec", "2m", "2 MIN", "1m30s", "1m 30", " 5m "])
def test_every_way_to_write_a_limit_is_accepted(limit: str) -> None:
    text = f"notes:\n  - {{prompt: Tell., answer: a, limit: '{limit}'}}\n"
    assert compile_deck(source(text), Lessons()).diagnostics == ()
    assert accepts(text)


def test_nothing_may_be_null() -> None:
    assert '"null"' not in str(ROOT).replace("'", '"')


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: str(kind.head))
def test_every_kind_has_an_example_that_compiles(kind: Kind[Any]) -> None:
    text = "notes:\n  - " + example(kind).replace("\n", "\n    ") + "\n"
    assert compile_deck(source(text), Lessons()).diagnostics == (), text
    assert accepts(text)


def test_the_schema_is_of_the_draft_that_editors_know() -> None:
    assert ROOT["$schema"] == "http://json-schema.org/draft-07/schema#"
    assert all("description" in field for field in ROOT["properties"].values())


def test_the_header_and_the_outline_know_the_same_keys() -> None:
    assert {*Header.model_fields, "notes"} == set(DECK_KEYS) == set(ROOT["properties"])
