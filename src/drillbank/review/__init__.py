"""A session of reviews as a state machine.  No terminal.

Reading order: ``day`` and ``habit`` (today's work, and the learner's pace), ``rubric`` (points
ticked to a suggested rating), ``stopwatch`` and ``table`` (the card under review), ``inputs``,
``effects``, ``terms``, ``tally`` and ``session`` (what can happen, what was done), ``advance``
(what follows), by phase in ``asked``, ``answered``, ``on_card``, ``reported`` and ``with_card``;
``desk`` (the session's hands: they draw cards from the bank and write to it).

Beside the session: ``deeds`` (what was done to cards, in words), ``tomorrow`` (what the next day
asks), ``card_facts`` and ``lesson`` (what can be looked up), ``workshop`` and ``drafts`` (where
notes are mended).
"""
