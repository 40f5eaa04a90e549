"""``config.toml``: what it sets, and how every mistake in it is named."""

from pathlib import Path

import pytest

from drillbank.authoring.lint.thresholds import Thresholds
from drillbank.base.words import Slug
from drillbank.config import Config, ConfigError, Keys, read_config
from drillbank.memory.preset import DEFAULT_WEIGHTS, Preset, ReviewOrder


def config(folder: Path, text: str) -> Config:
    """The configuration that this text sets."""
    path = folder / "config.toml"
    path.write_text(text, encoding="utf-8")
    return read_config(path)


def problems(folder: Path, text: str) -> list[str]:
    """What is said of this text, a line each."""
    with pytest.raises(ConfigError) as told:
        config(folder, text)
    return [line.strip() for line in str(told.value).splitlines()[1:]]


def test_no_file_is_the_defaults(tmp_path: Path) -> None:
    assert read_config(tmp_path / "config.toml") == Config()


def test_an_empty_file_is_the_defaults(tmp_path: Path) -> None:
    assert config(tmp_path, "") == Config()


def test_the_day(tmp_path: Path) -> None:
    day = config(tmp_path, '[day]\nrollover = 0\nnew = 0\norder = "due"').day
    assert (day.rollover, day.new, day.order) == (0, 0, ReviewOrder.DUE)


def test_days_off(tmp_path: Path) -> None:
    free = config(tmp_path, '[day]\nfree = ["Saturday", "sunday"]').day.free
    assert free == {5, 6}
    (told,) = problems(tmp_path, '[day]\nfree = ["weekend"]')
    assert told.startswith("day.free: a list of weekdays")


def test_presets_apply_to_their_decks_and_inherit_the_default(tmp_path: Path) -> None:
    presets = config(
        tmp_path,
        """
        [preset.default]
        retention = 0.85
        learning_steps = ["30s", "5m", "1h", "2d"]
        [preset.hard]
        decks = ["ambiguity", "consensus"]
        retention = 0.95
        new_per_day = 2
        """,
    ).presets

    assert presets.of(Slug("elsewhere")).retention == 0.85
    assert presets.of(Slug("elsewhere")).learning_steps == (30, 300, 3600, 172_800)
    hard = presets.of(Slug("consensus"))
    assert (hard.name, hard.retention, hard.new_per_day) == ("hard", 0.95, 2)
    assert hard.learning_steps == (30, 300, 3600, 172_800)
    assert hard.version != presets.default.version


def test_steps_may_be_empty(tmp_path: Path) -> None:
    assert config(tmp_path, "[preset.default]\nlearning_steps = []").presets.default == Preset(
        learning_steps=()
    )


def test_weights(tmp_path: Path) -> None:
    weights = [*DEFAULT_WEIGHTS[:-1], 0.2]
    assert config(tmp_path, f"[preset.default]\nweights = {weights}").presets.default.weights == (
        *DEFAULT_WEIGHTS[:-1],
        0.2,
    )


def test_folders_are_relative_to_the_file(tmp_path: Path) -> None:
    folders = config(tmp_path, '[library]\nfolders = ["cards", "/srv/cards"]').folders
    assert folders == (tmp_path / "cards", Path("/srv/cards"))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[day]\nrollover = 24", "day.rollover: a whole number from 0 to 23, not 24"),
        ("[day]\nnew = true", "day.new: a whole number from 0 to 9,999, not True"),
        (
            '[day]\norder = "random"',
            "day.order: one of shuffled, due, least-loss, not 'random'",
        ),
        ("[day]\nrolover = 4", "day.rolover: no such setting; did you mean rollover?"),
        ("[dya]\n", "dya: no such setting; did you mean day?"),
        ("day = 3", "day: write it as a table, [day]"),
        (
            "[preset.default]\nretention = 0.5",
            "preset.default: retention is 0.5; it must be from 0.7 to 0.99.",
        ),
        (
            '[preset.default]\nlearning_steps = ["10m", "1m"]',
            "preset.default: learning_steps must rise: each step longer than the one before.",
        ),
        (
            '[preset.default]\nlearning_steps = ["soon"]',
            (
                'preset.default.learning_steps: a list of steps such as ["1m", "10m", "1d"], '
                "not ['soon']"
            ),
        ),
        (
            "[preset.default]\nweights = [1, 2]",
            "preset.default: weights has 2 numbers; FSRS-6 has 21.",
        ),
        ("[preset.mine]\nretention = 0.8", 'preset.mine: name its decks, decks = ["…"]'),
        (
            '[preset.a]\ndecks = ["x"]\n[preset.b]\ndecks = ["x"]',
            "preset.b.decks: x has a preset already",
        ),
    ],
)
def test_a_mistake_is_named_by_its_key(tmp_path: Path, text: str, told: str) -> None:
    assert told in problems(tmp_path, text)


def test_all_mistakes_are_named_at_once(tmp_path: Path) -> None:
    assert len(problems(tmp_path, "[day]\nrollover = 99\nnew = -1\n[dya]\nx = 1")) == 3


def test_text_that_is_not_toml(tmp_path: Path) -> None:
    (told,) = problems(tmp_path, "[day\n")
    assert "line 1" in told


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.mkdir()
    with pytest.raises(ConfigError, match=r"config\.toml cannot be followed"):
        read_config(path)


def test_lint(tmp_path: Path) -> None:
    lint = config(tmp_path, '[lint]\nignore = ["w315", "E220"]\nanswer_words = 50').lint
    assert lint.ignore == {"W315", "E220"}
    assert lint.limits == Thresholds(answer_words=50)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            'ignore = ["E204"]',
            "lint.ignore: a list of codes of advice such as [\"W315\"], not ['E204']",
        ),
        ("ignore = 3", "lint.ignore: a list, not 3"),
        ("answer_words = 0", "lint.answer_words: a whole number from 1 to 100,000, not 0"),
        ("near_duplicate = 0", "lint.near_duplicate: a number above 0, not 0"),
        ("answer_word = 9", "lint.answer_word: no such setting; did you mean answer_words?"),
    ],
)
def test_a_mistake_in_lint_is_named(tmp_path: Path, text: str, told: str) -> None:
    assert problems(tmp_path, f"[lint]\n{text}") == [told]


def test_the_library_may_be_left_out_and_have_more_folders(tmp_path: Path) -> None:
    read = config(tmp_path, '[library]\nshipped = false\nfolders = ["cards"]')
    assert (read.shipped, read.folders) == (False, (tmp_path / "cards",))
    assert problems(tmp_path, '[library]\nshipped = "no"') == [
        "library.shipped: true or false, not 'no'"
    ]


def test_keys_are_one_or_a_list_by_action(tmp_path: Path) -> None:
    keys = config(tmp_path, '[keys]\nundo = "z"\nhint = ["a", "b"]\nvi_rate = true').keys

    assert keys == Keys({"undo": ("z",), "hint": ("a", "b")}, vi_rate=True)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("keys = 1", "keys: write it as a table, [keys]"),
        ("[keys]\nundo = 1", 'keys.undo: a key such as "z", or a list of them'),
        ("[keys]\nundo = []", 'keys.undo: a key such as "z", or a list of them'),
        ("[keys]\nvi_rate = 1", "keys.vi_rate: true or false, not 1"),
    ],
)
def test_keys_that_are_none(tmp_path: Path, text: str, problem: str) -> None:
    assert problems(tmp_path, text) == [problem]
