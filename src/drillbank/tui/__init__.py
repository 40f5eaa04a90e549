"""The two faces of a session: the full screen and the plain lines.

Reading order: ``terminal`` (which face), ``words`` and ``summary`` (what both say).

The lines: ``spoken`` (Markdown said aloud), ``lines``, ``plain`` (the session line by line),
``plain_trips`` (what one leaves the card for), ``plain_keys`` (the user's own keys), ``stdio``;
``reflow`` (Markdown for those who look a card up outside of a session).

The screen: ``actions`` (every key), ``keymap`` (the user's own) and ``intent`` (what they mean to
the session); ``piece``, then what is drawn: ``markdown``, ``simple_prose``, ``render`` (a card),
``clock_face``, ``bars``, ``closing``; ``view`` (all of it for one session); ``panes`` and
``picture`` (pieces in their places), ``scrolling``; ``guard`` (held keys), ``hands`` (the desk on
its thread), ``errand`` (what it is asked to do), ``pressed``, ``keys_screen``, ``review_screen``
(keys in, pieces out) and ``app`` (start, signals, end).

What one leaves the card for: ``side_trips``, and its screens ``reading``, ``card_info`` with
``curve_plot``, ``asking``, ``note_editor``, ``palette``; ``typed`` waits for what was typed, and
``lending`` gives the terminal to an editor.
"""
