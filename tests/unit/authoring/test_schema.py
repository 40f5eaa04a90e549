"""What an editor is told: the schema takes what compiles and refuses what does not."""

import re
from typing import Any

import pytest
import yaml
from helpers_authoring import source

from drillbank.authoring.decks import compile_deck
from drillbank.authoring.header import Header
from drillbank.authoring.kinds import KINDS
from drillbank.authoring.lessons import Lessons
from drillbank.authoring.outline import DECK_KEYS
from drillbank.authoring.schema import deck_schema

TYPES: dict[str, Any] = {
    "string": str,
    "boolean": bool,
    "number": (int, float),
    "integer": int,
    "array": list,
    "object": dict,
}
ROOT = deck_schema()


def typed(text: str) -> object:
    """The deck as an editor sees it, with YAML's types."""
    return yaml.load(text, yaml.CSafeLoader)


def accepts(schema: dict[str, Any], value: object) -> bool:
    """A validator of the few words of JSON Schema that ours uses."""
    if "$ref" in schema:
        return accepts(ROOT["$defs"][schema["$ref"].rpartition("/")[2]], value)
    return (
        _typed_as(schema, value)
        and value in schema.get("enum", [value])
        and (not isinstance(value, str) or bool(re.search(schema.get("pattern", ""), value)))
        and (not isinstance(value, list) or _list(schema, value))
        and (not isinstance(value, dict) or _object(schema, value))
        and ("anyOf" not in schema or any(accepts(branch, value) for branch in schema["anyOf"]))
        and ("oneOf" not in schema or sum(accepts(b, value) for b in schema["oneOf"]) == 1)
        and not ("not" in schema and accepts(schema["not"], value))
    )


def _typed_as(schema: dict[str, Any], value: object) -> bool:
    wanted = schema.get("type", [])
    names = [wanted] if isinstance(wanted, str) else wanted
    return not names or any(_is(value, name) for name in names)


def _list(schema: dict[str, Any], value: list[object]) -> bool:
    items = schema.get("items", {})
    least, most = schema.get("minItems", 0), schema.get("maxItems", len(value))
    return least <= len(value) <= most and all(accepts(items, v) for v in value)


def _is(value: object, name: str) -> bool:
    if isinstance(value, bool):
        return name == "boolean"
    return isinstance(value, TYPES[name])


def _object(schema: dict[str, Any], value: dict[str, object]) -> bool:
    if len(value) < schema.get("minProperties", 0):
        return False
    if any(key not in value for key in schema.get("required", ())):
        return False
    return all(_member(schema, key, member) for key, member in value.items())


def _member(schema: dict[str, Any], key: str, value: object) -> bool:
    if key in schema.get("properties", {}):
        return accepts(schema["properties"][key], value)
    for pattern, branch in schema.get("patternProperties", {}).items():
        if re.search(pattern, key):
            return accepts(branch, value)
    others = schema.get("additionalProperties", True)
    return others if isinstance(others, bool) else accepts(others, value)


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
    assert accepts(ROOT, typed(GOOD))


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
        "Just text.",
    ],
)
def test_what_does_not_compile_is_refused(note: str) -> None:
    text = f"notes:\n  - {note}\n"
    assert compile_deck(source(text), Lessons()).notes == ()
    assert not accepts(ROOT, typed(text))


def test_nothing_may_be_null() -> None:
    assert '"null"' not in str(ROOT).replace("'", '"')


def test_every_kind_is_a_branch_with_a_snippet_that_compiles() -> None:
    items = ROOT["properties"]["notes"]["items"]
    assert len(items["oneOf"]) == len(KINDS) + 1
    for snippet in items["defaultSnippets"]:
        body = re.sub(r"\$\{\d+:([^}]*)\}", r"\1", snippet["bodyText"])
        text = "notes:\n  - " + body.replace("\n", "\n    ") + "\n"
        assert compile_deck(source(text), Lessons()).diagnostics == (), text


def test_the_schema_is_of_the_draft_that_editors_know() -> None:
    assert ROOT["$schema"] == "http://json-schema.org/draft-07/schema#"
    assert all("description" in field for field in ROOT["properties"].values())


def test_the_header_and_the_outline_know_the_same_keys() -> None:
    assert {*Header.model_fields, "notes"} == set(DECK_KEYS) == set(ROOT["properties"])
