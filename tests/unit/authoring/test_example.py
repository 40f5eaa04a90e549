"""The example of the format's description, as far as its kinds are built."""

from pathlib import Path

from drillbank.authoring.decks import read_deck

EXAMPLE = """\
# yaml-language-server: $schema=../.drillbank/deck.schema.json
# the deck's id is the file name
title: Layered answers
tags: [behavioural, staff]
defaults: {limit: 90s}

notes:
  # quick capture: one line; `drillbank fmt` writes it out with an id
  - What is the commonest way to lose a staff round?: Unloading every detail at once.

  # or the one-line pair (quote it: inside { } a comma ends a value)
  - {id: first-layer, q: "How long is a first layer?", a: "90 seconds"}

  - id: first-layer-length
    q: How long is the first layer of an answer, and what does it carry?
    a: About 90 seconds, carrying the decision and its result at the right level.
    why: The interviewer picks the depth; a monologue takes that choice away.
    see: "#the-first-layer"             # heading in layered-answers.md, checked

  - id: hook
    term: hook
    means: A detail dropped on purpose so that the interviewer asks for your best evidence.

  - id: hooks-per-layer
    cloze: A first layer carries {{1::two or three}} hooks, each pointing at {{2::evidence}}.

  - id: decide-under-uncertainty
    steps: How do you take a hard decision under uncertainty?
    of:
      frame: Say what is decided, by when, and who must live with it.
      options: Put up three, one of them "do nothing yet".
      weigh: Write the criteria down before the scores.
      decide: Commit, say what would change your mind, and set the date you look back.

  - id: team-you-do-not-manage
    prompt: Tell me about a time you moved a team you did not manage.
    also:
      - How do you get work onto another team's roadmap?
    story: payments-migration
    limit: 120s
    answer:
      situation: |
        Nine services still wrote to the old payments database, and the ledger team,
        which owned three of them, had planned nothing for two quarters.
      task: |
        I needed dual writes in their code by March: without them no cut-over.
      action: |
        I found that 11 of their last 17 incidents came from the schema we were leaving,
        and wrote one page: their pain first, our date second.
      result: |
        Dual writes shipped in five weeks; ledger incidents fell from four a month to one.
    rubric:
      judgement:
        names-the-decision: Says what had to be decided and why nobody owned it.
        their-incentive: Shows what the other team stood to gain.
      communication:
        number-in-result: Closes with a before-and-after number.
    must: [names-the-decision, number-in-result]
    hooks:
      why-not-escalate:
        q: Why did you not simply escalate?
        a: Their director would have said yes in the room and no in the sprint.
"""


def test_the_example_compiles_without_a_word(tmp_path: Path) -> None:
    path = tmp_path / "layered-answers.yaml"
    path.write_text(EXAMPLE, encoding="utf-8")
    path.with_suffix(".md").write_text("# Layered answers\n\n## The first layer\n")
    compiled = read_deck(path)
    assert compiled.diagnostics == ()
    assert compiled.title == "Layered answers"
    assert [card.uid for note in compiled.notes for card in note.cards] == [
        "layered-answers/what-is-the-commonest-way-to",
        "layered-answers/first-layer",
        "layered-answers/first-layer-length",
        "layered-answers/hook#means",
        "layered-answers/hooks-per-layer#1",
        "layered-answers/hooks-per-layer#2",
        "layered-answers/decide-under-uncertainty#all",
        "layered-answers/decide-under-uncertainty#frame",
        "layered-answers/decide-under-uncertainty#options",
        "layered-answers/decide-under-uncertainty#weigh",
        "layered-answers/decide-under-uncertainty#decide",
        "layered-answers/team-you-do-not-manage#tell",
        "layered-answers/team-you-do-not-manage#hook/why-not-escalate",
    ]
    assert compiled.notes[2].cards[0].face.see == "layered-answers.md#the-first-layer"
