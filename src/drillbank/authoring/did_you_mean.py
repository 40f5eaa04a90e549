"""The name an author probably meant."""

from collections.abc import Iterable, Mapping

SYNONYMS: Mapping[str, tuple[str, ...]] = {
    "answer": ("a", "answer", "means"),
    "back": ("a", "means"),
    "reply": ("a",),
    "question": ("q", "prompt"),
    "front": ("q", "term"),
    "ask": ("q", "ask"),
    "text": ("cloze", "a"),
    "gap": ("cloze",),
    "gaps": ("cloze",),
    "definition": ("means", "term"),
    "meaning": ("means",),
    "word": ("term",),
    "list": ("steps",),
    "items": ("of",),
    "order": ("steps",),
    "source": ("see", "lesson"),
    "link": ("see",),
    "ref": ("see",),
    "reference": ("see",),
    "because": ("why",),
    "reason": ("why",),
    "explanation": ("why",),
    "note": ("why",),
    "extra": ("why",),
    "label": ("tags",),
    "labels": ("tags",),
    "category": ("tags",),
    "name": ("id", "title"),
    "slug": ("id", "deck"),
    "key": ("id",),
    "guid": ("id",),
    "uid": ("id",),
    "moved": ("was",),
    "renamed": ("was",),
    "time": ("limit",),
    "seconds": ("limit",),
    "alternatives": ("also",),
    "variants": ("also",),
    "followups": ("hooks",),
    "follow-ups": ("hooks",),
    "required": ("must",),
    "criteria": ("rubric", "points"),
    "pitfalls": ("traps",),
    "cards": ("notes",),
    "entries": ("notes",),
}
"""What other tools, and plain English, call our keys; the first that fits the place is meant."""


def did_you_mean(name: str, options: Iterable[str]) -> str | None:
    """The option that ``name`` stands for: a synonym, else the nearest misspelling, else None."""
    candidates = tuple(options)
    plain = name.strip().casefold()
    for option in (*SYNONYMS.get(plain, ()), plain):
        if option in candidates:
            return option
    scored = [(distance(plain, option.casefold()), option) for option in candidates]
    # Short names are a few letters from everything; allow one slip in three letters.  A
    # misspelled synonym (`anwser`) is one step further from the key, so it comes last.
    close = [pair for pair in scored if pair[0] <= _slips(plain, pair[1])]
    if close:
        return min(close)[1]
    if plain in SYNONYMS:
        return None
    synonym = min(((distance(plain, word), word) for word in SYNONYMS), default=None)
    if synonym and synonym[0] <= _slips(plain, synonym[1]):
        return did_you_mean(synonym[1], candidates)
    return None


def _slips(name: str, option: str) -> int:
    return min(len(name), len(option)) // 3


def distance(one: str, other: str) -> int:
    """Letters to add, drop, change or swap with a neighbour to turn one name into the other."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        previous, row = row, [i]
        for j, wanted in enumerate(other, start=1):
            cost = min(
                previous[j] + 1,
                row[j - 1] + 1,
                previous[j - 1] + (letter != wanted),
            )
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == wanted:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        before = previous
    return row[-1]
