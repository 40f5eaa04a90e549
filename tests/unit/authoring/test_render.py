"""Diagnostics drawn for people and written for machines."""

import json

from helpers_authoring import deck, notes

from drillbank.authoring.cells import cells
from drillbank.authoring.render_json import render_json
from drillbank.authoring.render_text import render_text


def caret_line(text: str) -> str:
    lines = render_text(notes(text).diagnostics).splitlines()
    return next(line for line in lines if "^" in line)


def test_nothing_wrong_prints_nothing() -> None:
    assert render_text(()) == ""
    assert json.loads(render_json(())) == []


def test_a_caret_stands_under_wide_characters() -> None:
    narrow = caret_line("- {id: x, term: ab, means: x, zzz: y}")
    wide = caret_line("- {id: x, term: 幅広, means: x, zzz: y}")
    assert wide.index("^") == narrow.index("^") + 2


def test_tabs_are_drawn_as_wide_as_they_are_counted() -> None:
    assert caret_line("- q: a\tb: c\n  a: x\n").index("^") == len(" 2 |   - q: a    b")


def test_marks_take_no_cells_and_emoji_take_two() -> None:
    assert cells("abc") == 3
    assert cells("e\u0301") == 1
    assert cells("幅") == 2
    assert cells("\N{PARTY POPPER}") == 2
    assert cells("\N{WOMAN}\u200d\N{PERSONAL COMPUTER}") == 2


def test_a_lone_carriage_return_moves_no_cursor() -> None:
    assert "\r" not in render_text(notes("- {q: 'a\rb', zzz: x}").diagnostics)


def test_the_closing_line_counts_by_level_and_file() -> None:
    compiled = notes("- q: C # a\n  zzz: b\n- q: 'What'\n")
    assert render_text(compiled.diagnostics).endswith("\n\n2 errors, 1 warning in 1 file\n")


def test_problems_come_in_file_order() -> None:
    text = "notes:\n  - {q: What?, a: b, zzz: c}\n  - {id: x, q: a: b}\n  - Why?:\n"
    lines = [d.span.begins.line for d in deck(text).diagnostics]
    assert lines == sorted(lines)


def test_machines_get_every_key() -> None:
    compiled = notes(
        "- id: hook\n  q: What: now?\n  a: That.\n- {id: two, q: What?, a: b, tgas: c}"
    )
    syntax, unknown = json.loads(render_json(compiled.diagnostics))
    assert syntax == {
        "file": "deck.yaml",
        "line": 3,
        "col": 12,
        "end_line": 3,
        "end_col": 13,
        "code": "E101",
        "level": "error",
        "message": "a ': ' inside an unquoted value",
        "help": "put the value in quotes, or move it to the next line after '|'",
        "fix": {
            "title": "put the value in quotes",
            "safety": "safe",
            "edits": [{"start": 27, "end": 37, "text": '"What: now?"'}],
        },
        "note_uid": None,
        "labels": [],
    }
    assert unknown["note_uid"] == "deck/two"
    assert unknown["fix"]["edits"][0]["text"] == "tags"


def test_a_fix_is_announced_where_it_can_be_applied_without_asking() -> None:
    compiled = notes("- q: What: now?\n  a: b\n- q: [open\n  a: b\n- q: c\n  anwser: d\n")
    printed = render_text(compiled.diagnostics)
    in_json = [
        d["fix"] and d["fix"]["safety"] for d in json.loads(render_json(compiled.diagnostics))
    ]
    assert in_json[:2] == ["safe", None]
    assert "suggested" in in_json
    assert printed.count("[fix available]") == 1
