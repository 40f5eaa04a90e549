"""Advice on questions, answers and gaps: what it points at, and what it leaves alone."""

import pytest
from helpers_lint import note_advice, told

LONG = " ".join(["word"] * 41)


def q(question: str, answer: str = "Jitter.") -> list[str]:
    """What is told of one question, in quotes for YAML."""
    return told(note_advice(f"- id: it\n  q: {question!r}\n  a: |\n    {answer}\n"))


def cloze(text: str) -> list[str]:
    return told(note_advice(f"- id: it\n  cloze: {text!r}\n"))


# W310


def test_an_answer_is_long_from_its_41st_word_on() -> None:
    assert q("Who?", LONG) == ["W310 word"]
    assert q("Who?", LONG.removesuffix(" word")) == []


def test_code_and_points_are_not_counted() -> None:
    fenced = "- id: it\n  q: How?\n  a: |\n    So.\n    ```\n" + f"    {LONG}\n" + "    ```\n"
    assert told(note_advice(fenced)) == []
    points = f"- id: it\n  q: How?\n  a: {LONG}\n  points: {{one: First., two: Second.}}\n"
    assert told(note_advice(points)) == []


def test_a_gap_may_hold_eight_words() -> None:
    assert cloze("It is {{1::one two three four five six seven eight}}.") == ["W315 It"]
    nine = "{{1::one two three four five six seven eight nine}}"
    assert cloze(f"A lease is {nine}.") == [f"W310 {nine}"]


def test_two_characters_of_a_script_without_blanks_are_a_word() -> None:
    assert q("Who?", "幅" * 80) == []
    assert q("Who?", "幅" * 81) == ["W310 幅"]


# W311


@pytest.mark.parametrize(
    ("question", "pointed_at"),
    [
        ("What is it for, and who pays?", "and who pays?"),
        ("Which part changes, and which not?", "and which not?"),
        ("Which one, and at what price?", "and at what price?"),
        ("How many vote? Which faults does that survive?", "Which faults does that survive?"),
        ("Which kind, and why not the other?", "and why not the other?"),
    ],
)
def test_a_second_question(question: str, pointed_at: str) -> None:
    assert q(question) == [f"W311 {pointed_at}"]


@pytest.mark.parametrize(
    "question",
    [
        "Which reader may live with that, and why?",
        "What do locks and leases have in common?",
        "Where do tokens come from? A prototype took days. Why did that settle nothing?",
        '"Who pays? And what?" What do you answer?',
        "What does `a ? b : c` do in C?",
        "What of the two is dear and slow?",
    ],
)
def test_one_question(question: str) -> None:
    assert q(question) == []


def test_other_wordings_are_looked_at_too() -> None:
    note = "- id: it\n  q: Who?\n  a: Bo.\n  also: [Which one?, 'Who, and when?']\n"
    assert told(note_advice(note)) == ["W311 and when?"]


# W312


@pytest.mark.parametrize(
    "answer",
    [
        "Data, relationships, framing, escalation.",
        "data; trust from before; saying which question; taking it together",
        "Frame it, put up options, weigh them and decide.",
        "Four: red, green, blue and black.",
        "赤、青、黒、白。",
    ],
)
def test_a_series_is_an_enumeration(answer: str) -> None:
    assert [line[:4] for line in q("Which ones?", answer)] == ["W312"]


@pytest.mark.parametrize(
    "answer",
    [
        "Red, green and blue.",
        "It was about nights. The load was one worry; the lock waits, 9 of 14 pages, woke them.",
        "The costs are often known and far apart; the odds are guessed, and near even.",
        "In the end, she said, it failed, and we left.",
        "1,286 payouts, €214,300, of which €15,400 was lost.",
        "So that silence is fair. Without it, work goes to those who, busy, never read it.",
    ],
)
def test_clauses_are_no_enumeration(answer: str) -> None:
    assert q("Which ones?", answer) == []


# W313


@pytest.mark.parametrize(
    "question", ["Is a lease a lock?", "Doesn't it block?", "Under load, must they wait?"]
)
def test_yes_or_no(question: str) -> None:
    assert q(question, "No, never.") == [f"W313 {question}"]


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Is a lease a lock or a promise?", "A promise."),
        ("Was ist das?", "Ein Pfand."),
        ("Who waits?", "No one."),
        ("How many wait?", "No more than two."),
        ("Under load, which must wait?", "No writer."),
    ],
)
def test_not_yes_or_no(question: str, answer: str) -> None:
    assert q(question, answer) == []


# W314


def test_a_question_that_holds_its_answer() -> None:
    assert q("What is an idempotent request?", "A request that is idempotent.") == [
        "W314 idempotent"
    ]


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Consistency or availability, for a ledger?", "Consistency."),
        ("Which of reads, writes and scans is slow?", "Scans."),
        ("What do you ask of a request?", "Whether a second one would change anything."),
        ("How do you say it?", "So."),
    ],
)
def test_a_question_that_does_not(question: str, answer: str) -> None:
    assert q(question, answer) == []


def test_a_gap_told_beside_it() -> None:
    assert cloze("A lock is {{1::renewed}}; not renewed, it ends.") == ["W314 renewed"]
    assert cloze("A lock is {{1::renewed}}; not {{1::renewed}}, it ends.") == []
    assert cloze("Neither side {{1::may yield}}; write {{2::with the other side}}.") == []


def test_a_meaning_that_uses_its_term() -> None:
    assert told(note_advice("- id: it\n  term: dual write\n  means: Two dual writes.\n")) == [
        "W314 dual writes"
    ]
    assert told(note_advice("- id: it\n  term: dual write\n  means: To write twice.\n")) == []


# W315


@pytest.mark.parametrize("start", ["It grows.", "This is dear.", "That night she left.", "Those."])
def test_a_pronoun_in_mid_air(start: str) -> None:
    assert [line[:4] for line in q(f"{start} What then?")] == ["W315"]


@pytest.mark.parametrize(
    "question",
    ["It is Monday. Who is paged?", '"It holds." Who says so?', "They agree. Which move?"],
)
def test_no_pronoun_in_mid_air(question: str) -> None:
    assert q(question) == []


@pytest.mark.parametrize("text", ["🎉", "幅は何ですか", "Что это?", "ما هذا؟", "?", "...", "`x?`"])
def test_other_scripts_and_signs_are_taken_as_they_are(text: str) -> None:
    assert q(text, text + "!") == [] or q(text, text + "!")[0].startswith("W314")
