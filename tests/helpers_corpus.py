"""A corpus of planted mistakes: real decks, spoilt note by note, with what must be told of each.

A plant is a function from a sound note to the same note with one mistake in it, where a mark
stands in the text at the very place that must be reported.  The marks are taken out before the
text is compiled, so no plant ever counts lines or columns.

All chance comes from one seed.  Nothing here needs pytest: ``scripts/plant-mistakes`` uses it too.
"""

import re
import shutil
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from itertools import pairwise
from pathlib import Path
from random import Random

from drillbank.authoring.cards import Note
from drillbank.authoring.compile import Compilation, compile_decks, find_decks, is_deck
from drillbank.authoring.decks import compile_deck
from drillbank.authoring.diagnostics import Diagnostic
from drillbank.authoring.kinds import BY_HEAD
from drillbank.authoring.lessons import Lessons
from drillbank.authoring.lint.library import lint_library
from drillbank.authoring.loader import load
from drillbank.authoring.nodes import List, Mapping, Node, Text
from drillbank.authoring.notes import choose_kind
from drillbank.authoring.source import Source
from drillbank.authoring.source_file import Unreadable, read
from drillbank.authoring.tree import DEEPEST
from drillbank.base.words import NoteUid

AT = "\ue000"
"""Stands in a planted text directly before the place that must be reported."""

STORIES = "stories-of-the-corpus.yaml"
"""A deck with the stories that the others name and none holds, so that a name that is none can be
missed."""

PROSE = frozenset({"q", "a", "why", "means", "hint", "situation", "task", "action", "result"})
"""Keys of texts for people: what stands in them may be looked at."""

WORDS = ("plain", "ledger", "window", "rewrite", "harbour", "customer", "refund", "pager")


# --- Sound notes


class UnsoundDeckError(Exception):
    """A deck that has a mistake already: nothing can be told of what is planted there."""


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a note, and the key or dash before it; offsets are those of the note's text."""

    path: tuple[str | int, ...]
    key: tuple[int, int] | None
    start: int
    end: int
    text: str | None
    """None for a list or a mapping."""

    style: str
    leads: bool
    """Whether its key, or dash, is the first thing on its line."""

    @property
    def name(self) -> str:
        """The key's word; empty for an item of a list."""
        last = self.path[-1]
        return last if isinstance(last, str) else ""


@dataclass(frozen=True, slots=True)
class Site:
    """A sound note, as written, and the chance to spoil it."""

    text: str
    """Its lines, from the one with its dash to the one with its last text, line end left out."""

    kind: str
    id: str
    values: tuple[Value, ...]
    place: int
    """Its position among the deck's notes."""

    roll: Random = field(default_factory=Random, compare=False)
    partner: "Site | None" = None
    """Another note of the deck that holds no mistake."""

    @property
    def lead(self) -> str:
        """The blanks before a key of the note."""
        at = self.top()[0].key
        return " " * (at[0] if at else 4)

    def top(self) -> tuple[Value, ...]:
        """The note's own keys."""
        return tuple(value for value in self.values if len(value.path) == 1)

    def get(self, *path: str | int) -> Value | None:
        """The value at the end of a way."""
        return next((value for value in self.values if value.path == path), None)

    def plain(self, names: frozenset[str] | None = None) -> list[Value]:
        """The unquoted values that stand on the line of their key."""
        return [
            value
            for value in self.values
            if value.key
            and value.leads
            and value.text
            and not value.style
            and "\n" not in self.text[value.key[0] : value.end]
            and self.text[value.end : _line_end(self.text, value.end)].strip() == ""
            and (names is None or value.name in names)
        ]

    def pick(self, values: Sequence[Value]) -> Value | None:
        """One of the values, by chance."""
        return self.roll.choice(values) if values else None

    def word(self) -> str:
        """A word, by chance."""
        return self.roll.choice(WORDS)

    def cut(self, start: int, end: int, new: str) -> str:
        """The text with a stretch replaced."""
        return self.text[:start] + new + self.text[end:]

    def with_value(self, value: Value | None, new: Callable[[str], str | None]) -> str | None:
        """The text with one scalar written anew."""
        if value is None or value.text is None:
            return None
        written = new(value.text)
        return None if written is None else self.cut(value.start, value.end, written)

    def more(self, *lines: str) -> str:
        """The text with further keys below the others."""
        return "\n".join([self.text, *(f"{self.lead}{line}" for line in lines)])

    def lines_of(self, value: Value) -> tuple[int, int]:
        """The whole lines of an entry, its last line end included."""
        start = self.text.rfind("\n", 0, value.key[0] if value.key else value.start) + 1
        return start, min(_line_end(self.text, value.end) + 1, len(self.text))

    def without(self, value: Value | None) -> str | None:
        """The text without the lines of one entry that is not the note's first."""
        if value is None or not value.leads or value.path == self.values[0].path:
            return None
        start, end = self.lines_of(value)
        return self.cut(start, end, "").rstrip("\n")

    def instead(self, *lines: str) -> str:
        """A note of the same id, and else of other lines."""
        dash = self.lead[:-2] + "- "
        return "\n".join([f"{dash}id: {self.id}", *(f"{self.lead}{line}" for line in lines)])

    def draft(self, head: str) -> str | None:
        """The note without its id, its first line being the head, written so."""
        value = self.get(self.kind)
        first = self.values[0]
        if value is None or value not in self.plain() or first.name != "id" or not value.key:
            return None
        text = self.cut(value.start, value.end, head)
        key = self.text[slice(*value.key)]
        lines = text.split("\n")
        if not lines[1].startswith(f"{self.lead}{key}:"):
            return None
        return "\n".join([f"{self.lead[:-2]}- {lines[1].lstrip()}", *lines[2:]])


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


@dataclass(frozen=True, slots=True)
class RealDeck:
    """A sound deck: its notes, and the text between them."""

    path: Path
    slug: str
    between: tuple[str, ...]
    """One more than there are notes."""

    sites: tuple[Site, ...]
    named: frozenset[str]
    """The ids that other notes name, under ``after``."""

    stories: frozenset[str]
    """The stories that its notes name."""

    notes: tuple[Note, ...]


def real_deck(path: Path) -> RealDeck:
    """Reads a deck that holds no mistake."""
    source = read(path)
    if isinstance(source, Unreadable):
        raise UnsoundDeckError(f"{path}: {source.problem.message}")
    compiled = compile_deck(source, Lessons())
    if compiled.diagnostics:
        first = compiled.diagnostics[0]
        raise UnsoundDeckError(f"{path}:{first.span.begins.line}: {first.message}")
    sites: list[Site] = []
    between: list[str] = []
    done = 0
    for node in load(source).notes:
        start = source.text.rfind("\n", 0, node.start) + 1
        end = _line_end(source.text, node.end)
        site = _site(source, node, start, end, len(sites))
        if site is not None:
            between.append(source.text[done:start])
            sites.append(site)
            done = end
    named = {
        (value.text or "").rpartition("/")[2]
        for site in sites
        for value in site.values
        if value.path[0] == "after"
    }
    stories = {
        value.text or ""
        for site in sites
        for value in site.values
        if value.path == ("story",) and site.kind != "story"
    }
    return RealDeck(
        path,
        compiled.slug,
        (*between, source.text[done:]),
        tuple(sites),
        frozenset(named),
        frozenset(stories),
        compiled.notes,
    )


def real_decks(folder: Path) -> tuple[RealDeck, ...]:
    """The decks of a folder, sub-folders left out."""
    paths = [path for path in find_decks(folder).decks if path.parent == folder]
    return tuple(real_deck(path) for path in paths)


def _site(source: Source, node: Node, start: int, end: int, place: int) -> Site | None:
    """The note, if it is written in lines and has an id."""
    chosen = choose_kind(node, source)
    in_lines = re.fullmatch(r" *- +", source.text[start : node.start])
    if isinstance(chosen, Diagnostic) or not in_lines or source.text[node.start] == "{":
        return None
    kind, mapping = chosen
    text = source.text[start:end]
    values = tuple(_values(mapping, (), text, start))
    written = mapping.get("id")
    if not isinstance(written, Text):
        return None
    return Site(text, kind.head, written.value, values, place)


