"""From YAML's events to a tree of nodes, refusing what a deck must not hold.

Anchors, aliases, tags and merge keys are refused, not obeyed: an asterisk or an exclamation mark at
the start of prose is nearly always prose.
"""

from dataclasses import dataclass, field, replace

from yaml.error import MarkedYAMLError, YAMLError
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from drillbank.authoring.diagnostics import Code, Diagnostic, Label
from drillbank.authoring.nodes import Entry, List, Mapping, Node, Text
from drillbank.authoring.source import Source, Span
from drillbank.authoring.yaml_events import events_of

DEEPEST = 32
"""How many levels a deck may nest; no kind of note needs more than six."""

TOO_DEEP = "nested too deep"
RUNS_OVER_KEYS = "runs over keys"
"""What is said of texts that the parser would read, and that are refused all the same."""


@dataclass(frozen=True, slots=True)
class Tree:
    """A text that parsed."""

    root: Node | None
    """None for a text that holds nothing but comments."""

    problems: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class Broken:
    """A text that did not: the parser's own words, with file offsets."""

    problem: str
    context: str
    at: int
    context_at: int | None
    last: Text | None
    """The last scalar read before the parser gave up."""

    def moved(self, by: int) -> "Broken":
        """The same, ``by`` characters further down."""
        return replace(
            self,
            at=self.at + by,
            context_at=None if self.context_at is None else self.context_at + by,
            last=self.last._replace(start=self.last.start + by, end=self.last.end + by)
            if self.last
            else None,
        )


@dataclass(slots=True)
class _Open:
    """A mapping or list whose end has not been seen."""

    start: int
    flow: bool
    is_list: bool
    reach: int
    """Where the last child ends, refused ones included."""

    items: list[Node] = field(default_factory=list)
    entries: dict[str, Entry] = field(default_factory=dict)
    key: Node | None = None


def read_tree(
    source: Source, text: str, base: int = 0, *, above: int = 0, pure: bool = False
) -> Tree | Broken:
    """The tree of ``text``, which stands at offset ``base`` of the source, ``above`` levels deep.

    ``text`` must be free of control characters (``source_file.read`` sees to that).
    """
    builder = _Builder(source, text, base, above)
    events = events_of(text, pure=pure)
    try:
        while (event := events.get_event()) is not None:
            builder.take(event)
            if builder.refused:
                return builder.refused
    except MarkedYAMLError as error:
        return _broken(error, base, builder.last)
    except YAMLError as error:
        return Broken(str(error), "", base, None, builder.last)
    finally:
        events.dispose()
    return Tree(builder.root, tuple(builder.problems))


def _broken(error: MarkedYAMLError, base: int, last: Text | None) -> Broken:
    context = error.context_mark
    at = error.problem_mark or context
    return Broken(
        problem=error.problem or "",
        context=error.context or "",
        at=base + (at.index if at else 0),
        context_at=base + context.index if context else None,
        last=last,
    )


