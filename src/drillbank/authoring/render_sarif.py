"""Diagnostics as SARIF 2.1.0, the format that code scanners exchange."""

import json
import os
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

from drillbank.authoring.diagnostics import Code, Diagnostic, Label, in_file_order
from drillbank.authoring.explain import page_of
from drillbank.authoring.source import Span

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {"error": "error", "warning": "warning"}


def render_sarif(diagnostics: Sequence[Diagnostic], version: str) -> str:
    """One run with every problem in file order; ``version`` is the program's."""
    found = in_file_order(diagnostics)
    codes = sorted({problem.code for problem in found})
    driver = {"name": "drillbank", "version": version, "rules": [_rule(code) for code in codes]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(problem, codes) for problem in found],
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _rule(code: Code) -> dict[str, object]:
    page = page_of(code)
    title, why = (page.title, page.why) if page else (code.name, code.name)
    return {
        "id": code.value,
        "name": code.name.title().replace("_", ""),
        "shortDescription": {"text": title},
        "fullDescription": {"text": why},
        "defaultConfiguration": {"level": _level(code.level.value)},
    }


def _result(problem: Diagnostic, codes: Sequence[Code]) -> dict[str, object]:
    text = f"{problem.message}. {problem.help}" if problem.help else problem.message
    result: dict[str, object] = {
        "ruleId": problem.code.value,
        "ruleIndex": codes.index(problem.code),
        "level": _level(problem.level.value),
        "message": {"text": text},
        "locations": [_location(problem.span)],
    }
    if problem.labels:
        result["relatedLocations"] = [_related(label) for label in problem.labels]
    return result


def _related(label: Label) -> dict[str, object]:
    place = _location(label.span)
    return {**place, "message": {"text": label.message}} if label.message else place


def _level(level: str) -> str:
    return _LEVELS.get(level, "note")


def _location(span: Span) -> dict[str, object]:
    physical: dict[str, object] = {"artifactLocation": {"uri": _uri(span.source.path)}}
    if span.source.text:
        begins, ends = span.begins, span.ends
        physical["region"] = {
            "startLine": begins.line,
            "startColumn": begins.column,
            "endLine": ends.line,
            "endColumn": ends.column,
        }
    return {"physicalLocation": physical}


def _uri(path: Path) -> str:
    return path.as_uri() if path.is_absolute() else quote(os.fsencode(path.as_posix()))
