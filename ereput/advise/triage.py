"""Before the first letter: which refusal is likely, and which route is better. A request refused once is harder to make again.

The reasons for refusal are those of GDPR art. 17(3) and 21(1), and of the criteria for de-listing (Article 29 Working Party, WP 225,
part II; EDPB Guidelines 5/2019). This says what is usual, from what the audit saw; it decides nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ereput.advise.guides import for_url
from ereput.advise.hers import host, may_edit
from ereput.advise.requests import IDENTITY, pages, protected
from ereput.model import Finding, Kind, Mention, Subject, Text, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ereput.advise.guides import Guide

OFFICIAL = re.compile(r"(?:^|\.)(?:legifrance|journal-officiel|bodacc)\.(?:gouv\.)?fr$|\.gouv\.fr$")
"""Hosts of the French State: what they publish, a law usually asks for."""
REGISTERS = frozenset({"societe.com", "pappers.fr", "verif.com", "infogreffe.fr", "inpi.fr", "annuaire-entreprises.data.gouv.fr"})
LISTS = frozenset({"pipermail", "mhonarc", "public_inbox", "hyperkitty", "ietf"})
SCHOLARS = frozenset({"hal", "theses", "idref", "openalex", "crossref", "rfc"})
"""Names of the collectors of mailing-list archives and of research."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Triage:
    """What to expect. `chance` is "good", "fair" or "poor"; `refusal` the likely ground of a refusal, None when none is; `route` the better
    way; `letter` the kind to begin with ("" when no letter is needed); `signs` what weighs for and against.
    """

    chance: str
    refusal: Text | None
    route: Text
    letter: str
    signs: tuple[Text, ...] = ()


CHANCES: Mapping[str, Text] = {"good": say("bonne chance"), "fair": say("chance moyenne"), "poor": say("refus probable")}


def triage(
    finding: Finding,
    url: str,
    subject: Subject,
    mention: Mention | None = None,
    *,
    known: Mapping[str, Guide] | None = None,
    minor: bool = False,
) -> Triage:
    """What to expect of a request about `finding` at `url`; `minor` when it dates from before eighteen whatever its kind."""
    guide = for_url(url) or (for_url(url, known) if known else None)
    if may_edit(subject, finding, url):
        return Triage(
            chance="good", refusal=None, letter="",
            route=say("Cette page est à vous : modifiez-la, puis demandez aux moteurs de relire la page. Aucune lettre n'est utile."),
        )  # fmt: skip
    chance, refusal, route, letter = _expected(finding, url, guide, mention, minor=minor)
    return Triage(chance=chance, refusal=refusal, route=route, letter=letter, signs=tuple(_signs(finding, mention, minor=minor)))


def first_url(finding: Finding) -> str:
    return next(iter(pages(finding)), "")


_Row = tuple[str, "Text | None", Text, str]


def _expected(finding: Finding, url: str, guide: Guide | None, mention: Mention | None, *, minor: bool) -> _Row:
    kind, where = guide.kind if guide else "", host(url)
    if minor or finding.kind == "MINOR":
        return (
            "good",
            say("Liberté d'expression et d'information (art. 17, paragraphe 3, a), surtout si d'autres que vous ont écrit la page."),
            say("Demandez l'effacement renforcé, qui vaut pour ce qu'un service en ligne a recueilli : vous n'avez pas à dire "
                "pourquoi ; sans réponse en un mois, la CNIL se prononce en trois semaines."),
            "erasure-minor",
        )  # fmt: skip
    if where in REGISTERS or OFFICIAL.search(where):
        return _LEGAL_DUTY
    if finding.kind in IDENTITY:
        return (
            "good", None,
            say("Écrivez au site et au moteur de recherche le même jour : personne n'a de raison de garder cette donnée en ligne."),
            "erasure",
        )  # fmt: skip
    return _BY_KIND.get(kind) or _by_page(mention)


def _by_page(mention: Mention | None) -> _Row:
    if mention is not None and mention.source in LISTS:
        return _LIST
    if mention is not None and mention.source in SCHOLARS:
        return _BY_KIND["research"]
    if mention is not None and mention.kind is Kind.ARTICLE:
        return _PRESS
    if mention is not None and mention.kind in (Kind.COMMENT, Kind.ANSWER, Kind.POST):
        return _BY_KIND["forum"]
    if mention is not None and mention.kind is Kind.LISTING:
        return _BY_KIND["directory"]
    return _OTHER


