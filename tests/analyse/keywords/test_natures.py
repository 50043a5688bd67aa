"""Laws of what kind of proof a keyword asks for."""

from __future__ import annotations

from collections import Counter

import pytest

from ereput.analyse.keywords import embedded
from ereput.analyse.keywords.natures import CERTIFICATE, CONDITION, DIPLOMA, LICENCE, nature


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("CAP plombier", DIPLOMA), ("bac pro commerce", DIPLOMA), ("licence de droit", DIPLOMA), ("DEAES", DIPLOMA), ("master RH", DIPLOMA),
        ("diplôme d'État d'infirmier", DIPLOMA), ("titre conseiller de vente", DIPLOMA), ("bac pro métiers de la sécurité", DIPLOMA),
        ("permis B", LICENCE), ("permis poids lourd", LICENCE), ("permis d'exploitation", CERTIFICATE), ("CACES 1", CERTIFICATE),
        ("habilitation électrique", CERTIFICATE), ("TOEIC", CERTIFICATE), ("licence d'entrepreneur de spectacles", CERTIFICATE),
        ("casier judiciaire vierge", CONDITION), ("véhicule personnel", CONDITION),
    ],
)  # fmt: skip
def test_a_certification_is_told_by_its_label(label: str, expected: str) -> None:
    """Diplomas and titles, driving licences, certificates, conditions of the post."""
    assert nature("certification", label) == expected


def test_other_kinds_are_their_own_nature() -> None:
    """Only a certification is looked at."""
    assert nature("tool", "CAP") == "tool" and nature("language", "anglais") == "language"


def test_every_certification_of_ours_has_a_nature() -> None:
    """The four natures all occur, diplomas most."""
    counts = Counter(nature(c.kind, c.label()) for c in embedded.read().concepts if c.kind == "certification")
    assert counts.keys() == {DIPLOMA, LICENCE, CERTIFICATE, CONDITION} and counts.most_common(1)[0][0] == DIPLOMA
