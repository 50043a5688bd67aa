"""The evidence table: what speaks for or against a mention being hers, each with its likelihood ratio and its words.

Fellegi–Sunter (1969): log-likelihood ratios add up. The ratios are data (`weights.toml`).
"""

from __future__ import annotations

import hashlib
import math
import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ereput.model import Kind, Mention, Text, say
from ereput.resolve import names
from ereput.resolve.names import Likeness, fold
from ereput.resolve.portrait import Portrait, births, city, digits, handle, house, jobs_of, month, place, same_house

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

BIG_CITIES = frozenset("paris marseille lyon toulouse nice nantes montpellier strasbourg bordeaux lille rennes".split())
"""The eleven communes over 200,000 inhabitants (INSEE, populations légales): living there tells little."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clue:
    """One piece of evidence: natural log of its likelihood ratio, and its words. `family` groups what comes together."""

    family: str
    weight: float
    words: Text


@dataclass(frozen=True, slots=True)
class View:
    """A mention made ready for comparison, once."""

    mention: Mention
    text: str
    padded: str
    telling: str
    sentences: tuple[str, ...]

    @classmethod
    def of(cls, mention: Mention) -> View:
        text = f"{mention.title}\n{mention.text[:100_000]}\n{mention.field('headline')}\n{mention.field('summary')}"
        folded = fold(text)
        sentences = tuple(f" {fold(part)} " for part in re.split(r"[.!?;\n]", text)[:2000])
        return cls(mention, text, f" {folded} ", f" {house(folded)} ", sentences)

    def says(self, words: str) -> bool:
        """Are these folded words in the text, as whole words?"""
        return bool(words) and f" {words} " in self.padded

    def says_near(self, words: str, known: Portrait) -> bool:
        """Are these words in one sentence with her surname?"""
        heads = {f" {t} " for n in known.names for t in names.split(n).surname[-1:]}
        return any(f" {words} " in s and any(h in s for h in heads) for s in self.sentences)

    def cites(self, name: str) -> bool:
        """Is this employer or school (by its telling words) in the text?"""
        return bool(name) and f" {name} " in self.telling


@cache
def weights() -> Mapping[str, Any]:
    """The table of likelihood ratios."""
    return tomllib.loads((Path(__file__).parent / "weights.toml").read_text("utf-8"))


def _w(group: str, name: str) -> float:
    return math.log(weights()[group][name])


def clues(known: Portrait, view: View) -> Iterator[Clue]:
    """Everything that speaks for or against, in a fixed order."""
    for look in _LOOKS:
        yield from look(known, view)


# --- the name ---------------------------------------------------------------------------------------------------------------

_NAME_WORDS: dict[Likeness, tuple[str, Text]] = {
    Likeness.SAME: ("same", say("Le nom est le même.")),
    Likeness.VARIANT: ("variant", say("Le nom est une variante du vôtre.")),
    Likeness.TYPO: ("typo", say("Le nom est écrit un peu autrement.")),
    Likeness.INITIAL: ("initial", say("Le prénom n'est donné que par son initiale.")),
    Likeness.SURNAME: ("surname", say("Seul le nom de famille est là.")),
    Likeness.ABSENT: ("absent", say("Votre nom n'y est pas.")),
    Likeness.OTHER_FIRST: ("other_first", say("Le prénom est différent.")),
    Likeness.DIFFERENT: ("different", say("Le nom est différent.")),
}


def _name(known: Portrait, view: View) -> Iterator[Clue]:
    shown = [names.best(known.names, n) for n in view.mention.all("name")]
    found = max([*shown, names.find(known.names, view.text)]) if not shown else max(shown)
    if found in (Likeness.DIFFERENT, Likeness.OTHER_FIRST) and _is_handle_like(view.mention):
        found = Likeness.ABSENT  # a pseudonym shown as a name says nothing
    key, words = _NAME_WORDS[found]
    yield Clue(family="name", weight=_w("name", key), words=words)


def _is_handle_like(mention: Mention) -> bool:
    return all(" " not in n.strip() for n in mention.all("name"))


# --- links and identifiers --------------------------------------------------------------------------------------------------


def _links(known: Portrait, view: View) -> Iterator[Clue]:
    mention, here = view.mention, place(view.mention.url)
    if mention.url.startswith("http") and any(here == p or here.startswith(f"{p}/") for p in known.pages):
        yield Clue(family="link", weight=_w("link", "own_page"), words=say("Cette page fait partie d'un site que vous avez déclaré."))
        return
    theirs = {place(u) for name in ("same_as", "url") for u in mention.all(name)}
    verified = {place(u) for u in mention.all("verified")} & known.urls
    back, forth = theirs & known.urls, bool(mention.url) and here in known.claims
    if verified or (back and forth):
        yield Clue(family="link", weight=_w("link", "verified"), words=say("Cette page et une page sûre renvoient l'une à l'autre."))
    elif mention.url and here in known.mine:
        yield Clue(family="link", weight=_w("link", "said_hers"), words=say("Une page sûre de vous dit que celle-ci est à vous."))
    elif back:
        yield Clue(family="link", weight=_w("link", "one_way"), words=say("Cette page renvoie à une page sûre de vous."))
    elif forth:
        yield Clue(family="link", weight=_w("link", "one_way"), words=say("Une page sûre de vous renvoie à celle-ci."))


def _identifiers(known: Portrait, view: View) -> Iterator[Clue]:
    mention, lower = view.mention, view.text.casefold()
    emails = {e.casefold() for e in mention.all("email")}
    if known.emails & emails or any(_whole_email(e, lower) for e in known.emails) or _gravatar(known, mention):
        yield Clue(family="email", weight=_w("link", "email"), words=say("Même adresse e-mail."))
    figures = re.sub(r"[\s.\-()]", "", view.text) if known.phones else ""
    if known.phones & {digits(p) for p in mention.all("phone")} or any(p in figures for p in known.phones):
        yield Clue(family="phone", weight=_w("link", "phone"), words=say("Même numéro de téléphone."))
    if known.avatars & set(mention.all("avatar")):
        yield Clue(family="avatar", weight=_w("link", "avatar"), words=say("Même photo de profil."))


def _whole_email(email: str, lower: str) -> bool:
    at = lower.find(email)
    return at >= 0 and not (at and (lower[at - 1].isalnum() or lower[at - 1] in "._-+"))


def _gravatar(known: Portrait, mention: Mention) -> bool:
    """A Gravatar address is the MD5 or SHA-256 of the e-mail (docs.gravatar.com/api/avatars/hash)."""
    avatars = " ".join(mention.all("avatar"))
    if "avatar/" not in avatars:
        return False
    md5 = (hashlib.md5(e.encode(), usedforsecurity=False).hexdigest() for e in known.emails)
    sha = (hashlib.sha256(e.encode()).hexdigest() for e in known.emails)
    return any(h in avatars for h in (*md5, *sha))


def _handle(known: Portrait, view: View) -> Iterator[Clue]:
    theirs = {handle(h) for h in view.mention.all("handle")} | {handle(view.mention.author or "")}
    for shared in sorted((theirs & known.handles) - {""}):
        if _made_of_name(shared, known):
            yield Clue(
                family="handle", weight=_w("handle", "named"), words=say("Même identifiant « {handle} », formé sur le nom.", handle=shared)
            )
        else:
            yield Clue(family="handle", weight=_w("handle", "rare"), words=say("Même identifiant « {handle} ».", handle=shared))
        return


def _made_of_name(user: str, known: Portrait) -> bool:
    letters = "".join(c for c in fold(user) if c.isalpha())
    if len(letters) < 4 or (len(user) - len(letters) < 3 and len(letters) < 6):
        return True
    parts = [names.split(n) for n in known.names]
    return any("".join(p.surname) in letters and letters.replace("".join(p.surname), "", 1) in _starts("".join(p.given)) for p in parts)


def _starts(given: str) -> set[str]:
    return {given[:i] for i in range(len(given) + 1)}


# --- birth and life ---------------------------------------------------------------------------------------------------------

_BORN = re.compile(r"\bn[ée]e?\s+(?:le|en)\s+[^.;\n]{0,30}?\b((?:19|20)\d\d)\b", re.IGNORECASE)
_AGE = re.compile(r"\b(\d{2})\s+ans\b")
_OBITUARY = re.compile(r"\b(?:avis de décès|avis d'obsèques|nécrologie|nous a quittés|obituary)\b", re.IGNORECASE)


def _birth(known: Portrait, view: View) -> Iterator[Clue]:
    if _OBITUARY.search(view.text[:5000]):
        yield Clue(family="life", weight=_w("life", "obituary"), words=say("La page annonce un décès."))
    if not known.born:
        return
    dates = births(view.mention) or tuple(m[1] for m in _BORN.finditer(view.text))
    if dates:
        yield _compare_births(known.born, dates[0])
        return
    published, age = view.mention.published, _AGE.search(view.text)
    if published and age and int(age[1]) >= 15 and view.mention.kind in (Kind.ARTICLE, Kind.PROFILE, Kind.PAGE, Kind.LISTING):
        off = abs(published.year - int(age[1]) - int(known.born[:4]))
        if off <= 1:
            yield Clue(family="birth", weight=_w("birth", "year") / 2, words=say("L'âge indiqué convient."))
        elif off > 3:
            yield Clue(family="birth", weight=_w("birth", "conflict") / 2, words=say("L'âge indiqué ne convient pas."))


def _compare_births(mine: str, theirs: str) -> Clue:
    common = min(len(mine), len(theirs))
    if mine[:common] != theirs[:common]:
        return Clue(family="birth", weight=_w("birth", "conflict"), words=say("La date de naissance est différente."))
    key = {10: "day", 7: "month"}.get(common, "year")
    words = say("Même année de naissance.") if key == "year" else say("Même date de naissance.")
    return Clue(family="birth", weight=_w("birth", key), words=words)


def _life(known: Portrait, view: View) -> Iterator[Clue]:
    if not known.born:
        return
    year, mention = int(known.born[:4]), view.mention
    started = month(mention.field("start")) if mention.field("organisation") else None
    dated = started[0] if started else (mention.published.year if mention.published else None)
    if dated is None:
        return
    if dated < year:
        yield Clue(family="life", weight=_w("life", "before_birth"), words=say("La page date d'avant votre naissance."))
    elif dated < year + 14:
        yield Clue(family="life", weight=_w("life", "child"), words=say("La page date de votre enfance."))


# --- places, people, topics ---------------------------------------------------------------------------------------------------


def _places(known: Portrait, view: View) -> Iterator[Clue]:
    mention = view.mention
    theirs = {c for v in mention.all("location") if (c := city(v))}
    if shared := _first(c for c in sorted(known.cities) if c in theirs):
        yield Clue(family="city", weight=_city(shared), words=say("Même ville : {name}.", name=shared.title()))
    elif shared := _first(c for c in sorted(known.cities) if view.says_near(c, known)):
        yield Clue(family="place", weight=_city(shared), words=say("Votre ville est citée avec votre nom : {name}.", name=shared.title()))
    elif shared := _first(c for c in sorted(known.cities) if view.says(c)):
        far = _city(shared) * weights()["place"]["city_in_text"]
        yield Clue(family="city", weight=far, words=say("Votre ville est citée : {name}.", name=shared.title()))
    elif theirs and known.cities:
        yield Clue(family="against", weight=_w("place", "other_city"), words=say("Une autre ville : {name}.", name=min(theirs).title()))
    yield from _houses(known.employers, mention.all("organisation"), view, "employer")
    yield from _houses(known.schools, mention.all("school"), view, "school")


_HOUSE_WORDS: Mapping[str, Callable[[str], tuple[Text, Text, Text]]] = {
    "employer": lambda n: (
        say("Même employeur : {name}.", name=n), say("Votre employeur est cité : {name}.", name=n),
        say("Un autre employeur : {name}.", name=n),
    ),
    "school": lambda n: (
        say("Même école : {name}.", name=n), say("Votre école est citée : {name}.", name=n), say("Une autre école : {name}.", name=n)
    ),
}  # fmt: skip


def _houses(mine: frozenset[str], shown: tuple[str, ...], view: View, kind: str) -> Iterator[Clue]:
    theirs = {house(v): v for v in shown}
    agreed = _first(v for h, v in sorted(theirs.items()) if any(same_house(h, m) for m in mine))
    if agreed:
        yield Clue(family="place", weight=_w("place", kind), words=_HOUSE_WORDS[kind](agreed)[0])
    elif cited := _first(m for m in sorted(mine) if view.cites(m)):
        yield Clue(family="place", weight=_w("place", kind) * weights()["place"]["in_text"], words=_HOUSE_WORDS[kind](cited.title())[1])
    elif theirs and mine:
        yield Clue(family="against", weight=_w("place", f"other_{kind}"), words=_HOUSE_WORDS[kind](min(theirs.values()))[2])


def _overlap(known: Portrait, view: View) -> Iterator[Clue]:
    for job in jobs_of(view.mention):
        for own in known.jobs:
            if not same_house(job.house, own.house) and _together(job.start, job.end, own.start, own.end) > 3:
                yield Clue(family="against", weight=_w("place", "overlap"), words=say("Un autre emploi au même moment que le vôtre."))
                return


def _together(a: tuple[int, int] | None, b: tuple[int, int] | None, c: tuple[int, int] | None, d: tuple[int, int] | None) -> int:
    """Months two periods share; an open end lasts."""
    far = 9999 * 12

    def n(point: tuple[int, int] | None, default: int) -> int:
        return point[0] * 12 + point[1] if point else default

    return min(n(b, far), n(d, far)) - max(n(a, 0), n(c, 0))


def _city(name: str) -> float:
    return _w("place", "big_city" if name in BIG_CITIES else "city")


def _people(known: Portrait, view: View) -> Iterator[Clue]:
    met = [p for p in sorted(known.people) if view.says(p)][: int(weights()["people"]["at_most"])]
    if met:
        words = say("{n} de vos contacts y sont cités.", n=len(met)) if len(met) > 1 else say("Un de vos contacts y est cité.")
        yield Clue(family="people", weight=_w("people", "known") * len(met), words=words)


def _topics(known: Portrait, view: View) -> Iterator[Clue]:
    shown = set(map(fold, view.mention.all("skill")))
    shared = [s for s in sorted(known.skills) if len(s) > 2 and (s in shown or view.says(s))][: int(weights()["topic"]["at_most"])]
    if shared:
        words = say("Mêmes sujets : {names}.", names=", ".join(shared))
        yield Clue(family="topic", weight=_w("topic", "skill") * len(shared), words=words)
    titles = set(map(fold, view.mention.all("title")))
    if known.titles and titles and not known.titles & titles:
        yield Clue(family="against", weight=_w("topic", "other_title"), words=say("Un autre métier : {title}.", title=min(titles)))
    if known.titles & titles:
        yield Clue(family="topic", weight=_w("topic", "title"), words=say("Même intitulé de poste."))


def _first(values: Iterator[str]) -> str | None:
    return next(values, None)


_LOOKS: tuple[Callable[[Portrait, View], Iterator[Clue]], ...] = (
    _links, _identifiers, _handle, _name, _birth, _life, _places, _overlap, _people, _topics,
)  # fmt: skip
