"""The evidence table: what speaks for or against a mention being hers, each with its likelihood ratio and its words.

Fellegi–Sunter (1969): log-likelihood ratios add up. The ratios are data (`weights.toml`).
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from ereput.model import Kind, Mention, Text, say
from ereput.resolve import names, surroundings
from ereput.resolve.clue import Clue, View, weigh, weights
from ereput.resolve.names import Likeness
from ereput.resolve.portrait import Portrait, avatars, births, digits, handle, month, place, prints
from ereput.resolve.spelling import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


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
    Likeness.FIRST: ("first", say("Le nom de famille n'est donné que par son initiale.")),
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
    yield Clue(family="name", weight=weigh("name", key), words=words)


def _is_handle_like(mention: Mention) -> bool:
    return all(" " not in n.strip() for n in mention.all("name"))


# --- links and identifiers --------------------------------------------------------------------------------------------------


def _links(known: Portrait, view: View) -> Iterator[Clue]:
    mention, here = view.mention, place(view.mention.url)
    if mention.url.startswith("http") and any(here == p or here.startswith(f"{p}/") for p in known.pages):
        yield Clue(family="link", weight=weigh("link", "own_page"), words=say("Cette page fait partie d'un site que vous avez déclaré."))
        return
    if _declared_account(known, mention):
        yield Clue(family="link", weight=weigh("link", "own_page"), words=say("C'est un compte que vous avez déclaré."))
        return
    if mention.kind is Kind.RESULT and here in known.urls:
        yield Clue(family="link", weight=weigh("link", "own_page"), words=say("Ce résultat mène à une page sûre de vous."))
        return
    theirs = {place(u) for name in ("same_as", "url") for u in mention.all(name)}
    verified = {place(u) for u in mention.all("verified")} & known.urls
    back, forth = theirs & known.urls, bool(mention.url) and here in known.claims
    if verified or (back and forth):
        yield Clue(family="link", weight=weigh("link", "verified"), words=say("Cette page et une page sûre renvoient l'une à l'autre."))
    elif mention.url and here in known.mine:
        yield Clue(family="link", weight=weigh("link", "said_hers"), words=say("Une page sûre de vous dit que celle-ci est à vous."))
    elif back:
        yield Clue(family="link", weight=weigh("link", "one_way"), words=say("Cette page renvoie à une page sûre de vous."))
    elif forth:
        yield Clue(family="link", weight=weigh("link", "one_way"), words=say("Une page sûre de vous renvoie à celle-ci."))


def _declared_account(known: Portrait, mention: Mention) -> bool:
    """The page of an account she gave: on its server, or on a host of its service's name, at an address that ends with the user."""
    if mention.kind not in _ACCOUNT_PAGES or not known.accounts:
        return False
    host, user = place(mention.url).split("/")[0], _last_part(mention.url)
    return any(user == mine and (host == where or where in host.split(".")[:-1]) for where, mine in known.accounts)


def _last_part(url: str) -> str:
    """The account's name at the end of an address ("…/@cam", "…?title=User:cam")."""
    return handle(re.split(r"[/=:@]", url.rstrip("/"))[-1]) if url.startswith("http") else ""


_ACCOUNT_PAGES = frozenset({Kind.PROFILE, Kind.ACCOUNT, Kind.PAGE, Kind.RESULT})
"""Kinds whose address may end with the account's name."""


SAME_PICTURE = 6
"""Bits of 64 in which two prints of one picture may differ (another size, another compression)."""


def _identifiers(known: Portrait, view: View) -> Iterator[Clue]:
    mention, lower = view.mention, view.text.casefold()
    emails = {e.casefold() for e in mention.all("email")}
    if known.emails & emails or any(_whole_email(e, lower) for e in known.emails) or _gravatar(known, mention):
        yield Clue(family="email", weight=weigh("link", "email"), words=say("Même adresse e-mail."))
    figures = re.sub(r"[\s.\-()]", "", view.text) if known.phones else ""
    if known.phones & {digits(p) for p in mention.all("phone")} or any(p in figures for p in known.phones):
        yield Clue(family="phone", weight=weigh("link", "phone"), words=say("Même numéro de téléphone."))
    if known.avatars & avatars(mention) or any((a ^ b).bit_count() <= SAME_PICTURE for a in prints(mention) for b in known.prints):
        yield Clue(family="avatar", weight=weigh("link", "avatar"), words=say("Même photo de profil."))


