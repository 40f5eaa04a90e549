"""Packages for Anki.

What this room knows: how Anki stores notes, cards and decks, and how a note of ours is shown there.
It reads no database; the command line hands it what the bank answered.

Reading order: ``note_types`` (what Anki calls the kinds, for ever), ``html`` (text as Anki
shows it), ``styling``, ``images`` (what Anki calls them), ``content`` (our notes as Anki's),
``deck_names``, ``package`` (all of it in one file), ``errors``.
"""