def _values(
    node: Mapping | List, path: tuple[str | int, ...], text: str, base: int
) -> Iterator[Value]:
    if isinstance(node, Mapping):
        pairs: list[tuple[str | int, Text | None, Node]] = [
            (entry.key.value, entry.key, entry.value) for entry in node.entries
        ]
    else:
        pairs = [(index, None, item) for index, item in enumerate(node.items)]
    for step, key, value in pairs:
        start = (key.start if key else value.start) - base
        before = text[text.rfind("\n", 0, start) + 1 : start]
        yield Value(
            (*path, step),
            (key.start - base, key.end - base) if key else None,
            value.start - base,
            value.end - base,
            value.value if isinstance(value, Text) else None,
            value.style if isinstance(value, Text) else "",
            not before.strip(" -"),
        )
        if not isinstance(value, Text):
            yield from _values(value, (*path, step), text, base)


# --- The sorts of mistakes


class Flavour(Enum):
    """What may be wrong in a corpus; some sorts hide others, as they should."""

    BROKEN = "broken"
    """Some notes cannot be read: of a name that may be theirs, nothing is told."""

    WHOLE = "whole"
    """Every note can be read, so that names which lead nowhere are told."""

    ADVICE = "advice"
    """Every note compiles, so that the linter is asked."""


Plant = Callable[[Site], "str | tuple[str, str] | None"]
"""The spoilt note, and what became of its partner; None if the note gives no occasion."""


@dataclass(frozen=True, slots=True)
class Sort:
    """One sort of mistake."""

    name: str
    codes: tuple[str, ...]
    """What must be told at each mark, in their order; ``E105|E106`` is either."""

    plant: Plant
    read: bool
    """Whether the note can still be read, with its id; only then can names be missed."""

    kept: bool
    """Whether the note compiles all the same."""

    whole: bool
    """Whether it can be told only where every note of all decks can be read."""

    named: bool
    """Whether the note may be one that others name."""

    advice: bool
    """Whether only the linter tells it."""

    once: bool
    """Whether it is told at one note of a deck."""

    def fits(self, corpus_: "Flavour") -> bool:
        """Whether it may stand in a corpus of this flavour."""
        match corpus_:
            case Flavour.BROKEN:
                return not self.whole and not self.advice
            case Flavour.WHOLE:
                return self.read and not self.advice
            case Flavour.ADVICE:
                return self.advice


SORTS: dict[str, Sort] = {}


def sort(
    *codes: str,
    read: bool = True,
    kept: bool = False,
    whole: bool = False,
    named: bool = True,
    advice: bool = False,
    once: bool = False,
) -> Callable[[Plant], Plant]:
    """Registers a plant."""

    def register(plant: Plant) -> Plant:
        name = plant.__name__.replace("_", " ")
        SORTS[name] = Sort(name, codes, plant, read, kept, whole, named, advice, once)
        return plant

    return register


def syntax(*codes: str) -> Callable[[Plant], Plant]:
    """Registers a plant that leaves a note no parser can read."""
    return sort(*codes, read=False)


_SINGLE = "'"
_ESCAPED = '"\\'


def _without(text: str, signs: str) -> str:
    return text.translate(dict.fromkeys(map(ord, signs)))


def _letters(text: str) -> str:
    """The text without any sign that means something to YAML."""
    return " ".join(re.sub(r"[^\w .]", "", text).split()) or "nothing"


# The fourteen sorts that authors make most


@syntax("E101")
def colon(site: Site) -> str | None:
    def spoilt(text: str) -> str:
        blanks = [found.start() for found in re.finditer(" ", text)]
        at = site.roll.choice([*blanks, len(text)])
        return f"{text[:at]}{AT}:{text[at:] or ' so it goes'}"

    return site.with_value(site.pick(site.plain()), spoilt)


@syntax("E102")
def tab(site: Site) -> str | None:
    found = [v for v in site.values if v.leads and v.key and v.path != site.values[0].path]
    value = site.pick(found)
    if value is None or value.key is None:
        return None
    start = site.text.rfind("\n", 0, value.key[0]) + 1
    width = value.key[0] - start
    at = site.roll.randrange(width)
    rest = " " * max(0, width - at - 4)
    return site.cut(start, value.key[0], f"{' ' * at}{AT}\t{rest}")


@syntax("E103")
def open_double_quote(site: Site) -> str | None:
    return site.with_value(site.pick(site.plain()), lambda text: f'{AT}"{_without(text, _ESCAPED)}')


@syntax("E103")
def open_single_quote(site: Site) -> str | None:
    return site.with_value(site.pick(site.plain()), lambda text: f"{AT}'{_without(text, _SINGLE)}")


@syntax("E105")
def backtick(site: Site) -> str | None:
    return site.with_value(site.pick(site.plain()), lambda text: f"{AT}`{text}`")


@syntax("E105")
def gap_at_the_start(site: Site) -> str | None:
    return site.with_value(
        site.pick(site.plain()), lambda text: f"{AT}{{{{{_without(text, '{}')}}}}} and more"
    )


@syntax("E105")
def asterisk(site: Site) -> str | None:
    return site.with_value(site.pick(site.plain()), lambda text: f"{AT}*{text}* {site.word()}")


@syntax("E107")
def dedent(site: Site) -> str | None:
    """Not of the first key of a part: that one tells where the others must stand."""
    firsts = {v.path[:-1]: v.path for v in reversed(site.values)}
    value = site.pick([v for v in site.plain() if v.path != firsts[v.path[:-1]]])
    if value is None or value.key is None:
        return None
    return site.cut(value.key[0] - 1, value.key[0], AT)


@syntax("E105")
def at_sign(site: Site) -> str | None:
    return site.with_value(site.pick(site.plain()), lambda text: f"{AT}@{text}")


@syntax("E105|E106")
def text_after_a_bracket(site: Site) -> str | None:
    return site.with_value(
        site.pick(site.plain()), lambda text: f"{AT}[{_without(text, '[]')}] and more"
    )


@syntax("E109")
def dash(site: Site) -> str | None:
    return site.with_value(site.pick(site.plain()), lambda text: f"{AT}- {text}")


@syntax("E108")
def no_space(site: Site) -> str | None:
    value = site.pick(site.plain())
    if value is None or value.key is None or value.text is None:
        return None
    return site.cut(value.key[1], value.start, f"{AT}:")


@syntax("E107")
def over_indent(site: Site) -> str | None:
    """Only below a line of the same indent: below a block, the line would be more of its text."""
    plain = site.plain()
    keys = [value for value in site.values if value.key and value.leads]
    found = [
        value
        for before, value in pairwise(keys)
        if before in plain
        and value.path[:-1] == before.path[:-1]
        and site.text[before.end : value.key[0] if value.key else 0].strip(" ") == "\n"
    ]
    value = site.pick(found)
    if value is None or value.key is None:
        return None
    return site.cut(value.key[0], value.key[0], f"{' ' * site.roll.randint(1, 4)}{AT}")


@syntax("E106")
def open_bracket(site: Site) -> str | None:
    bracket = site.roll.choice("[{")
    return site.with_value(
        site.pick(site.plain()), lambda text: f"{AT}{bracket}{_without(text, '[]{}')}"
    )


# One for every other code of syntax


@syntax("E104")
def text_after_a_quote(site: Site) -> str | None:
    def spoilt(text: str) -> str | None:
        first, _, rest = _without(text, "'\"").partition(" ")
        mark = site.roll.choice("'\"")
        return f"{mark}{first}{mark} {AT}{rest}" if rest else None

    return site.with_value(site.pick(site.plain()), spoilt)


@syntax("E105")
def percent_sign(site: Site) -> str | None:
    return site.with_value(site.pick(site.plain()), lambda text: f"{AT}%{text}")


@sort("E110")
def duplicate_key(site: Site) -> str | None:
    value = site.pick(site.plain())
    if value is None or value.key is None:
        return None
    line = f"{AT}{site.text[value.key[0] : value.end]}"
    if len(value.path) == 1:
        return site.more(line)
    indent = " " * (value.key[0] - site.text.rfind("\n", 0, value.key[0]) - 1)
    return site.cut(value.end, value.end, f"\n{indent}{line}")


@sort("E111")
def alias(site: Site) -> str | None:
    return site.with_value(_beside_id(site), lambda _: f"{AT}*{site.word()}")


@sort("E111")
def anchor(site: Site) -> str | None:
    return site.with_value(_beside_id(site), lambda text: f"{AT}&{site.word()} {text}")


@sort("E112")
def tag(site: Site) -> str | None:
    return site.with_value(_beside_id(site), lambda text: f"{AT}!{site.word()} {text}")