class _Builder:
    """Takes events one by one; the stack is explicit, so that depth costs no recursion."""

    def __init__(self, source: Source, text: str, base: int, above: int) -> None:
        self.root: Node | None = None
        self.last: Text | None = None
        self.problems: list[Diagnostic] = []
        self.refused: Broken | None = None
        """What the parser lets pass and no author means: there is no reading on behind it."""

        self._source = source
        self._text = text
        self._base = base
        self._deepest = DEEPEST - above
        self._stack: list[_Open] = []
        self._documents = 0

    def take(self, event: Event) -> None:
        """Adds one event to the tree."""
        if isinstance(event, ScalarEvent):
            self._scalar(event)
        elif isinstance(event, MappingStartEvent | SequenceStartEvent):
            self._open(event)
        elif isinstance(event, MappingEndEvent | SequenceEndEvent):
            self._end(event)
        elif isinstance(event, AliasEvent):
            self._alias(event)
        elif isinstance(event, DocumentStartEvent):
            self._document(event)

    def _place(self, event: Event) -> tuple[int, int]:
        start, end = event.start_mark, event.end_mark
        return (
            self._base + (start.index if start else 0),
            self._base + (end.index if end else 0),
        )

    def _scalar(self, event: ScalarEvent) -> None:
        first, last, base = event.start_mark, event.end_mark, self._base
        start = base + (first.index if first else 0)
        end = base + (last.index if last else 0)
        value, style = event.value, event.style or ""
        if style in {"|", ">"}:
            # Its line end says nothing: a name written below a '|' is the same name.
            value = value.rstrip("\n")
            end = start + len(self._source.text[start:end].rstrip())
        elif style and self._runs_over_keys(start, end):
            self.refused = Broken(RUNS_OVER_KEYS, "quoted scalar", start, start, self.last)
        self.last = Text(value, start, end, style)
        if event.anchor is not None or event.tag is not None:
            self._refuse_marks(event)
        self._add(self.last)

    def _runs_over_keys(self, start: int, end: int) -> bool:
        """Whether a later line of a quoted text stands no further in than the keys around it.

        YAML forbids that, and its parsers let it pass: a quote left open then ends at the next one,
        lines below, and takes the keys in between for text.
        """
        text, start, end = self._text, start - self._base, end - self._base
        if "\n" not in text[start:end]:
            return False
        block = next((each for each in reversed(self._stack) if not each.flow), None)
        if block is None:
            return False
        at = block.start - self._base
        indent = at - text.rfind("\n", 0, at) - 1
        lines = text[start:end].split("\n")[1:]
        return any(line.strip() and len(line) - len(line.lstrip(" ")) <= indent for line in lines)

    def _open(self, event: MappingStartEvent | SequenceStartEvent) -> None:
        self._refuse_marks(event)
        start, _ = self._place(event)
        self._stack.append(
            _Open(start, bool(event.flow_style), isinstance(event, SequenceStartEvent), start)
        )
        if len(self._stack) > self._deepest:
            self.refused = Broken(TOO_DEEP, "", start, None, self.last)

    def _end(self, event: Event) -> None:
        done = self._stack.pop()
        _, end = self._place(event)
        if not done.flow:
            # YAML ends a block where the next thing starts; ours end with their last text.
            end = done.reach
        if done.is_list:
            self._add(List(tuple(done.items), done.start, end))
        else:
            self._add(Mapping(tuple(done.entries.values()), done.start, end))

    def _add(self, node: Node) -> None:
        if self._documents > 1:
            return
        if not self._stack:
            self.root = node
            return
        parent = self._stack[-1]
        parent.reach = max(parent.reach, node.end)
        if parent.is_list:
            parent.items.append(node)
        elif parent.key is None:
            parent.key = node
        else:
            key, parent.key = parent.key, None
            self._enter(parent, key, node)

    def _enter(self, parent: _Open, key: Node, value: Node) -> None:
        if not isinstance(key, Text):
            self._problem(
                Code.KEY_NOT_TEXT,
                key.start,
                key.end,
                "YAML reads this as a list or a mapping that is itself a key",
                "a value that starts with '{' or '[' needs quotes around all of it",
            )
        elif key.value == "<<" and not key.style:
            self._problem(
                Code.MERGE_KEY,
                key.start,
                key.end,
                "merge keys are not part of the deck format",
                "write the keys out, or put what all notes share under 'defaults:'",
            )
        elif key.value in parent.entries:
            first = parent.entries[key.value].key
            self._problem(
                Code.DUPLICATE_KEY,
                key.start,
                key.end,
                f"'{key.value}' is written twice, and only one can count",
                "keep one of them, or give the second another name",
                Label(Span(self._source, first.start, first.end), "first written here"),
            )
        else:
            parent.entries[key.value] = Entry(key, value)

    def _refuse_marks(self, event: NodeEvent) -> None:
        start, _ = self._place(event)
        if event.anchor is not None:
            self._problem(
                Code.ALIAS,
                start,
                start + 1 + len(event.anchor),
                f"YAML reads '&{event.anchor}' as an anchor, and decks have none",
                "if it is part of the text, put the value in quotes",
            )
        tag = getattr(event, "tag", None)
        if tag is not None:
            written = self._word(start)
            self._problem(
                Code.TAG,
                start,
                start + len(written),
                f"YAML reads '{written}' as a tag, and decks have none",
                "if it is part of the text, put the value in quotes",
            )

    def _word(self, start: int) -> str:
        words = self._source.text[start : start + 80].split(maxsplit=1)
        return words[0] if words else ""

    def _alias(self, event: AliasEvent) -> None:
        start, end = self._place(event)
        self._problem(
            Code.ALIAS,
            start,
            end,
            f"YAML reads '*{event.anchor}' as an alias, and decks have none",
            "if it is part of the text, put the value in quotes",
        )
        self._add(Text("", start, end, "*"))

    def _document(self, event: DocumentStartEvent) -> None:
        self._documents += 1
        if self._documents > 1:
            start, _ = self._place(event)
            self._problem(
                Code.SECOND_DOCUMENT,
                start,
                start + 3,
                "a second YAML document starts here; everything below it would be lost",
                "remove the '---' line: a deck is one document",
            )

    def _problem(
        self, code: Code, start: int, end: int, message: str, help_: str, *labels: Label
    ) -> None:
        self.problems.append(
            Diagnostic(code, Span(self._source, start, end), message, help_, labels)
        )
