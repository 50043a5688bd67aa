"""E17: the first page of results for her name: hers, influenced, or written by others; job-relevant or not, and without what the
law sets aside.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from ereput.analyse.presence.acts import host
from ereput.analyse.presence.catalogue import catalogue
from ereput.analyse.presence.making import Rule, finding, lacking, part, share, table
from ereput.analyse.presence.making import proof as evidence
from ereput.analyse.presence.vocabulary import Words, on_topic, project
from ereput.model import Axis, Band, Cell, Kind, Mention, Reading, Severity, Subject, Text, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.analyse.presence.base import Known, Yield

NAME = "recruiter.view"
TITLE = say("La première page de résultats pour votre nom")
FIRST = 10
WORK = re.compile(
    r"\b(?:cv|profil|emploi|stage|alternan\w{1,3}|poste|projet|portfolio|article|conférence|mémoire|thèse|entreprise|équipe|formation|"
    r"master|licence|job|work|career|project|talk|thesis|linkedin|github)\b",
    re.IGNORECASE,
)
PRIVATE = re.compile(
    r"\b(?:mariage|naissance|obsèques|décès|anniversaire|santé|maladie|handicap|grossesse|religi\w{1,6}|paroisse|syndicat|grève|parti|"
    r"manifestation|élections?|candidate?|pétition|course|marathon|club|tournoi|match|wedding|birthday|health|church|union|petition)\b",
    re.IGNORECASE,
)
"""What a recruiter has no right to weigh (Code du travail L1132-1), or no reason to (L1221-6: a direct link with the job)."""
YES, NO, OPEN = say("oui"), say("non : vie privée, la loi l'écarte"), say("à vous de juger")
OTHER, UNSURE = say("un homonyme"), say("à vérifier : est-ce vous ?")


def job_relevance(reading: Reading, words: Words) -> Text:
    """May it count for a job? Yes with words of the project or of work; no when it is of private life; else the person judges."""
    mention, text = reading.mention, f"{reading.mention.title} {reading.mention.text}"
    network = catalogue().by_host(host(mention.url))
    if not reading.match.counts:
        return OTHER if reading.match.band is Band.NAMESAKE else UNSURE
    if on_topic(text, words) or (network is not None and network.nature == "professional"):
        return YES
    if PRIVATE.search(text) or (network is not None and network.private):
        return NO
    return YES if WORK.search(text) else OPEN


def control(mention: Mention, subject: Subject) -> str:
    """owned: her page or account; influenced: a network where she may write; suffered: all else."""
    url = mention.url.casefold()
    if any(url.startswith(p.rstrip("/").casefold()) for p in subject.pages) or any(
        h.user.casefold().lstrip("@") in url for h in subject.handles
    ):
        return "owned"
    network = catalogue().by_host(host(url))
    return "influenced" if network is not None and network.status == "alive" else "suffered"


def run(known: Known) -> Iterator[Yield]:
    results = [r for r in known.readings if r.mention.kind is Kind.RESULT and (r.mention.rank or 99) <= FIRST]
    if not results:
        yield lacking(NAME, TITLE, say("Aucune page de résultats n'a été donnée (search_results) ni demandée à un moteur."))
        yield part(Axis.FINDABLE, "owned", None, say("aucune page de résultats lue"))
        return
    words = project(known)
    ranked = sorted(results, key=lambda r: (r.mention.rank or 99, r.mention.url))
    held = [(r, control(r.mention, known.subject) if r.match.counts else "suffered") for r in ranked]
    said = [job_relevance(r, words) for r in ranked]
    rows: list[tuple[Cell, ...]] = [
        (r.mention.rank, r.mention.title, host(r.mention.url), c, w, r.mention.url) for (r, c), w in zip(held, said, strict=True)
    ]
    kept = [c for (_, c), w in zip(held, said, strict=True) if w != NO]
    note = say(
        "Sans ce que la loi écarte, il reste {n} {n:résultat|résultats} sur {all}. À vous : {mine}.",
        n=len(kept),
        all=len(held),
        mine=kept.count("owned"),
    )
    yield table(NAME, TITLE, ("rank", "title", "host", "control", "job_relevance", "url"), rows, note=note)
    counts = Counter(c for _, c in held)
    value = share(counts["owned"] + 0.5 * counts["influenced"], len(held))
    yield part(
        Axis.FINDABLE, "owned", value, say("{n} {n:résultat est à vous|résultats sont à vous} sur {all}", n=counts["owned"], all=len(held))
    )
    if not counts["owned"]:
        yield finding(
            known, NAME, "none", axis=Axis.FINDABLE, severity=Severity.MEDIUM, title=say("Rien à vous en première page"),
            explanation=say("Aucun des résultats lus n'est une page que vous tenez."), evidence=[evidence(r, r.mention.title) for r,
            _ in held[:3]],
            remedy=say("Une page à votre nom (profil public ou site) remonte en quelques semaines si d'autres y renvoient."),
            part=("owned", 100 / len(held)),
        )  # fmt: skip


CHECK = Rule(name=NAME, title=TITLE, answers=("E17",), needs=say("une page de résultats pour votre nom, enregistrée ou demandée"), run=run)
