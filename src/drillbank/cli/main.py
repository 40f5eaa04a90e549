"""The edge: failures become sentences and exit codes here, once."""

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import NoReturn

from drillbank import __version__

BUG = 70
"""A mistake of ours; the number is BSD's EX_SOFTWARE."""

INTERRUPTED = 130
"""Ended by Ctrl-C before a session began."""


def main() -> NoReturn:
    """Runs the command that the arguments name, and exits."""
    if sys.argv[1:] == ["--version"]:
        # Before the command line is loaded, which takes five times as long as the answer.
        sys.stdout.write(f"drillbank {__version__}\n")
        sys.exit(0)
    import signal  # noqa: PLC0415 - after --version

    from drillbank.base.garbage import while_ending, while_starting  # noqa: PLC0415 - see above
    from drillbank.base.glyphs import ERRORS  # noqa: PLC0415 - after --version

    while_starting()

    if hasattr(signal, "SIGPIPE"):
        # As every tool in a pipe: when the reader has gone there is nothing left to say.
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # A terminal that cannot show a glyph shows a plainer one instead of ending the run.
            stream.reconfigure(errors=ERRORS)
    # pydantic would look through every package installed for plugins of its own; none is ours.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    try:
        code = _run()
    finally:
        _say_the_last()
        while_ending()
    sys.exit(code)


def _say_the_last() -> None:
    """Flushes the output; where nobody is left to read it, that changes no exit code."""
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)


def _run() -> int:
    from drillbank.base.errors import DrillbankError, Exit  # noqa: PLC0415 - after --version

    try:
        short = _short_way(sys.argv[1:], os.environ)
        if short is not None:
            return short()
        from drillbank.cli.app import app  # noqa: PLC0415 - after --version

        app(prog_name="drillbank")
    except DrillbankError as problem:
        sys.stderr.write(f"drillbank: {problem}\n")
        return problem.exit_code
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as problem:  # noqa: BLE001 - the one place where a bug becomes a sentence
        return _bug(problem)
    return Exit.FINE


def _short_way(
    arguments: Sequence[str], environment: Mapping[str, str]
) -> Callable[[], int] | None:
    """How ``review`` and ``check`` are run without an option, as they are every day.

    They need no command line, which takes a sixth of the time to the first card, and of a check.
    """
    if "_DRILLBANK_COMPLETE" in environment or any(one.startswith("-") for one in arguments):
        return None
    match arguments:
        case ["review", *names]:
            from drillbank.cli.drill import Wanted, drill  # noqa: PLC0415 - only for it

            return lambda: drill(Wanted(names=tuple(names)))
        case ["check", *paths]:
            from pathlib import Path  # noqa: PLC0415 - only for it

            from drillbank.cli.checking import Check, run_check  # noqa: PLC0415 - only for it

            return lambda: run_check(Check(paths=tuple(map(Path, paths))))
        case _:
            return None


def _bug(problem: Exception) -> int:
    import traceback  # noqa: PLC0415 - only here

    from drillbank.cli.workplace import home_folder  # noqa: PLC0415 - only here

    text = "".join(traceback.format_exception(problem))
    path = home_folder(os.environ) / "log" / f"bug-{os.getpid()}.txt"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(
            f"drillbank {__version__}\n{sys.argv}\n{text}",
            encoding="utf-8",
            errors="backslashreplace",
        )
        told = f"What happened is written in {path}."
    except OSError:
        told = f"It could not be written to {path}; it was {problem!r}."
    sys.stderr.write(
        f"drillbank: this is a mistake in drillbank, not yours. {told} "
        "Everything graded before is saved.\n"
    )
    return BUG
