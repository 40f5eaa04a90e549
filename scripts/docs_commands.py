"""``docs/commands.md``: every command with its arguments and options, from the program itself."""

from collections.abc import Iterator
from typing import Any

import typer

from drillbank.cli.app import app

HEAD = """\
# Commands

<!-- Written by scripts/docs from the program's own help. Changes here are overwritten. -->

`drillbank COMMAND --help` prints the same. Decks and cards may be given by the beginning of their
name, as long as it fits only one. What the exit codes mean stands in
[data and safety](data.md#exit-codes).
"""
NO_PANEL = "Commands"

# Commands and parameters are looked at by their attributes only: Typer brings its own copy of
# click from some version on, and their classes differ.
Looked = Any


def commands_page() -> str:
    """The whole page."""
    return "\n".join((HEAD, *_page(typer.main.get_command(app)))).rstrip("\n") + "\n"


def _page(root: Looked) -> Iterator[str]:
    """The overview, then a section a command."""
    panels: dict[str, list[tuple[str, Looked]]] = {}
    for name, command in _commands(root, "drillbank"):
        panels.setdefault(_panel(root, name), []).append((name, command))
    yield from ("| command | does |", "|---|---|")
    yield f"| [`drillbank`](#drillbank) | {_cell(_sentence(root))} |"
    for commands in panels.values():
        for name, command in commands:
            yield f"| [`{name}`](#{_anchor(name)}) | {_cell(_sentence(command))} |"
    yield ""
    yield from _section(root, "drillbank", 2)
    for panel, commands in panels.items():
        yield from (f"## {panel}", "")
        for name, command in commands:
            yield from _section(command, name, 3)


def _commands(group: Looked, prefix: str) -> Iterator[tuple[str, Looked]]:
    """Every command that does something, groups opened."""
    for name, command in group.commands.items():
        if command.hidden:
            continue
        if hasattr(command, "commands"):
            yield from _commands(command, f"{prefix} {name}")
        else:
            yield f"{prefix} {name}", command


def _panel(root: Looked, name: str) -> str:
    """The heading a command stands under in the program's help: that of its outermost group."""
    panel = getattr(root.commands[name.split()[1]], "rich_help_panel", None)
    return panel if isinstance(panel, str) else NO_PANEL


def _section(command: Looked, name: str, level: int) -> Iterator[str]:
    yield from ("#" * level + f" {name}", "")
    yield from ("```", _usage(command, name), "```", "")
    yield from _help(command)
    shown = [parameter for parameter in command.params if not getattr(parameter, "hidden", False)]
    arguments = [one for one in shown if one.param_type_name == "argument"]
    options = [one for one in shown if one.param_type_name == "option"]
    for heading, parameters in (("argument", arguments), ("option", options)):
        if parameters:
            yield from (f"| {heading} | |", "|---|---|")
            yield from (f"| {_names(one)} | {_meaning(one)} |" for one in parameters)
            yield ""


def _usage(command: Looked, name: str) -> str:
    """The line to type: options where there are any, arguments by name."""
    arguments = [one for one in command.params if one.param_type_name == "argument"]
    more = ["[COMMAND]"] if hasattr(command, "commands") else []
    return " ".join([name, "[OPTIONS]", *more, *(_metavar(one) for one in arguments)])


def _metavar(argument: Looked) -> str:
    return str(argument.metavar or argument.human_readable_name)


def _help(command: Looked) -> Iterator[str]:
    for paragraph in (command.help or "").strip().split("\n\n"):
        yield from (" ".join(paragraph.split()), "")


def _sentence(command: Looked) -> str:
    """What stands beside a command in a list."""
    return " ".join((command.help or "").strip().split("\n\n")[0].split())


def _names(parameter: Looked) -> str:
    if parameter.param_type_name == "argument":
        return f"`{_metavar(parameter)}`"
    names = ", ".join(f"`{name}`" for name in (*parameter.opts, *parameter.secondary_opts))
    return f"{names} {_value(parameter)}".rstrip()


def _value(option: Looked) -> str:
    """What follows the option's name."""
    choices = getattr(option.type, "choices", None)
    if choices:
        return _cell(" or ".join(f"`{choice}`" for choice in choices))
    if option.is_flag or option.count:
        return ""
    return f"`{option.metavar or option.type.name.upper()}`"


def _meaning(parameter: Looked) -> str:
    parts = [" ".join((getattr(parameter, "help", None) or "").split())]
    default = _default(parameter)
    if default:
        parts.append(f"Default: `{default}`.")
    least, most = (getattr(parameter.type, name, None) for name in ("min", "max"))
    if least is not None and most is not None:
        parts.append(f"From {least} to {most}.")
    elif least is not None:
        parts.append(f"At least {least}.")
    return _cell(" ".join(part for part in parts if part))


def _default(parameter: Looked) -> str:
    """The default where it is worth saying: not for flags, lists and what may be left out."""
    default = getattr(parameter.default, "value", parameter.default)
    if default in (None, "", ()) or isinstance(default, bool) or callable(default):
        return ""
    return str(default)


def _anchor(heading: str) -> str:
    return heading.replace(" ", "-")


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
