"""Hold what is told aloud in decks to telling each thing once, and each in its own way.

Compared are the texts that a learner would say: model answers, headlines, follow-ups and cases.

- Two sentences may share at most eight words in a row.  Facts are free: a cited figure, any other
  number, a name, and what somebody is quoted as saying stand the same wherever they are told, and
  count for nothing.
- No two model answers open with the same five words, or begin two paragraphs so, or their last
  sentence.  Here a fact is a blank that any other fits: "On … the" is one opening, whatever the
  day.
- No two answers cite the same figure last, in one of their last two sentences.

Prints one line a finding and a closing count.  Exit status: 0 nothing was found, 1 something was,
2 nothing could be checked.
"""

import argparse
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, takewhile
from pathlib import Path
from typing import NamedTuple

from drillbank.authoring.compile import find_decks
from drillbank.authoring.diagnostics import Diagnostic
from drillbank.authoring.lint.words import sentences_in
from drillbank.authoring.loader import load
from drillbank.authoring.marks import facts_in
from drillbank.authoring.nodes import Mapping, Node, Text
from drillbank.authoring.notes import choose_kind, head_text
from drillbank.authoring.quantities import says
from drillbank.authoring.shipped import shipped_folder
from drillbank.authoring.source_file import Unreadable, read
from drillbank.base.prose import counted

MOST_SHARED = 8
"""Words in a row that two sentences may share; a phrase is shorter than a sentence used twice."""

SAME_WORDS = 5
"""So many first words make two openings one: fewer is grammar ("When I asked the")."""

PARTS = ("situation", "task", "action", "result")

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|[€¥$]?\d(?:[\d.,:]*\d)?|%")  # noqa: RUF001
_SPEECH = re.compile(r'"[^"]*"|“[^”]*”')
_BLANK = "…"


class CannotCheckError(Exception):
    """A deck cannot be read; the message is a sentence."""


class Word(NamedTuple):
    """A word of a sentence."""

    said: str
    """In small letters; of a cited fact, its value."""

    free: bool
    """Whether it is a fact, which may stand the same in any text."""

    fact: str | None = None
    """What it cites."""


