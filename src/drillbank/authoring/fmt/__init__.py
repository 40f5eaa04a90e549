"""One look for all decks: what ``drillbank fmt`` does to a file, and what it never does.

Lines and marks move; a text is never wrapped or dumped anew, and a comment stays with the key or
note below it.  Reading order: ``layout`` (what a formatter knows of a note), then a module a rule:
``tabs``, ``ids``, ``numbers``, ``flow``, ``order``, ``blanks``; ``formatting`` applies them in turn
and proves that the deck still says the same.
"""
