"""Names for the reader of what the other stages write as codes: columns, values, sources, states of a measure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from ereput.model import Presence, Text, say
from ereput.render.columns import MORE, OWN
from ereput.render.look import PRESENCES
from ereput.render.names import SOURCES

_ID = re.compile(r"[0-9a-f]{8,64}")
"""An id of a mention, a finding or a contact (`model`): hexadecimal, and nothing to a reader."""

YES, NO = say("oui"), say("non")

COLUMNS: Mapping[str, Text] = MappingProxyType(
    {
        **MORE,
        "absent": say("Absents"),
        "act": say("Geste"),
        "action": say("Action"),
        "acts": say("Gestes"),
        "account": say("Compte"),
        "axis": say("Axe"),
        "category": say("Catégorie"),
        "cheapest": say("Le plus simple à retirer"),
        "circle": say("Cercle"),
        "clue": say("Indice"),
        "close": say("Proche"),
        "column": say("Colonne"),
        "combination": say("Combinaison"),
        "concept": say("Notion"),
        "contacts": say("Contacts"),
        "contribution": say("Part de l'exposition"),
        "control": say("Maîtrise"),
        "count": say("Nombre"),
        "coverage": say("Couverture"),
        "cv": say("CV"),
        "date": say("Date"),
        "day": say("Jour"),
        "employer": say("Employeur"),
        "evidence": say("Preuve"),
        "expected": say("Attendu"),
        "fact": say("Fait"),
        "fr": say("En français"),
        "en": say("En anglais"),
        "found": say("Trouvé"),
        "from": say("Avant"),
        "gravity": say("Gravité"),
        "hosts": say("Sites"),
        "invisible": say("Invisible"),
        "job_relevance": say("Rapport avec l'emploi"),
        "k": say("Personnes possibles"),
        "keyword": say("Mot-clé"),
        "kind": say("Type"),
        "kit": say("Scénario"),
        "label": say("Élément"),
        "language": say("Langue"),
        "last": say("Dernier signe"),
        "line": say("Ligne à ajouter"),
        "lift": say("Mot qui aiderait"),
        "loss": say("Perte"),
        "measure": say("Mesure"),
        "metric": say("Mesure"),
        "minutes": say("Minutes"),
        "missing": say("Manquants"),
        "month": say("Mois"),
        "name": say("Nom"),
        "nature": say("Nature"),
        "network": say("Réseau"),
        "note": say("Remarque"),
        "objective": say("Objectif"),
        "other": say("Autre valeur"),
        "other_name": say("Autre nom"),
        "other_value": say("Autre valeur"),
        "own_words": say("Mots à vous"),
        "of": say("Sur"),
        "page": say("Page"),
        "pages": say("Pages"),
        "period": say("Période"),
        "present": say("Présents"),
        "profile": say("Profil"),
        "query": say("Recherche"),
        "rank": say("Rang"),
        "rank_then": say("Rang alors"),
        "reason": say("Raison"),
        "relevance": say("Rapport avec l'emploi"),
        "risk": say("Risque"),
        "scope": say("Portée"),
        "score": say("Note"),
        "sign": say("Signe"),
        "since": say("Depuis le stage"),
        "skill": say("Compétence"),
        "share": say("Part"),
        "source": say("Source"),
        "state": say("État"),
        "status": say("État"),
        "step": say("Étape"),
        "stop": say("Étape"),
        "terms": say("Mots"),
        "theme": say("Thème"),
        "title": say("Titre"),
        "to": say("Après"),
        "topic": say("Sujet"),
        "total": say("Total"),
        "type": say("Type"),
        "url": say("Adresse"),
        "traces": say("Traces"),
        "value": say("Valeur"),
        "verdict": say("Constat"),
        "visibility": say("Visibilité"),
        "visible": say("Visible"),
        "wanted": say("Voulu"),
        "week": say("Semaine"),
        "weight": say("Poids"),
        "what": say("Quoi"),
        "where": say("Où"),
        "why": say("Pourquoi"),
    }
)
"""Column id -> its name for the reader; an unknown id is shown with spaces for underscores (`column`)."""

VALUES: Mapping[str, Text] = MappingProxyType(
    {
        "owned": say("Maîtrisé"),
        "influenced": say("Influencé"),
        "suffered": say("Subi"),
        "absent": PRESENCES[Presence.ABSENT].word,
        "present": PRESENCES[Presence.PRESENT].word,
        "declared": say("déclaré"),
        "shown": say("montré"),
        "said": say("dit par d'autres"),
        "new": say("nouveau"),
        "kept": say("gardé"),
        "total": say("Total"),
        "true": YES,
        "false": NO,
        "True": YES,
        "False": NO,
    }
)
"""Coded value -> its word."""

CODED: Mapping[str, Mapping[str, Text]] = MappingProxyType(
    {
        "expected": {"yes": YES, "no": NO},
        "language": {"fr": say("français"), "en": say("anglais")},
    }
)
"""Column id -> its own codes, in words: those that mean something else in other columns."""

LETTERS: Mapping[str, Text] = MappingProxyType(
    {
        "access": say("accès à mes données"),
        "rectification": say("rectification"),
        "erasure": say("effacement"),
        "erasure-minor": say("effacement renforcé, données d'une personne mineure"),
        "objection": say("opposition"),
        "delisting": say("déréférencement par un moteur de recherche"),
        "reminder": say("rappel après un mois"),
        "complaint": say("réclamation à la CNIL"),
    }
)
"""Kind of a letter -> its name inside a sentence."""

UNMEASURED: Mapping[str, Text] = MappingProxyType(
    {
        "not_enough_data": say("Pas assez de données pour cette mesure."),
        "too_early": say("Trop tôt pour juger : cette mesure demande plusieurs semaines."),
    }
)
"""Status of a table without a measure -> why, in words."""

COUNTED: Mapping[str, Text] = MappingProxyType(
    {
        "answers": say("réponses"),
        "articles": say("articles"),
        "comments": say("commentaires"),
        "commits": say("modifications de code"),
        "events": say("événements"),
        "lists": say("listes"),
        "offers": say("offres"),
        "pages": say("pages"),
        "posts": say("messages"),
        "projects": say("projets"),
        "records": say("publications"),
        "repos": say("dépôts"),
        "results": say("résultats"),
        "statuses": say("messages"),
        "users": say("comptes"),
        "videos": say("vidéos"),
    }
)
"""What a reader of a source counted, after its name ("github:repos") -> its name."""


def tally(name: str) -> Text | str:
    """What was counted: "github:repos" by its word, a source by its name, a file or a title as it is."""
    return COUNTED.get(name.partition(":")[2] or name, source(name))


def source(id_: str) -> Text | str:
    """The name of a source."""
    return SOURCES.get(id_, id_)


def inputs(names: tuple[str, ...]) -> Text:
    """What a calculation was made from: sources and addresses by name (the first six), and how many others; ids are only counted."""
    named = [SOURCES.get(name, name) for name in names if not _ID.fullmatch(name)][:6]
    more = len(names) - len(named)
    count = say("{n} {n:autre élément|autres éléments}", n=more) if named else say("{n} {n:élément|éléments}", n=more)
    parts = [*named, *([count] if more else [])]
    return Text(msg=", ".join(f"{{w{i}}}" for i in range(len(parts))), args=tuple((f"w{i}", part) for i, part in enumerate(parts)))


def letter(kind: str) -> Text | str:
    """The name of a letter."""
    return LETTERS.get(kind, kind)


def column(table: str, id_: str) -> Text | str:
    """The name of column `id_` in the table `table`: its own there, else the one it has everywhere; an unknown id with spaces."""
    return OWN.get(f"{table}.{id_}") or COLUMNS.get(id_) or SOURCES.get(id_) or id_.replace("_", " ")