def _beside_id(site: Site) -> Value | None:
    return site.pick([value for value in site.plain() if value.name != "id"])


@sort("E113")
def merge_key(site: Site) -> str | None:
    return site.more(f"{AT}<<: {{hint: {site.word()}}}")


@sort("E114", kept=True)
def second_document(site: Site) -> str | None:
    return f"{site.text}\n{AT}---"


@syntax("E115")
def git_conflict(site: Site) -> str | None:
    base = site.roll.choice(["", f"||||||| base\n{site.text}\n"])
    return f"{AT}<<<<<<< HEAD\n{site.text}\n{base}=======\n{site.text}\n>>>>>>> theirs"


@syntax("E116")
def unknown_escape(site: Site) -> str | None:
    def spoilt(text: str) -> str:
        first, _, rest = _letters(text).partition(" ")
        return f'"{first} {AT}\\{site.roll.choice("dws(.")} {rest}"'

    return site.with_value(site.pick(site.plain()), spoilt)


@sort("E117")
def lone_gap(site: Site) -> str | None:
    return site.with_value(_beside_id(site), lambda text: f"{{{AT}{{{_letters(text)}}}}}")


@sort("E118")
def comma_in_braces(site: Site) -> str | None:
    first, second = site.word(), site.word()
    dash_at = site.lead[:-2]
    return f"{dash_at}- {{id: {site.id}, q: Which {first}, {AT}the {second}?, a: The {first}}}"


@sort("E119", read=False)
def nested_too_deep(site: Site) -> str | None:
    value = site.pick([v for v in site.top() if v in site.plain() and v.name != "id"])
    levels = DEEPEST - 3  # the deck, its notes, the note
    more = site.roll.randint(0, 20)
    closing = "]" * (levels + 1 + more)
    return site.with_value(value, lambda _: f"{'[' * levels}{AT}[{'[' * more}{closing}")


@syntax("E120")
def block_mark(site: Site) -> str | None:
    mark = site.roll.choice(["|", "| ", "> ", "|- "])
    return site.with_value(site.pick(site.plain()), lambda text: f"{mark}{AT}x{_letters(text)}")


# Kinds and keys


@sort("E201")
def misspelt_head(site: Site) -> str | None:
    value = site.get(site.kind)
    if value is None or value.key is None:
        return None
    slip = "question" if site.kind == "q" else f"{site.kind[:-1]}{site.kind[-1]}z"
    return site.cut(*value.key, f"{AT}{slip}")


@sort("E201")
def no_head(site: Site) -> str | None:
    value = site.get(site.kind)
    if value is None or site.kind == "prompt":  # its `story` would be a head
        return None
    start, end = site.lines_of(value)
    common = {*BY_HEAD["q"].model.model_fields} & {*BY_HEAD["term"].model.model_fields}
    own = [v for v in site.top() if v.name not in common and v is not value and v.key]
    if not own or site.values[0] is value or value.key is None:
        return None
    at = own[0].key[0] if own[0].key else 0
    if at < start:
        return None
    return site.text[:start] + site.text[end:at] + AT + site.text[at:]


@sort("E202")
def two_kinds(site: Site) -> str | None:
    other = site.roll.choice([head for head in ("q", "term", "cloze") if head != site.kind])
    value = site.get(site.kind)
    if value is None or value.key is None or site.roll.random() < 0.5:
        return site.more(f"{AT}{other}: {site.word()}")
    if not value.leads or value is site.values[0]:
        return None
    at = value.key[0]
    return site.cut(at, at, f"{other}: {site.word()}\n{site.lead}{AT}")


@sort("E203")
def unknown_key(site: Site) -> str | None:
    return site.more(f"{AT}{site.word()}: {site.word()}")


@sort("E203")
def misspelt_key(site: Site) -> str | None:
    names = {"see", "why", "hint", "also", "after", "hooks", "traps", "rubric", "dissolve"}
    value = site.pick([v for v in site.top() if v.name in names])
    if value is None or value.key is None or (value.name == "rubric" and site.get("must")):
        return None
    at = site.roll.randrange(len(value.name) - 1)
    name = value.name
    swapped = f"{name[:at]}{name[at + 1]}{name[at]}{name[at + 2 :]}"
    if swapped == name:
        swapped = f"{name}z"
    return site.cut(*value.key, f"{AT}{swapped}")


@sort("E203")
def misspelt_answer(site: Site) -> str | None:
    value = site.get("a")
    if value is None or value.key is None:
        return None
    return site.cut(*value.key, f"{AT}{site.roll.choice(['anwser', 'answer', 'back'])}")


@sort("E203")
def unknown_key_inside(site: Site) -> str | None:
    parts = [v for v in site.values if v.path[0] == "answer" and len(v.path) > 1]
    value = site.pick([v for v in parts if v.name == "task"])
    if value is None or value.key is None:
        return None
    line = f"{AT}{site.word()}: {site.word()}"
    indent = " " * (value.key[0] - site.text.rfind("\n", 0, value.key[0]) - 1)
    return site.cut(value.key[0], value.key[0], f"{line}\n{indent}")


REQUIRED = ("a", "means", "of", "pulls", "weak", "strong", "changed", "answer")


@sort("E204")
def missing_key(site: Site) -> str | None:
    value = site.pick([v for v in site.top() if v.name in REQUIRED])
    text = site.without(value)
    place = site.get("q") if value and value.name == "a" else site.values[0]
    if text is None or place is None or place.key is None:
        return None
    at = place.key[0]
    return f"{text[:at]}{AT}{text[at:]}"


@sort("E204")
def missing_key_inside(site: Site) -> str | None:
    inner = {"situation", "task", "action", "result", "a", "pick", "because"}
    outer = {"answer", "hooks", "choice"}
    parts = [v for v in site.values if len(v.path) > 1 and v.path[0] in outer and v.leads]
    value = site.pick([v for v in parts if v.name in inner])
    if value is None:
        return None
    parent = site.get(*value.path[:-1])
    text = site.without(value)
    if text is None or parent is None or parent.key is None or not parent.leads:
        return None
    at = parent.key[0]
    return f"{text[:at]}{AT}{text[at:]}"


@sort("E205")
def no_value(site: Site) -> str | None:
    found = [v for v in site.top() if v.text is not None and v.leads and v.name != "id"]
    value = site.pick(found)
    if value is None or value.key is None:
        return None
    key = site.text[slice(*value.key)]
    return site.cut(value.key[0], value.end, f"{AT}{key}:")


@sort("E205")
def value_is_a_comment(site: Site) -> str | None:
    return site.with_value(_beside_id(site), lambda text: f"{AT}# {text}")


@sort("E205")
def empty_list(site: Site) -> str | None:
    return site.more(f"{AT}tags: []")


@sort("E205")
def empty_item(site: Site) -> str | None:
    found = [v for v in site.values if v.path[0] == "also" and len(v.path) == 2 and v.leads]
    value = site.pick([v for v in found if "\n" not in site.text[v.start : v.end]])
    if value is None:
        return None
    dash_at = site.text.rfind("-", 0, value.start)
    return site.cut(dash_at, value.end, f"{AT}-")


@sort("E206")
def list_for_text(site: Site) -> str | None:
    value = site.pick(site.plain(PROSE))
    return site.with_value(value, lambda _: f"{AT}[{site.word()}, {site.word()}]")


@sort("E206")
def text_for_names(site: Site) -> str | None:
    names = {"of", "pulls", "hooks", "traps", "rubric", "changed", "choice", "decide"}
    value = site.pick([v for v in site.top() if v.name in names and v.text is None])
    if value is None or value.key is None or (value.name == "rubric" and site.get("must")):
        return None
    return site.cut(value.key[1], value.end, f": {AT}{site.word()} {site.word()}")


@sort("E206")
def colon_in_an_item(site: Site) -> str | None:
    found = [v for v in site.values if v.path[0] == "also" and len(v.path) == 2 and v.leads]
    value = site.pick([v for v in found if not v.style and "\n" not in (v.text or "\n")])
    return site.with_value(value, lambda text: f"{AT}In one word: {_letters(text)}")


@syntax("E206")
def sentence_for_a_note(site: Site) -> str | None:
    return f"{site.lead[:-2]}- {AT}Just a {site.word()}."


@syntax("E205")
def nothing_for_a_note(site: Site) -> str | None:
    return f"{site.lead[:-2]}{AT}-"


