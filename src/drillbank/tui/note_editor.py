"""The screen that ``e`` opens: the note's own lines, to be edited where the card is."""

from collections.abc import Sequence
from typing import ClassVar, Protocol

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static, TextArea

from drillbank.base.errors import DrillbankError
from drillbank.review.workshop import Draft, NoteText
from drillbank.tui.typed import after_typing

_INDENT = 2


class Saves(Protocol):
    """Writes a text in place of the note's; gives the errors that keep it from being written."""

    async def __call__(self, text: str) -> Sequence[str]:
        """Raises a ``DrillbankError`` where the disk, or somebody else's edit, is in the way."""


class Keeps(Protocol):
    """Keeps a draft; None throws it away."""

    def __call__(self, text: str | None) -> None:
        """Never fails."""


class NoteEditor(ModalScreen[bool]):
    """^s saves, Escape leaves; gives whether something was saved."""

    DEFAULT_CSS: ClassVar[str] = """
    NoteEditor { background: ansi_default; }
    #frame {
        border: round ansi_default; border-title-style: bold; max-width: 100;
        height: 100%; padding: 0 0;
    }
    #frame TextArea, #frame TextArea:focus {
        border: none; padding: 0; height: 1fr;
        background: ansi_default; color: ansi_default;
    }
    #frame .text-area--gutter, #frame .text-area--cursor-gutter {
        background: ansi_default; color: ansi_default; text-style: dim;
    }
    #frame .text-area--cursor-line { background: ansi_default; }
    #told { height: auto; max-height: 6; padding: 0 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        # Before the text sees it, which would lose the focus by it.
        Binding("escape", "leave", show=False, priority=True),
        # After the keys before it: those that are bound, such as Delete, come back from the text.
        Binding("ctrl+s", "save", show=False),
    ]

    def __init__(self, note: NoteText, draft: Draft | None, saves: Saves, keeps: Keeps) -> None:
        super().__init__()
        self._note = note
        self._draft = draft
        self._saves = saves
        self._keeps = keeps
        self._asked = False
        """Whether Escape has been pressed since the last change."""

        self._done = False
        """Whether there is no draft to keep any more."""

    def compose(self) -> ComposeResult:
        """The lines, numbered as in the file, and below them what is wrong."""
        with Vertical(id="frame") as frame:
            frame.border_title = Text(f"{self._note.path.name}:{self._note.line}").markup
            frame.border_subtitle = "^s saves · ^z undo · Esc leaves"
            yield TextArea(
                self._draft.text if self._draft else self._note.text,
                show_line_numbers=True,
                line_number_start=self._note.line,
                tab_behavior="indent",
                highlight_cursor_line=False,
            )
            yield Static(id="told")

    def on_mount(self) -> None:
        """The cursor at the note's first word, and word of a draft that was kept."""
        self._area.indent_width = _INDENT
        self._area.focus()
        if self._draft is None:
            self._say("Goes into the file; history and schedule stay with the card.")
        elif self._draft.was == self._note.text:
            self._say("This is what you were writing when a session was cut short.")
        else:
            self._say("This is what you were writing; the note has changed in its file since.")

    @property
    def _area(self) -> TextArea:
        return self.query_one(TextArea)

    @property
    def _changed(self) -> bool:
        return self._area.text != self._note.text

    def _say(self, *lines: str) -> None:
        self.query_one("#told", Static).update(Text("\n".join(lines)))

    def on_text_area_changed(self) -> None:
        """Keeps each state of the text on the disk: the process may end at any time."""
        if self._asked:
            # Escape would ask once more, so what was asked holds no longer.
            self._asked = False
            self._say()
        if self._changed and not self._done:
            self._keeps(self._area.text)

    def action_leave(self) -> None:
        """Leaves, once the text has taken what was typed before."""
        after_typing(self._area, self._leave)

    def action_save(self) -> None:
        """Saves, once the text has taken what was typed before."""
        after_typing(self._area, self._save)

    def _leave(self) -> None:
        """Asks once more where something would be lost."""
        if self._changed and not self._asked:
            self._asked = True
            self._say("Not saved. Esc again throws the changes away, ^s saves them.")
            return
        self._end(saved=False)

    async def _save(self) -> None:
        """Writes the text into the file, unless something is wrong with it."""
        text = self._area.text
        try:
            problems = await self._saves(text)
        except DrillbankError as problem:
            self._say(str(problem))
            return
        if problems:
            self._say(*problems)
            return
        self._end(saved=text != self._note.text)

    def _end(self, *, saved: bool) -> None:
        self._done = True
        self._keeps(None)
        self.dismiss(saved)
