"""The author's tools as an author runs them."""

import shlex
import signal
import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import pytest
from helpers_program import PROGRAM, Home

BROKEN = """\
    title: Layers
    notes:
      - q: How long is it: thirty or ninety seconds?
        a: Ninety.
      - id: sound
        q: What is this note left as?
        a: 'Sound'   # quite
    """


def git(home: Home, *words: str) -> str:
    """Runs git in the home."""
    whole = ("git", "-c", "user.name=x", "-c", "user.email=x@example.org", *words)
    done = subprocess.run(whole, cwd=home.path, check=True, capture_output=True, text=True)  # noqa: S603
    return done.stdout


def lines(text: str) -> str:
    return dedent(text)


# check --fix, compile --fix


def test_check_fix_writes_what_is_safe_and_shows_it(home: Home) -> None:
    path = home.deck("layers", BROKEN)
    told = home.run("check", "--fix", "decks")
    assert told.code == 0, told.err
    assert told.out == lines("""\
        --- decks/layers.yaml
        +++ decks/layers.yaml
        @@ -1,5 +1,6 @@
         title: Layers
         notes:
        -  - q: How long is it: thirty or ninety seconds?
        +  - id: how-long-is-it-thirty-or
        +    q: "How long is it: thirty or ninety seconds?"
             a: Ninety.
           - id: sound
        2 notes in 1 deck, no problems
        """)
    assert path.read_text(encoding="utf-8").endswith("a: 'Sound'   # quite\n")
    assert home.run("check", "--fix", "decks").out == "2 notes in 1 deck, no problems\n"


def test_what_is_not_safe_is_left_and_fails_as_before(home: Home) -> None:
    path = home.deck("layers", "notes:\n  - {id: x, q: One, anwser: two}\n")
    before = path.read_bytes()
    told = home.run("check", "--fix", "decks")
    assert told.code == 1
    assert "did you mean 'a'?" in told.err
    assert path.read_bytes() == before


def test_advice_fails_only_a_strict_check_and_not_where_it_is_silenced(home: Home) -> None:
    asks = "  - id: x\n    q: What is it?  # really\n    a: That.\n"
    home.deck("one", f"notes:\n{asks}")
    plain, strict = home.run("check", "decks"), home.run("check", "--strict", "decks")
    assert "warning[W301]" in plain.err
    assert (plain.code, strict.code, plain.err) == (0, 1, strict.err)
    home.deck("one", f"# drillbank: ignore W301\nnotes:\n{asks}")
    assert home.run("check", "--strict", "decks").out == "1 note in 1 deck, no problems\n"
    assert home.run("compile", "decks").err == ""


def test_json_stays_json_while_fixing(home: Home) -> None:
    home.deck("layers", BROKEN)
    told = home.run("check", "--fix", "--format", "json", "decks")
    assert told.json() == []
    assert '+    q: "How long is it' in told.err


def test_compile_fix_writes_what_a_note_was_called(home: Home) -> None:
    path = home.deck("geo", "notes:\n  - {id: old, q: What is the capital of France?, a: Paris}\n")
    assert home.run("compile").code == 0
    home.run("review", "geo", "--plain", typed="\n3\n")
    home.deck(
        "geo",
        "notes:\n  - id: new\n    q: What is the capital city of France today?\n    a: Paris\n",
    )
    # A session compiles as well, and its author does not see the question.
    home.run("review", "geo", "--plain", typed="q\n")
    assert "write at decks/geo.yaml:2   was: old" in home.run("compile").out
    told = home.run("compile", "--fix")
    assert "+    was: old" in told.out
    assert "renamed" in told.out
    assert path.read_text(encoding="utf-8").endswith("    a: Paris\n    was: old\n")
    (card,) = home.cards("deck:geo")
    assert (card["uid"], card["reps"]) == ("geo/new", 1)
    assert home.run("compile", "--dry-run", "--fix").code == 2


def test_a_shipped_deck_is_never_written_unasked(library_home: Home) -> None:
    library_home.deck("layers", "notes:\n  - {id: x, q: One, a: two}\n")
    assert library_home.run("fmt").out == "1 deck, nothing to change\n"


# fmt


def test_fmt_lists_and_then_writes(home: Home) -> None:
    home.deck("one", "notes:\n  - What is it?: That.\n")
    fine = home.deck("two", "notes:\n  - id: x\n    q: What?\n    a: That.\n")
    stamp = fine.stat().st_mtime_ns
    assert home.run("fmt", "--check").out == "would change  decks/one.yaml\n"
    assert home.run("fmt", "--check").code == 1
    written = home.run("fmt")
    assert (written.code, written.out) == (0, "formatted  decks/one.yaml\n")
    assert home.run("fmt", "--check").out == "2 decks, nothing to change\n"
    assert fine.stat().st_mtime_ns == stamp


