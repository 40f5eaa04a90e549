"""Mistakes planted in the shipped decks: each is told at its exact place, and hides nothing.

``--corpus-seed SEED`` plants others than those of every run; ``scripts/plant-mistakes``, many.
"""

from collections import Counter
from dataclasses import replace
from functools import cache
from pathlib import Path
from random import Random

import pytest
from helpers_authoring import fixed, source
from helpers_corpus import (
    AT,
    FILES,
    NOT_PLANTED,
    SORTS,
    Corpus,
    Flavour,
    RealDeck,
    Told,
    Verdict,
    corpus,
    covered,
    judged,
    judged_file,
    real_decks,
)

from drillbank.authoring.decks import compile_deck
from drillbank.authoring.diagnostics import Code
from drillbank.authoring.lessons import Lessons

DECKS = Path(__file__).parents[2] / "decks"
SEEDS = ("1", "2", "3", "4", "5")
MISTAKES = 45
"""In a corpus: about one in eight notes."""

AUTHORS_MAKE_MOST = frozenset(
    {
        "colon",
        "tab",
        "open double quote",
        "open single quote",
        "backtick",
        "gap at the start",
        "asterisk",
        "dedent",
        "at sign",
        "text after a bracket",
        "dash",
        "no space",
        "over indent",
        "open bracket",
    }
)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Gives every test that wants a ``seed`` the usual ones, or the one asked for."""
    if "seed" in metafunc.fixturenames:
        asked = metafunc.config.getoption("--corpus-seed")
        metafunc.parametrize("seed", SEEDS if asked is None else (str(asked),))


@cache
def decks() -> tuple[RealDeck, ...]:
    """The shipped decks; read once."""
    return real_decks(DECKS)


@pytest.mark.parametrize("flavour", Flavour)
def test_every_mistake_is_told_at_its_place_and_hides_no_note(
    flavour: Flavour, seed: str, tmp_path: Path
) -> None:
    planted = corpus(decks(), seed, MISTAKES, flavour)

    verdict = judged(planted, tmp_path)

    assert verdict.misses == []
    assert verdict.tried.total() == MISTAKES


@pytest.mark.parametrize("flavour", [Flavour.BROKEN, Flavour.WHOLE])
def test_a_fix_that_is_offered_mends_its_mistake_and_loses_no_note(flavour: Flavour) -> None:
    planted = corpus(decks(), "fixes", MISTAKES, flavour)
    offered = 0
    for name, text in planted.texts:
        spoilt = source(text, DECKS / name)
        before = compile_deck(spoilt, Lessons())
        for problem in before.diagnostics:
            if problem.fix is None:
                continue
            after = compile_deck(fixed(spoilt, problem.fix), Lessons())
            place = problem.code, problem.span.start
            assert place not in [(told.code, told.span.start) for told in after.diagnostics]
            # What was quoted may still be no id; that could not be told before.
            assert len(after.diagnostics) <= len(before.diagnostics)
            assert {note.uid for note in after.notes} >= {note.uid for note in before.notes}
            offered += 1
    assert offered


@pytest.mark.parametrize("name", FILES)
def test_a_mistake_in_a_whole_file_is_told(name: str, tmp_path: Path) -> None:
    verdict = judged_file(decks()[0], name, tmp_path, Random(name))  # noqa: S311 - no secret
    assert verdict.misses == []


def test_no_code_is_left_without_a_plant() -> None:
    plants = covered()
    assert {code.value for code in Code} == {*plants, *NOT_PLANTED}
    assert not {*plants} & {*NOT_PLANTED}


def test_every_sort_finds_an_occasion_in_the_shipped_decks() -> None:
    planted: Counter[str] = Counter()
    for flavour in Flavour:
        wanted = {name for name, each in SORTS.items() if each.fits(flavour)}
        found = corpus(decks(), "all", len(wanted), flavour)
        planted += Counter(plant.sort.name for plant in found.planted)
    assert set(SORTS) == set(planted)
    assert set(SORTS) >= AUTHORS_MAKE_MOST


def test_a_corpus_comes_from_its_seed_alone() -> None:
    def texts(seed: str) -> Corpus:
        return corpus(decks(), seed, MISTAKES, Flavour.BROKEN)

    assert texts("1").texts == texts("1").texts
    assert texts("1").texts != texts("2").texts
    assert not any(AT in text for _, text in texts("1").texts)


@pytest.fixture
def planted(tmp_path: Path) -> tuple[Corpus, Path]:
    """A corpus of which all is told, and an empty folder."""
    (tmp_path / "first").mkdir()
    (tmp_path / "second").mkdir()
    found = corpus(decks(), "1", 5, Flavour.WHOLE)
    assert judged(found, tmp_path / "first") == Verdict(
        Counter({plant.sort.name: 1 for plant in found.planted})
    )
    return found, tmp_path / "second"


def test_a_column_beside_the_place_is_a_miss(planted: tuple[Corpus, Path]) -> None:
    found, folder = planted
    first, *others = found.planted
    place = first.told[0]
    beside = replace(first, told=(Told(place.code, place.line, place.column + 1), *first.told[1:]))

    verdict = judged(replace(found, planted=(beside, *others)), folder)

    assert verdict.missed == {first.sort.name: 1}
    assert [miss.partition(":")[0] for miss in verdict.misses] == [first.sort.name]


def test_what_is_told_where_nothing_was_planted_is_a_miss(planted: tuple[Corpus, Path]) -> None:
    found, folder = planted

    verdict = judged(replace(found, planted=found.planted[1:]), folder)

    told = len(found.planted[0].told)
    assert [miss.partition(":")[0] for miss in verdict.misses] == ["sound note"] * told


def test_a_note_lost_or_changed_is_a_miss(planted: tuple[Corpus, Path]) -> None:
    found, folder = planted
    (uid, _), (other, prints), *notes = [note for note in found.notes if note[1]]
    wanted = ((f"{uid}-too", None), (uid, frozenset({"another"})), *notes)

    verdict = judged(replace(found, notes=wanted), folder)

    assert prints
    assert {*verdict.misses} >= {
        f"lost: {uid}-too does not compile",
        f"changed: {uid} says something else",
        f"not lost: {other} compiles",
    }
