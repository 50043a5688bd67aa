"""The person's own files, as her profile names them: CV, letter, offers, saved search results; each is read, or a line says why not."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING

from ereput.collect import documents, fields, francetravail, jsonld
from ereput.collect.results import Found, read_results
from ereput.errors import DocumentError
from ereput.model import Audience, Coverage, Harvest, Kind, Mention, Skip, Subject, Tally, Verdict, say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ereput.collect.documents import Document

RESULTS_SOURCE = "search_results"


def read_own(subject: Subject) -> Harvest:
    """The CV, the letter, the offers that are files, the saved search results. Never raises for a bad file: it becomes a Skip.

    CV, letter and offers are PRIVATE and declared; a search result is a public line about somebody who may be her (`rank` from 1).
    """
    named = [(Kind.CV, subject.cv), (Kind.LETTER, subject.letter), *((Kind.OFFER, offer) for offer in subject.target.offers)]
    parts = [_document(kind, Path(path)) for kind, path in named if path and not path.startswith(("http://", "https://"))]
    parts += _results(subject.search_results)
    return joined(parts)


def joined(parts: Iterable[Harvest]) -> Harvest:
    """Several harvests as one."""
    parts = tuple(parts)
    return Harvest(
        mentions=tuple(m for part in parts for m in part.mentions),
        coverage=tuple(c for part in parts for c in part.coverage),
        skips=tuple(s for part in parts for s in part.skips),
    )


def _document(kind: Kind, path: Path) -> Harvest:
    try:
        if kind is Kind.OFFER and (value := francetravail.value_of(body := documents.bytes_of(path, path.name), path.name)) is not None:
            return _adverts(francetravail.adverts(value, path.name), path.name, hashlib.sha256(body).hexdigest())
        document = documents.read(path)
    except DocumentError as error:
        return Harvest(skips=(_skip(error, kind.value, path.name),))
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    title, text, facts = _offer(document) if kind is Kind.OFFER else (document.title, document.text, ())
    mention = Mention(
        source=kind.value,
        url=f"file:{path.name}",
        kind=kind,
        title=title,
        text=text,
        fields=(*_facts(document), *facts),
        audience=Audience.PRIVATE,
        declared=True,
        sha256=sha256,
    )
    covered = Coverage(
        source=kind.value,
        where=path.name,
        verdict=Verdict.PRESENT,
        reason=document.warning,
        sha256=sha256,
        tallies=(Tally(name="pages", read=document.pages),),
    )
    skips = (Skip(source=kind.value, code="truncated", where=path.name, reason=document.warning),) if document.warning else ()
    return Harvest(mentions=(mention,), coverage=(covered,), skips=skips)


def _adverts(found: Iterable[francetravail.Advert], name: str, sha256: str) -> Harvest:
    """The offers of one JSON file: one mention each."""
    mentions = tuple(_advert(advert, f"{name}#{advert.identifier or place}", sha256) for place, advert in enumerate(found, start=1))
    tally = Tally(name="offers", read=len(mentions))
    covered = Coverage(source=Kind.OFFER.value, where=name, verdict=Verdict.PRESENT, sha256=sha256, tallies=(tally,))
    return Harvest(mentions=mentions, coverage=(covered,))


def _advert(advert: francetravail.Advert, where: str, sha256: str) -> Mention:
    named = (
        (fields.TITLE, advert.title), (fields.ORGANISATION, advert.organisation), (fields.LOCATION, advert.place),
        (fields.LINK, advert.link), (fields.JSONLD, advert.posting),
    )  # fmt: skip
    return Mention(
        source=Kind.OFFER.value,
        url=f"file:{where}",
        kind=Kind.OFFER,
        title=advert.title,
        text=advert.text,
        fields=tuple((name, value) for name, value in named if value),
        audience=Audience.PRIVATE,
        declared=True,
        sha256=sha256,
    )


def _skip(error: DocumentError, source: str, where: str) -> Skip:
    return Skip(source=source, code=error.code, where=where, reason=error.text, hint=error.hint)


def _facts(document: Document) -> tuple[tuple[str, str], ...]:
    counted = ((fields.PAGES, str(document.pages)), (f"{fields.COUNT}images", str(document.images)))
    return ((fields.FILE, document.name), *counted, *((fields.LINK, link) for link in document.links))


def _offer(document: Document) -> tuple[str, str, tuple[tuple[str, str], ...]]:
    """Title, text and fields of an offer; its JobPosting nodes are kept whole, and give what the page does not show."""
    posts = [node for raw in document.nodes if "JobPosting" in jsonld.types(node := json.loads(raw))]
    facts = tuple((fields.JSONLD, json.dumps(node, ensure_ascii=False, separators=(",", ":"))) for node in posts)
    if not posts:
        return document.title, document.text, facts
    post = posts[0]
    named = (
        (fields.TITLE, jsonld.text(post.get("title"))),
        (fields.ORGANISATION, jsonld.text(post.get("hiringOrganization"))),
        (fields.LOCATION, _place(post)),
    )
    described = _described(post)
    text = document.text if len(document.text) >= len(described) // 2 else f"{document.text}\n\n{described}".strip()
    return named[0][1] or document.title, text, (*facts, *((name, value) for name, value in named if value))


def _place(post: jsonld.Node) -> str:
    place = post.get("jobLocation")
    place = place[0] if isinstance(place, list) and place else place
    address = place.get("address") if isinstance(place, dict) else None
    return jsonld.text(address.get("addressLocality")) if isinstance(address, dict) else jsonld.text(address)


def _described(post: jsonld.Node) -> str:
    """The description, in HTML (schema.org JobPosting), as text."""
    from ereput.collect.documents.plain import read_html

    description = jsonld.text(post.get("description"))
    try:
        return read_html(description.encode(), "").text if description else ""
    except DocumentError:
        return ""


def _results(paths: Iterable[str]) -> list[Harvest]:
    """Ranks go on from one saved page to the next of the same engine and query."""
    ranks: dict[tuple[str, str], int] = {}
    parts = []
    for path in map(Path, paths):
        try:
            found, sha256 = read_results(path)
        except DocumentError as error:
            parts.append(Harvest(skips=(_skip(error, RESULTS_SOURCE, path.name),)))
            continue
        key = (found[0].engine, found[0].query) if found and found[0].query else (path.name, "")
        before = ranks.get(key, 0)
        ranks[key] = before + len(found)
        mentions = tuple(_result(line, path.name, sha256, rank=line.rank or before + place) for place, line in enumerate(found, start=1))
        if mentions:
            tally = Tally(name="results", read=len(mentions))
            covered = Coverage(source=RESULTS_SOURCE, where=path.name, verdict=Verdict.PRESENT, sha256=sha256, tallies=(tally,))
            parts.append(Harvest(mentions=mentions, coverage=(covered,)))
        else:
            reason = say("Aucun résultat n'a été reconnu dans {name}.", name=path.name)
            hint = say("Enregistrez la page de résultats complète, ou écrivez un CSV avec les colonnes rank, title, url, snippet.")
            parts.append(Harvest(skips=(Skip(source=RESULTS_SOURCE, code="malformed", where=path.name, reason=reason, hint=hint),)))
    return parts


def _result(line: Found, file: str, sha256: str, *, rank: int) -> Mention:
    named = ((fields.FILE, file), (fields.ENGINE, line.engine), (fields.QUERY, line.query))
    return Mention(
        source=RESULTS_SOURCE,
        url=line.url,
        kind=Kind.RESULT,
        title=line.title,
        text=line.snippet,
        fields=tuple((name, value) for name, value in named if value),
        audience=Audience.INDEXED,
        rank=rank,
        sha256=sha256,
    )
