"""``scripts/check_contrasts.py``: what it lets pass, and how it names what it does not."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

SOUND = '''\
notes:
  - id: double
    contrast: Double every number.
    lang: python
    weak: |
      def f(x):
          r = []
          for i in x:
              r.append(i * 2)
          return r
    strong: |
      from collections.abc import Iterable


      def doubled(numbers: Iterable[int]) -> list[int]:
          """Twice each number, in the order given."""
          return [2 * number for number in numbers]
    entry: {weak: f, strong: doubled}
    tests: |
      assert entry([]) == []
      assert entry([1, 2]) == [2, 4]
      assert entry([-3]) == [-6]
    changed:
      types: The types say what goes in and what comes out.
      names: The name says what comes back.
'''


def checked(folder: Path, deck: str) -> subprocess.CompletedProcess[str]:
    """A run of the script over this deck; a version may take two seconds."""
    path = folder / "deck.yaml"
    path.write_text(deck, encoding="utf-8")
    return subprocess.run(  # noqa: S603 - our own script
        [sys.executable, ROOT / "scripts" / "check_contrasts.py", "--timeout", "2", path],
        capture_output=True,
        check=False,
        encoding="utf-8",
    )


def test_a_sound_pair_passes(tmp_path: Path) -> None:
    done = checked(tmp_path, SOUND)
    assert (done.returncode, done.stdout.partition(";")[0]) == (0, "1 contrasts, 0 failures")


@pytest.mark.parametrize(
    ("sound", "spoilt", "named"),
    [
        ("r.append(i * 2)", "r.append(i + 2)", "double: weak: AssertionError at tests line 2"),
        ("[2 * number for", "[3 * number for", "double: strong: AssertionError at tests line 2"),
        ("r = []", "while True: pass", "double: weak: did not end within"),
        ("-> list[int]:", "-> list[str]:", "double: mypy:"),
        ("return [2 * number", "return  [2 * number", "double: ruff format:"),
        ("(numbers: Iterable[int])", "(numbers)", "double: ruff:"),
    ],
)
def test_a_fault_is_named(tmp_path: Path, sound: str, spoilt: str, named: str) -> None:
    assert sound in SOUND
    done = checked(tmp_path, SOUND.replace(sound, spoilt))
    assert done.returncode == 1
    assert named in done.stdout


def test_a_deck_that_does_not_compile(tmp_path: Path) -> None:
    done = checked(tmp_path, "notes:\n  - id: x\n    contrst: y\n")
    assert done.returncode == 2
    assert "has errors" in done.stderr
