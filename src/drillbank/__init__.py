"""Spaced repetition for people who keep their cards in plain text.

The rooms, from the outermost to the innermost; each imports only from those after it:

- ``cli``: the commands, one module a family.
- ``tui``: the review on a full screen and line by line.
- ``anki``: Anki packages.
- ``review``: a session as a state machine.
- ``bank``: what is stored, and the only door to it.
- ``config``: the user's ``config.toml``.
- ``memory``: FSRS, study days, the queue, replay.  Pure.
- ``authoring``: decks from YAML to cards.  No database, no terminal.
- ``base``: the words every room shares.
"""

__version__ = "0.1.0"
