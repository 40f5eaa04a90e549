"""Which folder of decks is compared if none is named."""

from pathlib import Path

import pytest

from drillbank.base.errors import UsageError
from drillbank.cli.diff_decks import folder_of_decks
from drillbank.cli.workplace import workplace


def test_the_nearest_folder_of_decks_is_compared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = workplace(environment={"DRILLBANK_HOME": str(tmp_path / "home")})
    inside = tmp_path / "repository" / "decks"
    inside.mkdir(parents=True)
    (inside / "geo.yaml").write_text("notes:\n", "utf-8")
    monkeypatch.chdir(inside.parent)
    assert folder_of_decks(place) == Path("decks")
    monkeypatch.chdir(inside)
    assert folder_of_decks(place) == Path()
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError, match="drillbank diff REV DIR"):
        folder_of_decks(place)
    place.user_decks.mkdir(parents=True)
    assert folder_of_decks(place) == place.user_decks