@sort("E207")
def not_a_number(site: Site) -> str | None:
    return site.more(f"restart: {AT}{site.roll.choice(['twice', '-1', '1.5', 'no'])}")


@sort("E207")
def not_a_time(site: Site) -> str | None:
    return site.with_value(site.get("limit"), lambda _: f"{AT}{site.roll.choice(['soon', '2h'])}")


@sort("E207")
def not_a_tag(site: Site) -> str | None:
    return site.more(f"tags: [{site.word()}, {AT}{site.word()} {site.word()}]")


@sort("E207")
def not_a_choice(site: Site) -> str | None:
    if site.kind != "term":
        return None
    value = site.get("ask")
    return site.with_value(value, lambda _: f"{AT}botth") or site.more(f"ask: {AT}botth")


# Names


@sort("E210", read=False)
def id_is_no_slug(site: Site) -> str | None:
    return site.with_value(site.get("id"), lambda text: f"{AT}{text.title()} {site.word()}")


@sort("E210")
def was_is_no_slug(site: Site) -> str | None:
    return site.more(f"was: {AT}Old {site.word()}")


@sort("E210")
def point_is_no_slug(site: Site) -> str | None:
    must = {v.text for v in site.values if v.path[0] == "must"}
    points = [v for v in site.values if v.path[0] == "rubric" and len(v.path) == 3]
    value = site.pick([v for v in points if v.name not in must])
    if value is None or value.key is None:
        return None
    return site.cut(*value.key, f"{AT}{value.name.title().replace('-', ' ')}")


@sort("E211", named=False)
def taken_id(site: Site) -> tuple[str, str] | None:
    """Of two notes with one id the later is told."""
    other = site.partner
    value = site.get("id")
    theirs = other.get("id") if other else None
    if other is None or value is None or theirs is None:
        return None
    if other.place < site.place:
        return site.cut(value.start, value.end, f"{AT}{other.id}"), other.text
    return site.cut(value.start, value.end, other.id), other.cut(theirs.start, theirs.start, AT)


@sort("E212", read=False, named=False)
def no_latin_letter(site: Site) -> str | None:
    if site.kind == "cloze":
        return None
    return site.draft(f"{AT}何秒ですか")


@sort("E213", named=False)
def drafts_collide(site: Site) -> tuple[str, str] | None:
    other = site.partner
    if other is None or site.kind == "cloze" or other.id.count("-") > 4:
        return None
    text = site.draft(f"{AT}{other.id.replace('-', ' ').capitalize()}")
    return None if text is None else (text, other.text)


@sort("E214")
def facets_collide(site: Site) -> str | None:
    value = site.pick([v for v in site.plain() if v.path[0] == "of" and len(v.path) == 2])
    if value is None or value.key is None:
        return None
    indent = " " * (value.key[0] - site.text.rfind("\n", 0, value.key[0]) - 1)
    line = f"\n{indent}{AT}{value.name.capitalize()}!: {site.word()}"
    return site.cut(value.end, value.end, line)


@sort("E215", kept=True)
def was_is_living(site: Site) -> tuple[str, str] | None:
    other = site.partner
    return None if other is None else (site.more(f"was: {AT}{other.id}"), other.text)


@sort("E216", kept=True)
def was_claimed_twice(site: Site) -> tuple[str, str] | None:
    other = site.partner
    if other is None:
        return None
    name = f"{site.word()}-{site.id}"
    mine, theirs = ("", AT) if other.place > site.place else (AT, "")
    return site.more(f"was: {mine}{name}"), other.more(f"was: {theirs}{name}")


@sort("E217", whole=True)
def unknown_note(site: Site) -> str | None:
    return None if site.get("after") else site.more(f"after: [{AT}{site.word()}-of-nowhere]")


@sort("E218", named=False)
def waits_for_itself(site: Site) -> str | None:
    return None if site.get("after") else site.more(f"after: {AT}{site.id}")


@sort("E218", named=False)
def wait_for_each_other(site: Site) -> tuple[str, str] | None:
    other = site.partner
    if other is None or site.get("after") or other.get("after"):
        return None
    mine, theirs = (AT, "") if other.place > site.place else ("", AT)
    return site.more(f"after: {mine}{other.id}"), other.more(f"after: {theirs}{site.id}")


# Gaps

_GAP = re.compile(r"\{\{(\d)::([^{}]*)\}\}")


def _styles(text: str, *, as_is: bool) -> list[str]:
    """The ways in which a text may be written."""
    styles = ["|", "folded"]
    if not re.search(r": | #|:$", text) and re.match(r"\w", text):
        styles += ["plain", "plain"]
    if "'" not in text:
        styles.append("'")
    if not re.search(r'["\\]', text):
        styles.append('"')
        if not as_is:
            styles.append("escaped")
    return styles if as_is else [*styles, "long |", "doubled"]


def styled(site: Site, text: str, lead: str, *, as_is: bool = False) -> str:
    """A text with a mark in it, written in a style by chance, a few words put before it or not.

    Where escapes or folding hide the place, the mark stands where the value starts.
    """
    bare = _without(text, AT)
    start = AT if AT in text else ""
    doubled = bare.replace("'", "''")
    inside = f"\n{lead}  "
    first, _, rest = text.partition(" ")
    match site.roll.choice(_styles(bare, as_is=as_is)):
        case "plain":
            return text
        case "|":
            return f"|{inside}{text}"
        case "long |":
            return f"|-{inside}{site.word()} {site.word()}\n{inside}  {site.word()}{inside}{text}"
        case "'" | '"' as quote:
            return f"{quote}{text}{quote}"
        case "escaped":
            return f'{start}"\\u00e9 {bare}"'
        case "doubled":
            return f"{start}'It''s {doubled}'"
        case _:
            return f"{start}>{inside}{_without(first, AT)}{inside}{_without(rest, AT)}"


def _spoilt_gap(
    site: Site, spoil: Callable[[str], str], *, last: bool = False, as_is: bool = False
) -> str | None:
    value = site.get("cloze")
    if value is None or value not in site.plain() or value.text is None:
        return None
    gaps = list(_GAP.finditer(value.text))
    if not gaps:
        return None
    gap = gaps[-1] if last else site.roll.choice(gaps)
    text = value.text[: gap.start()] + spoil(gap[2]) + value.text[gap.end() :]
    return site.cut(value.start, value.end, styled(site, text, site.lead, as_is=as_is))


@sort("E230")
def gap_not_closed(site: Site) -> str | None:
    return _spoilt_gap(site, lambda answer: f"{AT}{{{{9::{answer}", last=True)


@sort("E230")
def gap_in_a_gap(site: Site) -> str | None:
    return _spoilt_gap(site, lambda answer: f"{{{{7::{answer} {AT}{{{{8::two}}}} three}}}}")


@sort("E230")
def gap_of_nothing(site: Site) -> str | None:
    return _spoilt_gap(site, lambda _: f"{AT}{{{{7::}}}}")


@sort("E230")
def gap_without_a_number(site: Site) -> str | None:
    number = site.roll.choice(["0::", "c1:", "1000::"])
    return _spoilt_gap(site, lambda answer: f"{AT}{{{{{number}{answer}}}}}")


@sort("E231")
def no_gap(site: Site) -> str | None:
    value = site.get("cloze")
    if value is None or value.key is None or value.text is None:
        return None
    return site.cut(value.key[0], value.end, f"{AT}cloze: {_letters(value.text)}")


@sort("W303", kept=True)
def gaps_unnumbered(site: Site) -> str | None:
    value = site.get("cloze")
    if value is None or value.text is None or len(_GAP.findall(value.text)) < 2:
        return None
    text = _GAP.sub(r"{{\2}}", value.text)
    second = text.index("{{", text.index("{{") + 2)
    marked = f"{text[:second]}{AT}{text[second:]}"
    return site.cut(value.start, value.end, styled(site, marked, site.lead))


# What a kind asks of its keys


@sort("E240")
def must_is_no_point(site: Site) -> str | None:
    value = site.pick([v for v in site.values if v.path[0] == "must" and len(v.path) == 2])
    return site.with_value(value, lambda text: f"{AT}{text}-{site.word()}")


