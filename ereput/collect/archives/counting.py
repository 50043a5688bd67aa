"""Counts records so that none is lost: every record of a file was read, or was skipped for a reason that is said."""

from __future__ import annotations

from collections import Counter

from ereput.model import Tally, Text, say

EMPTY = say("lignes vides")
PRIVATE_TALK = say("messages privés : ils ne sont pas lus, seulement comptés")
OTHERS = say("écrits par d'autres personnes")
UNREADABLE = say("enregistrements illisibles")
NOT_NEEDED = say("sans rapport avec votre présence publique")
NOTHING_SAID = say("sans texte ni lien")


class Count:
    """Records of one file: `read` ones, and skipped ones by reason."""

    def __init__(self, name: str) -> None:
        self.name, self.read, self._skipped = name, 0, Counter[Text]()

    def skip(self, reason: Text, n: int = 1) -> None:
        self._skipped[reason] += n

    @property
    def skipped(self) -> int:
        return self._skipped.total()

    def tally(self) -> Tally:
        return Tally(name=self.name, read=self.read, skipped=self.skipped, reason=self._reason())

    def _reason(self) -> Text | None:
        told = [say("{n} : {why}", n=n, why=why) for why, n in self._skipped.items() if n]
        if not told:
            return None
        reason = told[0]
        for part in told[1:]:
            reason = say("{first} ; {rest}", first=reason, rest=part)
        return reason
