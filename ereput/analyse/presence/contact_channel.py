"""F10: « avant, le spécialiste disait : appelez-moi »: is there one safe professional way to reach her, without a private number?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ereput.analyse.presence.acts import about, public
from ereput.analyse.presence.making import Rule, finding, lacking, proof, table
from ereput.analyse.presence.pages import own_pages
from ereput.model import Axis, Cell, Kind, Reading, Severity, Text, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.analyse.presence.base import Known, Yield

NAME = "links.channel"
TITLE = say("Peut-on vous joindre sans danger ?")


def run(known: Known) -> Iterator[Yield]:
    doors = [*own_pages(known), *(r for r in about(known, Kind.PROFILE) if public(r.mention))]
    if not doors:
        yield lacking(NAME, TITLE, say("Aucune page ni aucun profil public de vous n'a été lu."))
        return
    private = frozenset(email.casefold() for email in known.subject.emails)
    ways = [(r, way) for r in doors if (way := channel(r, private))]
    rows: list[tuple[Cell, ...]] = [(r.mention.url, way) for r, way in ways]
    yield table(NAME, TITLE, ("url", "way"), rows, note=None if rows else say("Aucun moyen de vous joindre n'a été trouvé."))
    if not ways:
        yield finding(
            known, NAME, "none", axis=Axis.FINDABLE, severity=Severity.LOW, title=say("Aucun moyen professionnel de vous joindre"),
            explanation=say("Qui vous trouve doit pouvoir vous écrire, sans votre numéro ni votre adresse."),
            remedy=say("Ajoutez un lien vers votre profil professionnel, un formulaire, ou une adresse e-mail réservée à la recherche."),
            evidence=(proof(doors[0]),),
        )  # fmt: skip


def channel(reading: Reading, private: frozenset[str] = frozenset()) -> Text | None:
    """The safe way a page or profile offers: a professional profile, a form, an address that is not one of her `private` ones."""
    mention = reading.mention
    linked = " ".join((*mention.all("same_as"), *mention.all("url"), *mention.all("link"), mention.text)).casefold()
    if "linkedin.com/in" in linked:
        return say("profil professionnel")
    if any(w in linked for w in ("/contact", "formulaire", "contact@", "/me-contacter")):
        return say("page de contact")
    shown = {mention.field("email").casefold(), *(span.value.casefold() for span in reading.spans if span.kind == "EMAIL")}
    return say("adresse e-mail") if shown - private - {""} else None


CHECK = Rule(name=NAME, title=TITLE, answers=("F10",), needs=say("une page ou un profil public"), run=run)
