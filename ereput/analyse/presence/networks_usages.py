"""B6: « trois grands usages »: keep in touch, develop an activity, show a career. Which of the three her traces serve."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ereput.analyse.presence.acts import Act, about, acts
from ereput.analyse.presence.making import Rule, lacking, share, table
from ereput.model import Kind, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.analyse.presence.base import Known, Yield

NAME = "networks.usages"
TITLE = say("À quoi vous servent vos réseaux ?")


def run(known: Known) -> Iterator[Yield]:
    done = acts(known)
    touch = len(about(known, Kind.REACTION)) + sum(d.act is Act.COMMENT for d in done)
    business = len(about(known, Kind.RECOMMENDATION)) + sum(d.act is Act.ANSWER for d in done)
    career = sum(d.act is Act.PUBLISH for d in done) + len(about(known, Kind.PROJECT, Kind.CERTIFICATE))
    whole = touch + business + career
    if whole < 5:
        yield lacking(NAME, TITLE, say("Trop peu de gestes lus pour distinguer vos usages."))
        return
    rows = (
        (say("garder le contact, l'élargir"), touch, round(share(touch, whole), 1)),
        (say("développer une activité, aider"), business, round(share(business, whole), 1)),
        (say("montrer un parcours"), career, round(share(career, whole), 1)),
    )
    yield table(NAME, TITLE, ("usage", "acts", "share"), rows)


CHECK = Rule(name=NAME, title=TITLE, answers=("B6",), needs=say("un export de réseau ou des publications"), run=run)
