"""The program, loaded once and run many times, each time in a process of its own.

Most of a short run of Python is spent on imports.  A server that has loaded the program splits off
a process for each run instead of starting one.  That process has its own arguments, environment,
folder, input and output, and ends as any other would; only what the imports cost is not seen.
"""

import gc
import importlib
import json
import os
import pkgutil
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NoReturn, Self

LEFT_OUT = ("drillbank.bank.migrations", "drillbank.__main__")
"""Modules that do something when they are imported."""


class ForkServer:
    """A loaded program; runs go one after the other."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        """Starts it; ``environment`` is what the imports see, and each run brings its own."""
        self._process = subprocess.Popen(  # noqa: S603 - this file
            (sys.executable, __file__),
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )

    def run(
        self, arguments: Sequence[str], *, typed: str, environment: Mapping[str, str], folder: Path
    ) -> tuple[int, str, str]:
        """Exit code (negative for a signal), output and errors of one run."""
        with tempfile.TemporaryDirectory(prefix="drillbank-run-") as place:
            streams = [Path(place) / name for name in ("in", "out", "err")]
            streams[0].write_text(typed, encoding="utf-8")
            asked = {
                "arguments": list(arguments),
                "environment": dict(environment),
                "folder": str(folder),
                "streams": [str(stream) for stream in streams],
            }
            self._ask(asked)
            code = self._answer()
            out, err = (stream.read_text(encoding="utf-8") for stream in streams[1:])
            return code, out, err

    def begin(
        self, arguments: Sequence[str], *, environment: Mapping[str, str], folder: Path, at: str
    ) -> int:
        """Starts a run at a terminal, named by its device; its process id."""
        asked = {
            "arguments": list(arguments),
            "environment": dict(environment),
            "folder": str(folder),
            "streams": [at, at, at],
            "at_terminal": True,
        }
        self._ask(asked)
        return self._answer()

    def wait(self) -> int:
        """The exit code of the run that was begun, negative for a signal."""
        return self._answer()

    def _ask(self, asked: Mapping[str, Any]) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{json.dumps(asked)}\n")
        self._process.stdin.flush()

    def _answer(self) -> int:
        assert self._process.stdout is not None
        return int(self._process.stdout.readline())

    def __enter__(self) -> Self:
        """The server."""
        return self

    def __exit__(self, *_: object) -> None:
        """Ends it."""
        with self._process:
            assert self._process.stdin is not None
            self._process.stdin.close()


def serve() -> None:
    """Runs the program as often as a line on standard input asks for it."""
    requests, answers = os.dup(0), os.dup(1)
    os.dup2(os.open(os.devnull, os.O_RDWR), 0)
    os.dup2(2, 1)
    load()
    gc.freeze()
    with open(requests, encoding="utf-8") as asked:  # noqa: PTH123 - a descriptor
        for line in asked:
            run = json.loads(line)
            child = os.fork()
            if child == 0:
                become(run, requests, answers)
            if "at_terminal" in run:
                os.write(answers, b"%d\n" % child)
            _, status = os.waitpid(child, 0)
            os.write(answers, b"%d\n" % os.waitstatus_to_exitcode(status))


def load() -> None:
    """Imports every module of the program."""
    program = importlib.import_module("drillbank")
    for module in pkgutil.walk_packages(program.__path__, "drillbank."):
        if not module.name.startswith(LEFT_OUT):
            importlib.import_module(module.name)


def become(asked: Mapping[str, Any], *not_inherited: int) -> NoReturn:
    """Is the program, from now to its end."""
    for descriptor in not_inherited:
        os.close(descriptor)
    os.environ.clear()
    os.environ.update(asked["environment"])
    time.tzset()
    os.chdir(asked["folder"])
    if "at_terminal" in asked:
        # Of a session without a terminal, the first that is opened becomes its own.
        os.setsid()
    for descriptor, path in enumerate(asked["streams"]):
        flags = os.O_RDONLY if descriptor == 0 else os.O_WRONLY | os.O_CREAT | os.O_APPEND
        os.dup2(os.open(path, flags, 0o600), descriptor)
    if "at_terminal" in asked:
        _look_anew_at_streams()
    sys.argv = ["drillbank", *asked["arguments"]]
    from drillbank.cli.main import main  # noqa: PLC0415 - loaded already

    code = 1
    try:
        main()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:  # noqa: BLE001 - as the interpreter would
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _look_anew_at_streams() -> None:
    """They were opened when there was no terminal behind them, and remember it."""
    for descriptor, name in enumerate(("stdin", "stdout", "stderr")):
        stream = open(descriptor, "w" if descriptor else "r", encoding="utf-8", closefd=False)  # noqa: SIM115 - the process's own
        setattr(sys, name, stream)
        setattr(sys, f"__{name}__", stream)


if __name__ == "__main__":
    serve()
