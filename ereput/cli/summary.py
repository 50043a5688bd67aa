"""Three lines about an audit: the four scores, what is exposed and missing, the first thing to do."""

from __future__ import annotations

from ereput.model import Audit, Axis, Severity, Text, say
from ereput.render.book import is_problem
from ereput.render.look import AXES

GRAVE = frozenset({Severity.CRITICAL, Severity.HIGH})


def summary(audit: Audit) -> tuple[Text, Text, Text]:
    """What a person reads on the terminal when the work is done."""
    return _scores(audit), _facts(audit), _first(audit)


def _scores(audit: Audit) -> Text:
    line: Text | None = None
    for axis, (name, _) in AXES.items():
        score = audit.score(axis)
        grade = score.grade if score is not None and score.value is not None else "–"
        one = say("{axis} {grade}", axis=name, grade=grade)
        line = one if line is None else say("{line}, {one}", line=line, one=one)
    return line or say("Aucun score.")


def _facts(audit: Audit) -> Text:
    exposed = [f for f in audit.findings if f.axis is Axis.PROTECTED and f.whose == "subject" and is_problem(f)]
    return say(
        "{exposed} ; {missing} {missing:mot-clé manquant|mots-clés manquants} ; {skips} {skips:source non lue|sources non lues}.",
        exposed=_exposed(len(exposed), sum(f.severity in GRAVE for f in exposed)),
        missing=sum(gap.missing for gap in audit.gaps),
        skips=len(audit.skips),
    )


def _exposed(count: int, grave: int) -> Text:
    if not count:
        return say("Rien d'exposé")
    if not grave:
        return say("{n} {n:élément exposé|éléments exposés}, aucun de grave", n=count)
    return say("{n} {n:élément exposé|éléments exposés}, dont {grave} {grave:grave|graves}", n=count, grave=grave)


def _first(audit: Audit) -> Text:
    if not audit.actions:
        return say("Rien d'urgent à faire.")
    first = audit.actions[0]
    return say("D'abord : {title} ({minutes} min).", title=first.title, minutes=first.minutes)
