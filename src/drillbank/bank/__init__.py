"""What is stored: content, the log, and the memory state derived from it.

Domain values leave this room, rows never do.  Reading order: ``location``, ``errors`` and
``sqlite_errors``; ``tables``, ``engine``, ``schema``, ``migrate`` and ``migrations``; ``rows``
(events and states as rows), ``log`` and ``values``; ``change`` (the one door through which
anything is written) and ``rebuild``; ``compiled`` and ``library`` (what a compile hands over),
``plan``, ``match``, ``match_cards``, ``alike``, ``stored``, ``sync_decks`` and ``sync`` (a compile,
worked out and then carried out); ``reader``, ``decode``, ``queries`` and ``search`` (what is asked
of the bank), ``glance`` (whether anything is to be done), ``hot`` (the same few questions without
SQLAlchemy); ``bank`` (all of it together).
"""