@sort("E241")
def point_twice(site: Site) -> str | None:
    points = [v for v in site.values if v.path[0] == "rubric" and len(v.path) == 3]
    must = {v.text for v in site.values if v.path[0] == "must"}
    pairs = [
        (first, later)
        for first in points
        for later in points
        if first.start < later.start
        and first.path[1] != later.path[1]
        and later.name not in must
        and later.key
    ]
    if not pairs:
        return None
    first, later = site.roll.choice(pairs)
    return site.cut(*(later.key or (0, 0)), f"{AT}{first.name}")


@sort("E242")
def ask_is_no_step(site: Site) -> str | None:
    if site.kind != "steps" or any(value.path[:1] == ("ask",) for value in site.values):
        return None
    return site.more(f"ask: [all, {AT}{site.word()}-like]")


def _table(site: Site, *rows: str) -> str:
    return site.instead(
        f"table: The {site.word()} of a loop",
        "columns: [what it scores, usual failure]",
        "rows:",
        "  coding: [the muscle, speed]",
        *(f"  {row}" for row in rows),
    )


@sort("E243")
def row_too_wide(site: Site) -> str | None:
    return _table(site, f"design: [{site.word()}, {site.word()}, {AT}{site.word()}]")


@sort("E243")
def row_too_narrow(site: Site) -> str | None:
    return _table(site, f"{AT}design: [{site.word()}]", "leading: [influence, none]")


@sort("E244")
def unknown_column(site: Site) -> str | None:
    good = f"what it scores: {site.word()}"
    return _table(site, "design:", f"  {good}", "  usual failure: none", f"  {AT}colour: red")


@sort("E245")
def pole_is_none(site: Site) -> str | None:
    value = site.get("choice", "pick")
    return site.with_value(value, lambda text: f"{AT}{text} {site.word()}")


@sort("E245")
def pull_of_no_pole(site: Site) -> str | None:
    value = site.pick([v for v in site.values if v.path[0] == "pulls" and len(v.path) == 2])
    if value is None or value.key is None:
        return None
    return site.cut(*value.key, f"{AT}{value.name}z")


@sort("E246")
def name_not_in_code(site: Site) -> str | None:
    value = site.pick([v for v in site.values if v.path[0] == "entry" and len(v.path) == 2])
    return site.with_value(value, lambda text: f"{AT}{text}_{site.word()}")


# What a note names beside itself


def _see(site: Site, target: str) -> str | None:
    value = site.get("see")
    return None if value is None else site.cut(value.start, value.end, f"{AT}{target}")


@sort("E250")
def see_no_file(site: Site) -> str | None:
    return _see(site, f"{site.word()}.md#{site.word()}")


@sort("E251")
def see_no_heading(site: Site) -> str | None:
    quote = site.roll.choice("'\"")
    return _see(site, f"{quote}#{site.word()}-of-nowhere{quote}")


@sort("E258")
def see_outside(site: Site) -> str | None:
    return _see(site, f"../{site.word()}.md#{site.word()}")


def _image(site: Site, target: str) -> str | None:
    value = site.pick(site.plain(PROSE))
    if value is None or value.text is None or value.key is None:
        return None
    lead = " " * (value.key[0] - site.text.rfind("\n", 0, value.key[0]) - 1)
    text = f"{value.text} ![the {site.word()}]({AT}{target}) {site.word()}"
    if re.search(r": | #", text):
        return None
    return site.cut(value.start, value.end, styled(site, text, lead))


@sort("E255")
def no_such_image(site: Site) -> str | None:
    return _image(site, f"{site.word()}.png")


@sort("E256")
def image_on_the_web(site: Site) -> str | None:
    return _image(site, f"https://example.org/{site.word()}.png")


@sort("E257")
def image_from_the_top(site: Site) -> str | None:
    return _image(site, f"/home/me/{site.word()}.png")


@sort("E258")
def image_outside(site: Site) -> str | None:
    return _image(site, f"pictures/../../{site.word()}.png")


def _story(site: Site, headline: str) -> str:
    return site.instead(
        "story: Moving payments",
        f"headline: {styled(site, headline, site.lead)}",
        "facts: {rows: 41 million, downtime: none}",
    )


@sort("E252", whole=True)
def unknown_fact(site: Site) -> str | None:
    return _story(site, f"We moved [41 million](fact:{AT}{site.id}.{site.word()}) rows.")


@sort("E252")
def no_facts_file(site: Site) -> str | None:
    return _story(site, f"We were [14](fact:{AT}{site.word()}) people.")


@sort("E253")
def fact_differs(site: Site) -> str | None:
    return _story(site, f"We moved [{AT}40 million](fact:{site.id}.rows) rows.")


@sort("E254", whole=True)
def unknown_story(site: Site) -> str | None:
    if site.kind != "prompt":
        return None
    return site.with_value(site.get("story"), lambda text: f"{AT}{text}-{site.word()}")


@sort("E254", whole=True)
def fact_of_no_story(site: Site) -> str | None:
    return _story(site, f"We moved [41 million](fact:{AT}{site.word()}-of-nowhere.rows) rows.")


# Advice of the compiler


@sort("W301", kept=True)
def text_lost(site: Site) -> str | None:
    value = site.pick(site.plain(PROSE))
    return site.with_value(value, lambda text: f"{text} {AT}# {site.word()} {site.word()}")


# Advice of the linter: on notes that compile


def advice(*codes: str, once: bool = False) -> Callable[[Plant], Plant]:
    """Registers a plant that leaves its note sound, for corpora of nothing but such."""
    return sort(*codes, kept=True, advice=True, once=once)


def _words(site: Site, count: int) -> list[str]:
    return [site.word() for _ in range(count)]


def _number(site: Site) -> str:
    """So that no two planted questions are alike."""
    return str(site.roll.randrange(10_000, 100_000))


def _asked(site: Site) -> str:
    """Something to ask about, as no other note has it."""
    return " ".join(_number(site) for _ in range(4))


def _noted(site: Site, *lines: str) -> str:
    """Another note of the id, which still comes from its section."""
    value = site.get("see")
    see = () if value is None else (f"see: {site.text[value.start : value.end]}",)
    return site.instead(*lines, *see)


def _question(site: Site, question: str, answer: str = "Because of the tides.") -> str:
    return _noted(
        site,
        f"q: {styled(site, question, site.lead, as_is=True)}",
        f"a: {styled(site, answer, site.lead, as_is=True)}",
    )


def _marked(words: Sequence[str], at: int) -> str:
    return " ".join([*words[:at], f"{AT}{words[at]}", *words[at + 1 :]])


OPENINGS = frozenset(
    {"a", "an", "the", "one", "two", "three", "which", "what", "how", "why", "who"}
)
"""Words that begin a question of which nothing else is to be said."""


@advice("W302", once=True)
def draft(site: Site) -> str | None:
    """Under a head that gives the id it had."""
    words = site.id.split("-")
    if site.kind != "q" or len(words) > 6 or words[0] not in OPENINGS:
        return None
    return site.draft(f"{AT}{' '.join(words).capitalize()}?")


@advice("W310")
def long_answer(site: Site) -> str | None:
    return _question(site, f"Why {_asked(site)}?", _marked(_words(site, 48), 40))


@advice("W310")
def long_gap(site: Site) -> str | None:
    words = " ".join(_words(site, 9))
    return _spoilt_gap(site, lambda _: f"{AT}{{{{7::{words}}}}}", as_is=True)


@advice("W311")
def two_questions(site: Site) -> str | None:
    return _question(site, f"What is {_asked(site)}, {AT}and how does one {site.word()} it?")


@advice("W312")
def enumeration(site: Site) -> str | None:
    one, two, three, four = site.roll.sample(WORDS, 4)
    return _question(site, f"What of {_asked(site)}?", f"{AT}{one}, {two}, {three} and {four}")


@advice("W313")
def yes_or_no(site: Site) -> str | None:
    return _question(site, f"{AT}Is {_asked(site)} always a {site.word()}?")


@advice("W314")
def leak(site: Site) -> str | None:
    words = f"{site.word()} {_number(site)}"
    return _question(site, f"What makes {AT}{words}?", words)


@advice("W315")
def pronoun(site: Site) -> str | None:
    return _question(site, f"{AT}It grows with {_asked(site)}. What do you do?")


def _also_asked(site: Site, change: Callable[[str], str]) -> tuple[str, str] | None:
    """Two questions, of which the later is told: one is the other, changed."""
    other = site.partner
    theirs = other.get("q") if other else None
    mine = site.get("q")
    if other is None or theirs is None or theirs not in other.plain() or mine is None:
        return None
    if mine not in site.plain() or theirs.text is None or len(theirs.text.split()) < 8:
        return None
    question = change(theirs.text)
    if other.place < site.place:
        return site.cut(mine.start, mine.end, f"{AT}{question}"), other.text
    return site.cut(mine.start, mine.end, question), other.cut(theirs.start, theirs.start, AT)


