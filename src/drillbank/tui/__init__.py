"""The two faces of a session: the full screen and the plain lines.

Reading order: ``words`` and ``summary`` (what both faces say), ``spoken`` (Markdown said aloud),
``plain`` (the session line by line), ``render`` (Markdown drawn), ``app`` (the full screen).
"""
