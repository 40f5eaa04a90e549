"""What a kind is given beside its model: it names cards and reports what is wrong."""

from dataclasses import dataclass, field, replace

from drillbank.authoring import diagnostics
from drillbank.authoring.cards import Card, Code, Face, Mode, Point
from drillbank.authoring.diagnostics import Diagnostic, Label
from drillbank.authoring.kinds.note_model import NoteModel
from drillbank.authoring.marks import without_facts
from drillbank.authoring.nodes import Mapping, Text, span_inside
from drillbank.authoring.shapes import KeyPath, follow
from drillbank.authoring.slugs import slugify
from drillbank.authoring.source import Source, Span
from drillbank.base.words import NoteUid, Uid


@dataclass(slots=True)
class Context:
    """Of one note; it fills with problems while the kind makes cards."""

    uid: NoteUid
    model: NoteModel
    node: Mapping
    source: Source
    see: str | None
    """The note's ``see``, resolved."""

    problems: list[Diagnostic] = field(default_factory=list)
    _facets: dict[str, tuple[str, KeyPath]] = field(default_factory=dict)
    """The word that named each facet, and where it stands."""

    def card(
        self,
        question: str,
        answer: str,
        *,
        facet: tuple[str, ...] = (),
        named_at: KeyPath = (),
        was: tuple[tuple[str, ...], ...] = (),
        mode: Mode = Mode.RECALL,
        points: tuple[Point, ...] = (),
        limit_s: int | None = None,
        also: tuple[str, ...] = (),
        afterwards: str | None = None,
        code: Code | None = None,
    ) -> Card:
        """A card of this note, with the note's hint, why and see.

        ``facet`` are the author's words, slugged and joined by ``/``; a facet that two words give
        is reported.  ``named_at`` is the way to the key that named it, ``was`` its earlier facets,
        the latest first.
        """
        face = Face(
            question=without_facts(question),
            answer=without_facts(answer),
            mode=mode,
            hint=_without_facts(self.model.hint),
            why=_without_facts(self.model.why),
            points=tuple(map(_as_shown, points)),
            limit_s=limit_s,
            also=tuple(without_facts(wording) for wording in also),
            afterwards=_without_facts(afterwards),
            see=self.see,
            code=code,
        )
        name = self._named(facet, named_at)
        former = tuple(self._joined(words) for words in was)
        return Card(self._uid(self.uid, name), face, self._was(name, former))

    def problem(
        self,
        code: diagnostics.Code,
        path: KeyPath,
        message: str,
        help_: str,
        *,
        within: tuple[int, int] | None = None,
        on_key: bool = False,
        first: tuple[KeyPath, str] | None = None,
    ) -> None:
        """Reports a problem with the value at ``path``, or with its key.

        ``within`` narrows it to characters of the value; ``first`` labels another key.
        """
        labels = (Label(self._span(first[0], on_key=True), first[1]),) if first else ()
        span = self._span(path, on_key=on_key, within=within)
        if not any((told.code, told.span) == (code, span) for told in self.problems):
            self.problems.append(Diagnostic(code, span, message, help_, labels, note_uid=self.uid))

    def _span(self, path: KeyPath, *, on_key: bool, within: tuple[int, int] | None = None) -> Span:
        node, entry, _ = follow(self.node, path)
        if on_key and entry and isinstance(path[-1], str):
            return Span(self.source, entry.key.start, entry.key.end)
        if within and isinstance(node, Text):
            return span_inside(self.source, node, *within)
        return Span(self.source, node.start, node.end)

    def _named(self, words: tuple[str, ...], named_at: KeyPath) -> str:
        """The facet as a slug, reported if it is none or another card's."""
        name = self._joined(words)
        if words and not name:
            self.problem(
                diagnostics.Code.NEEDS_ID,
                named_at,
                f"'{_unnameable(words)}' holds no Latin letter or digit, so it cannot name a card",
                "write a short Latin name before the ':'",
                on_key=True,
            )
        elif name and name in self._facets:
            self._report_collision(name, _naming_word(words, named_at), named_at)
        else:
            self._facets[name] = (_naming_word(words, named_at), named_at)
        return name

    def _report_collision(self, name: str, word: str, named_at: KeyPath) -> None:
        other, other_at = self._facets[name]
        if other_at:
            self.problem(
                diagnostics.Code.FACETS_COLLIDE,
                named_at,
                f"'{word}' and '{other}' both name the card '#{name}'",
                "make the names differ in more than signs and capitals",
                on_key=True,
                first=(other_at, "the other one"),
            )
        else:
            self.problem(
                diagnostics.Code.FACETS_COLLIDE,
                named_at,
                f"'#{name}' is a card that every note of this kind has, so '{word}' cannot be one",
                "choose another name",
                on_key=True,
            )

    @staticmethod
    def _joined(words: tuple[str, ...]) -> str:
        """The words as slugs; empty if any of them has none, or there are none."""
        if not words:
            return ""  # as most cards have it
        slugs = [slugify(word) for word in words]
        return "/".join(slug for slug in slugs if slug) if all(slugs) else ""

    @staticmethod
    def _uid(note: str, facet: str) -> Uid:
        return Uid(f"{note}#{facet}" if facet else note)

    def _was(self, facet: str, former: tuple[str, ...]) -> tuple[Uid, ...]:
        """Every earlier uid, the latest first: the facet's earlier names, then the note's."""
        if not former and not self.model.was:
            return ()
        deck = self.uid.partition("/")[0]
        notes = [self.uid, *(w if "/" in w else f"{deck}/{w}" for w in self.model.was)]
        uids = [
            self._uid(note, name)
            for note in notes
            for name in (facet, *former)
            if name or not facet
        ]
        return tuple(dict.fromkeys(uid for uid in uids if uid != self._uid(self.uid, facet)))


def _as_shown(point: Point) -> Point:
    shown = without_facts(point.text)
    return point if shown is point.text else replace(point, text=shown)


def _without_facts(text: str | None) -> str | None:
    return None if text is None else without_facts(text)


def _unnameable(words: tuple[str, ...]) -> str:
    return next(word for word in words if not slugify(word))


def _naming_word(words: tuple[str, ...], named_at: KeyPath) -> str:
    """The key that named a facet, as written; the last word where a list item did, or nothing."""
    last = named_at[-1] if named_at else None
    return last if isinstance(last, str) else (words or ("",))[-1]
