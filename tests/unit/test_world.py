"""The shipped stories tell one world: every figure they bank stands on its page."""

import re

import pytest
from helpers_program import ROOT

from drillbank.authoring.decks import read_deck
from drillbank.authoring.quantities import numbers_in

PAGE = (ROOT / "docs" / "world.md").read_text(encoding="utf-8")
HEADED = dict(re.findall(r"^## ([^\n]+)\n(.*?)(?=^## )", PAGE, re.DOTALL | re.MULTILINE))
SYSTEMS = HEADED["The systems"]
"""What holds for all stories."""

SECTIONS = {name: text for name, text in HEADED.items() if name.islower()}
STORIES = {
    named.uid.partition("/")[2]: {name: fact.value for name, fact in named.facts}
    for named in read_deck(ROOT / "decks" / "stories.yaml").links.named
    if named.facts
}


def test_every_story_of_the_page_is_banked() -> None:
    assert STORIES.keys() == SECTIONS.keys()


@pytest.mark.parametrize("story", STORIES)
def test_every_banked_figure_stands_on_the_page(story: str) -> None:
    known = numbers_in(SYSTEMS) | numbers_in(SECTIONS[story])
    unknown = {name: value for name, value in STORIES[story].items() if numbers_in(value) - known}
    assert unknown == {}
