"""What is to happen once a text has taken all that was typed before."""

from collections.abc import Awaitable, Callable, Sequence

from textual.message_pump import MessagePump
from textual.widget import Widget

Then = Callable[[], None] | Callable[[], Awaitable[None]]


def after_typing(text: Widget, then: Then) -> None:
    """Does something when every key pressed before has done its work.

    A letter is taken by the text at once; a key such as Delete first goes up from the text to the
    app, one queue after the other.  So does this, and what is to be done waits in the last of them.
    """
    _pass_on([*text.ancestors_with_self, text.screen], then)


def _pass_on(way: Sequence[MessagePump], then: Then) -> None:
    here, *further = way
    if further:
        here.call_later(_pass_on, further, then)
    else:
        here.call_later(then)
