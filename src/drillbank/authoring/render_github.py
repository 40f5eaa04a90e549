"""Diagnostics as GitHub Actions reads them: a workflow command a line, shown beside the source."""

from collections.abc import Sequence

from drillbank.authoring.diagnostics import Diagnostic, in_file_order
from drillbank.base.paths import path_text

_COMMANDS = {"error": "error", "warning": "warning"}
_IN_MESSAGE = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_IN_PROPERTY = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


def render_github(diagnostics: Sequence[Diagnostic]) -> str:
    """A line a problem, in file order; empty for none."""
    return "".join(f"{_command(problem)}\n" for problem in in_file_order(diagnostics))


def _command(problem: Diagnostic) -> str:
    properties = {"file": path_text(problem.span.source.path.as_posix())}
    if problem.span.source.text:
        begins, ends = problem.span.begins, problem.span.ends
        properties |= {"line": str(begins.line), "endLine": str(ends.line)}
        if ends.line == begins.line:  # GitHub takes columns only within one line
            properties |= {"col": str(begins.column), "endColumn": str(ends.column)}
    properties["title"] = problem.code.value
    listed = ",".join(f"{key}={text.translate(_IN_PROPERTY)}" for key, text in properties.items())
    message = f"{problem.message}\n{problem.help}" if problem.help else problem.message
    command = _COMMANDS.get(problem.level.value, "notice")
    return f"::{command} {listed}::{message.translate(_IN_MESSAGE)}"
