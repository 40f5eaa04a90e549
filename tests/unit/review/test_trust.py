"""Whose tests may be run."""

from dataclasses import replace
from pathlib import Path

import pytest
from helpers_review import record

from drillbank.authoring.cards import Code, Face
from drillbank.bank.values import CardRecord
from drillbank.base.words import Slug
from drillbank.review.trust import Trust

CODE = Code("python", "w = 1", "s = 1", "import os", "w", "s", "assert entry")
D = Slug("d")


def card(code: Code | None = CODE, path: str = "/decks/d.yaml") -> CardRecord:
    """A card of deck ``d`` with this code."""
    return replace(record(face=Face("Q", "A", code=code)), path=path)


@pytest.fixture
def trust(tmp_path: Path) -> Trust:
    """Nothing trusted yet."""
    return Trust(tmp_path / "home" / "trust.json", tmp_path / "shipped")


def test_nothing_is_trusted_unasked_but_the_shipped_library(trust: Trust) -> None:
    assert not trust.holds(card())
    assert trust.holds(card(path=str(trust.shipped / "d.yaml")))
    assert not trust.holds(card(path=str(trust.shipped / ".." / "d.yaml")))


def test_what_has_no_tests_is_never_run(trust: Trust) -> None:
    shipped = str(trust.shipped / "d.yaml")

    assert not trust.holds(card(None, shipped))
    assert not trust.holds(card(replace(CODE, tests=None), shipped))


def test_trust_holds_for_the_deck_and_lasts(trust: Trust) -> None:
    trust.grant(D, [CODE])

    assert Trust(trust.path, trust.shipped).holds(card())
    assert not trust.holds(replace(card(), deck=Slug("other")))


@pytest.mark.parametrize(
    "changed",
    [{"tests": "import os"}, {"given": "import shutil"}, {"entry_strong": "x"}, {"lang": "py"}],
    ids=str,
)
def test_trust_ends_where_what_would_run_has_changed(trust: Trust, changed: dict[str, str]) -> None:
    trust.grant(D, [CODE])

    assert not trust.holds(card(replace(CODE, **changed)))


def test_the_versions_shown_run_nothing_and_may_change(trust: Trust) -> None:
    trust.grant(D, [CODE])

    assert trust.holds(card(replace(CODE, weak="w = 2", strong="s = 2")))


def test_granting_anew_trusts_what_is_there_now_and_no_more(trust: Trust) -> None:
    trust.grant(D, [CODE])
    trust.grant(D, [replace(CODE, tests="assert 2")])

    assert not trust.holds(card())


def test_trust_is_taken_back(trust: Trust) -> None:
    trust.grant(D, [CODE])

    assert trust.revoke(D)
    assert not trust.revoke(D)
    assert not trust.holds(card())


@pytest.mark.parametrize("text", ["", "[]", '{"d": 1}', "\x00"])
def test_a_file_that_is_not_ours_trusts_nothing(trust: Trust, text: str) -> None:
    trust.path.parent.mkdir()
    trust.path.write_text(text, encoding="utf-8")

    assert not trust.holds(card())
