"""Who to write to, about what: the findings of an `Audit` grouped by the controller that can settle them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ereput.advise.guides import engines, for_url, guides
from ereput.advise.hers import host, is_hers, is_minor, may_edit
from ereput.model import Audience, Axis, Finding, Severity, Subject, Text, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from ereput.advise.guides import Guide

KINDS: Mapping[str, Text] = {
    "access": say("Accès à mes données (RGPD, art. 15)"),
    "rectification": say("Rectification (RGPD, art. 16)"),
    "erasure": say("Effacement (RGPD, art. 17)"),
    "erasure-minor": say("Effacement renforcé, données d'une personne mineure (art. 17 et loi de 1978, art. 51)"),
    "objection": say("Opposition (RGPD, art. 21)"),
    "delisting": say("Déréférencement par un moteur de recherche (CJUE, C-131/12)"),
    "reminder": say("Rappel après un mois (RGPD, art. 12)"),
    "complaint": say("Réclamation à la CNIL (RGPD, art. 77)"),
}
"""Every kind of letter, in the order of the ladder."""
ENGINES = ("google", "bing", "qwant")
"""Those that answer for nearly every search in France; Yahoo and DuckDuckGo show what Bing shows."""
IDENTITY = frozenset(
    "NIR TAX_ID ID_CARD PASSPORT DRIVING_LICENCE SCAN SIGNATURE IBAN RIB CREDIT_CARD PASSWORD API_KEY DOB BIRTHPLACE INE".split()
)
"""Kinds that serve to impersonate or to steal: the shortest ground there is."""
OFFENCE = frozenset({"OFFENCE"})
PRIVATE = frozenset("FAMILY_STATUS APPEARANCE MORALS POVERTY GENDER WHISTLEBLOWER".split())
"""Kinds of the lane apart that GDPR art. 9 does not list: offences have art. 10; of the others a recruiter may not take account (Code du
travail, L1132-1), but a publisher is not bound by that.
"""
TRADE = frozenset({"broker", "directory"})
_TO_HER = re.compile(r"\b(?:vous|votre|vos)\b", re.IGNORECASE)
"""A title that speaks to her names nothing in a letter, where "vous" is whoever reads it."""
CNIL = "https://www.cnil.fr/fr/plaintes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """Who answers for the page. `email` or `form` when a guide knows them; `kind` is the guide's ("broker", "network"…), else ""."""

    name: str | Text
    host: str
    email: str = ""
    form: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One letter to write. `kind` is one of `KINDS`; `what` names the data without showing them; `targets` are the ids of the findings.

    `signs` say which grounds hold: identity, sensitive (GDPR art. 9), offence (art. 10), minor, trade, account, and mixed when the first
    three do not hold for everything.
    For a reminder or a complaint, `asked` is when it was first asked, `refused` when that was refused, `until` the last day to answer it.
    """

    kind: str
    to: Recipient
    urls: tuple[str, ...]
    what: tuple[Text, ...]
    targets: tuple[str, ...]
    signs: frozenset[str] = frozenset()
    account: str = ""
    asked: date | None = None
    refused: date | None = None
    until: date | None = None


def requests(
    subject: Subject,
    findings: Iterable[Finding],
    kind: str | None = None,
    *,
    hers: bool = False,
    known: Mapping[str, Guide] | None = None,
    today: date | None = None,
) -> tuple[Request, ...]:
    """One request for each controller. Pages that she can edit herself are left out, unless `hers`.

    Without `kind`: a minor's reinforced erasure for the pages that date from before eighteen, erasure for the others. De-listing is
    asked of each engine instead; a minor's erasure never names a page that is not dated, unless she is a minor `today`: all are then.
    """
    still = today is not None and is_minor(subject, today)
    rows = [(fact, url) for fact in findings for url in pages(fact) if hers or not may_edit(subject, fact, url)]
    young = {url for fact, url in rows if still or fact.kind == "MINOR"}
    places: dict[tuple[str, str], list[tuple[Finding, str]]] = {}
    for fact, url in rows:
        wanted = kind or ("erasure-minor" if url in young else "erasure")
        if wanted != "erasure-minor" or url in young:
            places.setdefault((controller(url, known).host, wanted), []).append((fact, url))
    made = tuple(_request(subject, there, wanted, known, ("minor",) if still else ()) for (_, wanted), there in sorted(places.items()))
    return asked_of_engines(made, kind) if kind == "delisting" else made


def concerned(finding: Finding) -> bool:
    """Is there something to ask of somebody? An exposed fact of hers, on a page that others can read."""
    good = (Severity.GOOD, Severity.INFO)
    return finding.axis is Axis.PROTECTED and finding.whose == "subject" and finding.severity not in good and bool(pages(finding))


def pages(finding: Finding) -> tuple[str, ...]:
    """The public addresses where a fact was read, each once, in order."""
    public = (e.url for e in finding.evidence if e.audience is not Audience.PRIVATE and e.url.startswith(("http://", "https://")))
    return tuple(dict.fromkeys(url for url in public if host(url)))


def controller(url: str, known: Mapping[str, Guide] | None = None) -> Recipient:
    """Who answers for the page at `url`: the service of our guides, of the imported ones, else the publisher of that host."""
    guide = for_url(url) or (for_url(url, known) if known else None)
    if guide is None or guide.each:
        return Recipient(name=say("L’éditeur du site {host}", host=host(url)), host=host(url), kind=guide.kind if guide else "")
    return _recipient(guide, host(url))


def _recipient(guide: Guide, where: str) -> Recipient:
    """Never the page where one closes one's own account: a letter is about what somebody else shows."""
    mail = "@" in guide.contact and "/" not in guide.contact
    return Recipient(
        name=guide.name,
        host=guide.hosts[0] if guide.hosts else where,
        email=guide.contact if mail else "",
        form="" if mail else guide.contact,
        kind=guide.kind,
    )


