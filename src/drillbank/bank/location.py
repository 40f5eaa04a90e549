"""Where a bank is: a SQLite file, or a server's URL."""

from dataclasses import dataclass
from pathlib import Path

SQLITE = "sqlite:///"


@dataclass(frozen=True, slots=True)
class Location:
    """The bank as the user named it."""

    url: str
    path: Path | None
    """The SQLite file; None for a server."""

    def __str__(self) -> str:
        """The name to print: a path, or the URL without its password."""
        if self.path is not None:
            return str(self.path)
        scheme, _, rest = self.url.partition("://")
        credentials, at, host = rest.rpartition("@")
        return f"{scheme}://{credentials.partition(':')[0]}{at}{host}"


def locate(name: str) -> Location:
    """The bank that ``--bank`` or ``DRILLBANK_BANK`` names: a path or an SQLAlchemy URL."""
    if "://" in name and not name.startswith(SQLITE):
        return Location(url=name, path=None)
    path = Path(name.removeprefix(SQLITE)).expanduser().absolute()
    return Location(url=f"{SQLITE}{path}", path=path)
