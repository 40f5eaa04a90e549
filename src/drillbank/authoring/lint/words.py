"""Words, sentences and questions in a text, whatever its script; offsets are the text's own."""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache

from drillbank.authoring.gaps import code_in

Stretch = tuple[int, int]
"""Start and end, end excluded."""

_CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002fa1f"
"""Scripts without blanks between words: two characters count as a word."""


class _Words:
    """A pattern of words: for ASCII, which most texts are and which is the quicker, and for all."""

    def __init__(self, in_ascii: str, in_all: str) -> None:
        self._in_ascii = re.compile(in_ascii)
        self._in_all = in_all

    @cached_property
    def _all(self) -> re.Pattern[str]:
        """Made only where it is needed: that takes as long as reading a small deck."""
        return re.compile(self._in_all)

    def of(self, text: str) -> re.Pattern[str]:
        """The pattern for a text."""
        return self._in_ascii if text.isascii() else self._all


_COUNTED = _Words(
    r"[0-9A-Z_a-z]+(?:['.,:/-][0-9A-Z_a-z]+)*|%",
    rf"[{_CJK}]{{1,2}}|[^\W{_CJK}]+(?:['’.,:/-][^\W{_CJK}]+)*|%",  # noqa: RUF001
)
_TERM = _Words(
    r"[0-9]+(?:[.,][0-9]+)*|[A-Za-z]+", rf"[{_CJK}]|\d+(?:[.,]\d+)*|[^\W\d_{_CJK}]+|\d\w*"
)
_TOKEN = _Words(
    r"[^\s.,;:!?\"()\[\]{}*]+",
    rf"[{_CJK}]|[^\s.,;:!?\"“”„«»…()\[\]{{}}*—–{_CJK}]+",  # noqa: RUF001
)
_TARGET = re.compile(r"(?<=\])\([^()\s]*\)")
_SPEECH = re.compile('"[^"]*"|“[^”]*”|„[^“”]*[“”]|«[^»]*»|「[^」]*」')
_END = re.compile(
    "[.?!。？！\n]"  # noqa: RUF001 - first of all what each end begins with: it is found quicker so
    "(?:(?<=[.?!])[.?!]*[\"'”’)\\]*_]*(?=\\s|$)|(?<=[。？！])[。？！]*|(?<=\n)[ \t]*\n)"  # noqa: RUF001
)
_ASKS = re.compile("[?？؟;՞]")  # noqa: RUF001

_ENDINGS = (("ies", "y"), ("ied", "y"), ("ing", ""), ("ed", ""), ("ly", ""), ("es", ""))
_INFLECTED = tuple(ending for ending, _ in _ENDINGS)

_WORDS_KEPT = 1 << 16
"""How many words are remembered with what was found of them: a library says few words often."""

STOP = frozenset(
    """
    a about above after again all also always am an and another any are as at away be because been
    before being below between both but by can cannot could did do does doing done down each either
    else even ever every few first for from further get gets give gives go goes had has have having
    he her here hers him his how however i if in instead into is it its itself just keep kept last
    least less like made make makes many may me mean means might mine more most much must my
    myself neither never next no none nor not nothing now of off on once one only or other others
    our ours out over own per rather same say says second see shall she should since so some such
    take takes than that the their theirs them then there these they thing things third this those
    though three through thus to together too two under until up upon us use used uses using very
    was way we well went were what when where whether which while who whom whose why will with
    within without would yes yet you your yours
    """.split()  # noqa: SIM905 - a list of strings would fill a page
)
"""Words that carry no meaning of their own."""


def blanked(text: str, stretches: Sequence[Stretch]) -> str:
    """The text with stretches blanked out, every other character where it was."""
    if not stretches:
        return text
    parts: list[str] = []
    done = 0
    for start, end in stretches:
        lines = text[start:end].split("\n")
        parts += [text[done:start], "\n".join(" " * len(line) for line in lines)]
        done = max(done, end)
    return "".join([*parts, text[done:]])


@lru_cache(maxsize=256)
def spoken(text: str) -> str:
    """What of a text is said aloud: no fenced code, no targets of links."""
    fences = [(start, end) for start, end in code_in(text) if "\n" in text[start:end]]
    return _without_targets(blanked(text, fences))