@advice("E220")
def same_question(site: Site) -> tuple[str, str] | None:
    def otherwise(question: str) -> str:
        parts = re.split(r"(\]\([^)]*\))", question.rstrip("?"))
        return "".join(part if part.startswith("](") else part.title() for part in parts) + " ?"

    return _also_asked(site, otherwise)


@advice("W321")
def near_duplicate(site: Site) -> tuple[str, str] | None:
    return _also_asked(site, lambda question: question.replace(" ", f" {_number(site)} ", 1))


def _spoken(site: Site, text: str, lead: str) -> str:
    return text if text.startswith(AT) else styled(site, text, lead, as_is=True)


def _prompt(site: Site, *more: str, limit: str = "160s", **parts: str) -> str:
    told = {
        "situation": " ".join(_words(site, 5)),
        "task": " ".join(_words(site, 10)),
        "action": " ".join(["I", *_words(site, 29)]),
        "result": " ".join(["9", *_words(site, 15)]),
        **parts,
    }
    lead = f"{site.lead}  "
    return _noted(
        site,
        f"prompt: Tell me about {_asked(site)}.",
        f"limit: {limit}",
        "answer:",
        *(f"  {name}: {_spoken(site, text, lead)}" for name, text in told.items()),
        *more,
    )


@advice("W330")
def over_the_limit(site: Site) -> str | None:
    left = 37 - 15  # 15 s hold 37 words, and 15 stand before the action
    return _prompt(site, limit="15s", action=_marked(["I", *_words(site, 29)], left))


@advice("W331")
def we_without_i(site: Site) -> str | None:
    one, two, three = _words(site, 3)
    more = " ".join(_words(site, 20))
    action = f"I saw the {one}. {AT}We chose a {two}. Then we kept the {three} {more}."
    return _prompt(site, action=action)


@advice("W332")
def no_number(site: Site) -> str | None:
    result = styled(site, f"{' '.join(_words(site, 12))}.", f"{site.lead}  ", as_is=True)
    return _prompt(site, result=f"{AT}{result}")


@advice("W333")
def long_situation(site: Site) -> str | None:
    count = 40 + 10 + 30 + 16
    return _prompt(site, situation=_marked(_words(site, 40), int(count * 0.3)))


RUBRIC = ("rubric:", "  judgement:", "    ledger-seen: Saw the ledger, window, pager and harbour.")
TOLD = "I asked why: the ledger, the window, the pager and the harbour. I moved my part of it all."


@advice("W334")
def unheard_point(site: Site) -> str | None:
    point = f"    price-named: {AT}Names the budget that finance withheld."
    return _prompt(site, *RUBRIC, point, "must: [ledger-seen]", action=TOLD)


@advice("W335")
def no_must(site: Site) -> str | None:
    return _prompt(site, f"{AT}{RUBRIC[0]}", *RUBRIC[1:], action=TOLD)


@advice("W351")
def lone_tag(site: Site) -> tuple[str, str] | None:
    other = site.partner
    if other is None or site.get("tags") or other.get("tags"):
        return None
    tag_ = f"{other.id}-and-more"
    at = site.roll.randrange(len(tag_))
    slip = tag_[:at] + site.roll.choice("xyz") + tag_[at:]
    return site.more(f"tags: {AT}{slip}"), other.more(f"tags: [{tag_}, {tag_}]")


def _with_comment(site: Site, comment: str) -> str | None:
    if "\n" not in site.text:
        return None
    first, _, rest = site.text.partition("\n")
    return f"{first}\n{site.lead}{comment}\n{rest}"


@advice("W390")
def comment_not_understood(site: Site) -> str | None:
    return _with_comment(site, f"{AT}# drillbank: {site.roll.choice(['ignroe W312', 'hush'])}")


@advice("W390")
def comment_on_no_advice(site: Site) -> str | None:
    return _with_comment(site, f"# drillbank: ignore {AT}{site.roll.choice(['W3122', 'E204'])}")


@advice("W391")
def comment_that_silences_nothing(site: Site) -> str | None:
    return _with_comment(site, f"# drillbank: ignore {AT}{site.roll.choice(['W312', 'W332'])}")


# --- A corpus


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that must be told."""

    code: str
    line: int
    column: int

    @property
    def place(self) -> tuple[int, int]:
        """Line and column."""
        return self.line, self.column


@dataclass(frozen=True, slots=True)
class Planted:
    """One mistake, in one note or between two."""

    sort: Sort
    file: str
    told: tuple[Told, ...]
    lines: tuple[range, ...]
    """Those of the notes it is in."""


@dataclass(frozen=True, slots=True)
class Corpus:
    """Real decks with mistakes in them."""

    texts: tuple[tuple[str, str], ...]
    """By file."""

    planted: tuple[Planted, ...]
    notes: tuple[tuple[str, frozenset[str] | None], ...]
    """What must compile: uids, each with its cards' fingerprints if nothing was planted in it."""

    beside: Path
    """Where the lessons are."""

    flavour: Flavour

    def write(self, folder: Path) -> None:
        """Writes the decks, and copies of what stands beside them."""
        for path in self.beside.iterdir():
            if path.suffix == ".md":
                text = path.read_text(encoding="utf-8")
                line_end = "\r\n" if len(self.planted) % 2 else "\n"
                (folder / path.name).write_bytes(text.replace("\n", line_end).encode())
            elif path.is_file() and not is_deck(path):
                shutil.copy(path, folder)
        for name, text in self.texts:
            (folder / name).write_bytes(text.encode())


@dataclass(slots=True)
class _Spoilt:
    """A deck while mistakes are planted in it."""

    deck: RealDeck
    texts: dict[int, tuple[str, Sort]] = field(default_factory=dict)
    """The spoilt notes, with their marks, by position."""

    pairs: list[tuple[Sort, tuple[int, ...]]] = field(default_factory=list)
    """The sorts planted, and the positions of the notes spoilt by each."""

    lost: set[int] = field(default_factory=set)
    """Positions of the notes whose uid nobody has now."""

    taken: set[int] = field(default_factory=set)
    """Positions of the notes that are spoilt, or must stay as they are."""


def corpus(decks: Sequence[RealDeck], seed: str, count: int, flavour: Flavour) -> Corpus:
    """At most ``count`` mistakes, one a note, in copies of the decks."""
    roll = Random(seed)  # noqa: S311 - chance that can be repeated is what is wanted
    sorts = [each for each in SORTS.values() if each.fits(flavour)]
    spoilt = [_Spoilt(deck) for deck in decks]
    planted = 0
    while planted < count:
        roll.shuffle(sorts)
        before = planted
        for each in sorts:
            planted += planted < count and _plant(each, roll.sample(spoilt, len(spoilt)), roll)
        if planted == before:
            break
    return _corpus(spoilt, roll, flavour)


def _plant(sort_: Sort, decks: Sequence[_Spoilt], roll: Random) -> bool:
    """Plants one mistake where there is occasion; says whether there was."""
    named = {name for spoilt in decks for name in spoilt.deck.named}
    for spoilt in decks:
        if sort_.once and any(other is sort_ for other, _ in spoilt.pairs):
            continue
        free = [
            site
            for site in spoilt.deck.sites
            if site.place not in spoilt.taken and (sort_.named or site.id not in named)
        ]
        for site in roll.sample(free, len(free)):
            partner = roll.choice(free)
            other = None if partner is site else partner
            result = sort_.plant(replace(site, roll=roll, partner=other))
            if result is None:
                continue
            text, partners = result if isinstance(result, tuple) else (result, None)
            if sort_.read and not _still_tells(site, _without(text, AT)):
                continue
            spoilt.texts[site.place] = (text, sort_)
            places: tuple[int, ...] = (site.place,)
            if other and partners is not None:
                spoilt.taken.add(other.place)
                if partners != other.text:
                    spoilt.texts[other.place] = (partners, sort_)
                    places = (site.place, other.place)
            spoilt.taken.add(site.place)
            spoilt.lost.update(_lost(sort_, spoilt, places))
            spoilt.pairs.append((sort_, places))
            return True
    return False


