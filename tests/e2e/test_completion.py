"""Deck and card arguments complete in the shell."""

from helpers_program import Home


def completed(home: Home, words: str) -> list[str]:
    """What bash is offered behind these words."""
    asked = home.run(
        _DRILLBANK_COMPLETE="complete_bash",
        COMP_WORDS=words,
        COMP_CWORD=str(len(words.split(" ")) - 1),
    )
    return asked.out.split()


def test_decks_and_cards_are_completed(home: Home) -> None:
    home.deck("geo")
    home.run("due")
    assert completed(home, "drillbank review ge") == ["geo"]
    assert completed(home, "drillbank show geo/f") == ["geo/france"]
    assert completed(home, "drillbank suspend geo/peru geo/f") == ["geo/france"]
    assert completed(home, "drillbank export anki out.apkg ge") == ["geo"]


def test_without_a_bank_nothing_is_offered(home: Home) -> None:
    assert completed(home, "drillbank show geo/f") == []
    assert not (home.path / "bank.db").exists(), "completing makes no bank"
