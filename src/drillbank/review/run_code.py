"""A card's tests run against code, in a process of its own.

The process has a time limit, an empty folder and none of the caller's environment; it can still do
what its user can.  It is no sandbox: that is what trust is for.
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
from contextlib import suppress
from dataclasses import dataclass

LANGUAGES = frozenset({"python", "py"})
"""What can be run."""

MEMORY = 1 << 30
"""Bytes a run may take."""

PRINTED = 2000
"""Characters that are kept of what a run prints."""

CHILD = """
import contextlib, io, json, os, sys, time, traceback, types
answer_to = os.fdopen(os.dup(1), "w")
os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
job = json.load(sys.stdin)
try:
    import resource
    resource.setrlimit(resource.RLIMIT_AS, (job["memory"], job["memory"]))
except (ImportError, ValueError, OSError):
    pass
module = types.ModuleType("snippet")
sys.modules["snippet"] = module

def run(part, names):
    exec(compile(job["parts"][part], "<" + part + ">", "exec"), names)

def failure(error):
    said = type(error).__name__ + (": " + str(error) if str(error) else "")
    if isinstance(error, SyntaxError) and error.filename and error.filename[1:-1] in job["parts"]:
        return f"SyntaxError: {error.msg} at {error.filename[1:-1]} line {error.lineno}"
    frames = traceback.extract_tb(error.__traceback__)
    ours = [(f.filename[1:-1], f.lineno) for f in frames if f.filename[1:-1] in job["parts"]]
    if not ours:
        return said
    part, line = ours[-1]
    text = job["parts"][part].splitlines()[line - 1].strip()
    return f"{said} at {part} line {line}: {text}"

answer = {"failure": None, "ms": 0.0}
printed = io.StringIO()
with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
    try:
        for part in ("given", "code"):
            run(part, module.__dict__)
        if not callable(module.__dict__.get(job["entry"])):
            raise LookupError("it defines no function or class " + repr(job["entry"]))
        # Names of their own, so that a helper of the tests replaces none of the version's.
        names = dict(module.__dict__, entry=module.__dict__[job["entry"]])
        start = time.perf_counter()
        run("tests", names)
        answer["ms"] = (time.perf_counter() - start) * 1000
    except BaseException as error:
        answer["failure"] = failure(error)
answer["printed"] = printed.getvalue()
json.dump(answer, answer_to)
answer_to.flush()
"""
"""What the process does: define, bind ``entry``, run the tests, say how it went."""


@dataclass(frozen=True, slots=True)
class Program:
    """What is run, from top to bottom."""

    given: str
    code: str
    tests: str
    """Call what is tested by the name ``entry``."""

    entry: str
    """Its name in ``code``."""


@dataclass(frozen=True, slots=True)
class Ran:
    """How it went."""

    failure: str | None
    """What failed and where, in a line; None where the tests passed."""

    ms: float = 0.0
    """How long the tests took."""

    printed: str = ""
    """The beginning of what the code printed."""


def run(program: Program, timeout_s: float) -> Ran:
    """Runs the tests, whatever the code does; a run that does not end in time is ended."""
    parts = {"given": program.given, "code": program.code, "tests": program.tests}
    job = json.dumps({"parts": parts, "entry": program.entry, "memory": MEMORY})
    with tempfile.TemporaryDirectory(prefix="drillbank-run-") as folder:
        child = subprocess.Popen(  # noqa: S603 - our own command
            [sys.executable, "-I", "-B", "-W", "error", "-c", CHILD],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=folder,
            env={},
            text=True,
            start_new_session=True,
        )
        try:
            answered, said = child.communicate(job, timeout=timeout_s)
        except subprocess.TimeoutExpired:
            return Ran(f"did not end within {timeout_s:g} s")
        finally:
            _end(child)
    return _told(answered, said, child.returncode)


def _end(child: "subprocess.Popen[str]") -> None:
    """Ends the process with all that it has started."""
    with suppress(ProcessLookupError, PermissionError):
        if hasattr(os, "killpg"):
            os.killpg(child.pid, signal.SIGKILL)
        else:
            child.kill()
    child.communicate()


def _told(answered: str, said: str, code: int) -> Ran:
    try:
        answer = json.loads(answered)
    except ValueError:
        last = (said.strip().splitlines() or ["no word"])[-1]
        return Ran(f"ended with {code}: {last}")
    return Ran(answer["failure"], answer["ms"], answer["printed"][:PRINTED])