def _request(
    subject: Subject, rows: list[tuple[Finding, str]], kind: str, known: Mapping[str, Guide] | None, more: tuple[str, ...]
) -> Request:
    facts = tuple({fact.id: fact for fact, _ in rows}.values())
    urls = tuple(dict.fromkeys(url for _, url in rows))
    to = controller(urls[0], known)
    account = _account(subject, urls)
    return Request(
        kind=kind,
        to=to,
        urls=urls,
        what=tuple(dict.fromkeys(named(fact) for fact in facts)),
        targets=tuple(fact.id for fact in facts),
        signs=frozenset((*_signs(facts, to, account), *more)),
        account=account,
    )


def _signs(facts: tuple[Finding, ...], to: Recipient, account: str) -> Iterator[str]:
    groups = {_ground(f) for f in facts}
    yield from groups - {"plain"}
    if len(groups) > 1:
        yield "mixed"
    if any(f.kind == "MINOR" for f in facts):
        yield "minor"
    if to.kind in TRADE:
        yield "trade"
    if account:
        yield "account"


def _ground(fact: Finding) -> str:
    if fact.kind in IDENTITY:
        return "identity"
    return protected(fact) or "plain"


def protected(fact: Finding) -> str:
    """Of the lane apart: "sensitive" for GDPR art. 9, "offence" for art. 10; "" for what neither lists."""
    if not fact.lane or fact.kind in PRIVATE:
        return ""
    return "offence" if fact.kind in OFFENCE else "sensitive"


LANES: Mapping[str, Text] = {
    "sensitive": say("Une information que protège l’article 9 du RGPD"),
    "offence": say("Une information que protège l’article 10 du RGPD"),
    "": say("Une information de la vie privée"),
}


def named(fact: Finding) -> Text:
    """What the data are, without showing them: the name of the kind; for the lane apart, no more than the article that protects it."""
    if fact.lane:
        return LANES[protected(fact)]
    if fact.kind == "MINOR":  # its own title speaks to her: in a letter she speaks of herself
        return say("Contenu publié quand j’avais moins de dix-huit ans")
    what = dict(fact.title.args).get("what")
    if isinstance(what, Text):
        return what
    return say("[À COMPLÉTER : ce que la page montre, en quelques mots]") if _TO_HER.search(fact.title.msg) else fact.title


def _account(subject: Subject, urls: Iterable[str]) -> str:
    """The account of hers that these pages belong to, which is enough to identify her there."""
    for handle in subject.handles:
        theirs = replace(subject, pages=(), handles=(handle,))
        if any(is_hers(theirs, url) for url in urls):
            return handle.user
    return ""


def asked_of_engines(made: tuple[Request, ...], kind: str) -> tuple[Request, ...]:
    """The same pages, asked of each search engine: the de-listing, then its reminder or the complaint about it."""
    return tuple(replace(r, kind=kind, signs=r.signs if kind == "delisting" else r.signs | {"engine"}) for r in _to_engines(made))


def _to_engines(made: tuple[Request, ...]) -> Iterator[Request]:
    """The same pages, asked of each search engine: one request an engine."""
    if not made:
        return
    for guide in engines():
        if guide.id in ENGINES:
            signs = frozenset().union(*(r.signs for r in made)) & {"identity", "sensitive", "offence", "minor"}
            mail = guide.contact if guide.contact.startswith(("dpo@", "privacy@")) else ""  # others take these requests by form only
            yield Request(
                kind="delisting",
                to=Recipient(name=guide.name, host=guide.hosts[0], email=mail, form=guide.delist, kind=guide.kind),
                urls=tuple(dict.fromkeys(url for r in made for url in r.urls)),
                what=tuple(dict.fromkeys(one for r in made for one in r.what)),
                targets=tuple(dict.fromkeys(one for r in made for one in r.targets)),
                signs=signs,
            )


def service(name: str, known: Mapping[str, Guide]) -> Guide | None:
    """A guide by its id or its name, ours first."""
    wanted = name.casefold()
    every = (*guides().values(), *known.values())
    return next((g for g in every if g.id.casefold() == wanted or g.name.casefold() == wanted), None)
