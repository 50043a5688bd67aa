"""What is known for sure about the person: her profile, her own documents, and what confirmed pages add.

Only certain sources feed the portrait: no two mentions are ever joined through a third that is less than confirmed (COLLECTORS §6).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from ereput.model import Kind, Mention, Subject
from ereput.pictures import is_default
from ereput.resolve.spelling import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

ABOUT_HER = frozenset({Kind.PROFILE, Kind.POSITION, Kind.EDUCATION, Kind.CV, Kind.SKILL, Kind.ACCOUNT, Kind.PAGE, Kind.CERTIFICATE})
"""Kinds whose fields speak of the person herself; a contact, an offer or a comment does not."""
_LEGAL = frozenset("sas sasu sarl eurl sa scop snc sci gmbh ltd inc llc groupe group france the le la les de du des d l et and of".split())
_GENERIC = frozenset(
    "universite university ecole school lycee college institut institute faculte iut bts cci agence conseil services service".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One dated place of work or study; dates as (year, month), None = unknown or still there."""

    house: str
    start: tuple[int, int] | None
    end: tuple[int, int] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Portrait:
    """Sure facts, folded for comparison; `written` gives them back as they were. `claims` are the URLs her sure pages link to, `mine` those
    they call hers (rel=me, sameAs); `urls` where her sure pages stand; `accounts` (server or service, user) that she gave."""

    names: tuple[str, ...]
    emails: frozenset[str] = frozenset()
    phones: frozenset[str] = frozenset()
    handles: frozenset[str] = frozenset()
    accounts: frozenset[tuple[str, str]] = frozenset()
    cities: frozenset[str] = frozenset()
    schools: frozenset[str] = frozenset()
    employers: frozenset[str] = frozenset()
    urls: frozenset[str] = frozenset()
    pages: tuple[str, ...] = ()
    claims: frozenset[str] = frozenset()
    mine: frozenset[str] = frozenset()
    avatars: frozenset[str] = frozenset()
    prints: frozenset[int] = frozenset()
    people: frozenset[str] = frozenset()
    skills: frozenset[str] = frozenset()
    titles: frozenset[str] = frozenset()
    headlines: frozenset[str] = frozenset()
    jobs: tuple[Job, ...] = ()
    born: str = ""
    written: Mapping[str, str] = field(default_factory=dict)

    def shown(self, folded: str) -> str:
        """A fact as she or her page wrote it ("Université de la Loire" for "universite loire")."""
        return self.written.get(folded, folded)


def portrait(subject: Subject, sure: Iterable[Mention]) -> Portrait:
    """The portrait of `subject` from her profile and from mentions that are surely hers."""
    start = Portrait(
        names=(*subject.names, *subject.variants),
        emails=frozenset(e.casefold() for e in subject.emails),
        phones=frozenset(filter(None, map(digits, subject.phones))),
        handles=frozenset(handle(h.user) for h in subject.handles),
        accounts=frozenset((place(h.base).split("/")[0] if h.base else h.service, handle(h.user)) for h in subject.handles),
        cities=frozenset(filter(None, (fold(subject.city or ""),))),
        schools=frozenset(house(s) for s in subject.schools),
        employers=frozenset(house(e) for e in subject.employers),
        urls=frozenset(place(u) for u in subject.pages),
        pages=tuple(place(u) for u in subject.pages),
        skills=frozenset(map(fold, subject.target.keywords)),
        born=subject.born.isoformat() if subject.born else str(subject.born_year or ""),
        written={
            **_written(fold, (subject.city or "", *subject.target.keywords)), **_written(house, (*subject.schools, *subject.employers)),
        },
    )  # fmt: skip
    return taught(start, sure)


def taught(known: Portrait, sure: Iterable[Mention]) -> Portrait:
    """The portrait with what sure mentions add; thousands of contacts are added at once."""
    people: set[str] = set()
    for mention in sure:
        if mention.kind is Kind.CONTACT:
            people.update(name for n in mention.all("name") if len((name := fold(n)).split()) > 1)
        else:
            known = learn(known, mention)
    return replace(known, people=known.people | people) if people else known


