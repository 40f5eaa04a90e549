"""Write decks of any size, whose words are chosen by chance: equal seeds write equal decks.

Usage: python scripts/generated_decks.py FOLDER NOTES [--seed SEED]

Sentences are walks through the shipped decks, word after word as some sentence there goes on.  In
place of some words stand invented ones, old ones again and again and always some new: a vocabulary
grows with the text, in real prose about as the square root of its length, and a library whose
words ran out would hold more questions alike than any that people write.

Every file holds 500 notes of all kinds, most of them questions and terms, with ids and, beside
it, a lesson that they point at.  One question in 200 is another one reworded.
"""

import argparse
import re
import textwrap
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import count, pairwise
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parent.parent
PER_FILE = 500
HEADINGS = 12

TOKEN = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+|[.?!,]")  # noqa: RUF001
PROSE = re.compile(r"^ +(?:q|a|why|means|situation|task|action|result):\s(.*)$", re.MULTILINE)
ENDS = frozenset(".?!")
LONG = 5
"""Letters from which on a word may be replaced by an invented one."""

INVENTED = 0.5
"""The share of such words that are."""

ASKING = ("What", "How", "Why", "When", "Where", "Which part", "How much", "What kind")
CONSONANTS = ("b", "br", "c", "d", "f", "g", "gr", "k", "l", "m", "n", "p", "pl", "r", "s", "st")
VOWELS = ("a", "e", "i", "o", "u", "ea", "io")
CLOSINGS = ("n", "r", "l", "t", "nd", "s", "")

KINDS = {
    "q": 58,
    "term": 16,
    "cloze": 10,
    "steps": 5,
    "table": 3,
    "prompt": 4,
    "contrast": 1,
    "axis": 1,
    "case": 1,
    "story": 1,
}
"""Of a hundred notes."""


class Words:
    """A word model: sentences by chance that read nearly like the shipped decks."""

    def __init__(self, roll: Random, prose: str) -> None:
        self._roll = roll
        self._next: dict[str, list[str]] = defaultdict(list)
        tokens = TOKEN.findall(prose)
        for one, other in pairwise(tokens):
            if other != ",":
                self._next[one].append(other)
        self._starts = [
            other for one, other in pairwise(tokens) if one in ENDS and other[0].isupper()
        ]
        self._used: list[str] = []
        self._known: set[str] = set()
        self._names: set[str] = set()

    def phrase(self, least: int, most: int) -> str:
        """So many words of a sentence, without a capital or a full stop."""
        wanted = self._roll.randint(least, most)
        words: list[str] = []
        word = self._roll.choice(self._starts)
        while len(words) < wanted:
            words.append(self._maybe_invented(word))
            going_on = [other for other in self._next[word] if other not in ENDS]
            word = self._roll.choice(going_on or self._starts)
        return " ".join([words[0].lower(), *words[1:]])

    def sentence(self, least: int, most: int) -> str:
        """A statement."""
        phrase = self.phrase(least, most)
        return f"{phrase[0].upper()}{phrase[1:]}."

    def prose(self, sentences: int) -> str:
        """Several."""
        return " ".join(self.sentence(8, 18) for _ in range(sentences))

    def question(self) -> str:
        """A question that yes does not answer."""
        lead = f"{self.sentence(6, 12)} " if self._roll.random() < 0.5 else ""  # noqa: PLR2004
        return f"{lead}{self._roll.choice(ASKING)} {self.phrase(8, 18)}?"

    def name(self, words: int) -> str:
        """Some words that no name before had."""
        name = " ".join(self.word() for _ in range(words))
        while name in self._names:
            name = f"{name} {self.word()}"
        self._names.add(name)
        return name

    def word(self) -> str:
        """An invented word: mostly one that was used; the more there are, the fewer are new."""
        new = (100 + 0.6 * len(self._known)) / (100 + len(self._used))
        word = self._coined() if self._roll.random() < new else self._roll.choice(self._used)
        self._used.append(word)
        self._known.add(word)
        return word

    def _maybe_invented(self, word: str) -> str:
        if word.isdecimal():
            return str(self._roll.randint(2, 5000))
        if len(word) >= LONG and self._roll.random() < INVENTED:
            return self.word()
        return word

    def _coined(self) -> str:
        choice = self._roll.choice
        syllables = (choice(CONSONANTS) + choice(VOWELS) for _ in range(self._roll.randint(1, 3)))
        return "".join(syllables) + choice(CONSONANTS) + choice(VOWELS[:5]) + choice(CLOSINGS)


