"""What two versions of one piece of code ask."""

from helpers_authoring import cards, codes, notes, underlined

from drillbank.authoring.cards import Code, face_from_json, face_to_json
from drillbank.authoring.kinds.contrast import fenced

CONTRAST = """
- id: count
  contrast: Count payments by merchant.
  given: |
    class Payment(NamedTuple):
        merchant: str
  weak: |
    def f(xs):
        return len(xs)
  strong: |
    def per_merchant(payments):
        return Counter(payments)
  entry: {weak: f, strong: per_merchant}
  tests: |
    assert entry([]) == {}
  changed:
    names: The name says what is counted.
    seam: Takes any iterable.
"""


def test_the_weak_version_is_shown_and_what_changed_is_asked() -> None:
    made = cards(CONTRAST)
    assert list(made) == ["spot", "rewrite"]
    face = made["spot"].face
    assert face.question == (
        "Count payments by merchant.\n\n"
        "Given:\n\n```python\nclass Payment(NamedTuple):\n    merchant: str\n```\n\n"
        "A first version:\n\n```python\ndef f(xs):\n    return len(xs)\n```\n\n"
        "What would you change?"
    )
    assert face.answer == (
        "```python\ndef per_merchant(payments):\n    return Counter(payments)\n```\n\n"
        "- The name says what is counted.\n- Takes any iterable."
    )
    assert face.points == ()


def test_the_better_version_is_written_and_ticked_by_what_changed() -> None:
    face = cards(CONTRAST)["rewrite"].face
    assert face.question.endswith("Write a better one. Call it `per_merchant`.")
    assert "def f(xs)" in face.question
    assert "Counter" not in face.question
    assert [point.id for point in face.points] == ["names", "seam"]


def test_what_is_needed_to_run_the_answer_travels_with_its_card() -> None:
    made = cards(CONTRAST)
    assert made["spot"].face.code is None
    assert made["rewrite"].face.code == Code(
        lang="python",
        given="class Payment(NamedTuple):\n    merchant: str",
        weak="def f(xs):\n    return len(xs)",
        strong="def per_merchant(payments):\n    return Counter(payments)",
        entry_weak="f",
        entry_strong="per_merchant",
        tests="assert entry([]) == {}",
    )


def test_a_face_with_code_is_the_same_after_json_and_one_without_says_nothing_of_it() -> None:
    made = cards(CONTRAST)
    for card in made.values():
        assert face_from_json(face_to_json(card.face)) == card.face
    assert '"code"' not in face_to_json(made["spot"].face)


def test_tests_may_change_without_asking_anything_else() -> None:
    before, after = cards(CONTRAST), cards(CONTRAST.replace("== {}", "== Counter()"))
    assert before["rewrite"].fingerprint == after["rewrite"].fingerprint


def test_a_contrast_needs_no_tests_and_may_be_of_any_language() -> None:
    made = cards("- {contrast: Sum., lang: go, weak: a, strong: b, changed: {x: y}}")
    assert "```go\na\n```" in made["spot"].face.question
    assert made["rewrite"].face.question.endswith("Write a better one.")


def test_a_fence_is_longer_than_any_in_the_code() -> None:
    assert fenced("a = '```'", "python") == "````python\na = '```'\n````"


def test_a_contrast_that_could_not_be_run_is_refused() -> None:
    compiled = notes(
        CONTRAST.replace("weak: f,", "weak: g,")
        + """
- {contrast: Sum., weak: a, strong: b, changed: {x: y}, tests: entry()}
- {contrast: Sums., weak: a, strong: b, changed: {x: y}, entry: {weak: a}}
- {contrast: Summing., weak: a, strong: b, changed: {x: y}, lang: go lang}
"""
    )
    assert codes(compiled) == ["E246", "E204", "E204", "E207"]
    assert underlined(compiled) == ["g", "tests", "entry", "go lang"]
    assert compiled.notes == ()
