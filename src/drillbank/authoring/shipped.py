"""Where the library that comes with the program is."""

from pathlib import Path

from drillbank.authoring.scan import SHIPPED, Folder


def shipped_folder() -> Folder:
    """The shipped decks: inside the installed package, or beside ``src`` in a checkout."""
    package = Path(__file__).parent.parent
    installed = package / "decks"
    folder = installed if installed.is_dir() else package.parent.parent / "decks"
    return Folder(folder, SHIPPED)