@lru_cache(maxsize=256)
def own_words(text: str) -> str:
    """What of a text its author says: no code, no targets of links, nobody's words in quotes."""
    bare = _without_targets(blanked(text, code_in(text)))
    return blanked(bare, [speech.span() for speech in _SPEECH.finditer(bare)])


def _without_targets(text: str) -> str:
    if "](" not in text:
        return text
    return blanked(text, [target.span() for target in _TARGET.finditer(text)])


@lru_cache(maxsize=256)
def count_words(text: str) -> int:
    """How many words of a text are said aloud; sooner told than where they stand."""
    said = spoken(text)
    return len(_COUNTED.of(said).findall(said))


def words_in(text: str) -> list[Stretch]:
    """Where each word stands that is said aloud."""
    said = spoken(text)
    return [word.span() for word in _COUNTED.of(said).finditer(said)]


@lru_cache(maxsize=256)
def sentences_in(text: str) -> Sequence[Stretch]:
    """Where each sentence of the author's own words stands, without blanks around it."""
    return tuple(_sentences(text))


def _sentences(text: str) -> Iterator[Stretch]:
    bare = own_words(text)
    ends = [*(end.end() for end in _END.finditer(bare)), len(bare)]
    start = 0
    for end in ends:
        sentence = bare[start:end]
        if sentence.strip():
            lead = len(sentence) - len(sentence.lstrip())
            yield start + lead, start + len(sentence.rstrip())
        start = end


def questions_in(text: str) -> list[Stretch]:
    """The sentences that ask."""
    bare = own_words(text)
    return [(start, end) for start, end in sentences_in(text) if asks(bare[start:end])]


def asks(sentence: str) -> bool:
    """Whether a sentence ends in a question mark."""
    return _ASKS.search(sentence[-3:]) is not None


def stems_of(text: str) -> list[str]:
    """Every word as a stem."""
    said = spoken(text)
    return [*map(stem, _TERM.of(said).findall(said))]


def stems_in(text: str) -> list[tuple[str, Stretch]]:
    """Every word as a stem, with its place."""
    said = spoken(text)
    return [(stem(word[0]), word.span()) for word in _TERM.of(said).finditer(said)]


def terms_of(text: str) -> Iterator[str]:
    """The words that carry meaning, as stems; twice as quick as asking for their places too."""
    said = spoken(text)
    return filter(None, map(_term, _TERM.of(said).findall(said)))


def terms_in(text: str) -> list[tuple[str, Stretch]]:
    """The words that carry meaning, as stems, each with its place."""
    said = spoken(text)
    words = ((_term(word[0]), word.span()) for word in _TERM.of(said).finditer(said))
    return [(term, at) for term, at in words if term]


@lru_cache(maxsize=_WORDS_KEPT)
def _term(word: str) -> str | None:
    """The stem of a word that carries meaning: a number, and any but a stop word or a letter."""
    plain = word.casefold()
    if plain in STOP or (len(plain) == 1 and plain.isascii() and not plain.isdecimal()):
        return None
    return _stem(plain)


@lru_cache(maxsize=_WORDS_KEPT)
def stem(word: str) -> str:
    """What a word has in common with its inflections, roughly, and for English only."""
    return _stem(word.casefold())


def _stem(plain: str) -> str:
    if not plain.isascii() or not plain.isalpha():
        return plain
    for ending, instead in _ENDINGS if plain.endswith(_INFLECTED) else ():
        if plain.endswith(ending) and len(plain) - len(ending) > 2:  # noqa: PLR2004
            plain = plain.removesuffix(ending) + instead
            break
    else:
        plain = plain[:-1] if plain.endswith("s") and not plain.endswith("ss") else plain
    plain = plain.removesuffix("e") if len(plain) > 3 else plain  # noqa: PLR2004
    return plain[:-1] if len(plain) > 3 and plain[-1] == plain[-2] else plain  # noqa: PLR2004


def tokens_in(text: str) -> list[str]:
    """The text cut at blanks and punctuation: what two questions are compared by.

    Signs inside a word stay, so that ``C++`` is not ``C#``.
    """
    plain = text.casefold()
    return _TOKEN.of(plain).findall(plain)
