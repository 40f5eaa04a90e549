"""A figure is one however it is written, and another as soon as anything in it changes."""

import pytest

from drillbank.authoring.quantities import numbers_in, says

SAME = [
    ("41,000,000", "41 million"),
    ("6.4 billion", "6,400,000,000"),
    ("two hundred", "200"),
    ("twenty-one", "21"),
    ("Six", "6"),
    ("eleven seconds", "11 s"),
    ("340 milliseconds", "340 ms"),
    ("11.2 terabytes", "11.2 TB"),
    ("77%", "77 %"),
    ("77 per cent", "77 %"),
    ("1.1 %", "1.10 %"),
    ("214,300 euros", "€214,300"),
    ("€2.31 million", "2.31 million euros"),
    ("29 Jan 2024", "2024-01-29"),
    ("January 29, 2024", "Monday 29 January 2024"),
    ("2:10", "02:10"),
    ("18-20", "18 to 20"),
    ("nine to three", "9 to 3"),
    ("five-week", "five weeks"),
]
LEFT_OUT = [
    ("340", "340 ms"),
    ("11 seconds", "about 11 seconds"),
    ("240 a second", "240 payments a second"),
    ("214,300", "€214,300"),
    ("29 January", "Mon 29 January 2024"),
]
OTHER = [
    ("40 million", "41 million"),
    ("41", "41 million"),
    ("340 seconds", "340 ms"),
    ("fourteen", "fifteen"),
    ("9", "9 to 3"),
    ("3 to 9", "9 to 3"),
    ("240 payments an hour", "240 payments a second"),
    ("5", "-5"),
    ("€15,400", "$15,400"),
    ("30 January", "29 January 2024"),
    ("29 January 2023", "29 January 2024"),
    ("2:10", "2:11"),
    ("June", "June 2024"),
    ("milliseconds", "340 ms"),
    ("", "340 ms"),
]


@pytest.mark.parametrize(("text", "figure"), SAME)
def test_one_figure_may_be_written_in_several_ways(text: str, figure: str) -> None:
    assert says(text, figure)
    assert says(figure, text)


@pytest.mark.parametrize(("text", "figure"), LEFT_OUT)
def test_a_text_may_leave_words_to_its_sentence_and_add_none(text: str, figure: str) -> None:
    assert says(text, figure)
    assert not says(figure, text)


@pytest.mark.parametrize(("text", "figure"), OTHER)
def test_another_number_unit_or_day_is_another_figure(text: str, figure: str) -> None:
    assert not says(text, figure)


def test_no_number_is_too_large() -> None:
    assert not says("9" * 1_000_000 + " million", "9 million")


def test_words_without_a_number_are_no_figure() -> None:
    assert not says("rarely", "rarely")


def test_the_numbers_of_a_text_have_one_spelling() -> None:
    text = "On Tue 14 May 2024, at 02:10, twenty-one of 1,286 payouts (1.50 %) took 340 ms."
    assert numbers_in(text) == {"14 may", "2:10", "21", "1286", "1.5", "340"}
