"""What a person gets wrong, or their machine: one clear sentence and the right exit code."""

import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest
from helpers_program import PROGRAM, Home, Result


def one_sentence(result: Result, code: int, *words: str) -> None:
    """The run ended with this code and a message holding these words; no traceback."""
    assert result.code == code, result.out + result.err
    assert "Traceback" not in result.err
    for word in words:
        assert word in result.err


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (("review", "--limt", "3"), "--limt"),
        (("review", "--limit", "none"), "none"),
        (("review", "--limit", "0"), "0"),
        (("rveiw",), "rveiw"),
        (("show",), "CARD"),
        (("export", "anki"), "OUT"),
    ],
)
def test_wrong_usage(home: Home, arguments: tuple[str, ...], word: str) -> None:
    one_sentence(home.run(*arguments), 2, word)


def test_a_deck_that_does_not_exist(home: Home) -> None:
    home.deck("geography")
    one_sentence(
        home.run("review", "geograpy", "--plain"), 2, "geograpy", "Did you mean geography?"
    )


def test_a_card_that_does_not_exist(home: Home) -> None:
    home.deck("geo")
    one_sentence(home.run("show", "geo/frnace"), 2, "Did you mean geo/france?")


def test_a_beginning_that_fits_several_cards(home: Home) -> None:
    home.deck("geo")
    one_sentence(home.run("show", "geo/"), 2, "could be several cards", "geo/chile")


def test_a_query_with_an_unknown_field(home: Home) -> None:
    one_sentence(home.run("cards", "colour:red"), 2, "No field 'colour'")


def test_a_clock_that_is_not_a_time(home: Home) -> None:
    one_sentence(home.run("due", now="tomorrow"), 2, "DRILLBANK_NOW='tomorrow'", "+01:00")


def test_a_path_that_does_not_exist(home: Home) -> None:
    one_sentence(home.run("check", "nowhere.yaml"), 2, "no file or folder nowhere.yaml")


def test_a_deck_that_cannot_be_read(home: Home) -> None:
    deck = home.deck("geo")
    deck.unlink()
    deck.symlink_to(home.path)  # reading a folder as a file fails for every user
    (home.path / "decks" / "bytes.yaml").write_bytes(b"notes:\n  - \xff\xfe\n")

    checked = home.run("check")

    one_sentence(checked, 1, "bytes.yaml")
    assert home.run("review", "--plain").code == 0


def test_a_deck_with_errors_never_stops_a_review(home: Home) -> None:
    home.deck("geo")
    home.run("due")
    deck = home.deck("geo")
    deck.write_text(deck.read_text().replace("a: Lima", "anwser: Lima"))

    session = home.run("review", "geo", "--plain", typed="\n3\n\n3\nq\n")

    assert session.code == 0
    assert "geo.yaml has 1 error" in session.out
    assert "capital of Peru" in session.out, "what it had before is still asked"
    one_sentence(home.run("check"), 1, "did you mean 'a'?")


@pytest.mark.parametrize("content", [b"not a bank", b"SQLite format 3\x00" + b"\xff" * 200])
def test_a_bank_that_is_not_a_bank(home: Home, content: bytes) -> None:
    file = home.path / "other.db"
    file.write_bytes(content)

    one_sentence(home.run("due", "--bank", str(file)), 3, "other.db")

    assert file.read_bytes() == content


def test_another_programs_database(home: Home) -> None:
    file = home.path / "other.db"
    with closing(sqlite3.connect(file)) as other:
        other.execute("CREATE TABLE recipes (name TEXT)")
        other.commit()

    one_sentence(home.run("due", "--bank", str(file)), 3, "not a drillbank bank")


def test_a_bank_of_a_newer_version(home: Home) -> None:
    home.run("due")
    with closing(sqlite3.connect(home.path / "bank.db")) as bank:
        bank.execute("UPDATE drillbank_schema SET version_num = '9999'")
        bank.commit()

    one_sentence(home.run("due"), 3, "newer drillbank", "9999")


def test_a_busy_bank_is_waited_for_and_then_named(home: Home) -> None:
    home.deck("geo")
    home.run("due")
    with closing(sqlite3.connect(home.path / "bank.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        session = home.run("review", "geo", "--plain", typed="\n3\n")

    one_sentence(session, 3, "Another process", "Nothing was changed")
    assert all(card["state"] == "new" for card in home.cards("deck:geo"))


def test_settings_that_cannot_be_followed(home: Home) -> None:
    (home.path / "config.toml").write_text(
        '[day]\nrollover = 25\nnewe = 3\n[preset.default]\nlearning_steps = ["soon"]\n'
    )

    told = home.run("due")

    one_sentence(told, 1, "config.toml", "day.rollover", "did you mean new?", "learning_steps")


def test_no_terminal_and_no_plain(home: Home) -> None:
    one_sentence(home.run("review"), 2, "--plain")


def test_a_folder_that_cannot_be_written(home: Home) -> None:
    file = home.path / "file"
    file.write_text("")
    one_sentence(home.run("due", "--bank", str(file / "bank.db")), 3, "cannot be opened")


def test_a_full_disk_loses_nothing_that_was_saved(home: Home, tmp_path: Path) -> None:
    """On a file system of 3 MB that fills up in the middle of a session."""
    home.deck("geo")
    disk = tmp_path / "disk"
    disk.mkdir()
    bank = disk / "bank.db"
    program = " ".join((*PROGRAM, "review", "geo", "--plain", "--bank", str(bank)))
    script = f"""
        mount -t tmpfs -o size=3m tmpfs {disk}
        printf '\\n3\\n' | {program} --limit 1 || exit 90
        dd if=/dev/zero of={disk}/filler bs=1k 2>/dev/null
        {program} </dev/null; echo "full from the start: $?"
        truncate -s -120k {disk}/filler
        yes '' | sed 'n;s/^$/3/' | head -40 | {program}; echo "full on the way: $?"
        rm {disk}/filler
        {" ".join(PROGRAM)} show geo/france --json --bank {bank}
        {" ".join(PROGRAM)} show geo/peru --json --bank {bank}
    """
    done = subprocess.run(  # noqa: S603 - our own script
        ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", script],  # noqa: S607
        env=home.environment(),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.stderr.count("The disk is full") == 2, done.stdout + done.stderr
    assert "full from the start: 3" in done.stdout
    assert "full on the way: 3" in done.stdout
    assert "Traceback" not in done.stderr
    assert done.stdout.count('"rating": 3') >= 1, "what was graded before is there"