def _still_tells(site: Site, text: str) -> bool:
    """Whether a story that others may cite still has its name and its facts.

    Where it has not, and can be read, each citation is a mistake as well.
    """
    facts = site.get("facts")
    if site.kind != "story" or facts is None or facts.key is None:
        return True
    return f"id: {site.id}\n" in text and site.text[facts.key[0] : facts.end] in text


def _lost(sort_: Sort, spoilt: _Spoilt, places: tuple[int, ...]) -> tuple[int, ...]:
    if sort_.kept:
        return ()
    if "E211" in sort_.codes:  # whichever is told, the first now goes by the other's id
        return places[:1]
    return tuple(place for place in places if AT in spoilt.texts[place][0])


def _corpus(decks: Sequence[_Spoilt], roll: Random, flavour: Flavour) -> Corpus:
    texts: list[tuple[str, str]] = []
    planted: list[Planted] = []
    notes: list[tuple[str, frozenset[str] | None]] = []
    for spoilt in decks:
        name = spoilt.deck.path.name
        text, told, lines = _assembled(spoilt)
        for sort_, places in spoilt.pairs:
            found = tuple(told[place] for place in places)
            expected = tuple(t for each in found for t in each)
            planted.append(Planted(sort_, name, expected, tuple(lines[p] for p in places)))
        line_end = roll.choice(["\n", "\n", "\r\n"])
        bom = roll.choice(["", "", "\ufeff"])
        texts.append((name, bom + text.replace("\n", line_end)))
        notes.extend(_compiling(spoilt))
    banked = {site.id for spoilt in decks for site in spoilt.deck.sites if site.kind == "story"}
    stories = sorted({story for spoilt in decks for story in spoilt.deck.stories} - banked)
    if stories:
        lines_ = [f"  - {{id: {s}, story: {s}, headline: Told elsewhere.}}\n" for s in stories]
        texts.append((STORIES, f"notes:\n{''.join(lines_)}"))
        slug = STORIES.partition(".")[0]
        notes.extend((f"{slug}/{story}", None) for story in stories)
    beside = decks[0].deck.path.parent
    return Corpus(tuple(texts), tuple(planted), tuple(notes), beside, flavour)


def _assembled(spoilt: _Spoilt) -> tuple[str, dict[int, tuple[Told, ...]], dict[int, range]]:
    """The deck's text without marks, what must be told by note, and each spoilt note's lines."""
    parts: list[str] = []
    told: dict[int, tuple[Told, ...]] = {}
    lines: dict[int, range] = {}
    line = 1
    for site, before in zip(spoilt.deck.sites, spoilt.deck.between, strict=False):
        text, sort_ = spoilt.texts.get(site.place, (site.text, None))
        line += before.count("\n")
        if sort_:
            told[site.place] = tuple(_told(text, line, sort_.codes))
            lines[site.place] = range(line, line + text.count("\n") + 1)
        line += text.count("\n")
        parts += [before, _without(text, AT)]
    return "".join([*parts, spoilt.deck.between[-1]]), told, lines


def _told(text: str, line: int, codes: Sequence[str]) -> Iterator[Told]:
    codes_left = iter(codes)
    for number, words in enumerate(text.split("\n"), start=line):
        column = 1
        for part in words.split(AT)[:-1]:
            column += len(part)
            yield Told(next(codes_left), number, column)


def _compiling(spoilt: _Spoilt) -> Iterator[tuple[str, frozenset[str] | None]]:
    places = {f"{spoilt.deck.slug}/{site.id}": site.place for site in spoilt.deck.sites}
    for note in spoilt.deck.notes:
        place = places.get(note.uid)
        if place not in spoilt.texts:
            yield note.uid, fingerprints(note)
        elif place not in spoilt.lost:
            yield note.uid, None


def fingerprints(note: Note) -> frozenset[str]:
    """What a learner would see of a note."""
    return frozenset(f"{card.uid} {card.fingerprint}" for card in note.cards)


# --- The judgement


@dataclass(slots=True)
class Verdict:
    """How much of a corpus was reported exactly."""

    tried: Counter[str] = field(default_factory=Counter)
    """Mistakes by sort."""

    missed: Counter[str] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)
    """One line each."""

    def add(self, other: "Verdict") -> None:
        """Counts another corpus in."""
        self.tried += other.tried
        self.missed += other.missed
        self.misses += other.misses


def judged(planted: Corpus, folder: Path) -> Verdict:
    """Compiles the corpus, in a folder that is empty, and compares."""
    planted.write(folder)
    compiled = compile_decks([folder])
    found: dict[str, list[Told]] = defaultdict(list)
    problems = compiled.diagnostics
    if planted.flavour is Flavour.ADVICE:
        problems = lint_library(compiled.decks, problems)
    for problem in problems:
        place = problem.span.begins
        told = Told(problem.code.value, place.line, place.column)
        found[problem.span.source.path.name].append(told)
    verdict = Verdict()
    for plant in planted.planted:
        verdict.tried[plant.sort.name] += 1
        here = [t for t in found[plant.file] if any(t.line in lines for lines in plant.lines)]
        found[plant.file] = [t for t in found[plant.file] if t not in here]
        if not _agree(plant.told, here):
            verdict.missed[plant.sort.name] += 1
            wanted = f"wanted {_shown(plant.told)}, told {_shown(here)}"
            verdict.misses.append(f"{plant.sort.name}: {plant.file}: {wanted}")
    for file, left in found.items():
        verdict.misses += [f"sound note: {file}: told {_shown([told])}" for told in left]
    verdict.misses += _unlike(planted, compiled)
    return verdict


def _unlike(planted: Corpus, compiled: Compilation) -> Iterator[str]:
    """What became of the notes."""
    notes = {note.uid: fingerprints(note) for note in compiled.notes}
    wanted = dict(planted.notes)
    for uid, prints in wanted.items():
        if uid not in notes:
            yield f"lost: {uid} does not compile"
        elif prints is not None and notes[NoteUid(uid)] != prints:
            yield f"changed: {uid} says something else"
    yield from (f"not lost: {uid} compiles" for uid in notes if uid not in wanted)


def _agree(wanted: Iterable[Told], told: Iterable[Told]) -> bool:
    """Whether all that was wanted was told, and nothing else."""
    left = sorted(told, key=_key)
    for each in sorted(wanted, key=_key):
        if not left or each.place != left[0].place or left[0].code not in each.code.split("|"):
            return False
        del left[0]
    return not left


def _key(told: Told) -> tuple[int, int, str]:
    return told.line, told.column, told.code


def _shown(told: Iterable[Told]) -> str:
    return ", ".join(f"{t.code} {t.line}:{t.column}" for t in told) or "nothing"


# --- What is wrong with a file as a whole, and with what stands above its notes


@dataclass(frozen=True, slots=True)
class OneOff:
    """A folder with one mistake in it."""

    paths: tuple[Path, ...]
    """What to compile."""

    told: tuple[tuple[str, Told], ...]
    """What must be told, each with its file; line 1 and column 1 stand for a whole file."""

    keeps: bool = True
    """Whether all notes of the deck compile."""

    message: str = ""
    """What one message must hold."""


File = Callable[[RealDeck, str, Path, Random], OneOff | None]
"""Spoils a deck, whose text is given, in a folder that holds its lesson; None for no occasion."""

FILES: dict[str, tuple[tuple[str, ...], File]] = {}
"""By name: the codes, and the plant."""

LINTED = frozenset({"W340", "W341", "W350"})
"""Codes of files that the linter tells."""

PICTURE = bytes.fromhex("89504e470d0a1a0a0000000d494844520000001000000010")
LARGE_PICTURE = bytes.fromhex("89504e470d0a1a0a0000000d4948445200001f4000001770")


def of_file(*codes: str) -> Callable[[File], File]:
    """Registers a plant for a whole file."""

    def register(plant: File) -> File:
        FILES[plant.__name__.replace("_", " ")] = (codes, plant)
        return plant

    return register


def _written(folder: Path, name: str, marked: str, code: str, *, keeps: bool = True) -> OneOff:
    """A deck whose text holds one mark."""
    (folder / name).write_bytes(_without(marked, AT).encode())
    told = tuple((name, place) for place in _told(marked, 1, [code]))
    return OneOff((folder,), told, keeps=keeps)


def _whole_file(folder: Path, code: str, *names: str, keeps: bool = False) -> OneOff:
    return OneOff((folder,), tuple((name, Told(code, 1, 1)) for name in names), keeps=keeps)


