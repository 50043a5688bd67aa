"""Her words as words: vague ones with a precise sentence of her own instead, and those repeated until they look like stuffing."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections import Counter
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from ereput.analyse.keywords.footprint import NOT_HERS, Trace
from ereput.analyse.keywords.tokens import WORD, key, keys
from ereput.analyse.keywords.wording import usable
from ereput.masking import quote
from ereput.model import Axis, Evidence, Finding, Kind, Reading, Severity, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ereput.analyse.keywords.picture import Names

FILE = Path(__file__).parent / "vague.toml"
_SELF = frozenset({Kind.CV, Kind.LETTER, Kind.PROFILE})
"""Where vague words cost something: what she says of herself."""
MOST = 6
STUFFED = 0.06
"""Share of a text's words that one skill may take before it reads as stuffing."""
_RESULT = re.compile(r"\b(?!(?:19|20)\d\d\b)\d+")
REPEATED = 6
"""Times one skill may stand in one text before that share is looked at."""


@cache
def _vague() -> tuple[tuple[tuple[str, ...], str], ...]:
    words = tomllib.loads(FILE.read_text("utf-8"))["words"]
    return tuple((keys(form), form) for entry in words.values() for language in ("fr", "en") for form in entry[language])


def fingerprint(rule: str, value: str) -> str:
    """Stable over runs; the values are words of a trade, not personal."""
    return hashlib.sha256(f"{rule}\0{value}".encode()).hexdigest()[:16]


def vague(readings: Sequence[Reading], traces: Sequence[Trace]) -> Iterator[Finding]:
    """Words that every candidate uses, each with a sentence of her own documents that shows more, when there is one."""
    instead = next((t for t in sorted(traces, key=_precision) if t.kind in ("tool", "skill") and usable(t)), None)
    seen: set[tuple[str, ...]] = set()
    for reading in readings:
        if reading.mention.kind not in _SELF:
            continue
        words = [(match.span(), key(match.group())) for match in WORD.finditer(reading.masked)]
        known = [(span, k) for span, k in words if k]
        for wanted, form in _vague():
            at = _first([k for _, k in known], wanted)
            if at is None or wanted in seen or len(seen) >= MOST:
                continue
            seen.add(wanted)
            start, end = known[at][0][0], known[at + len(wanted) - 1][0][1]
            yield _vague_finding(reading, form, start, end, instead)


def _first(found: Sequence[str], wanted: Sequence[str]) -> int | None:
    """Where `wanted` first follow one another in `found`."""
    return next((i for i, k in enumerate(found) if k == wanted[0] and tuple(found[i : i + len(wanted)]) == tuple(wanted)), None)


def _precision(trace: Trace) -> tuple[bool, bool, int, str]:
    """Sentences with a number first (a result, not a year), then those with more words."""
    return (_RESULT.search(trace.sentence) is None, trace.source != "cv", -len(trace.sentence), trace.sentence)


def _vague_finding(reading: Reading, form: str, start: int, end: int, instead: Trace | None) -> Finding:
    remedy = (
        say("Une phrase de vos documents en dit plus : « {sentence} ». Peut-elle prendre sa place ?", sentence=instead.sentence)
        if instead is not None
        else say("Quel fait, quel outil ou quel chiffre le montrerait ? Écrivez-le à la place.")
    )
    return Finding(
        id=fingerprint("words.vague", form),
        rule="words.vague", kind="words.vague", axis=Axis.FINDABLE, severity=Severity.LOW, confidence=0.9,
        title=say("Mot vague : « {word} »", word=form), label=form,
        explanation=say("Beaucoup de candidats l'écrivent et personne ne le tape dans une recherche : il ne vous distingue pas."),
        remedy=remedy, evidence=(_at(reading, start, end),),
    )  # fmt: skip


def _at(reading: Reading, start: int, end: int) -> Evidence:
    mention = reading.mention
    return Evidence(
        url=mention.url, quote=quote(reading.masked, start, end), span=(start, end), sha256=mention.sha256, seen_at=mention.seen_at,
        mention=mention.id, audience=mention.audience,
    )  # fmt: skip


def stuffing(readings: Sequence[Reading], traces: Sequence[Trace], names: Names) -> Iterator[Finding]:
    """One skill repeated beyond `REPEATED` times and `STUFFED` of a text's words: engines and readers both take it for a trick."""
    by_mention = {reading.mention.id: reading for reading in readings if reading.mention.kind not in NOT_HERS}
    counts = Counter((t.evidence.mention, t.concept, t.label) for t in traces if t.evidence.span)
    for (mention, concept, label), times in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        reading = by_mention.get(mention)
        if times < REPEATED:
            break
        if reading is None or times < STUFFED * len(WORD.findall(reading.masked)):
            continue
        first = next(t for t in traces if t.evidence.mention == mention and t.concept == concept)
        yield Finding(
            id=fingerprint("words.stuffing", f"{mention}{concept}"), rule="words.stuffing", kind="words.stuffing", axis=Axis.FINDABLE,
            severity=Severity.LOW, confidence=0.8, label=label,
            title=say("« {word} » revient {n} fois dans un même texte", word=names[concept], n=times),
            explanation=say("Répéter un mot ne fait pas monter une page : les moteurs et les lecteurs y voient du bourrage."),
            remedy=say("Gardez-le dans le titre et deux phrases, et montrez-le par un exemple."), evidence=(first.evidence,),
        )  # fmt: skip
