"""JustDeleteMe-shaped lists: a service, how hard it is to leave, where, and notes in several languages (jdm-contrib/jdm, MIT)."""

from __future__ import annotations

from typing import Any

from ereput.advise.guides import Guide
from ereput.advise.imports.base import MINUTES, Shape, host, link, mail, slug, strings, words

DIFFICULTY = {"easy": "easy", "medium": "medium", "hard": "hard", "limited": "hard", "impossible": "impossible"}
"""Theirs -> ours: "limited" is a deletion open to some countries only."""
PLAIN = {
    "easy": ("Supprimez le compte depuis la page indiquée.", "Delete the account from the page given."),
    "medium": (
        "La suppression demande quelques étapes, depuis la page indiquée.",
        "Deletion takes a few steps, from the page given.",
    ),
    "hard": ("Il faut écrire au service pour faire supprimer le compte.", "The service must be written to for the account to be deleted."),
    "impossible": (
        "Le service ne prévoit pas de suppression : demandez l'effacement par lettre (RGPD, art. 17).",
        "The service offers no deletion: ask for erasure by letter (Article 17 GDPR).",
    ),
}
"""What is said when the record has no note."""


def fits(record: dict[str, Any]) -> bool:
    level = record.get("difficulty")
    return isinstance(record.get("name"), str) and isinstance(level, str) and level in DIFFICULTY and "url" in record


def guide(record: dict[str, Any]) -> Guide | None:
    level = DIFFICULTY[record["difficulty"]]
    where = link(record.get("url_fr")) or link(record.get("url"))
    hosts = tuple(dict.fromkeys(h for h in map(host, (*strings(record.get("domains")), record.get("url"))) if h))
    name = words(record["name"])[:80]
    french, english = words(record.get("notes_fr")), words(record.get("notes"))
    if not name or not hosts:
        return None
    return Guide(
        id=f"justdeleteme:{slug(name) or hosts[0]}",
        name=name,
        hosts=hosts,
        kind="account",
        fr=french or english or PLAIN[level][0],
        en=english or PLAIN[level][1],
        delete=where,
        contact=mail(record.get("email")),
        difficulty=level,
        minutes=MINUTES[level],
        source="justdeleteme",
    )


SHAPE = Shape(name="justdeleteme", title="JustDeleteMe", licence="MIT", fits=fits, guide=guide)