class Deck:
    """One file of notes."""

    def __init__(self, roll: Random, words: Words, number: int) -> None:
        self._roll = roll
        self._words = words
        self._ids = (f"n{number}-{place}" for place in count(1))
        self._numbers = count(1)
        self._headings = [f"{words.name(3)} {place}" for place in range(1, HEADINGS + 1)]
        self._questions: list[str] = []
        self._stories: list[str] = []

    def yaml(self, title: str, notes: int) -> str:
        """The deck."""
        kinds = self._roll.choices(list(KINDS), list(KINDS.values()), k=notes)
        written = ["\n".join(self._note(kind)) for kind in kinds]
        head = f"title: {title}\ntags: [generated]\ndefaults: {{limit: 150s}}\n\nnotes:\n"
        return head + "\n\n".join(written) + "\n"

    def lesson(self, title: str) -> str:
        """The Markdown beside it."""
        sections = (f"## {heading}\n\n{self._words.prose(6)}" for heading in self._headings)
        return "\n\n".join([f"# {title}", *sections]) + "\n"

    def _note(self, kind: str) -> Iterator[str]:
        """Its lines."""
        name = next(self._ids)
        yield f"  - id: {name}"
        make: Callable[[], Iterator[str]] = getattr(self, f"_{kind}")
        yield from (f"    {line}" for line in make())
        if kind == "story":
            self._stories.append(name)
        if self._roll.random() < 0.1:  # noqa: PLR2004 - as often as in the shipped decks
            yield from (f"    {line}" for line in self._text("why", self._words.prose(1)))
        yield f'    see: "#{self._roll.choice(self._headings).replace(" ", "-")}"'

    def _text(self, key: str, value: str) -> Iterator[str]:
        """``key: value`` as people write it: on its line, in quotes, or as a block."""
        form = self._roll.random()
        if len(value) > 240 or form < 0.1:  # noqa: PLR2004 - a line that nobody reads
            yield f"{key}: |"
            yield from (f"  {line}" for line in textwrap.wrap(value, 96))
        elif form < 0.2:  # noqa: PLR2004
            yield f'{key}: "{value}"'
        else:
            yield f"{key}: {value}"

    def _named(self, key: str, texts: Iterable[str]) -> Iterator[str]:
        """``key:`` and ``name: text`` lines below it."""
        yield f"{key}:"
        for text in texts:
            name = f"{self._words.word()}-{next(self._numbers)}"
            yield from (f"  {line}" for line in self._text(name, text))

    def _sentences(self, number: int) -> list[str]:
        return [self._words.sentence(8, 14) for _ in range(number)]

    def _q(self) -> Iterator[str]:
        question = self._words.question()
        if self._questions and self._roll.random() < 1 / 200:
            words = self._roll.choice(self._questions).split()
            words[self._roll.randrange(1, len(words) - 1)] = self._words.word()
            question = " ".join(words)
        self._questions.append(question)
        yield from self._text("q", question)
        yield from self._text("a", self._words.prose(self._roll.randint(1, 2)))

    def _term(self) -> Iterator[str]:
        yield f"term: {self._words.name(2)}"
        yield from self._text("means", self._words.prose(1))
        if self._roll.random() < 0.1:  # noqa: PLR2004 - the rest is asked one way
            yield "ask: both"

    def _cloze(self) -> Iterator[str]:
        parts = [self._words.phrase(4, 8) for _ in range(3)]
        gaps = [f"{{{{{n}::{self._words.name(2)}}}}}" for n in (1, 2)]
        yield from self._text("cloze", f"The {parts[0]} {gaps[0]} {parts[1]} {gaps[1]} {parts[2]}.")

    def _steps(self) -> Iterator[str]:
        yield from self._text("steps", self._words.question())
        yield from self._named("of", self._sentences(4))

    def _table(self) -> Iterator[str]:
        yield from self._text("table", self._words.sentence(4, 9).rstrip("."))
        yield f"columns: [{self._words.word()} one, {self._words.word()} two]"
        yield "rows:"
        for number in range(4):
            cells = f"{self._words.phrase(3, 6)}, {self._words.phrase(3, 6)}"
            yield f"  {self._words.word()} {number}: [{cells}]"

    def _prompt(self) -> Iterator[str]:
        yield from self._text("prompt", f"Tell me about a time when {self._words.phrase(8, 14)}.")
        yield "also:"
        yield from (f"  - {self._words.question()}" for _ in range(2))
        if self._stories:
            yield f"story: {self._roll.choice(self._stories)}"
        yield "answer:"
        action = self._sentences(7)
        parts = {
            "situation": self._words.prose(2),
            "task": self._words.prose(1),
            "action": f"I did it. {' '.join(action)}",
            "result": f"In 12 weeks, 41 % fewer. {self._words.prose(2)}",
        }
        for part, text in parts.items():
            yield from (f"  {line}" for line in self._text(part, text))
        yield "rubric:"
        names: list[str] = []
        for group, points in (("judgement", action[:3]), ("communication", action[3:6])):
            lines = list(self._named(group, points))
            names.append(lines[1].partition(":")[0].strip())
            yield from (f"  {line}" for line in lines)
        yield f"must: [{', '.join(names)}]"
        yield "hooks:"
        for number in range(2):
            yield f"  {self._words.word()}-{number}:"
            yield from (f"    {line}" for line in self._text("q", self._words.question()))
            yield from (f"    {line}" for line in self._text("a", self._words.prose(1)))
        yield from self._named("traps", self._sentences(2))

    def _contrast(self) -> Iterator[str]:
        name, given = self._words.word(), self._words.word()
        yield from self._text("contrast", self._words.sentence(8, 12))
        yield "lang: python"
        yield "weak: |"
        yield from (f"  {line}" for line in _code(name, given, "    r.append(x)"))
        yield "strong: |"
        yield from (f"  {line}" for line in _code(f"all_{name}", given, "    r.append(x)", "1"))
        yield f"entry: {{weak: {name}, strong: all_{name}}}"
        yield "tests: |"
        yield "  assert entry([]) == []"
        yield from self._named("changed", self._sentences(3))

    def _axis(self) -> Iterator[str]:
        one, other = self._words.name(2), self._words.name(2)
        yield f"axis: [{one}, {other}]"
        yield "pulls:"
        for pole in (one, other):
            lines = self._named(pole, self._sentences(2))
            yield from (f"  {line}" for line in lines)
        yield from self._named("decide", [self._words.question() for _ in range(2)])
        yield "choice:"
        yield f"  case: {self._words.prose(1)}"
        yield f"  pick: {one}"
        yield f"  because: {self._words.prose(1)}"
        yield from self._text("dissolve", self._words.prose(2))

    def _case(self) -> Iterator[str]:
        yield from self._text("case", self._words.prose(8))
        yield from self._named("diagnose", self._sentences(2))
        yield from self._named("mend", self._sentences(2))

    def _story(self) -> Iterator[str]:
        yield f"story: {self._words.name(3)}"
        yield from self._text("headline", self._words.prose(8))
        yield from self._named(
            "facts", [f"{self._roll.randint(2, 5000)} {self._words.word()}" for _ in range(3)]
        )
        yield from self._named("reframe", [self._words.prose(2) for _ in range(2)])


