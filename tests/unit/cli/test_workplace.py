"""Where one run of the program works."""

from pathlib import Path

from drillbank.cli.workplace import workplace


def roots(home: Path) -> list[str]:
    """Where decks are read from, for the user of this folder."""
    return [folder.root for folder in workplace(environment={"DRILLBANK_HOME": str(home)}).folders]


def test_the_shipped_library_comes_last_or_not_at_all(tmp_path: Path) -> None:
    own = tmp_path / "decks"
    own.mkdir()
    assert roots(tmp_path) == [str(own), "shipped"]
    (tmp_path / "config.toml").write_text("[library]\nshipped = false\n", encoding="utf-8")
    assert roots(tmp_path) == [str(own)]
