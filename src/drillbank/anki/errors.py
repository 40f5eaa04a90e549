"""The ways an export can fail a person, each with its own sentence."""

from pathlib import Path

from drillbank.base.errors import DrillbankError, UsageError


class NotAPackageNameError(UsageError):
    """Anki tells a package by its suffix, and ``.colpkg`` would replace a whole collection."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path} would not be taken by Anki: a package's name ends in .apkg. "
            f"Write {path.with_suffix('.apkg').name}."
        )


class NoSuchFolderError(UsageError):
    """The folder to write into is not there."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path} cannot be written: there is no folder {path.parent}. Make it, or name another."
        )


class IsAFolderError(UsageError):
    """The path names a folder."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path} is a folder. Name the file to write, such as {path / 'cards.apkg'}."
        )


class PackageNotWrittenError(DrillbankError):
    """The disk refused: full, read-only, not ours."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            f"{path} could not be written: {reason}. "
            "Nothing was left behind; a file already there is as it was."
        )
