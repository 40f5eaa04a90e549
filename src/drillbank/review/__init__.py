"""A session of reviews as a state machine.  No terminal.

Reading order: ``rubric`` (points ticked to a suggested rating), ``table`` (the card under review),
``session`` (what can happen and what follows), ``tally`` (what was done), ``desk`` (the session's
hands: it draws cards from the bank and writes to it).
"""
