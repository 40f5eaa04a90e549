"""Diagnostics as a machine reads them."""

import json
from collections.abc import Sequence

from drillbank.authoring.diagnostics import Diagnostic, Fix, in_file_order
from drillbank.base.paths import path_text


def render_json(diagnostics: Sequence[Diagnostic]) -> str:
    """A JSON list in file order, one object a problem, every key always present.

    Lines and columns count from 1, columns in characters, ends excluded; an edit's ``start`` and
    ``end`` are character offsets into the file's text without its byte order mark.
    """
    objects = [_object(diagnostic) for diagnostic in in_file_order(diagnostics)]
    return json.dumps(objects, ensure_ascii=False, indent=2) + "\n"


def _object(diagnostic: Diagnostic) -> dict[str, object]:
    begins, ends = diagnostic.span.begins, diagnostic.span.ends
    return {
        "file": path_text(diagnostic.span.source.path),
        "line": begins.line,
        "col": begins.column,
        "end_line": ends.line,
        "end_col": ends.column,
        "code": diagnostic.code.value,
        "level": diagnostic.level.value,
        "message": diagnostic.message,
        "help": diagnostic.help,
        "fix": _fix(diagnostic.fix) if diagnostic.fix else None,
        "note_uid": diagnostic.note_uid,
        "labels": [
            {
                "file": path_text(label.span.source.path),
                "line": label.span.begins.line,
                "col": label.span.begins.column,
                "message": label.message,
            }
            for label in diagnostic.labels
        ],
    }


def _fix(fix: Fix) -> dict[str, object]:
    return {
        "title": fix.title,
        "safety": fix.safety.value,
        "edits": [{"start": edit.start, "end": edit.end, "text": edit.text} for edit in fix.edits],
    }
