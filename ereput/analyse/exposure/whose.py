"""Whose is it: the subject's, somebody else's, an organisation's? Decided by the profile, by the nearest name, by whose page it is;
always said why."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from ereput.analyse.exposure.gazetteers import first_names, fold
from ereput.model import Kind, Mention, Reading, Span, Subject, Text, say

SUBJECT, OTHER, ORGANISATION = "subject", "other", "organisation"
_ROLES = frozenset([
    "contact", "info", "infos", "information", "support", "sav", "service", "services", "client", "clients", "rh", "hr", "jobs", "job",
    "recrutement", "recruitment", "carrieres", "careers", "presse", "press", "admin", "webmaster", "accueil", "secretariat", "bonjour",
    "hello", "team", "equipe", "office", "direction", "compta", "comptabilite", "commercial", "ventes", "sales", "noreply", "no-reply",
    "dpo", "rgpd", "privacy", "abuse", "postmaster", "scolarite", "bibliotheque", "mairie", "asso", "association", "bureau", "help",
    "legal", "billing", "marketing", "communication", "formation", "inscription", "reservation",
])  # fmt: skip
_DESK = re.compile(
    r"(?<!\w)(?:standard|secr[ée]tariat|accueil|service client|si[èe]ge(?: social)?|agence|boutique|magasin|mairie"
    r"|r[ée]ception|hotline|support|bureaux?)(?!\w)"
)
_MINE = re.compile(r"(?<!\w)(?:mon|ma|mes|moi|je|j'|m'|me|my|mine|i|i'm)(?!\w)")
_FREE_CALL = re.compile(r"\+33(?:8|9[78])")
AROUND = 140  # code points before a datum in which a name claims it
HERS = frozenset(
    {Kind.CV, Kind.LETTER, Kind.PROFILE, Kind.ACCOUNT, Kind.POSITION, Kind.EDUCATION, Kind.SKILL, Kind.PROJECT, Kind.CERTIFICATE}
)
_PUBLISHED = frozenset({Kind.PROFILE, Kind.POST, Kind.COMMENT, Kind.ANSWER})


class Owner(NamedTuple):
    """Whose, and the reason in words."""

    whose: str
    why: Text


@dataclass(frozen=True, slots=True)
class Names:
    """The subject's names, folded: full forms, surnames, first names, handles."""

    full: frozenset[str]
    surnames: frozenset[str]
    firsts: frozenset[str]
    users: frozenset[str]

    def match(self, name: str) -> bool:
        """ "Camille Durand", "DURAND Camille", "C. Durand", "Mme Durand" or "Camille" are Camille Durand; "Léa Durand" is not."""
        folded = fold(name)
        if folded in self.full:
            return True
        parts = [part for part in folded.split() if part not in _TITLES]
        rest = [part for part in parts if part not in self.surnames]
        if len(rest) < len(parts):
            return all(part in self.firsts or (len(part) == 1 and any(f.startswith(part) for f in self.firsts)) for part in rest)
        return bool(rest) and all(part in self.firsts for part in rest)


_TITLES = frozenset({"m", "mme", "mlle", "mr", "mrs", "ms", "dr", "pr", "madame", "monsieur"})


@cache
def names(subject: Subject) -> Names:
    """The names that are the subject's."""
    full = frozenset(fold(name) for name in (*subject.names, *subject.variants))
    surnames = frozenset(part for name in subject.names for part in fold(name).split()[1:])
    firsts = frozenset(fold(name).split()[0] for name in subject.names if name.strip())
    return Names(full, surnames, firsts, frozenset(handle.user.lower() for handle in subject.handles))


def own_page(mention: Mention, subject: Subject) -> bool:
    """True when the page is hers: declared, one of her papers, or written by her."""
    if mention.declared or mention.kind in HERS:
        return True
    author = (mention.author or "").lower().lstrip("@")
    known = names(subject)
    return bool(author) and (author in known.users or known.match(author))


def published(mention: Mention) -> bool:
    """True when she published it herself: a message or a profile of an account that she declared, or of her own export."""
    return mention.declared and mention.kind in _PUBLISHED


