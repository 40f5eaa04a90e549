"""A wrong value does not keep the rest of its note from being checked."""

from helpers_authoring import notes


def test_a_wrong_limit_and_a_must_that_is_no_point() -> None:
    deck = notes(
        """\
        - id: river
          prompt: Tell me about a river.
          answer: The Nile.
          limit: soon
          rubric:
            judgement:
              first: Says when it floods.
          must: [frist]
        """
    )
    assert [problem.code.value for problem in deck.diagnostics] == ["E207", "E240"]
    assert deck.notes == ()
