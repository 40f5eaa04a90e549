"""``trust``, as its user sees it."""

import pytest
from helpers_program import Home

DOUBLES = """\
    notes:
      - id: double
        contrast: Double it.
        given: import math
        weak: |
          def f(x): return x + x
        strong: |
          def doubled(x): return 2 * x
        entry: {weak: f, strong: doubled}
        tests: assert entry(2) == 4
        changed: {names: It has one.}
    """


def test_what_would_run_is_shown_and_trusted_once_it_is_agreed_to(home: Home) -> None:
    home.deck("doubles", DOUBLES)

    asked = home.run("trust", "doubles")
    assert asked.code == 2
    assert "    import math\n\n    assert entry(2) == 4\n" in asked.out.replace("    \n", "\n")
    assert "add --yes" in asked.err
    assert home.run("trust", "--json").json() == []

    granted = home.run("trust", "dou", "--yes")
    assert "doubles is trusted until these tests change." in granted.out
    assert home.run("trust", "--json").json() == [{"deck": "doubles", "tests": 1}]

    assert home.run("trust", "doubles", "--revoke").out == "doubles is trusted no more.\n"
    assert home.run("trust", "--json").json() == []


def test_a_deck_without_tests_and_a_wrong_name_are_told(home: Home) -> None:
    home.deck("plain")

    assert home.run("trust", "plain").out == "plain has no tests to run.\n"
    assert "There is no deck 'plaim'. Did you mean plain?" in home.run("trust", "plaim").err


@pytest.mark.parametrize("command", [("trust",), ("trust", "--json")])
def test_listing_needs_no_bank(home: Home, command: tuple[str, ...]) -> None:
    assert home.run(*command).code == 0
    assert not (home.path / "bank.db").exists()