def learn(known: Portrait, mention: Mention) -> Portrait:
    """The portrait with what a sure mention adds."""
    if mention.kind not in ABOUT_HER:
        return replace(known, prints=known.prints | prints(mention)) if mention.kind is Kind.IMAGE else known
    jobs = (*known.jobs, *(j for j in jobs_of(mention) if j not in known.jobs)) if mention.kind is not Kind.EDUCATION else known.jobs
    return replace(
        known,
        emails=known.emails | {e.casefold() for e in mention.all("email")},
        phones=known.phones | set(filter(None, map(digits, mention.all("phone")))),
        handles=known.handles | set(filter(None, map(handle, mention.all("handle")))),
        cities=known.cities | set(filter(None, (city(v) for v in mention.all("location")))),
        schools=known.schools | set(filter(None, map(house, mention.all("school")))),
        employers=known.employers | set(filter(None, map(house, mention.all("organisation")))),
        urls=known.urls | ({place(mention.url)} if mention.url.startswith("http") else set()),
        claims=known.claims | {place(u) for name in ("same_as", "verified", "url") for u in mention.all(name)},
        mine=known.mine | {place(u) for name in ("same_as", "verified") for u in mention.all(name)},
        avatars=known.avatars | avatars(mention),
        prints=known.prints | prints(mention),
        skills=known.skills | set(filter(None, map(fold, mention.all("skill")))),
        titles=known.titles | set(filter(None, map(fold, mention.all("title")))),
        headlines=known.headlines | headlines(mention),
        jobs=jobs,
        born=known.born or next(iter(births(mention)), ""),
        written={
            **_written(city, mention.all("location")), **_written(house, (*mention.all("school"), *mention.all("organisation"))),
            **_written(fold, (*mention.all("skill"), *mention.all("title"), *_pieces(mention))), **known.written,
        },
    )  # fmt: skip


def avatars(mention: Mention) -> frozenset[str]:
    """The addresses of its pictures; none when the picture is a site's default one, by its print or by its address."""
    told = frozenset(mention.all("avatar"))
    return frozenset() if "default" in mention.all("avatar_print") else frozenset(u for u in told if not is_default(u))


def prints(mention: Mention) -> frozenset[int]:
    """The difference hashes of its pictures, as 64-bit numbers."""
    return frozenset(int(p, 16) for p in mention.all("avatar_print") if re.fullmatch("[0-9a-f]{16}", p))


def _written(folded: Callable[[str], str], values: Iterable[str]) -> dict[str, str]:
    return {folded(value): value.strip() for value in values}


def headlines(mention: Mention) -> frozenset[str]:
    """The pieces of the lines under her name, of two to eight words ("etudiante miashs"), folded."""
    return frozenset(p for p in map(fold, _pieces(mention)) if 2 <= len(p.split()) <= 8)


def _pieces(mention: Mention) -> list[str]:
    return [piece for line in mention.all("headline") for piece in re.split(r"[|·•–—,;/]", line)]


def births(mention: Mention) -> tuple[str, ...]:
    """ISO birth dates in the fields, as precise as the source gives them."""
    return tuple(v for name in ("born", "birth_date", "birthdate") for v in mention.all(name) if v[:4].isdigit())


def jobs_of(mention: Mention) -> tuple[Job, ...]:
    """The dated job of a mention, when it has exactly one employer and a start."""
    houses, start = mention.all("organisation"), month(mention.field("start"))
    return (Job(house=house(houses[0]), start=start, end=month(mention.field("end"))),) if len(houses) == 1 and start else ()


def month(iso: str) -> tuple[int, int] | None:
    """(year, month) of an ISO date; January when only the year is known."""
    found = re.match(r"(\d{4})(?:-(\d{2}))?", iso)
    return (int(found[1]), int(found[2] or 1)) if found else None


def digits(phone: str) -> str:
    """The last nine digits: what stays of a French number whatever its prefix; "" when there are fewer."""
    kept = "".join(c for c in phone if c.isdigit())
    return kept[-9:] if len(kept) >= 9 else ""


def handle(user: str) -> str:
    return user.casefold().lstrip("@").split("@")[0].strip()


def city(location: str) -> str:
    """The first part of a location ("Nantes, Pays de la Loire, France"), folded, without its post code."""
    return " ".join(w for w in fold(location.split(",")[0]).split() if not w.isdigit())


def house(name: str) -> str:
    """An employer or school by its telling words: legal forms and articles dropped.

    >>> house("Université de Nantes"), house("ACME SAS")
    ('universite nantes', 'acme')
    """
    words = [w for w in fold(name).split() if w not in _LEGAL]
    return " ".join(words) or fold(name)


def same_house(one: str, other: str) -> bool:
    """Two houses are one when the telling words of the shorter name are all in the longer, generic words aside."""
    a, b = set(one.split()), set(other.split())
    short, long_ = (a, b) if len(a) <= len(b) else (b, a)
    if a == b:
        return True
    return bool(short - _GENERIC) and len(short) * 2 > len(long_) and short <= long_


def place(url: str) -> str:
    """A URL as a place: host without www, path without trailing slash; the scheme does not matter."""
    parts = urlsplit(url if "//" in url else f"//{url}")
    return f"{(parts.hostname or '').removeprefix('www.')}{parts.path.rstrip('/')}".casefold()
