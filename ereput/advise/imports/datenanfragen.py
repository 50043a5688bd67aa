"""datenanfragen-shaped records: a company, its postal address, e-mail or form for privacy requests (datenanfragen/data, CC0 1.0)."""

from __future__ import annotations

from typing import Any

from ereput.advise.guides import Guide
from ereput.advise.imports.base import MINUTES, Shape, host, link, mail, slug, strings, words

FRENCH = "Écrivez à cette adresse pour exercer vos droits (accès, effacement, opposition) : la réponse est due en un mois."
ENGLISH = "Write to this address to exercise your rights (access, erasure, objection): an answer is due within one month."
TRADE = frozenset({"ads", "addresses", "credit agency", "credit-agency", "collection agency"})
"""Their categories of companies that live off the data of others."""


def fits(record: dict[str, Any]) -> bool:
    return isinstance(record.get("slug"), str) and isinstance(record.get("name"), str) and ("sources" in record or "address" in record)


def guide(record: dict[str, Any]) -> Guide | None:
    form = link(record.get("webform"))
    contact = mail(record.get("email")) or form
    hosts = tuple(dict.fromkeys(h for h in (host(record.get("web")), *(host(run) for run in strings(record.get("runs")))) if h))
    name = words(record["name"])[:80]
    if not name or not contact or not hosts:
        return None
    trade = bool(TRADE & {one.lower() for one in strings(record.get("categories"))})
    return Guide(
        id=f"datenanfragen:{slug(record['slug']) or hosts[0]}",
        name=name,
        hosts=hosts,
        kind="broker" if trade else "company",
        fr=FRENCH,
        en=ENGLISH,
        contact=contact,
        difficulty="medium",
        minutes=MINUTES["medium"],
        source="datenanfragen",
    )


SHAPE = Shape(name="datenanfragen", title="datenanfragen.de", licence="CC0-1.0", fits=fits, guide=guide)
