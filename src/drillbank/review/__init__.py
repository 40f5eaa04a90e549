"""A session of reviews as a state machine.  No terminal.

Reading order: ``day`` and ``habit`` (today's work, and the learner's pace), ``rubric`` (points
ticked to a suggested rating), ``table`` (the card under review), ``inputs``, ``effects`` and
``session`` (what can happen and what follows), ``tally`` (what was done), ``desk`` (the session's
hands: they draw cards from the bank and write to it).
"""
