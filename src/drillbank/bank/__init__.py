"""What is stored: content, the log, and the memory state derived from it.

Domain values leave this room, rows never do.  Reading order: ``location`` and ``errors``,
``tables``, ``engine``, ``migrate`` and ``migrations``, ``rows`` (events as rows), ``change`` (the
one door through which anything is written), ``compiled``, ``library``, ``plan`` and ``sync`` (a
compile, worked out and then carried out), ``values``, ``decode`` and ``queries`` (what is asked of
the bank), ``reader`` and ``hot`` (the same few questions without SQLAlchemy), ``search``, ``bank``
(all of it together).
"""
