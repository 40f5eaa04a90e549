"""What makes `check` fail, and what may be ignored."""

from drillbank.authoring.diagnostics import Code, Level


def test_of_notes_only_a_draft_fails_and_only_if_strict() -> None:
    notes = {code for code in Code if code.level is Level.NOTE}
    assert not any(code.fails(strict=False) for code in notes)
    assert {code for code in notes if code.fails(strict=True)} == {Code.DRAFT}


def test_errors_always_fail_and_warnings_if_strict() -> None:
    for code in Code:
        if code.level is not Level.NOTE:
            assert code.fails(strict=True)
            assert code.fails(strict=False) == (code.level is Level.ERROR)


def test_advice_may_be_ignored_and_of_errors_only_the_one_between_sound_notes() -> None:
    assert {code for code in Code if code.level is Level.ERROR and code.is_advice} == {
        Code.SAME_QUESTION
    }