def _above_notes(text: str, line: str) -> str:
    return re.sub(r"^notes:", f"{line}\nnotes:", text, count=1, flags=re.MULTILINE)


@of_file("E121")
def another_yaml(deck: RealDeck, text: str, folder: Path, _: Random) -> OneOff:
    return _written(folder, deck.path.name, f"{AT}%YAML 9.9\n---\n{text}", "E121")


@of_file("E130")
def absent(deck: RealDeck, text: str, folder: Path, _: Random) -> OneOff:
    (folder / deck.path.name).write_bytes(text.encode())
    return replace(
        _whole_file(folder, "E130", "absent.yaml", keeps=True),
        paths=(folder, folder / "absent.yaml"),
    )


@of_file("E131")
def not_utf8(deck: RealDeck, text: str, folder: Path, roll: Random) -> OneOff:
    at = roll.randrange(len(text))
    data = text[:at].encode() + b"\xe9" + text[at:].encode()
    if at and not text[at:].isascii():  # what follows may make a letter of it
        data = text[:at].encode() + b"\xff" + text[at:].encode()
    (folder / deck.path.name).write_bytes(data)
    told = ((deck.path.name, place) for place in _told(f"{text[:at]}{AT}", 1, ["E131"]))
    return OneOff((folder,), tuple(told), keeps=False)


@of_file("E132")
def control_character(deck: RealDeck, text: str, folder: Path, roll: Random) -> OneOff:
    at = roll.randrange(len(text))
    character = roll.choice("\x00\x07\x1b\x7f\ufeff")
    marked = f"{text[:at]}{AT}{character}{text[at:]}"
    if not at:
        marked = f"#{marked}"
    return _written(folder, deck.path.name, marked, "E132", keeps=False)


@of_file("E260")
def not_a_deck(deck: RealDeck, text: str, folder: Path, _: Random) -> OneOff:
    (folder / deck.path.name).write_bytes(text.encode())
    other = _written(folder, "services.yaml", f"# services\n{AT}web: nginx\n", "E260")
    return replace(other, keeps=True)


@of_file("E261")
def two_decks_of_one_id(deck: RealDeck, text: str, folder: Path, _: Random) -> OneOff:
    (folder / deck.path.name).write_bytes(text.encode())
    (folder / "again.yaml").write_text(f"deck: {deck.slug}\nnotes:\n  - Why?: For it.\n", "utf-8")
    return _whole_file(folder, "E261", deck.path.name, "again.yaml", keeps=True)


@of_file("E262")
def name_without_a_letter(deck: RealDeck, text: str, folder: Path, _: Random) -> OneOff:
    (folder / deck.path.name).write_bytes(text.encode())
    (folder / "面接.yaml").write_text("notes:\n  - Why?: For it.\n", "utf-8")
    return _whole_file(folder, "E262", "面接.yaml", keeps=True)


@of_file("E263")
def path_to_no_deck(deck: RealDeck, text: str, folder: Path, _: Random) -> OneOff:
    (folder / deck.path.name).write_bytes(text.encode())
    path = f"groups:\n  All:\n    - {deck.slug}\n    - {AT}{deck.slug}-and-more\n"
    return _written(folder, "library.yaml", path, "E263")


@of_file("E263")
def deck_twice_on_the_path(deck: RealDeck, text: str, folder: Path, _: Random) -> OneOff:
    (folder / deck.path.name).write_bytes(text.encode())
    path = f"groups:\n  One: [{deck.slug}]\n  Two:\n    - {AT}{deck.slug}\n"
    return _written(folder, "library.yaml", path, "E263")


@of_file("W304")
def no_notes(deck: RealDeck, text: str, folder: Path, _: Random) -> OneOff:
    (folder / deck.path.name).write_bytes(text.encode())
    (folder / "empty.yaml").write_text("title: To be written\nnotes:\n", "utf-8")
    return _whole_file(folder, "W304", "empty.yaml", keeps=True)


@of_file("W340", "W341")
def images_unused_and_large(deck: RealDeck, text: str, folder: Path, _: Random) -> OneOff:
    (folder / "shown.png").write_bytes(LARGE_PICTURE)
    (folder / "unused.png").write_bytes(PICTURE)
    note = f"\n  - id: shown\n    q: What does this show?\n    a: A loop. ![loop]({AT}shown.png)\n"
    found = _written(folder, deck.path.name, f"{text}{note}", "W341")
    return replace(found, told=(*found.told, ("unused.png", Told("W340", 1, 1))))


@of_file("W350")
def section_without_cards(deck: RealDeck, text: str, folder: Path, _: Random) -> OneOff | None:
    (folder / deck.path.name).write_bytes(text.encode())
    lesson = folder / deck.path.with_suffix(".md").name
    if not lesson.is_file():
        return None
    section = f"\n{AT}## Nobody asks\n\nNothing.\n"
    marked = f"{lesson.read_text('utf-8')}{section}"
    return _written(folder, lesson.name, marked, "W350")


@of_file("E203")
def unknown_key_of_a_deck(deck: RealDeck, text: str, folder: Path, _: Random) -> OneOff:
    return _written(folder, deck.path.name, _above_notes(text, f"{AT}titel: Mine"), "E203")


@of_file("E103")
def open_quote_above_the_notes(deck: RealDeck, text: str, folder: Path, _: Random) -> OneOff:
    return _written(folder, deck.path.name, _above_notes(text, f'lesson: {AT}"mine.md'), "E103")


@of_file("E105")
def sign_above_the_notes(deck: RealDeck, text: str, folder: Path, _: Random) -> OneOff:
    return _written(folder, deck.path.name, _above_notes(text, f"lesson: {AT}@mine"), "E105")


@of_file("E101")
def colon_above_the_notes(deck: RealDeck, text: str, folder: Path, _: Random) -> OneOff:
    return _written(folder, deck.path.name, _above_notes(text, f"lesson: mine{AT}: yours"), "E101")


@of_file("E114")
def second_document_above_the_notes(
    deck: RealDeck, text: str, folder: Path, _: Random
) -> OneOff | None:
    if re.match(r"(?:[ \t]*(?:#.*)?\n)*notes:", text):
        return None  # nothing stands above that could be a document
    return _written(folder, deck.path.name, _above_notes(text, f"{AT}---"), "E114")


def judged_file(deck: RealDeck, name: str, folder: Path, roll: Random) -> Verdict:
    """Plants one mistake in a copy of a deck, in a folder of its own, and compares."""
    codes, plant = FILES[name]
    lesson = deck.path.with_suffix(".md")
    if lesson.is_file():
        shutil.copy(lesson, folder)
    text = _without(deck.path.read_text(encoding="utf-8"), AT)
    one = plant(deck, text, folder, roll)
    if one is None:
        return Verdict()
    compiled = compile_decks(one.paths)
    problems = compiled.diagnostics
    if any(code in LINTED for code in codes):
        problems = lint_library(compiled.decks, problems)
    told = [
        (p.span.source.path.name, Told(p.code.value, p.span.begins.line, p.span.begins.column))
        for p in problems
    ]
    verdict = Verdict(tried=Counter([name]))
    if sorted(map(str, told)) != sorted(map(str, one.told)):
        wanted = f"wanted {_shown(t for _, t in one.told)}, told {_shown(t for _, t in told)}"
        verdict.misses.append(f"{name}: {deck.path.name}: {wanted}")
    if one.message and not any(one.message in problem.message for problem in problems):
        verdict.misses.append(f"{name}: {deck.path.name}: no message says '{one.message}'")
    notes = {note.uid: fingerprints(note) for note in compiled.notes}
    for note in deck.notes if one.keeps else ():
        if notes.get(note.uid) != fingerprints(note):
            verdict.misses.append(f"{name}: {note.uid} is lost or changed")
    verdict.missed[name] += bool(verdict.misses)
    return verdict


# --- Which plant is for which code


def covered() -> dict[str, tuple[str, ...]]:
    """The names of the plants of each code."""
    plants: dict[str, list[str]] = defaultdict(list)
    for each in SORTS.values():
        for code in each.codes:
            plants[code.partition("|")[0]].append(each.name)
    for name, (codes, _) in FILES.items():
        for code in codes:
            plants[code].append(name)
    return {code: tuple(names) for code, names in sorted(plants.items())}


NOT_PLANTED: dict[str, str] = {}
"""Codes without a plant, each with the reason."""
