"""Each finding in words: the rule that spoke, the check it passed, the word beside it, whose it is, who can see it, how grave it is."""

from __future__ import annotations

from math import floor
from typing import TYPE_CHECKING

from ereput.analyse.exposure.criteria import protected
from ereput.analyse.exposure.kinds import KINDS, SENSITIVE
from ereput.model import Audience, Axis, Finding, Severity, Text, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.analyse.exposure.facts import Fact
    from ereput.model import Span

CHECKS: dict[str, Text] = {
    "nir_key": say("sa clé de contrôle est juste"),
    "luhn": say("sa clé de Luhn est juste"),
    "iban_key": say("sa clé IBAN est juste"),
    "rib_key": say("sa clé RIB est juste"),
    "vat_key": say("sa clé de TVA est juste"),
    "spi_key": say("sa clé fiscale est juste"),
    "phone_valid": say("le plan de numérotation l'attribue"),
    "email_shape": say("la forme est celle d'une adresse complète"),
    "email_disguised": say("c'est une adresse écrite pour échapper aux robots"),
    "way": say("un numéro et un type de voie se suivent"),
    "postcode": say("le code postal existe"),
    "postcode_label": say("un mot annonce un code postal"),
    "commune": say("la commune existe"),
    "calendar": say("la date existe"),
    "ip": say("c'est une adresse bien formée"),
    "mac": say("c'est une adresse bien formée"),
    "url": say("c'est une adresse bien formée"),
    "plate_hyphens": say("les tirets sont ceux d'une plaque"),
    "mrz": say("c'est la bande de lecture d'un document"),
    "secret_prefix": say("son préfixe est celui d'un fournisseur"),
    "secret_shape": say("la valeur a la forme d'un secret"),
    "in_france": say("le point est en France, à quelques mètres près"),
    "globe": say("les deux nombres sont un point du globe"),
    "map_link": say("le lien mène à une carte"),
    "capital": say("un nom propre suit"),
    "first_name": say("le prénom est connu"),
    "exif": say("le fichier image porte cette position"),
    "assertion": say("la phrase est à la première personne"),
}
"""Every check, in words."""

ASSERTIONS: dict[str, Text] = {
    "other": say("Dit d'une autre personne."),
    "negated": say("La phrase le nie."),
    "quoted": say("Ce sont des paroles citées."),
    "organisation": say("Le mot fait partie du nom d'une organisation."),
}
"""How a word of the lane apart is said, when nobody says it of herself."""

AUDIENCES: dict[Audience, Text] = {
    Audience.INDEXED: say("page publique, que les moteurs de recherche lisent"),
    Audience.PUBLIC: say("page publique, non indexée"),
    Audience.MEMBERS: say("membres ou contacts d'un réseau"),
    Audience.PRIVATE: say("votre document, non publié"),
}


def finding(fact: Fact) -> Finding | None:
    """The finding about `fact`; None for a clue, for an organisation's datum and for what only an export of hers holds."""
    gravity, about = fact.gravity, KINDS.get(fact.kind)
    private = set(fact.audiences) <= {Audience.PRIVATE}
    hers = fact.whose == "subject"
    if gravity is None or about is None or fact.whose == "organisation":
        return None
    if private and not (fact.papers and hers and fact.kind not in EXPECTED):
        return None
    severity = gravity.severity if hers and not private else Severity.INFO
    return Finding(
        id=f"exposure.{fact.kind.lower()}.{fact.id}",
        rule=f"exposure.{fact.best.rule}",
        kind=fact.kind,
        axis=Axis.PROTECTED,
        severity=severity,
        confidence=fact.best.confidence,
        title=_title(fact, about.title, private=private),
        explanation=fact.told or _explanation(fact, gravity.reason, private=private),
        label=fact.label,
        remedy=(fact.remedy or about.remedy)
        if hers
        else say("Demandez à cette personne si elle est d'accord, ou retirez ces coordonnées."),
        why=tuple(why(fact)),
        evidence=fact.evidence,
        whose=fact.whose,
        lane="sensitive" if fact.kind in SENSITIVE else "",
        weight=fact.share,
        details=(
            ("audiences", ",".join(audience.value for audience in fact.audiences)),
            ("visibility", f"{fact.visibility:.2f}"),
            ("gravity", str(gravity.level)),
            ("reference", gravity.reference),
            ("places", str(len({e.url for e in fact.evidence}))),
        ),
    )


EXPECTED = frozenset({"EMAIL", "PHONE"})
"""What a CV is expected to show."""


def _title(fact: Fact, what: Text, *, private: bool) -> Text:
    if fact.whose == "other":
        return say("{what} d'une autre personne", what=what)
    if fact.kind in SENSITIVE:
        return say("{what} : ce que vous en dites", what=what)
    if fact.kind == "MINOR":
        return what
    if private:
        return say("{what} : à retirer avant de publier ce document", what=what)
    return say("{what} visible", what=what)


def _explanation(fact: Fact, reason: Text, *, private: bool) -> Text:
    places = len({e.url for e in fact.evidence})
    if fact.whose == "other":
        return say("Vos pages montrent une donnée qui n'est pas la vôtre ({n} {n:endroit|endroits}).", n=places)
    if private:
        return say("Ce document n'est pas publié : rien n'est exposé aujourd'hui. {reason}", reason=reason)
    return say("Lu à {n} {n:endroit|endroits}. {reason}", n=places, reason=reason)


def why(fact: Fact) -> Iterator[Text]:
    """The reasons, in words, from what was seen to what it weighs."""
    span, about = fact.best, KINDS[fact.kind]
    if fact.kind == "MINOR":
        yield say("Ces contenus sont datés d'avant votre majorité, d'après la naissance donnée dans votre profil.")
        return
    yield say("Reconnu comme : {what} (règle {rule}).", what=about.title, rule=span.rule)
    yield from seen(span)
    yield fact.why_whose
    for audience in dict.fromkeys(fact.audiences):
        yield say("Visible par : {audience}.", audience=AUDIENCES[audience])
    if hers := protected(fact.kind):
        yield say("Critère sur lequel aucun employeur n'a le droit de décider : {criterion} (Code du travail L1132-1).", criterion=hers[0])
    if fact.gravity is not None:
        yield say("Gravité {level} sur 4 ({reference}).", level=fact.gravity.level, reference=fact.gravity.reference)


def seen(span: Span) -> Iterator[Text]:
    """What spoke for one span: the checks it passed, the word beside it, its confidence before and after."""
    for check in span.checks:
        if check in CHECKS:
            yield say("Vérification : {check}.", check=CHECKS[check])
    if span.context:
        yield say("Mot voisin : « {word} ».", word=span.context)
    if span.rule.startswith("lane.") and (said := ASSERTIONS.get(span.rule.rpartition(".")[2])):
        yield said
    before, after = _percent(span.base), _percent(span.confidence)
    if before == after:
        yield say("Reconnu à {n} %.", n=after)
    else:
        yield say("Par la forme seule : {before} % ; avec ce qui l'entoure : {after} %.", before=before, after=after)


def _percent(value: float) -> int:
    return floor(100 * value + 0.5)