def owner(span: Span, reading: Reading, subject: Subject) -> Owner:
    """Whose datum `span` of `reading` is."""
    if span.rule.startswith("lane."):
        return _told(span, reading, subject)
    if span.kind == "PERSON":
        return _named(span, reading, subject)
    if span.kind == "EMAIL" and (found := _email(span.value, subject)):
        return found
    if span.kind == "PHONE" and (found := _phone(span, reading, subject)):
        return found
    known, text = names(subject), reading.mention.text
    name = _nearest(span, reading)
    if name is not None:
        if known.match(name):
            return Owner(SUBJECT, say("Votre nom est écrit juste avant."))
        if span.kind not in ("IP", "MAC"):
            return Owner(OTHER, say("Le nom écrit juste avant n'est pas le vôtre."))
    if own_page(reading.mention, subject):
        return Owner(SUBJECT, say("C'est votre page ou votre document, et personne d'autre n'y est nommé à cet endroit."))
    if _MINE.search(text.lower(), max(0, span.start - AROUND), span.start) and any(known.match(n) for n in _names_in(reading)):
        return Owner(SUBJECT, say("La phrase est à la première personne, sur une page qui parle de vous."))
    if span.kind in ("EMAIL", "PHONE", "ADDRESS", "IBAN", "RIB"):
        return Owner(ORGANISATION, say("Personne n'est nommé à cet endroit : ce sont les coordonnées du site."))
    return Owner(SUBJECT, say("La page parle de vous.")) if _speaks_of(reading, known) else Owner(OTHER, say("Rien ne la rattache à vous."))


def _told(span: Span, reading: Reading, subject: Subject) -> Owner:
    """The lane: what she says of herself on her own page is hers; everything else is somebody else's."""
    if not span.rule.endswith(".self"):
        return Owner(OTHER, say("La phrase parle de quelqu'un d'autre."))
    name = _nearest(span, reading)
    if own_page(reading.mention, subject) or (name is not None and names(subject).match(name)):
        return Owner(SUBJECT, say("Vous le dites vous-même."))
    return Owner(OTHER, say("Une autre personne le dit d'elle-même."))


def _named(span: Span, reading: Reading, subject: Subject) -> Owner:
    if names(subject).match(reading.mention.text[span.start : span.end]):
        return Owner(SUBJECT, say("C'est votre nom."))
    return Owner(OTHER, say("C'est le nom de quelqu'un d'autre."))


def _email(value: str, subject: Subject) -> Owner | None:
    if value in {email.lower() for email in subject.emails}:
        return Owner(SUBJECT, say("C'est une adresse de votre profil."))
    local = value.partition("@")[0]
    parts = [part for part in re.split(r"[._+-]", fold(local).replace(" ", ".")) if part]
    known = names(subject)
    if known.surnames & set(parts) and (len(parts) == 1 or any(p in known.firsts or p[:1] in {f[0] for f in known.firsts} for p in parts)):
        return Owner(SUBJECT, say("L'adresse porte votre nom."))
    if any(surname in "".join(parts) and first in "".join(parts) for surname in known.surnames for first in known.firsts):
        return Owner(SUBJECT, say("L'adresse porte votre nom."))
    if set(parts) & _ROLES:
        return Owner(ORGANISATION, say("C'est l'adresse d'un service, pas d'une personne."))
    if any(part in first_names() and len(part) > 2 for part in parts) and not set(parts) & known.firsts:
        return Owner(OTHER, say("L'adresse porte le nom de quelqu'un d'autre."))
    return None


def _phone(span: Span, reading: Reading, subject: Subject) -> Owner | None:
    if span.value in {_e164(phone) for phone in subject.phones}:
        return Owner(SUBJECT, say("C'est un numéro de votre profil."))
    low = reading.mention.text.lower()
    if _FREE_CALL.match(span.value) or _DESK.search(low, _sentence(low, span.start), span.start):
        return Owner(ORGANISATION, say("C'est le numéro d'un standard ou d'un service."))
    return None


def _sentence(text: str, position: int) -> int:
    """Where the sentence (or line) around `position` starts, at most `AROUND` before it."""
    return max(position - AROUND, text.rfind("\n", 0, position) + 1, text.rfind(". ", 0, position) + 1, 0)


@cache
def _e164(phone: str) -> str:
    from ereput.analyse.exposure.phone import read

    return read(phone, "FR")[0]


def _names_in(reading: Reading) -> list[str]:
    return [reading.mention.text[s.start : s.end] for s in reading.spans if s.kind == "PERSON"]


def _nearest(span: Span, reading: Reading) -> str | None:
    """The person named last before the datum, in the same paragraph."""
    text = reading.mention.text
    low = max(text.rfind("\n\n", 0, span.start), span.start - AROUND)
    before = [s for s in reading.spans if s.kind == "PERSON" and low <= s.start and s.end <= span.start]
    return text[before[-1].start : before[-1].end] if before else None


def _speaks_of(reading: Reading, known: Names) -> bool:
    folded = fold(reading.mention.title + " " + reading.mention.text[:20_000])
    return any(name in folded for name in known.full)