def test_fmt_names_what_it_cannot_read(home: Home) -> None:
    home.deck("one", "notes:\n  - q: a: b\n")
    told = home.run("fmt", "decks/one.yaml")
    assert told.code == 1
    assert "decks/one.yaml: not formatted; `drillbank check decks/one.yaml` says why" in told.err
    assert home.run("fmt", "decks/two.yaml").code == 2


@pytest.mark.parametrize("command", ["new", "add", "edit", "fmt", "explain", "watch", "diff"])
def test_every_tool_explains_itself(home: Home, command: str) -> None:
    told = home.run(command, "--help")
    assert told.code == 0
    assert "Usage: drillbank" in told.out


def test_nothing_is_left_beside_the_decks(home: Home) -> None:
    path = home.deck("one", "notes:\n  - What is it?: That.\n")
    home.run("fmt")
    assert [file.name for file in Path(path.parent).iterdir()] == ["one.yaml"]


# new, add, edit


def editor(home: Home, *turns: str) -> str:
    """An editor that does one turn each time it is opened: Python, with the file as ``path``."""
    script = home.path / "editor.py"
    listed = ",\n".join(repr(dedent(turn)) for turn in turns)
    script.write_text(
        dedent("""\
        import sys
        from pathlib import Path

        line, path = sys.argv[1], Path(sys.argv[2])
        done = Path(__file__).with_suffix(".done")
        turn = len(done.read_text()) if done.exists() else 0
        done.write_text("x" * (turn + 1))
        text = path.read_text(encoding="utf-8")
        Path(__file__).with_suffix(f".{turn}").write_text(f"{line}\\n{text}", encoding="utf-8")
        """)
        + f"exec([{listed}][turn])\n",
        encoding="utf-8",
    )
    return f"{sys.executable} {script}"


def seen(home: Home, turn: int) -> str:
    """The line the editor was opened at, and the text it saw."""
    return (home.path / f"editor.{turn}").read_text(encoding="utf-8")


def test_new_begins_a_deck_that_add_fills(home: Home) -> None:
    told = home.run("new", "world-capitals")
    assert told.out == lines("""\
        wrote decks/world-capitals.yaml
        wrote decks/world-capitals.md
        wrote .drillbank/deck.schema.json
        Next: drillbank add world-capitals
        """)
    assert home.run("check", "decks").code == 0
    added = home.run("add", "world", "What is the capital of France?", "Paris: the city #1")
    assert added.out == "added what-is-the-capital-of-france  decks/world-capitals.yaml:19\n"
    text = (home.path / "decks" / "world-capitals.yaml").read_text(encoding="utf-8")
    assert text.endswith(
        "\n\n  - id: what-is-the-capital-of-france\n"
        '    q: What is the capital of France?\n    a: "Paris: the city #1"\n'
    )
    assert home.run("fmt", "--check").code == 0
    assert [card["back"] for card in home.cards("deck:world-capitals")] == ["Paris: the city #1"]


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("World Capitals", "Try world-capitals."),
        ("facts", "Choose another name."),
        ("世界", "lower-case letters"),
    ],
)
def test_a_deck_of_no_good_name_is_refused(home: Home, name: str, word: str) -> None:
    told = home.run("new", name)
    assert told.code == 2
    assert word in told.err
    assert not (home.path / "decks").exists()


def test_the_name_of_a_shipped_deck_is_refused(library_home: Home) -> None:
    told = library_home.run("new", "leading-without-authority")
    assert told.code == 2
    assert "comes with drillbank" in told.err


def test_new_and_add_take_nothing_away(home: Home) -> None:
    path = home.deck("geo", "notes:\n  - What is it?: That.  # kept\n")
    told = home.run("new", "geo")
    assert told.code == 1
    assert "exists already" in told.err
    clash = home.run("add", "geo", "What is it?", "This.")
    assert clash.code == 1
    assert "Name it yourself with --id" in clash.err
    assert home.run("add", "geo", "What is it?", "This.", "--id", "it-too").code == 0
    assert home.run("add", "geo", "Only this?").code == 2
    assert "`drillbank new rivers` begins it." in home.run("add", "rivers", "Q", "A").err
    assert path.read_text(encoding="utf-8") == lines("""\
        notes:
          - What is it?: That.  # kept

          - id: it-too
            q: What is it?
            a: This.
        """)


