"""Job offers as France Travail's API gives them (Offres d'emploi v2): one offer, a list, or an answer `{"resultats": [...]}`.

Field names follow the published description of the API (francetravail.io, "Offres d'emploi v2"). `exigence` is E (required) or S (wished).
An offer becomes a page of lines under headings, so that it is read as any other advert, and a small JobPosting that keeps its codes.
The contact of the recruiter is left out: it is nobody's business here.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ereput.collect import jsonld
from ereput.errors import DocumentError
from ereput.model import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

MOST = 150
"""Offers of one file: what the API answers on one page."""
_CODE = re.compile(r"[A-N]\d{4}")
_PERMIT = re.compile(r"^([A-D][A-Z0-9]{0,2}) -")
"""The API writes "B - Véhicule léger" under `permis`."""
REQUIRED, WISHED = "E", "S"


@dataclass(frozen=True, slots=True, kw_only=True)
class Advert:
    """One offer. `posting` is a schema.org JobPosting with its title, occupation code and competences; it has no description."""

    identifier: str
    title: str
    text: str
    organisation: str
    place: str
    link: str
    posting: str


def value_of(body: bytes, name: str) -> Any:
    """The JSON value of a file; None when it is no JSON. Raises DocumentError malformed when its name says that it should be."""
    if body[:64].removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"{", b"["):
        try:
            return json.loads(body.decode("utf-8-sig"), strict=False)
        except (ValueError, RecursionError):
            pass  # "[CDI] Comptable…" is an advert in plain text
    if name.lower().endswith(".json"):
        raise DocumentError(say("{name} n'est pas un JSON lisible.", name=name), code="malformed", hint=_HINT)
    return None


def adverts(value: Any, name: str) -> tuple[Advert, ...]:
    """The offers of a JSON value, at most `MOST`. Raises DocumentError unknown_format when there is none."""
    found = tuple(_advert(offer) for offer in _offers(value))
    if not found:
        raise DocumentError(say("{name} ne contient aucune offre reconnue.", name=name), code="unknown_format", hint=_HINT)
    return found[:MOST]


_HINT = say("Donnez l'offre telle que l'API de France Travail la rend, ou enregistrez-la en PDF, DOCX, HTML ou TXT.")


def _offers(value: Any) -> Iterator[Mapping[str, Any]]:
    """The objects that have a title and a description, whatever wraps them."""
    if isinstance(value, dict) and isinstance(value.get("resultats"), list):
        value = value["resultats"]
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, dict) and jsonld.text(item.get("intitule")):
            yield item


def _advert(offer: Mapping[str, Any]) -> Advert:
    title = jsonld.text(offer.get("intitule"))
    firm, place, origin = (_object(offer.get(key)) for key in ("entreprise", "lieuTravail", "origineOffre"))
    code = jsonld.text(offer.get("romeCode"))
    posting = {
        "@type": "JobPosting",
        "title": title,
        "occupationalCategory": code if _CODE.fullmatch(code) else "",
        "skills": [{"@type": "DefinedTerm", "name": label, "termCode": code} for label, code, _ in _items(offer.get("competences"))],
    }
    return Advert(
        identifier=jsonld.text(offer.get("id")),
        title=title,
        text="\n".join(_lines(offer, title)),
        organisation=jsonld.text(firm.get("nom")),
        place=re.sub(r"^\d[\dAB]{1,2} - ", "", jsonld.text(place.get("libelle"))),
        link=jsonld.text(origin.get("urlOrigine")),
        posting=json.dumps({key: value for key, value in posting.items() if value}, ensure_ascii=False, separators=(",", ":")),
    )


def _lines(offer: Mapping[str, Any], title: str) -> Iterator[str]:
    """The offer as an advert: what it says, then each list under its heading, the required apart from the wished."""
    yield title
    if alternative := jsonld.text(offer.get("appellationlibelle")):
        yield alternative
    yield jsonld.text(offer.get("description"))
    yield from _list("Compétences", offer.get("competences"))
    yield from _section("Qualités professionnelles", [label for label, _, _ in _items(offer.get("qualitesProfessionnelles"))])
    yield from _list("Langues", offer.get("langues"))
    yield from _list("Formations", offer.get("formations"))
    yield from _list("Permis", offer.get("permis"))
    yield from _section("Expérience", [jsonld.text(offer.get(key)) for key in ("experienceLibelle", "experienceCommentaire")])
    conditions = ("typeContratLibelle", "dureeTravailLibelle")
    yield from _section("Conditions", [jsonld.text(offer.get(key)) for key in conditions])


def _list(heading: str, value: Any) -> Iterator[str]:
    items = tuple(_items(value))
    yield from _section(f"{heading} exigé{_agree(heading)}", [label for label, _, need in items if need == REQUIRED])
    yield from _section(f"{heading} souhaité{_agree(heading)}", [label for label, _, need in items if need != REQUIRED])


def _agree(heading: str) -> str:
    return "s" if heading == "Permis" else "es"


def _section(heading: str, lines: Sequence[str]) -> Iterator[str]:
    if any(lines):
        yield f"{heading} :"
        yield from (f"- {line}" for line in lines if line)


def _items(value: Any) -> Iterator[tuple[str, str, str]]:
    """(label, code, E or S) of each entry of a list; a training has no label, its level and field make one."""
    for item in value[:60] if isinstance(value, list) else ():
        entry = _object(item)
        trained = " ".join(filter(None, (jsonld.text(entry.get(key)) for key in ("niveauLibelle", "domaineLibelle", "commentaire"))))
        label = _PERMIT.sub(r"permis \1 -", " ".join((jsonld.text(entry.get("libelle")) or trained).split()))
        if label:
            yield label, jsonld.text(entry.get("code")), jsonld.text(entry.get("exigence")) or WISHED


def _object(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}
