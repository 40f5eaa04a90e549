"""Images: there, and inside the deck's folder."""

from pathlib import Path

import pytest

from drillbank.authoring.compile import compile_decks


def compiled(folder: Path, text: str) -> list[str]:
    """The answer of the only card, or the codes of what is wrong."""
    path = folder / "deck.yaml"
    path.write_text(f"notes:\n  - q: What?\n    a: |\n      {text}\n", encoding="utf-8")
    compilation = compile_decks([path])
    if not compilation.sound:
        return [diagnostic.code.value for diagnostic in compilation.diagnostics]
    return [card.face.answer for note in compilation.notes for card in note.cards]


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    """A deck's folder with pictures in it and one beside it."""
    folder = tmp_path / "decks"
    (folder / "pictures").mkdir(parents=True)
    for name in ("loop.png", "pictures/a queue (1).png", "../secret.png"):
        (folder / name).write_bytes(b"")
    return folder


@pytest.mark.parametrize(
    "text",
    [
        "![a loop](loop.png)",
        "![a loop](./loop.png 'The loop')",
        "![a queue](pictures/a%20queue%20(1).png)",
        "![a queue](<pictures/a queue (1).png>)",
        "![a [nested] loop](pictures/../loop.png)",
        "Two: ![](loop.png) ![](loop.png)",
        "`![alt](none.png)` is an image",
        r"\![alt](none.png) is none",
        "[a link](none.png)",
    ],
)
def test_an_image_beside_the_deck_or_below_it_is_kept_as_it_is_written(
    pictures: Path, text: str
) -> None:
    assert compiled(pictures, text) == [text]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("![a loop](lop.png)", ["E255"]),
        ("![a loop](pictures)", ["E255"]),
        ("![a loop]()", ["E255"]),
        ("![one](none.png) ![two](nothing.png)", ["E255", "E255"]),
        ("![a loop](https://example.org/loop.png)", ["E256"]),
        ("![a loop](//example.org/loop.png)", ["E256"]),
        ("![a loop](data:image/png;base64,AAAA)", ["E256"]),
        ("![a loop](/loop.png)", ["E257"]),
        (r"![a loop](C:\loop.png)", ["E257"]),
        ("![a loop](../secret.png)", ["E258"]),
        ("![a loop](pictures/../../secret.png)", ["E258"]),
        ("![a loop](%2e%2e/secret.png)", ["E258"]),
    ],
)
def test_any_other_is_refused(pictures: Path, text: str, codes: list[str]) -> None:
    assert compiled(pictures, text) == codes


def test_a_link_on_the_disk_does_not_lead_out_either(pictures: Path) -> None:
    (pictures / "linked.png").symlink_to(pictures.parent / "secret.png")
    assert compiled(pictures, "![a loop](linked.png)") == ["E258"]


def test_images_are_looked_for_in_every_text_but_code(tmp_path: Path) -> None:
    path = tmp_path / "deck.yaml"
    path.write_text(
        """\
notes:
  - contrast: Show a loop.
    lang: markdown
    weak: "![](none.png)"
    strong: "![a loop](none.png)"
    changed: {alt: "It says what it shows: ![](other.png)"}
    why: "![](third.png)"
""",
        encoding="utf-8",
    )
    told = [diagnostic.span.text for diagnostic in compile_decks([path]).diagnostics]
    assert told == ["other.png", "third.png"]