def test_add_opens_the_editor_until_the_note_compiles(home: Home) -> None:
    home.deck("geo")
    command = editor(
        home,
        r"path.write_text(text.replace('q:\na:', 'q: Which one: this?\na: No.'))",
        "path.write_text(text.replace('one: this', 'one'))",
    )
    told = home.run("add", "geo", EDITOR=command)
    assert told.code == 0, told.err
    assert "added which-one  decks/geo.yaml:" in told.out
    assert "A note for the deck geo." in seen(home, 0)
    assert seen(home, 0).startswith("+4\n")
    assert "# error[E101]: a ': ' inside an unquoted value\n#     " in seen(home, 1)
    (card,) = home.cards("deck:geo", "which")
    assert card["back"] == "No."


def test_add_is_abandoned_when_left_empty_and_keeps_what_does_not_compile(home: Home) -> None:
    path = home.deck("geo")
    before = path.read_bytes()
    assert home.run("add", "geo", EDITOR=editor(home, "pass")).out == "Nothing was added.\n"
    (home.path / "editor.done").unlink()
    stubborn = editor(home, "path.write_text('q: Only this')", "pass")
    told = home.run("add", "geo", EDITOR=stubborn, TMPDIR=str(home.path))
    assert told.code == 1
    assert "What you wrote is kept in" in told.err
    (kept,) = home.path.glob("drillbank-note-*.yaml")
    assert "q: Only this" in kept.read_text(encoding="utf-8")
    broken = editor(home, "path.write_text('q: Only that')\nsys.exit(3)")
    (home.path / "editor.done").unlink()
    told = home.run("add", "geo", EDITOR=broken, TMPDIR=str(home.path))
    assert "with code 3. What you wrote is kept in" in told.err
    assert path.read_bytes() == before


def test_an_editor_that_fails_is_named(home: Home) -> None:
    home.deck("geo")
    missing = home.run("add", "geo", EDITOR="no-such-editor --wait")
    assert missing.code == 1
    assert "'no-such-editor' cannot be started" in missing.err
    failing = home.run("add", "geo", EDITOR="false")
    assert "ended with code 1" in failing.err
    none = home.run("add", "geo", EDITOR="", VISUAL="", PATH="")
    assert none.code == 2
    assert "Set EDITOR" in none.err


def test_edit_opens_the_line_and_checks_only_that_note(home: Home) -> None:
    home.deck("geo", "notes:\n  - {id: x, q: Broken}\n\n  - id: y\n    q: Yes?\n    a: No.\n")
    fine = home.run("edit", "geo/y", EDITOR=editor(home, "path.write_text(text + '    why: So.')"))
    assert (fine.code, fine.out) == (0, "geo/y: no problems\n")
    assert seen(home, 0).startswith("+4\n")
    (home.path / "editor.done").unlink()
    broken = home.run(
        "edit", "geo/y", EDITOR=editor(home, "path.write_text(text.replace('why', 'wyh'))")
    )
    assert broken.code == 1
    assert "'wyh' is not a key" in broken.err
    assert "geo.yaml:2" not in broken.err
    assert home.run("edit", "geo/x", EDITOR="true").code == 2


def test_editing_a_shipped_card_copies_its_deck_first(library_home: Home) -> None:
    home = library_home
    home.run("review", "leading", "--plain", typed="\n3\n")
    uid = next(card["uid"] for card in home.cards() if card["reps"])
    note = uid.partition("#")[0]
    command = editor(home, "path.write_text(text.replace('title: ', 'title: My own '))")
    told = home.run("edit", note, EDITOR=command)
    assert told.code == 0, told.err
    assert "Copied the shipped deck to decks/leading-without-authority.yaml" in told.out
    assert "Copied its lesson to decks/leading-without-authority.md" in told.out
    assert (home.path / ".drillbank" / "deck.schema.json").is_file()
    decks = home.run("decks", "--json").json()
    (deck,) = [one for one in decks if one["slug"] == "leading-without-authority"]
    assert (deck["title"], deck["shipped"]) == ("My own Leading without authority", False)
    assert next(card["reps"] for card in home.cards() if card["uid"] == uid) == 1


# schema --install


def test_the_schema_is_installed_beside_the_decks(home: Home) -> None:
    home.run("new", "rivers")
    told = home.run("schema", "--install")
    assert told.code == 0, told.err
    assert told.out == lines("""\
        wrote .gitattributes
        For the note's id in the headers of git's diffs, run once in the repository:
          git config diff.drillbank.xfuncname '^[[:space:]]*-[[:space:]]+(id:.*)$'
        wrote .vscode/settings.json
        """)
    deck = home.path / "decks" / "rivers.yaml"
    first = deck.read_text(encoding="utf-8").split("\n")[0]
    named = (deck.parent / first.rpartition("=")[2]).resolve()
    assert named.read_text(encoding="utf-8") == home.run("schema").out
    assert "wrote" not in home.run("schema", "--install", "decks").out
    assert home.run("schema", "--install", "nowhere").code == 2
    assert home.run("schema", "decks").code == 2


