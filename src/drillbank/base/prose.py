"""Small matters of wording that every room needs."""


def counted(number: int, noun: str) -> str:
    """``1 card``, ``2 cards``: regular plurals only."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def in_words(name: str) -> str:
    """``calibrated-confidence`` as ``calibrated confidence``."""
    return name.replace("-", " ")
