"""The commands: each parses, calls one function of another room, and prints.

Reading order: ``main`` (the edge where failures become sentences and exit codes), ``app`` (the
commands by name), ``workplace`` (the user's folders, clock and bank), then a module a family:
``look``, ``review``, ``author``, ``write``, ``export``.  What is heavy is imported inside the
command.
"""
