"""Which schema this program knows.  Light: it is asked before SQLAlchemy is loaded."""

HEAD = "0003"
"""The newest migration; a test holds it to the files in ``migrations/versions``."""

COMPILER = "4"
"""Raised whenever the same source compiles to other cards, so that banks compile again."""
