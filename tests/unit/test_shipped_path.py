"""The path through the shipped library: every deck is on it, prompts after their mechanisms."""

from functools import cache

from drillbank.authoring.compile import Compilation, compile_decks
from drillbank.authoring.library_file import path_through
from drillbank.authoring.shipped import shipped_folder


@cache
def shipped() -> Compilation:
    return compile_decks([shipped_folder().path])


def test_every_shipped_deck_is_on_the_path_in_three_groups() -> None:
    places = path_through(shipped().libraries) or ()
    assert {place.deck for place in places} == {deck.slug for deck in shipped().decks}
    assert list(dict.fromkeys(place.group for place in places)) == [
        "Behavioural",
        "The loop",
        "Craft",
    ]


def test_every_prompt_comes_after_short_notes_of_its_deck() -> None:
    notes = {note.uid: note for note in shipped().notes}
    prompts = [note for note in notes.values() if note.kind == "prompt"]
    assert len(prompts) > 90
    for prompt in prompts:
        assert prompt.after, f"{prompt.uid} has no 'after'"
        assert all(notes[awaited].kind not in {"prompt", "story"} for awaited in prompt.after)
