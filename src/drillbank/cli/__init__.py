"""The commands: each parses, calls one function of another room, and prints.

Reading order: ``main`` (the edge where failures become sentences and exit codes), ``app`` (the
commands by name), ``workplace`` (the user's folders, clock and bank) and ``prepare`` (what changed
is compiled first), ``options``, ``names`` and ``output``; then a module a family: ``today`` (with
``today_text``), ``look`` (with ``card_object``, ``show_text``, ``deck_list``), ``review``,
``manage`` (with ``managing``), ``author`` (with ``plan_text``, ``mend``, ``diff_text``), ``write``
(with ``new_deck``, ``add_note``, ``edit_note``, ``editor``, ``own_decks``, ``install_schema``,
``watch_decks``, ``diff_decks``), ``export``.  What is heavy is imported inside the command.
"""
