"""F6: « ils vérifient avant l'entrevue LinkedIn, Twitter, Facebook et le blogue »: the four stops and what each shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ereput.analyse.presence.accounts import accounts
from ereput.analyse.presence.making import Rule, table
from ereput.analyse.presence.networks_dormant import state
from ereput.analyse.presence.pages import own_pages
from ereput.model import Cell, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.analyse.presence.base import Known, Yield

NAME = "recruiter.stops"
TITLE = say("LinkedIn, X, Facebook, blog : ce qui s'y voit")
STOPS = ("linkedin", "x", "facebook")


def run(known: Known) -> Iterator[Yield]:
    if not known.readings:
        return
    by_network = {a.network: a for a in accounts(known)}
    rows: list[tuple[Cell, ...]] = []
    for stop in STOPS:
        account = by_network.get(stop)
        name = {"linkedin": "LinkedIn", "x": "X", "facebook": "Facebook"}[stop]
        if account is None:
            rows.append((name, say("aucun compte connu"), None, ""))
        else:
            shown = account.profile.mention.field("headline") or account.profile.mention.title if account.profile else ""
            rows.append((name, state(account, known), account.last.date() if account.last else None, shown[:120]))
    pages = own_pages(known)
    newest = max((r.mention.published for r in pages if r.mention.published), default=None)
    rows.append(
        (
            say("blog ou site"),
            say("{n} {n:page lue|pages lues}", n=len(pages)),
            newest.date() if newest else None,
            pages[0].mention.title[:120] if pages else "",
        )
    )
    yield table(NAME, TITLE, ("stop", "state", "last", "shown"), rows)


CHECK = Rule(name=NAME, title=TITLE, answers=("F6",), needs=say("rien : chaque arrêt dit ce qui en est connu"), run=run)
