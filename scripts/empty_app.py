"""Write a Typer app that looks like another one and does nothing: the yardstick for start-up.

Usage: python scripts/empty_app.py MODULE:APP FOLDER

FOLDER/empty_app_commands.py gets the same commands, parameters and help texts, with empty
bodies; FOLDER/empty-app runs it.  What the real program's `--help` takes longer than this one
is the price of its own imports.
"""

import enum
import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer

LAUNCHER = """\
import sys

from empty_app_commands import app

if __name__ == "__main__":
    sys.exit(app(prog_name={prog_name!r}))
"""
COMPLETION = {"install_completion", "show_completion"}
TYPES = {"bool": "bool", "boolean": "bool"}
TYPES |= dict.fromkeys(("int", "integer", "int range", "integer range"), "int")
TYPES |= dict.fromkeys(("float", "float range"), "float")
TYPES |= dict.fromkeys(("path", "file", "directory"), "Path")

# The commands and parameters are looked at by their attributes only: Typer brings its own copy
# of click from some version on, and their classes differ.
Looked = Any


def write(app: typer.Typer, folder: Path, prog_name: str) -> Path:
    """Write the empty app into the folder; return the script that runs it."""
    source = "\n".join(module(typer.main.get_command(app)))
    (folder / "empty_app_commands.py").write_text(source + "\n", encoding="utf-8")
    launcher = folder / "empty-app"
    launcher.write_text(LAUNCHER.format(prog_name=prog_name), encoding="utf-8")
    return launcher


def module(root: Looked) -> Iterator[str]:
    """Lines of the module that holds the empty app."""
    yield "import enum"
    yield "from pathlib import Path"
    yield "from typing import Annotated"
    yield "import typer"
    if not hasattr(root, "commands"):
        yield "app = typer.Typer()"
        yield from command(root, "app", "only")
        return
    yield from group(root, "app")


def group(looked: Looked, variable: str) -> Iterator[str]:
    """Lines for a group: its own parameters, its commands, the groups inside it."""
    completes = any(p.name in COMPLETION for p in looked.params)
    markup = getattr(looked, "rich_markup_mode", None)
    yield f"{variable} = typer.Typer(add_completion={completes}, rich_markup_mode={markup!r})"
    settings = {
        "invoke_without_command": looked.invoke_without_command,
        "no_args_is_help": looked.no_args_is_help,
        **texts(looked),
    }
    # A callback that is not given prints other help than one without parameters.
    decorator = f"@{variable}.callback({keywords(settings)})"
    yield from function(looked, f"{variable}_callback", decorator)
    for number, (name, inner) in enumerate(looked.commands.items()):
        inner_variable = f"{variable}_{number}"
        if hasattr(inner, "commands"):
            yield from group(inner, inner_variable)
            panel = {"rich_help_panel": plain(getattr(inner, "rich_help_panel", None))}
            yield f"{variable}.add_typer({inner_variable}, name={name!r}, {keywords(panel)})"
        else:
            yield from command(inner, variable, inner_variable)


def command(looked: Looked, variable: str, function_name: str) -> Iterator[str]:
    """Lines for one command with an empty body."""
    settings = {"no_args_is_help": looked.no_args_is_help, **texts(looked)}
    decorator = f"@{variable}.command({looked.name!r}, {keywords(settings)})"
    yield from function(looked, function_name, decorator)


def function(looked: Looked, name: str, decorator: str) -> Iterator[str]:
    """Lines of a function with the parameters of the command and nothing in it."""
    parameters: list[str] = []
    for parameter in looked.params:
        if parameter.name in COMPLETION:
            continue
        annotation = TYPES.get(parameter.type.name, "str")
        choices = getattr(parameter.type, "choices", None)
        if choices is not None:
            annotation = f"{name}_{parameter.name}"
            members = {choice: choice for choice in choices}
            yield f"{annotation} = enum.Enum({annotation!r}, {members!r})"
        parameters.append(declaration(parameter, annotation))
    yield decorator
    yield f"def {name}(*, {', '.join(parameters)}): pass" if parameters else f"def {name}(): pass"


def declaration(parameter: Looked, annotation: str) -> str:
    """One parameter as Typer reads it from a function's signature."""
    is_argument = parameter.param_type_name == "argument"
    settings: dict[str, object] = {
        "help": getattr(parameter, "help", None),
        "metavar": parameter.metavar,
        "hidden": getattr(parameter, "hidden", False),
        "show_default": getattr(parameter, "show_default", True),
        "rich_help_panel": plain(getattr(parameter, "rich_help_panel", None)),
        "envvar": parameter.envvar,
        "is_eager": parameter.is_eager,
        "min": getattr(parameter.type, "min", None),
        "max": getattr(parameter.type, "max", None),
    }
    if parameter.nargs == -1 or getattr(parameter, "multiple", False):
        annotation = f"list[{annotation}]"
    default = plain(parameter.default)
    if isinstance(default, tuple):
        default = list(default)
    given = ""
    if not parameter.required:
        annotation += "" if default is not None else " | None"
        given = f" = {default!r}"
        if getattr(parameter.type, "choices", None) is not None and default is not None:
            given = f" = {annotation}({default!r})"
    names = ""
    if not is_argument:
        opts = list(parameter.opts)
        if parameter.secondary_opts:
            opts = [f"{'/'.join(opts)}/{'/'.join(parameter.secondary_opts)}"]
        names = "".join(f"{opt!r}, " for opt in opts)
    kind = "Argument" if is_argument else "Option"
    options = f"typer.{kind}({names}{keywords(settings)})"
    return f"{parameter.name}: Annotated[{annotation}, {options}]{given}"


def texts(looked: Looked) -> dict[str, object]:
    """What a command's help shows besides its parameters."""
    return {
        "help": looked.help,
        "short_help": looked.short_help,
        "epilog": looked.epilog,
        "hidden": looked.hidden,
        "deprecated": looked.deprecated,
        "rich_help_panel": plain(getattr(looked, "rich_help_panel", None)),
        "context_settings": looked.context_settings or None,
    }


def keywords(settings: dict[str, object]) -> str:
    """The settings that say something, as keyword arguments."""
    return ", ".join(f"{k}={v!r}" for k, v in settings.items() if v is not None and v is not False)


def plain(value: object) -> Any:  # noqa: ANN401 - a literal of any type
    """The value as something whose repr is its source; None where there is no such thing."""
    if isinstance(value, enum.Enum):
        value = value.value
    return value if isinstance(value, (str, int, float, list, tuple)) else None


def main(arguments: list[str]) -> int:
    """Write the empty app of MODULE:APP into FOLDER."""
    if len(arguments) != 2 or ":" not in arguments[0]:  # noqa: PLR2004 - MODULE:APP FOLDER
        sys.stderr.write(__doc__ or "")
        return 2
    module_name, _, app_name = arguments[0].partition(":")
    app = getattr(importlib.import_module(module_name), app_name)
    print(write(app, Path(arguments[1]), prog_name=module_name.partition(".")[0]))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
