"""The fingerprint of a card: what it asks and answers, and nothing else."""

import hashlib
import json
import unicodedata

from drillbank.authoring.cards import Face
from drillbank.base.words import Fingerprint


def fingerprint_of(face: Face) -> Fingerprint:
    """The first 16 hex digits of the SHA-256 of a compact JSON list, its text in Unicode's NFC.

    The list is ``[question, answer, [[id, text, must], …], [other wording, …]]``.  Hint, why, see,
    mode, limit, a point's group and what is shown afterwards are left out: changing them asks
    nothing else.
    """
    points = [[point.id, point.text, point.must] for point in face.points]
    asked = [face.question, face.answer, points, list(face.also)]
    text = json.dumps(asked, ensure_ascii=False, separators=(",", ":"))
    digest = hashlib.sha256(unicodedata.normalize("NFC", text).encode())
    return Fingerprint(digest.hexdigest()[:16])
