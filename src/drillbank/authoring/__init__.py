"""Decks from YAML to cards: how they are written, checked and explained.  No database, no terminal.

Reading order:

- ``cards``: what leaves this room; ``fingerprint`` and ``slugs``: how it is named.
- ``source``, ``source_file``: a file's text and places in it.
- ``diagnostics``: what a problem is; ``explain``: what it means; ``render_text``,
  ``render_json``, ``render_github``, ``render_sarif``: how it is shown.
- ``nodes``, ``yaml_events``, ``tree``: YAML as a tree of texts that know their place.
- ``boundaries``, ``outline``, ``loader``: a deck's tree, one bad note never hiding another.
- ``syntax``, ``repair``, ``lost_text``: what is said of text that YAML cannot read, or drops.
- ``kinds``: the kinds of note, a module each; ``gaps``: the marks of a cloze.
- ``shapes``, ``validate``, ``did_you_mean``: from a tree to a kind's model, in the author's words.
- ``lessons``: the Markdown beside a deck; ``marks``, ``images``: what texts lead to.
- ``header``, ``notes``, ``links``, ``identity``, ``decks``: one deck.
- ``scan``, ``facts_file``, ``resolve``, ``library_file``, ``compile``: many decks.
- ``schema_shapes``, ``schema_snippets``, ``schema``, ``editor_files``: what an editor is told.
- ``splice``: putting a change into a file; ``scalars``, ``data``: a text as YAML, and what a deck
  says however it is written.
- ``fixes``, ``fmt``, ``was``, ``append``, ``templates``: the changes that are made.
- ``one_note``, ``watch``: the note that is being written.
- ``similarity``: how alike two notes are.
- ``lint``: advice on cards that compile and are hard to learn; only ``check`` asks for it.
"""
