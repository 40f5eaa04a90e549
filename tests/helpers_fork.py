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
            assert self._process.stdin is not None
            assert self._process.stdout is not None
            self._process.stdin.write(f"{json.dumps(asked)}\n")
            self._process.stdin.flush()
            code = int(self._process.stdout.readline())
            out, err = (stream.read_text(encoding="utf-8") for stream in streams[1:])
            return code, out, err

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
            child = os.fork()
            if child == 0:
                become(json.loads(line), requests, answers)
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
    for descriptor, path in enumerate(asked["streams"]):
        flags = os.O_RDONLY if descriptor == 0 else os.O_WRONLY | os.O_CREAT | os.O_APPEND
        os.dup2(os.open(path, flags, 0o600), descriptor)
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


if __name__ == "__main__":
    serve()