def test_git_names_the_note_in_its_diffs(home: Home) -> None:
    path = home.deck("geo")
    home.run("schema", "--install")
    command = home.run("schema", "--install").out.splitlines()[-1].strip()

    git(home, "init", "-q")
    git(home, *shlex.split(command)[1:])
    git(home, "add", ".")
    git(home, "commit", "-qm", "x")
    path.write_text(path.read_text(encoding="utf-8").replace("when it floods", "how"), "utf-8")
    assert "@@ id: river" in git(home, "diff", "-U0")


# explain


def test_a_code_is_explained_in_any_case(home: Home) -> None:
    told = home.run("explain", "e101")
    assert told.code == 0
    assert told.out.startswith(
        "E101 (error): A ': ' inside an unquoted value\n\nA colon and a blank"
    )
    assert "Right:\n\n    notes:\n" in told.out
    assert home.run("explain", "E101", "--json").json()["code"] == "E101"


def test_all_codes_are_listed_and_an_unknown_one_is_guessed(home: Home) -> None:
    listed = home.run("explain").out.splitlines()
    assert listed[0] == "E101  A ': ' inside an unquoted value"
    assert listed == sorted(listed)
    assert home.run("explain", "--json").json()[0]["level"] == "error"
    told = home.run("explain", "E1011")
    assert told.code == 2
    assert "Did you mean E101?" in told.err
    assert "lists all codes" in home.run("explain", "colon").err


# check --format


def test_check_speaks_to_programs(home: Home) -> None:
    home.deck("layers", BROKEN)
    github = home.run("check", "--format", "github", "decks")
    assert github.code == 1
    assert github.out.startswith("::error file=decks/layers.yaml,line=3,")
    sarif = home.run("check", "--format", "sarif", "decks")
    assert sarif.json()["runs"][0]["tool"]["driver"]["name"] == "drillbank"
    assert home.run("check", "--format", "github", "--fix", "decks").out == ""


# watch, diff


def test_watch_shows_the_note_under_change(home: Home) -> None:
    path = home.deck("geo")
    with subprocess.Popen(  # noqa: S603 - our own program
        (*PROGRAM, "watch", "decks"),
        cwd=home.path,
        env=home.environment(),
        stdout=subprocess.PIPE,
        text=True,
    ) as watching:
        assert watching.stdout is not None
        assert watching.stdout.readline() == "Watching decks; Ctrl-C ends it.\n"
        path.write_text(path.read_text(encoding="utf-8").replace("Lima", "Lima!"), "utf-8")
        told = [watching.stdout.readline() for _ in range(8)]
        watching.send_signal(signal.SIGINT)
        watching.wait(timeout=60)
    assert told[1:] == [
        "decks/geo.yaml:7  geo/peru\n",
        "\n",
        "    What is the capital of Peru?\n",
        "    ---\n",
        "    Lima!\n",
        "\n",
        "no problems\n",
    ]
    assert watching.returncode == 130


def test_diff_prints_the_plan_since_a_revision(home: Home) -> None:
    path = home.deck("geo", "notes:\n  - {id: a, q: One?, a: 1}\n  - {id: b, q: Two?, a: 2}\n")
    git(home, "init", "-q")
    git(home, "add", "decks")
    git(home, "commit", "-qm", "first")
    assert home.run("diff").out == "2 unchanged\n"
    path.write_text("notes:\n  - {id: a, q: One?, a: one}\n  - {id: c, q: Else?, a: x}\n", "utf-8")
    told = home.run("diff")
    assert told.code == 0, told.err
    assert "- retired   b" in told.out
    assert "~ edited    a" in told.out
    assert told.out.endswith("1 retired · 1 edited · 1 new · 0 unchanged\n")
    git(home, "commit", "-qam", "second")
    assert home.run("diff").out == "2 unchanged\n"
    assert home.run("diff", "HEAD~1..HEAD").out == told.out
    assert home.run("diff", "nowhere").code == 2
    assert not (home.path / "bank.db").exists()


def test_diff_without_a_repository_says_so(home: Home) -> None:
    home.deck("geo")
    told = home.run("diff")
    assert told.code == 2
    assert "git says:" in told.err