def _others(known: Portrait, view: View) -> Iterator[Clue]:
    """Somebody's own address or number beside the name, that is not one of hers: people have several, so it speaks softly."""
    surnames = {last for n in known.names for last in ("".join(names.split(n).surname), names.split(n).glued) if len(last) > 2}
    told = {e.casefold() for e in (*view.mention.all("email"), *_EMAIL.findall(view.text[:20_000]))}
    named = {e for e in told - known.emails if any(last in "".join(fold(e.partition("@")[0]).split()) for last in surnames)}
    if named and known.emails and not told & known.emails and not any(_works_there(e, known) for e in named):
        yield Clue(family="against", weight=weigh("link", "other_email"), words=say("Une autre adresse e-mail à ce nom."))
    phones = {d for p in view.mention.all("phone") if (d := digits(p))}
    if phones and known.phones and not phones & known.phones:
        yield Clue(family="against", weight=weigh("link", "other_phone"), words=say("Un autre numéro de téléphone."))


_EMAIL = re.compile(r"\b[A-Za-z0-9][\w.+-]{1,60}@[A-Za-z0-9][A-Za-z0-9.-]{1,60}\b")
"""Enough of RFC 5322 to tell a person's address in a text."""


def _works_there(email: str, known: Portrait) -> bool:
    """Is it the address that her employer or school gave her?"""
    domain = "".join(fold(email.partition("@")[2]).split())
    return any(word in domain for mine in known.employers | known.schools for word in mine.split() if len(word) > 3)


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
    if view.mention.kind in _ACCOUNT_PAGES:
        theirs.add(_last_part(view.mention.url))
    given = {word for n in known.names for part in [names.split(n)] for word in ("".join(part.given), *part.given)}
    for shared in sorted((theirs & known.handles) - given - {""}):  # a first name is the name's own clue, and every namesake's
        if _made_of_name(shared, known):
            yield Clue(
                family="handle",
                weight=weigh("handle", "numbered" if sum(map(str.isdigit, shared)) > 1 else "named"),
                words=say("Même identifiant « {handle} », formé sur le nom.", handle=shared),
            )
        else:
            yield Clue(family="handle", weight=weigh("handle", "rare"), words=say("Même identifiant « {handle} ».", handle=shared))
        return


def _made_of_name(user: str, known: Portrait) -> bool:
    letters = "".join(c for c in fold(user) if c.isalpha())
    if len(letters) < 4 or (len(user) - len(letters) < 3 and len(letters) < 6):
        return True
    return any(
        last and last in letters and letters.replace(last, "", 1) in _starts("".join(part.given))
        for part in (names.split(n) for n in known.names)
        for last in ("".join(part.surname), part.glued, part.article + "".join(part.surname))
    )


def _starts(given: str) -> set[str]:
    return {given[:i] for i in range(len(given) + 1)}


# --- birth and life ---------------------------------------------------------------------------------------------------------

_BORN = re.compile(r"\bn[ée]e?\s+(?:le|en)\s+[^.;\n]{0,30}?\b((?:19|20)\d\d)\b", re.IGNORECASE)
_AGE = re.compile(r"\b(\d{2})\s+ans\b")
_OBITUARY = re.compile(r"\b(?:avis de décès|avis d'obsèques|nécrologie|nous a quittés|obituary)\b", re.IGNORECASE)


def _birth(known: Portrait, view: View) -> Iterator[Clue]:
    if _OBITUARY.search(view.text[:5000]):
        yield Clue(family="life", weight=weigh("life", "obituary"), words=say("La page annonce un décès."))
    if not known.born:
        yield from _age(known, view, born=_working_since(known) - 22, slack=12)
        return
    dates = births(view.mention) or tuple(m[1] for m in _BORN.finditer(view.text))
    if dates:
        yield _compare_births(known.born, dates[0])
        return
    yield from _age(known, view, born=int(known.born[:4]), slack=1)


