"""F1 to F3: what is known of each employer, a letter that could go to any of them, a CV read with the words of the offer.

The letter is judged once, sentence by sentence (`employer.judge`): the table and the finding say the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ereput.analyse.presence import employer
from ereput.analyse.presence.making import Rule, finding, lacking, proof, share
from ereput.analyse.presence.offers import firms
from ereput.model import Axis, Severity, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.analyse.presence.base import Known, Yield

NAME = "letter.generic"
TITLE = say("Votre lettre parle-t-elle à cet employeur ?")
MOST = 40
"""Percent of sentences for anybody from which the letter is one."""


def run(known: Known) -> Iterator[Yield]:
    subject, readings = known.subject, tuple(r for r in known.readings if r.match.counts)
    judged = employer.judge(subject, readings, known.gaps)
    yield employer.sheet(subject, readings)
    yield employer.letter(judged)
    yield employer.cv(readings, known.gaps)
    if judged is None or not firms(subject, readings):
        yield lacking(NAME, TITLE, say("Il faut une lettre, et une offre ou un employeur visé."))
        return
    if judged.rows and (judged.named is False or share(judged.generic, len(judged.rows)) > MOST):
        worst = str(next((row[0] for row in judged.rows if row[1] == employer.GENERIC), judged.rows[0][0]))
        yield finding(
            known, NAME, "generic", axis=Axis.CREDIBLE, severity=Severity.MEDIUM, title=say("Une lettre qui pourrait partir ailleurs"),
            confidence=0.7,
            explanation=say(
                "{n} {n:phrase convient|phrases conviennent} à n'importe quel employeur, sur {all}.", n=judged.generic, all=len(judged.rows)
            ),
            evidence=(proof(judged.letter, worst),),
            remedy=say("Nommez l'employeur, citez un fait de lui, et liez-le à une tâche de votre stage."),
        )  # fmt: skip


CHECK = Rule(name=NAME, title=TITLE, answers=("F1", "F2", "F3"), needs=say("une lettre, et une offre ou un employeur visé"), run=run)
