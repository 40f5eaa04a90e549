"""The fingerprint of a card: what it asks and answers, and nothing else."""

import hashlib
import unicodedata
from json.encoder import encode_basestring as _text
from typing import TYPE_CHECKING

from drillbank.base.words import Fingerprint

if TYPE_CHECKING:
    from drillbank.authoring.cards import Face


def fingerprint_of(face: "Face") -> Fingerprint:
    """The first 16 hex digits of the SHA-256 of a compact JSON list, its text in Unicode's NFC.

    The list is ``[question, answer, [[id, text, must], …], [other wording, …]]``.  Hint, why, see,
    mode, limit, a point's group and what is shown afterwards are left out: changing them asks
    nothing else.
    """
    points = ",".join(
        f"[{_text(point.id)},{_text(point.text)},{'true' if point.must else 'false'}]"
        for point in face.points
    )
    also = ",".join(map(_text, face.also))
    text = f"[{_text(face.question)},{_text(face.answer)},[{points}],[{also}]]"
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    digest = hashlib.sha256(text.encode())
    return Fingerprint(digest.hexdigest()[:16])
