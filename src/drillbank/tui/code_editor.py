"""The screen that ``c`` opens: an empty page for the code that a card asks for."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from rich.style import Style
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static, TextArea
from textual.widgets.text_area import TextAreaTheme

from drillbank.base.errors import DrillbankError
from drillbank.tui.actions import ACTIONS, Act, Action
from drillbank.tui.reading import ReadingScreen
from drillbank.tui.render import Prose
from drillbank.tui.typed import after_typing

_THEME = TextAreaTheme(
    name="terminal",
    syntax_styles={
        "comment": Style(dim=True),
        "string": Style(color="green"),
        "string.documentation": Style(color="green"),
        "number": Style(color="cyan"),
        "boolean": Style(color="cyan"),
        "keyword": Style(color="magenta"),
        "keyword.function": Style(color="magenta"),
        "keyword.return": Style(color="magenta"),
        "keyword.operator": Style(color="magenta"),
        "conditional": Style(color="magenta"),
        "repeat": Style(color="magenta"),
        "include": Style(color="magenta"),
        "exception": Style(color="magenta"),
        "function": Style(color="blue"),
        "method": Style(color="blue"),
        "class": Style(color="blue"),
        "type.class": Style(color="blue"),
        "type.builtin": Style(color="cyan"),
    },
)
"""In the user's own sixteen colours."""

_INDENTS = {"python": 4}

_HIGHLIGHTED = frozenset({"python"})


class TaskScreen(ReadingScreen):
    """The task alone; the key that opened it closes it too."""

    def is_closed_by(self, key: str, action: Action | None) -> bool:
        """See ``ReadingScreen``."""
        return key == "ctrl+t" or super().is_closed_by(key, action)


class CodeEditor(ModalScreen[None]):
    """The page is kept as it is typed; ^s and Escape go back to the card, ^e to the editor.

    ^t shows the task alone, for the page may leave no room for all of it.
    """

    DEFAULT_CSS: ClassVar[str] = """
    CodeEditor { background: ansi_default; }
    #task { height: auto; max-height: 40%; padding: 0 2; }
    #page {
        border: round ansi_default; border-title-style: bold; max-width: 100;
        height: 1fr; min-height: 5;
    }
    #page TextArea, #page TextArea:focus {
        border: none; padding: 0; height: 1fr;
        background: ansi_default; color: ansi_default;
    }
    #page .text-area--gutter, #page .text-area--cursor-gutter {
        background: ansi_default; color: ansi_default; text-style: dim;
    }
    #page .text-area--cursor-line { background: ansi_default; }
    #more { height: 1; padding: 0 2; display: none; text-style: dim; }
    CodeEditor.-cut #more { display: block; }
    #word { height: auto; max-height: 3; padding: 0 2; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        # Before the text sees them: it would lose the focus, and go to the end of a line.
        Binding("escape", "done", show=False, priority=True),
        Binding("ctrl+e", "lend", show=False, priority=True),
        Binding("ctrl+t", "task", show=False, priority=True),
        # After the keys before it: those that are bound, such as Delete, come back from the text.
        Binding("ctrl+s", "done", show=False),
    ]

    def __init__(
        self,
        task: str,
        lang: str,
        code: str,
        keeps: Callable[[str], None],
        lends: Callable[[str], str],
        *,
        actions: Sequence[Action] = ACTIONS,
    ) -> None:
        """A page for one card.

        Args:
            task: what is asked, in Markdown.
            lang: the language, as a Markdown fence names it.
            code: what is on the page already.
            keeps: puts what is typed on the disk.
            lends: has the user's own editor change it; may raise a ``DrillbankError``.
            actions: what can be done, with the user's keys.
        """
        super().__init__()
        self._asks_for = task
        self._lang = lang
        self._code = self._kept = code
        self._keeps = keeps
        self._lends = lends
        self._actions = actions

    def compose(self) -> ComposeResult:
        """What is asked, and below it the page."""
        with Vertical(id="task"):
            yield Static(Prose(self._asks_for))
        yield Static("… ^t shows the whole task", id="more", markup=False)
        with Vertical(id="page") as page:
            page.border_title = Text(f"your code · {self._lang}").markup
            page.border_subtitle = "^s done · ^e editor · ^z undo"
            yield TextArea(
                self._code,
                show_line_numbers=True,
                tab_behavior="indent",
                highlight_cursor_line=False,
                language=self._lang if self._lang in _HIGHLIGHTED else None,
            )
        yield Static(id="word")

    def on_mount(self) -> None:
        """The cursor at the end of what is there."""
        area = self._area
        area.register_theme(_THEME)
        area.theme = _THEME.name
        area.indent_width = _INDENTS.get(self._lang, 2)
        area.move_cursor(area.document.end)
        area.focus()
        laid_out = self.screen_layout_refresh_signal
        laid_out.subscribe(self, lambda _: self._show_whether_cut(), immediate=True)

    def _show_whether_cut(self) -> None:
        task = self.query_one("#task", Vertical)
        self.set_class(task.virtual_size.height > task.size.height > 0, "-cut")

    @property
    def _area(self) -> TextArea:
        return self.query_one(TextArea)

    def on_text_area_changed(self) -> None:
        """Keeps each state of the page: the process may end at any time."""
        self._keep()

    def _keep(self) -> None:
        if self._area.text != self._kept:
            self._kept = self._area.text
            self._keeps(self._kept)

    def action_done(self) -> None:
        """Back to the card, once the page has taken what was typed before."""
        after_typing(self._area, self._done)

    def _done(self) -> None:
        self._keep()
        self.dismiss()

    def action_task(self) -> None:
        """Lays the task over the page, to be read and scrolled."""
        self.app.push_screen(TaskScreen("task", Prose(self._asks_for), Act.WRITE, self._actions))

    def action_lend(self) -> None:
        """Has the user's own editor open the page."""
        try:
            self._area.text = self._lends(self._area.text)
        except DrillbankError as problem:
            self.query_one("#word", Static).update(Text(str(problem)))