Sentence = tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A text that is told aloud, sentence by sentence."""

    where: str
    paragraphs: tuple[tuple[Sentence, ...], ...]

    @property
    def sentences(self) -> Iterator[Sentence]:
        """All of them, in order."""
        return (sentence for paragraph in self.paragraphs for sentence in paragraph)


@dataclass(frozen=True, slots=True)
class Answer:
    """A model answer, part by part."""

    where: str
    parts: tuple[Told, ...]

    @property
    def openings(self) -> list[Sentence]:
        """The first sentence of each paragraph: how it opens, and where it turns."""
        return [paragraph[0] for told in self.parts for paragraph in told.paragraphs if paragraph]

    @property
    def ending(self) -> list[Sentence]:
        """Its last two sentences."""
        return [*self.parts[-1].sentences][-2:]

    @property
    def last_figure(self) -> str | None:
        """The fact it cites last, if it ends on one."""
        cited = [word.fact for sentence in self.ending for word in sentence if word.fact]
        return cited[-1] if cited else None


class Finding(NamedTuple):
    """Two texts that say the same."""

    where: str
    other: str
    message: str


@dataclass(frozen=True, slots=True)
class Note:
    """A note as it is written."""

    uid: str
    kind: str
    node: Mapping

    def text(self, *way: str) -> Text | None:
        """The text at the end of a way of keys; None if there is none."""
        found: Node | None = self.node
        for key in way:
            found = found.get(key) if isinstance(found, Mapping) else None
        return found if isinstance(found, Text) else None

    @property
    def told(self) -> Iterator[tuple[str, Text]]:
        """Its texts that are told aloud, by what they are called."""
        hooks = self.node.get("hooks")
        names = [entry.key.value for entry in hooks.entries] if isinstance(hooks, Mapping) else []
        ways = (("answer",), *(("answer", part) for part in PARTS), ("headline",), ("case",))
        for way in (*ways, *(("hooks", name, "a") for name in names)):
            text = self.text(*way)
            if text:
                yield f"hook {way[1]}" if way[0] == "hooks" else way[-1], text


def answer_of(note: Note, names: frozenset[str]) -> Answer | None:
    """The model answer of a prompt; None of any other note."""
    parts = [text for name, text in note.told if name in {"answer", *PARTS}]
    if note.kind != "prompt" or not parts:
        return None
    return Answer(note.uid, tuple(_told(note.uid, text, names) for text in parts))


def _told(where: str, text: Text, names: frozenset[str]) -> Told:
    paragraphs = re.split(r"\n[ \t]*\n", text.value)
    return Told(
        where,
        tuple(
            tuple(_words(part[slice(*at)], names) for at in sentences_in(part))
            for part in paragraphs
        ),
    )


def _words(sentence: str, names: frozenset[str]) -> Sentence:
    speech = [found.span() for found in _SPEECH.finditer(sentence)]
    found: list[tuple[int, Word]] = []
    cited: list[tuple[int, int]] = []
    for mark in facts_in(sentence):
        cited.append(mark.at)
        found.append((mark.at[0], Word(mark.text.casefold(), free=True, fact=mark.target)))
    for word in _WORD.finditer(sentence):
        if any(start <= word.start() < end for start, end in cited):
            continue
        quoted = any(start <= word.start() < end for start, end in speech)
        free = quoted or word[0] in names or word[0] == "%" or says(word[0], word[0])
        found.append((word.start(), Word(word[0].casefold(), free=free)))
    return tuple(word for _, word in sorted(found))


def names_in(texts: Iterable[str]) -> frozenset[str]:
    """Words that are written with a capital inside a sentence, and never without one."""
    large: set[str] = set()
    small: set[str] = set()
    for text in texts:
        for start, end in sentences_in(text):
            first, *others = [word[0] for word in _WORD.finditer(text[start:end])] or [""]
            small |= {word for word in (first, *others) if word.islower()}
            large |= {word for word in others if word[0].isupper() and word != "I"}
    return frozenset(word for word in large if word.lower() not in small)


def shared_runs(texts: Sequence[Told]) -> Iterator[Finding]:
    """Runs of words that two sentences share, facts not counted, the longest of each pair."""
    places: dict[tuple[str, ...], list[tuple[int, Sentence, int]]] = defaultdict(list)
    best: dict[tuple[int, int, Sentence, Sentence], list[str]] = {}
    window = MOST_SHARED + 1
    for index, told in enumerate(texts):
        for sentence in told.sentences:
            for at in range(len(sentence) - window + 1):
                here = places[tuple(word.said for word in sentence[at : at + window])]
                for other, theirs, their_at in here:
                    if theirs is not sentence:
                        run = _run(sentence, at, theirs, their_at)
                        pair = (other, index, theirs, sentence)
                        best[pair] = max(best.get(pair, []), run, key=len)
                here.append((index, sentence, at))
    for (one, other, *_), run in best.items():
        if len(run) > MOST_SHARED:
            said = f"{len(run)} words: {' '.join(run)}"
            yield Finding(texts[one].where, texts[other].where, said)


def _run(one: Sentence, at: int, other: Sentence, other_at: int) -> list[str]:
    """The words that both sentences say around two places, but for facts of either."""
    after = zip(one[at:], other[other_at:], strict=False)
    before = zip(reversed(one[:at]), reversed(other[:other_at]), strict=False)
    same = [*reversed([*takewhile(_is_same, before)]), *takewhile(_is_same, after)]
    return [word.said for word, theirs in same if not (word.free or theirs.free)]


def _is_same(pair: tuple[Word, Word]) -> bool:
    return pair[0].said == pair[1].said


def alike(
    answers: Sequence[Answer], what: str, chosen: Callable[[Answer], Iterable[Sentence]]
) -> Iterator[Finding]:
    """Answers of which such a sentence begins in the same way."""
    seen: dict[str, list[str]] = defaultdict(list)
    for answer in answers:
        for skeleton in filter(None, map(_skeleton, chosen(answer))):
            seen[skeleton].append(answer.where)
    for skeleton, where in seen.items():
        for one, other in combinations(where, 2):
            yield Finding(one, other, f"{what} alike: {skeleton}")


def _skeleton(sentence: Sentence) -> str | None:
    """The first words, a run of facts as one blank; None of a sentence that is shorter."""
    words: list[str] = []
    for word in sentence:
        if not (word.free and words[-1:] == [_BLANK]):
            words.append(_BLANK if word.free else word.said)
        if len(words) == SAME_WORDS:
            return " ".join(words)
    return None


def same_last_figure(answers: Sequence[Answer]) -> Iterator[Finding]:
    """Answers that end on one figure."""
    for one, other in combinations(answers, 2):
        if one.last_figure and one.last_figure == other.last_figure:
            yield Finding(one.where, other.where, f"end on the same figure: {one.last_figure}")


def check(paths: Iterable[Path]) -> tuple[int, list[Finding]]:
    """How many texts the decks tell, and which of them say the same.

    Raises:
        CannotCheckError: a deck cannot be read.
    """
    notes = [note for path in paths for note in notes_in(path)]
    names = names_in(text.value for note in notes for _, text in note.told)
    texts = [_told(f"{note.uid} {name}", text, names) for note in notes for name, text in note.told]
    answers = [answer for note in notes if (answer := answer_of(note, names))]
    return len(texts), [
        *shared_runs(texts),
        *alike(answers, "open", lambda answer: answer.openings[:1]),
        *alike(answers, "turn", lambda answer: answer.openings[1:]),
        *alike(answers, "end", lambda answer: answer.ending[-1:]),
        *same_last_figure(answers),
    ]


def notes_in(path: Path) -> Iterator[Note]:
    """The notes of a deck; one of no kind is left out.

    Raises:
        CannotCheckError: the file cannot be read, or is no YAML.
    """
    source = read(path)
    loaded = None if isinstance(source, Unreadable) else load(source)
    if isinstance(source, Unreadable) or loaded is None or any(p.is_error for p in loaded.problems):
        raise CannotCheckError(f"{path} has errors; `drillbank check {path}` shows them")
    for node in loaded.notes:
        chosen = choose_kind(node, source)
        if not isinstance(chosen, Diagnostic):
            kind, written = chosen
            name = written.get("id")
            told = name.value if isinstance(name, Text) else head_text(written.get(kind.head))
            yield Note(f"{path.stem}/{told}", kind.head, written)


def main(arguments: Sequence[str] | None = None) -> int:
    """Check the decks named on the command line and print what they tell twice."""
    parser = argparse.ArgumentParser(description="Find what decks tell twice.")
    parser.add_argument("decks", nargs="*", type=Path, metavar="DECK", help="a deck's YAML file")
    chosen = parser.parse_args(arguments)
    try:
        count, findings = check(chosen.decks or find_decks(shipped_folder().path).decks)
    except CannotCheckError as error:
        print(f"check-overlaps: {error}", file=sys.stderr)
        return 2
    for finding in findings:
        print(f"{finding.where} | {finding.other}: {finding.message}")
    print(f"{counted(count, 'text')}, {counted(len(findings), 'overlap')}")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
