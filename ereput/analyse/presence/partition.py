"""B10, G6: the wall between private and professional life: same handle, same picture, same e-mail, links from one side to the other."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from ereput.analyse.presence.accounts import Account, accounts
from ereput.analyse.presence.acts import fold, host
from ereput.analyse.presence.making import Rule, computed, finding, lacking, proof, table
from ereput.model import Axis, Cell, Evidence, Severity, Text, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.analyse.presence.base import Known, Yield

NAME = "partition.link"
TITLE = say("Cloison entre vie privée et vie professionnelle")


def run(known: Known) -> Iterator[Yield]:
    found = [a for a in accounts(known) if a.entry]
    private = [a for a in found if a.entry and a.entry.private]
    if not private or len(private) == len(found):
        yield lacking(NAME, TITLE, say("Il faut au moins un compte privé et un compte professionnel ou public."))
        return
    rows: list[tuple[Cell, ...]] = []
    for one, other in combinations(found, 2):
        shared = tuple(bonds(one, other))
        rows += [(one.name, other.name, words, _crosses(one, other)) for words in shared]
        if shared and (one in private) != (other in private):
            inner, outer = (one, other) if one in private else (other, one)
            yield finding(
                known, NAME, f"{inner.network}|{outer.network}", axis=Axis.CREDIBLE, severity=Severity.LOW, label=inner.name,
                confidence=0.8,
                title=say("{private} se relie à {public}", private=inner.name, public=outer.name),
                explanation=say("Ce qui les relie : {bond}. Qui trouve l'un trouve l'autre.", bond=shared[0]),
                remedy=say("Changez le pseudonyme ou la photo du compte privé, ou retirez le lien, si vous voulez les séparer."),
                evidence=_evidence(inner, outer),
            )  # fmt: skip
    yield table(NAME, TITLE, ("one", "other", "bond", "crosses"), rows, note=None if rows else say("Rien ne relie ces comptes entre eux."))


def bonds(one: Account, other: Account) -> Iterator[Text]:
    """What a stranger may follow from one account to the other."""
    if one.user and fold(one.user) == fold(other.user):
        yield say("même pseudonyme « {user} »", user=one.user)
    if one.profile is None or other.profile is None:
        return
    a, b = one.profile.mention, other.profile.mention
    if set(a.all("avatar")) & set(b.all("avatar")) or (set(a.all("avatar_print")) & set(b.all("avatar_print"))) - {"default"}:
        yield say("même photo")
    if {e.casefold() for e in a.all("email")} & {e.casefold() for e in b.all("email")}:
        yield say("même adresse e-mail")
    if _points(one, other) or _points(other, one):
        yield say("un lien de l'un vers l'autre")


def _points(one: Account, other: Account) -> bool:
    if one.profile is None or other.entry is None:
        return False
    urls = [u for name in ("same_as", "url", "verified", "link") for u in one.profile.mention.all(name)]
    return any(host(u).endswith(h) and (not other.user or other.user.casefold() in u.casefold()) for u in urls for h in other.entry.hosts)


def _crosses(one: Account, other: Account) -> Text:
    sides = {a.entry.private for a in (one, other) if a.entry}
    return say("passe la cloison") if len(sides) == 2 else say("même côté")


def _evidence(*pair: Account) -> tuple[Evidence, ...]:
    return tuple(proof(a.profile, a.user or a.name) for a in pair if a.profile) or (computed(*(a.network for a in pair)),)


CHECK = Rule(name=NAME, title=TITLE, answers=("B10", "G6"), needs=say("un compte privé et un compte professionnel ou public"), run=run)
