"""The tables behind the report's exposure pages: exposition and its parts, the order of removal, identifiability, cocktails."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ereput.analyse.exposure.cocktails import brew
from ereput.analyse.exposure.exposition import contribution, exposition, removal
from ereput.analyse.exposure.gazetteers import fold
from ereput.analyse.exposure.identifiability import EMPLOYER, HOUSEHOLD, JOBS, PEOPLE, SCHOOL, anonymity, level, people, shares
from ereput.analyse.exposure.kinds import KINDS, SENSITIVE
from ereput.model import Audience, Table, Text, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ereput.analyse.exposure.facts import Fact
    from ereput.model import Subject


def tables(facts: Sequence[Fact], subject: Subject) -> tuple[Table, ...]:
    """Every `exposure.*` table."""
    exposed = sorted((fact for fact in facts if fact.share > 0), key=lambda f: (-f.share, f.id))
    return (_exposition(exposed), _removal(exposed), _identifiability(facts, subject), _cocktails(facts, subject))


def name(fact: Fact) -> Text:
    """A fact for the reader: "Numéro de téléphone 06 •• •• •• 12"."""
    what = KINDS[fact.kind].title
    return say("{what} {label}", what=what, label=fact.label) if fact.label else what


def _exposition(exposed: Sequence[Fact]) -> Table:
    shares = [fact.share for fact in exposed]
    rows = tuple(
        (fact.id, name(fact), fact.gravity.level if fact.gravity else 0, round(fact.visibility, 2), round(contribution(shares, i), 1))
        for i, fact in enumerate(exposed)
    )
    total = round(exposition(shares), 1)
    return Table(
        id="exposure.exposition",
        title=say("Ce qui est exposé, et ce que chaque donnée pèse"),
        columns=("fact", "name", "gravity", "visibility", "contribution"),
        rows=(("total", say("Exposition"), None, None, total), *rows),
        note=say("0 : rien n'est exposé ; 100 : tout ce qui est grave est visible de tous."),
    )


def _removal(exposed: Sequence[Fact]) -> Table:
    steps = removal([fact.share for fact in exposed])
    rows = tuple((exposed[s.fact].id, name(exposed[s.fact]), round(s.before, 1), round(s.after, 1)) for s in steps)
    return Table(
        id="exposure.removal",
        title=say("Dans quel ordre retirer"),
        columns=("fact", "name", "from", "to"),
        rows=rows,
        note=say("À chaque étape, aucun autre retrait ne ferait baisser davantage l'exposition."),
    )


def _seen(facts: Sequence[Fact], subject: Subject) -> list[Fact]:
    """Her facts that somebody else can see; of the places, only her own city."""
    city = fold(subject.city or "")
    return [
        fact
        for fact in facts
        if fact.visibility > 0
        and fact.kind not in SENSITIVE
        and (fold(fact.value) == city if fact.kind == "LOCATION" else fact.whose == "subject")
    ]


def _identifiability(facts: Sequence[Fact], subject: Subject) -> Table:
    seen = _seen(facts, subject)
    named = any(fact.kind == "PERSON" for fact in seen)
    clues = shares(((fact.kind, fact.value) for fact in seen), name=subject.name if named else None)
    rows = tuple((clue.name, clue.share, people(anonymity(clues[: i + 1]))) for i, clue in enumerate(clues))
    k = anonymity(clues)
    return Table(
        id="exposure.identifiability",
        title=say("Combien de personnes en France partagent ces indices"),
        columns=("clue", "share", "k"),
        rows=(*rows, (level(k), None, people(k))) if clues else (),
        status="ok" if clues else "not_enough_data",
        note=say("Aucun indice public n'a été lu : ni nom, ni commune, ni naissance, ni école, ni employeur.")
        if not clues
        else say(
            "Ordre de grandeur seulement : les indices sont supposés indépendants (comptes de l'INSEE, {n} habitants). Prénom, nom et"
            " commune ont leurs comptes ; le reste est supposé : {household} personnes par foyer,"
            " {school} par école, {employer} par employeur, une"
            " personne sur {jobs} par métier.",
            n=PEOPLE,
            household=HOUSEHOLD,
            school=SCHOOL,
            employer=EMPLOYER,
            jobs=JOBS,
        ),
    )


def _cocktails(facts: Sequence[Fact], subject: Subject) -> Table:
    shown: dict[str, set[str]] = {}
    for fact in _seen(facts, subject):
        for kind in _ingredients(fact):
            shown.setdefault(kind, set()).update(e.url for e in fact.evidence if e.audience is not Audience.PRIVATE)
    rows = tuple(
        (
            brewed.kit.title,
            _list([p.name for p in brewed.found]),
            _list([p.name for p in brewed.missing]),
            brewed.cheapest.name if brewed.cheapest else None,
        )
        for brewed in sorted(brew(shown), key=lambda b: len(b.missing))
        if len(brewed.found) > 1 or brewed.complete
    )
    return Table(
        id="exposure.cocktails",
        title=say("Ce qu'on déduit en croisant"),
        columns=("kit", "found", "missing", "cheapest"),
        rows=rows,
        note=say("Une pièce manquante suffit à rompre un cocktail : la dernière colonne dit laquelle coûte le moins à retirer."),
    )


def _ingredients(fact: Fact) -> tuple[str, ...]:
    """The kinds under which a fact enters a kit: her name, her city and a pet have names of their own."""
    own = {"PERSON": "NAME", "LOCATION": "CITY"}.get(fact.kind, fact.kind)
    return ("PET",) if fact.best.rule == "pet" else (own,)


def _list(names: Sequence[Text]) -> Text | None:
    """ "a, b, c" as a sentence part."""
    if not names:
        return None
    joined = names[0]
    for item in names[1:]:
        joined = say("{a}, {b}", a=joined, b=item)
    return joined
