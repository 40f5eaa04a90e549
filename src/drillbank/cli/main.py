"""The edge: failures become sentences and exit codes here, once."""

import os
import signal
import sys
import traceback
from typing import NoReturn

from drillbank import __version__
from drillbank.base.errors import DrillbankError, Exit

SIGNALLED = 128
"""Plus the signal's number: the exit code of a program that a signal ended."""

BUG = 70
"""A mistake of ours; the number is BSD's EX_SOFTWARE."""


def main() -> NoReturn:
    """Runs the command that the arguments name, and exits."""
    if sys.argv[1:] == ["--version"]:
        # Before the command line is loaded, which takes five times as long as the answer.
        print(f"drillbank {__version__}")  # noqa: T201
        sys.exit(Exit.FINE)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # A terminal that cannot show a letter shows a mark for it instead of ending the run.
            stream.reconfigure(errors="replace")
    sys.exit(_run())


def _run() -> int:
    import click  # noqa: PLC0415 - after --version
    from typer.main import get_command  # noqa: PLC0415

    from drillbank.cli.app import app  # noqa: PLC0415

    try:
        result = get_command(app).main(prog_name="drillbank", standalone_mode=False)
    except DrillbankError as problem:
        sys.stderr.write(f"drillbank: {problem}\n")
        return problem.exit_code
    except click.exceptions.NoArgsIsHelpError as problem:
        sys.stderr.write(f"{problem.format_message()}\n")
        return Exit.USAGE
    except click.ClickException as problem:
        problem.show()
        return problem.exit_code
    except (click.Abort, KeyboardInterrupt):
        return SIGNALLED + signal.SIGINT
    except BrokenPipeError:
        # Whoever read our output has gone; nothing more can be said to them.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return SIGNALLED + signal.SIGPIPE
    except Exception as problem:  # noqa: BLE001 - the one place where a bug becomes a sentence
        return _bug(problem)
    return result if isinstance(result, int) else Exit.FINE


def _bug(problem: Exception) -> int:
    text = "".join(traceback.format_exception(problem))
    try:
        from drillbank.cli.workplace import home_folder  # noqa: PLC0415 - only here

        path = home_folder(os.environ) / "log" / f"bug-{os.getpid()}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"drillbank {__version__}\n{sys.argv}\n{text}", encoding="utf-8")
        told = f"What happened is written in {path}"
    except OSError:
        told = f"It could not be written to a log: {problem!r}"
    sys.stderr.write(
        f"drillbank: this is a mistake in drillbank, not yours. {told}. "
        "Everything graded before is saved.\n"
    )
    return BUG
