"""Markdown flowed to a width, its code, tables and headings left as they stand."""

from textwrap import dedent

import pytest

from drillbank.base.prose import hung
from drillbank.tui.reflow import reflowed

ANSWER = dedent("""\
    # Two ways

    A first version reads every row of the table, which
    is a scan; an
    index makes a search of it.

    1. Read `EXPLAIN QUERY PLAN`,
       all of it.
       - The second line tells the order of the joins.

    > Measure first,
    > then change.

    | Output | Meaning |
    |---|---|
    | `SCAN t` | every row of the table is read |

    ```sql
    SELECT name FROM people WHERE age > 30 ORDER BY age;
    ```

    Last line.  
    After a break.
    """)  # noqa: W291 - two blanks break a line


def test_paragraphs_flow_to_the_width_and_nothing_else_does() -> None:
    assert "\n".join(reflowed(ANSWER, 32)) == dedent("""\
        # Two ways

        A first version reads every row
        of the table, which is a scan;
        an index makes a search of it.

        1. Read `EXPLAIN QUERY PLAN`,
           all of it.
           - The second line tells the
             order of the joins.

        > Measure first, then change.

        | Output | Meaning |
        |---|---|
        | `SCAN t` | every row of the table is read |

        ```sql
        SELECT name FROM people WHERE age > 30 ORDER BY age;
        ```

        Last line.
        After a break.""")


def test_without_a_width_a_paragraph_is_one_line() -> None:
    assert reflowed("one\ntwo\n\n- three\n  four\n") == ["one two", "", "- three four"]


@pytest.mark.parametrize("text", ["", "one", "    code\n    more", "---", "a\n\n\nb"])
def test_what_holds_nothing_to_flow_stays_as_it_is(text: str) -> None:
    assert "\n".join(reflowed(text, 20)) == text


def test_a_long_word_is_never_broken() -> None:
    assert hung("https://docs.python.org/3/library/textwrap.html", "- ", 20) == [
        "- https://docs.python.org/3/library/textwrap.html"
    ]