def _code(name: str, given: str, *body: str) -> Sequence[str]:
    return (
        f"def {name}({given}):",
        "    r = []",
        f"    for x in {given}:",
        *(f"    {line}" for line in body),
        "    return r",
    )


def write(folder: Path, notes: int, seed: str) -> None:
    """Decks of so many notes, 500 in a file."""
    roll = Random(f"{seed} {notes}")  # noqa: S311 - not for secrets
    shipped = sorted((ROOT / "decks").glob("*.yaml"))
    prose = "\n".join(
        found[1] for path in shipped for found in PROSE.finditer(path.read_text(encoding="utf-8"))
    )
    words = Words(roll, prose)
    for number, first in enumerate(range(0, notes, PER_FILE), start=1):
        deck = Deck(roll, words, number)
        title = f"Generated {number}"
        path = folder / f"generated-{number:03}.yaml"
        text = deck.yaml(title, min(PER_FILE, notes - first))
        path.write_text(text, encoding="utf-8")
        path.with_suffix(".md").write_text(deck.lesson(title), encoding="utf-8")


def main() -> None:
    """Write what the command line asks for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("notes", type=int)
    parser.add_argument("--seed", default="0")
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    write(asked.folder, asked.notes, asked.seed)


if __name__ == "__main__":
    main()