_LEGAL_DUTY: _Row = (
    "poor", say("Obligation légale de publier (art. 17, paragraphe 3, b)."),
    say("Demandez la diffusion partielle à l'INSEE ou à l'INPI pour une entreprise, l'anonymisation ou la non-indexation au service qui"
        " publie ; le reste relève du moteur de recherche."), "objection",
)  # fmt: skip
_PRESS: _Row = (
    "poor", say("Liberté d'expression et d'information, journalisme (art. 17, paragraphe 3, a ; art. 85)."),
    say("N'exigez pas l'effacement : demandez une mise à jour, l'initiale à la place du nom ou l'exclusion des moteurs. Sinon, le moteur."),
    "delisting",
)  # fmt: skip
_LIST: _Row = (
    "fair", say("Archive d'une discussion, intérêt de ceux qui y ont répondu."),
    say("Demandez le retrait de la seule donnée (signature, numéro) plutôt que du message, et l'exclusion de l'archive des moteurs."),
    "erasure",
)  # fmt: skip
_OTHER: _Row = (
    "fair", say("Intérêt légitime de l'éditeur, s'il en montre un (art. 21, paragraphe 1)."),
    say("Écrivez au site, avec l'adresse exacte et ce qu'il faut retirer, rien de plus ; puis le moteur de recherche."), "erasure",
)  # fmt: skip
_BY_KIND: dict[str, _Row] = {
    "archive": (
        "fair", say("Archivage dans l'intérêt public, recherche historique (art. 17, paragraphe 3, d)."),
        say("Retirez d'abord la page d'origine, puis demandez l'exclusion de la copie : une archive suit souvent le site."), "erasure",
    ),
    "research": (
        "poor", say("Recherche scientifique, archive (art. 17, paragraphe 3, d) ; un auteur est nommé à raison."),
        say("Demandez le retrait de l'adresse ou du numéro, pas de la publication ; corrigez votre profil d'auteur."), "rectification",
    ),
    "wiki": (
        "poor", say("Liberté d'expression, licence libre, historique public."),
        say("Demandez aux administrateurs le masquage de la donnée dans l'historique, ou le renommage de votre compte."), "rectification",
    ),
    "petition": (
        "fair", say("Liberté d'expression ; une signature était publique au moment où elle a été donnée."),
        say("Demandez que votre signature devienne anonyme : c'est prévu, et plus simple qu'un effacement."), "objection",
    ),
    "broker": (
        "good", say("Une copie revient souvent après quelques mois."),
        say("Opposez-vous et demandez l'effacement d'un même geste, puis la source des données (art. 15) pour remonter plus haut."),
        "objection",
    ),
    "directory": (
        "good", None,
        say("Demandez la liste rouge à votre opérateur, puis opposez-vous auprès de l'annuaire : contre la prospection, aucune raison "
            "n'est à donner."),
        "objection",
    ),
    "forum": (
        "fair", say("Liberté d'expression, cohérence de la discussion ; la licence du site garde parfois le message."),
        say("Demandez le retrait de la donnée ou l'anonymisation du compte plutôt que celui du fil entier."), "erasure",
    ),
    "code": (
        "fair", say("L'historique d'un dépôt appartient aussi à ceux qui l'ont copié."),
        say("Changez l'adresse de vos prochains commits, puis demandez à l'hébergeur le retrait de la donnée sensible."), "erasure",
    ),
    "network": (
        "good", None,
        say("Signalez la publication depuis le service, qui répond plus vite qu'à une lettre ; la lettre vient ensuite."), "erasure",
    ),
    "market": ("good", None, say("Supprimez l'annonce depuis le compte, ou demandez-le par le formulaire du site."), "erasure"),
    "jobs": ("good", None, say("Rendez le CV invisible depuis le compte, puis supprimez-le ; la lettre vaut pour les copies."), "erasure"),
}  # fmt: skip
"""By kind of service (`guides.toml`)."""


def _signs(finding: Finding, mention: Mention | None, *, minor: bool) -> Iterator[Text]:
    if finding.kind in IDENTITY:
        yield say("Pour : risque d'usurpation ou d'atteinte matérielle.")
    if (law := protected(finding)) == "sensitive":
        yield say("Pour : donnée que protège l'article 9 du RGPD.")
    elif law:
        yield say("Pour : donnée que protège l'article 10 du RGPD.")
    if minor:
        yield say("Pour : vous êtes mineur·e.")
    elif finding.kind == "MINOR":
        yield say("Pour : vous étiez mineur·e.")
    if mention is not None and mention.kind in (Kind.POSITION, Kind.DOCUMENT, Kind.CV):
        yield say("Contre : information sur la vie professionnelle.")
    if mention is not None and mention.kind is Kind.ARTICLE:
        yield say("Contre : information publiée par un éditeur pour informer.")
    yield say("À vous de dire : avez-vous un rôle public (mandat, direction, notoriété) ? Si oui, un refus est plus probable.")
