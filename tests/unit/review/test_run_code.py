"""A card's tests run against code."""

import os
import sys
import time
from pathlib import Path

import pytest

from drillbank.review.run_code import PRINTED, Program, Ran, run

LIMIT_S = 20.0


def ran(code: str, tests: str = "assert entry(2) == 4", given: str = "") -> Ran:
    """How code that should double meets its tests."""
    return run(Program(given, code, tests, "double"), LIMIT_S)


def test_what_passes_passes() -> None:
    assert ran("def double(x):\n    return FACTOR * x", given="FACTOR = 2").failure is None


@pytest.mark.parametrize(
    ("code", "failure"),
    [
        (
            "def double(x):\n    return 3 * x",
            "AssertionError at tests line 1: assert entry(2) == 4",
        ),
        (
            "def double(x):\n    return y",
            "NameError: name 'y' is not defined at code line 2: return y",
        ),
        ("def double(x)\n    return x", "SyntaxError: expected ':' at code line 1"),
        (
            "def twice(x):\n    return 2 * x",
            "LookupError: it defines no function or class 'double'",
        ),
        ("raise SystemExit(0)", "SystemExit: 0 at code line 1: raise SystemExit(0)"),
        ("import os\nos._exit(7)", "ended with 7: no word"),
    ],
    ids=["wrong", "raises", "syntax", "another name", "exit", "hard exit"],
)
def test_what_fails_is_told_with_its_place(code: str, failure: str) -> None:
    assert ran(code).failure == failure


def test_what_is_printed_is_kept_up_to_a_length() -> None:
    code = "print('a' * 9000)\nimport os\nos.write(1, b'x')\ndef double(x):\n    return 2 * x"
    done = ran(code)

    assert done.failure is None
    assert done.printed == "a" * PRINTED


def test_the_callers_environment_and_folder_are_not_there(tmp_path: Path) -> None:
    code = "import os\ndef double(x):\n    return [dict(os.environ), os.listdir()]"
    os.environ["DRILLBANK_SECRET"] = str(tmp_path)
    try:
        done = ran(
            code, "env, files = entry(2)\nassert 'DRILLBANK_SECRET' not in env and not files"
        )
    finally:
        del os.environ["DRILLBANK_SECRET"]

    assert done.failure is None


@pytest.mark.skipif(sys.platform == "win32", reason="processes end otherwise there")
def test_what_does_not_end_is_ended_with_all_it_started(tmp_path: Path) -> None:
    sign = tmp_path / "pid"
    code = (
        "import subprocess, sys, pathlib\n"
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'])\n"
        f"pathlib.Path({str(sign)!r}).write_text(str(child.pid))\n"
        "child.wait()"
    )
    began = time.monotonic()
    done = run(Program("", code, "", "double"), 2.0)

    assert done.failure == "did not end within 2 s"
    assert time.monotonic() - began < LIMIT_S
    stat = Path(f"/proc/{sign.read_text()}/stat")
    assert not stat.exists() or stat.read_text().split()[2] == "Z"