def _working_since(known: Portrait) -> int:
    """The year of her first known job, 0 when none is dated: she was some 22 years old (INSEE: 22.6 for those of 2020)."""
    return min((job.start[0] for job in known.jobs if job.start), default=0)


def _age(known: Portrait, view: View, *, born: int, slack: int) -> Iterator[Clue]:
    """An age in an article: hers when it stands in a sentence with her name, perhaps somebody's elsewhere.

    A page without a date was written before it was read: an age that she has not reached yet does not go with her.
    """
    mention = view.mention
    dated = mention.published or mention.seen_at
    if born <= 0 or not dated or mention.kind not in (Kind.ARTICLE, Kind.PROFILE, Kind.PAGE, Kind.LISTING):
        return
    close = next((found for s in view.near(known) if (found := _AGE.search(s))), None)
    age = close or _AGE.search(view.text)
    if age is None or int(age[1]) < 15:
        return
    before, sure = born - (dated.year - int(age[1])), 1 if close else weights()["birth"]["in_text"]
    off = abs(before) if mention.published else max(before, 0)
    if off <= 1 and slack == 1 and mention.published:
        yield Clue(family="birth", weight=weigh("birth", "age") * sure, words=say("L'âge indiqué convient."))
    elif off > slack + 2:
        yield Clue(
            family="birth", weight=weigh("birth", "conflict" if slack == 1 else "far") * sure, words=say("L'âge indiqué ne convient pas.")
        )


def _compare_births(mine: str, theirs: str) -> Clue:
    common = min(len(mine), len(theirs))
    if mine[:common] != theirs[:common]:
        return Clue(family="birth", weight=weigh("birth", "conflict"), words=say("La date de naissance est différente."))
    key = {10: "day", 7: "month"}.get(common, "year")
    words = say("Même année de naissance.") if key == "year" else say("Même date de naissance.")
    return Clue(family="birth", weight=weigh("birth", key), words=words)


_STUDENT, _PERHAPS_STUDENT = range(17, 41), range(8, 46)
"""Ages at which one writes a dissertation; the second when the year of birth is guessed from the first known job."""
_STUDY = re.compile(r"\b(?:mémoire de|mémoire présenté|soutenue? (?:en|le)|rapport de stage|thèse de|thèse présentée)\b", re.IGNORECASE)


def _life(known: Portrait, view: View) -> Iterator[Clue]:
    mention = view.mention
    started = month(mention.field("start")) if mention.field("organisation") else None
    dated = started[0] if started else (mention.published.year if mention.published else None)
    if dated is None:
        return
    born, ages = (int(known.born[:4]), _STUDENT) if known.born else (_working_since(known) - 22, _PERHAPS_STUDENT)
    if born > 0 and dated - born not in ages and _STUDY.search(view.text[:2_000]):
        yield Clue(family="against", weight=weigh("life", "study_age"), words=say("Un travail d'étudiant, à un autre âge que le vôtre."))
    if not known.born:
        if dated < _working_since(known) - 12:
            yield Clue(
                family="life", weight=weigh("life", "long_before"), words=say("La page date de bien avant votre premier emploi connu.")
            )
        return
    age = dated - int(known.born[:4])
    if age < 0:
        yield Clue(family="life", weight=weigh("life", "before_birth"), words=say("La page date d'avant votre naissance."))
    elif age < 14:
        yield Clue(family="life", weight=weigh("life", "child"), words=say("La page date de votre enfance."))
    elif age < 18 and mention.kind in (Kind.POSITION, Kind.DOCUMENT):
        yield Clue(family="life", weight=weigh("life", "minor"), words=say("Vous étiez mineur·e à cette date."))


_LOOKS: tuple[Callable[[Portrait, View], Iterator[Clue]], ...] = (
    _links,
    _identifiers,
    _others,
    _handle,
    _name,
    _birth,
    _life,
    *surroundings.LOOKS,
)
