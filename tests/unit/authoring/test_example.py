"""The example of the format's description: ten notes of nine kinds."""

import shutil
from pathlib import Path

from drillbank.authoring.compile import compile_decks

EXAMPLE = Path(__file__).with_name("layered-answers.yaml")
LESSON = "# Layered answers\n\n## The first layer\n"
STORIES = """\
notes:
  - id: payments-migration
    story: Moving payments
    headline: We moved nine services in a year.
"""
CARDS = """\
what-is-the-commonest-way-to
first-layer
first-layer-length
hook#means
hooks-per-layer#1
hooks-per-layer#2
decide-under-uncertainty#all
decide-under-uncertainty#frame
decide-under-uncertainty#options
decide-under-uncertainty#weigh
decide-under-uncertainty#decide
loop-rounds#coding/usual-failure
loop-rounds#ambiguous-design/usual-failure
consistency-availability#pull/consistency
consistency-availability#pull/availability
consistency-availability#decide
consistency-availability#choice
consistency-availability#dissolve
count-by-key#spot
count-by-key#rewrite
team-you-do-not-manage#tell
team-you-do-not-manage#hook/why-not-escalate
"""


def test_the_example_compiles_without_a_word(tmp_path: Path) -> None:
    path = tmp_path / EXAMPLE.name
    shutil.copy(EXAMPLE, path)
    path.with_suffix(".md").write_text(LESSON)
    (tmp_path / "stories.yaml").write_text(STORIES)
    compilation = compile_decks([tmp_path])
    assert compilation.diagnostics == ()
    compiled, _ = compilation.decks
    assert compiled.title == "Layered answers"
    assert len(compiled.notes) == 10
    uids = [card.uid for note in compiled.notes for card in note.cards]
    assert uids == [f"layered-answers/{name}" for name in CARDS.split()]
    assert compiled.notes[2].cards[0].face.see == "layered-answers.md#the-first-layer"
