"""The lane apart: GDPR art. 9 and 10, Code du travail L1132-1. Explicit words only, each with its assertion; never inferred.

A word of `sensitive.toml` is a finding only inside a frame that says it of somebody: "je suis …", "j'ai …", "militante …", a CV's bare
line.
The assertion is "self", "other", "negated", "quoted" or "organisation" (the word is part of a name); a word that is only a topic is
passed over.
Design after edsnlp's qualifiers (negation, family, reported speech).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ereput.analyse.exposure import ellipsis
from ereput.analyse.exposure.base import _WORD
from ereput.analyse.exposure.gazetteers import first_names, fold
from ereput.analyse.exposure.kinds import SENSITIVE
from ereput.analyse.exposure.sensitive_terms import terms
from ereput.model import Span, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.analyse.exposure.base import Passage
    from ereput.analyse.exposure.sensitive_terms import Term

TRUST = {"self": 0.85, "other": 0.6, "quoted": 0.55, "negated": 0.55, "organisation": 0.5}

_ADVERB = (
    r"(?:(?:aussi|plutôt|très|toujours|également|encore|désormais|maintenant|devenue?|fière? d'être|fier d'être|né"
    r"|née|dans une famille|de famille|proud|officiellement|moi-même|également|a|an|une?|proudly|also|now|still"
    r"|currently|mère|père|militante?|personne|homme|femme|catholique|travailleuse?|travailleur|étudiante?"
    r"|jeune) ){0,3}"
)
_IS = re.compile(
    rf"(?:(?<!\w)(?:(?P<i>étant|je (?:suis|reste|me sens|me dis|deviens)|j'étais|j'ai été|suis|moi,? |en tant que"
    rf"|comme je suis|i am|i'm|i was|as a|as an)|(?P<you>(?:il|elle|ils|elles|iel|he|she|they|qui) (?:est|sont|était"
    rf"|is|are|was|a été)|(?P<bare>(?:est|était|sont|étaient|is|was|are|were)))) (?P<no>pas |plus |jamais |not |never )?{_ADVERB})$"
)
_NOT_IS = re.compile(
    rf"(?<!\w)(?P<who>je|il|elle|ils|elles|on) (?:ne |n')(?:suis|est|sont|étais|était|ai|a) (?:pas|plus|jamais|point) {_ADVERB}$"
)
_PERSON = (
    r"(?:père|mère|papa|maman|parents?|grands?-parents?|fils|filles?|frères?|s[œo]e?urs?|mari|femme|ex|ex-mari|ex-femme"
    r"|(?:petite? )?amie?s?|copains?|copines?|cousine?s?|oncle|tante|neveu|nièce|filleule?|grand-mère|grand-père"
    r"|beau-père|belle-mère|beau-frère|belle-s[œo]e?ur|belle-fille|beau-fils|gendre|voisine?s?|collègues?"
    r"|coloc(?:ataire)?|chef|cheffe|patron|patronne|directeur|directrice|manager|stagiaire|coiffeuse|assistante?|prof"
    r"|associée?|compagne|compagnon|conjointe?|fiancée?|bébé|mother|father|parents|brother|sister|son|daughter|wife"
    r"|husband|uncle|aunt|nephew|niece|grandmother|grandfather|friend|boyfriend|girlfriend|partner|boss|colleague"
    r"|flatmate|roommate|neighbou?r)"
)
_KIN = rf"(?:mon|ma|mes|notre|nos|son|sa|ses|leur|leurs|my|our|his|her|their) {_PERSON}(?: [\w-]{{1,20}})?"
_HAS = re.compile(
    r"(?<!\w)(?:(?P<i>(?:j'ai|je n'ai (?:pas|plus|jamais|aucune?))(?: (?:eu|fait|vécu|subi|traversé"
    r"|été diagnostiquée?|été|suivi|obtenu|commencé|développé|passé(?: \w+){0,2}))?"
    r"|je (?:souffre|suis(?: (?:atteinte?|porteuse?|porteur|malade|sous|en|suivie?|traitée?))?|sors|me remets"
    r"|me bats|fais|vis|touche|perçois|prends|vois|attends|combats|reviens|ai)"
    r"|(?:mon|ma|mes|notre|nos)|(?:my|our)|i (?:have|had|suffer|live)(?: with| from)?|i've had|après (?:mon|ma))"
    r"|(?P<you>(?:son|sa|ses|leurs?|his|her|their)|(?:il|elle|he|she|"
    + _KIN
    + r") (?:a|souffre|est (?:atteinte?|suivie?|en|sous)|has|had|suffers|touche)(?: eu| fait)?|qui (?:a|souffre)|atteinte? d|souffrant d))"
    r"(?: (?:de|du|des|d'un|d'une|d'|contre|avec|un|une|le|la|les|l'|en|sous|au|à|mon|ma|from|with|a|an|petite?"
    r"|gros|grave|deuxième|second|premier|première|longue?|chronique|sévère|légère?)){0,4}(?: |')?$"
)
_JOINS = re.compile(
    r"(?<!\w)(?P<i>(?:(?:ancien(?:ne)? |membre )?(?:membre|adhérente?|militante?|encartée?|sympathisante?"
    r"|déléguée?(?: syndicale?| du personnel)?|élue?|secrétaire|trésorière?|trésorier|représentante?|bénévole"
    r"|permanente?|candidate?|paroissienne?|catéchiste|animatrice|animateur|engagée?|inscrite?|syndiquée?|member"
    r"|activist|organi[sz]er|volunteer)(?: active?| actif| fondateur| fondatrice| syndicale?| bénévole| élue?)?"
    r"|je (?:ne )?(?:vote|milite|votais|suis|adhère|cotise|fréquente|prie|soutiens)(?: pas| plus| jamais)?"
    r"|j'ai (?:voté|milité|adhéré|rejoint|ma carte|tracté|fait campagne|cotisé|collé des affiches|distribué des tracts"
    r"|pris ma carte)|i (?:vote|joined|belong)|ma carte|chez|section"
    r"|(?P<they>vote|votent|votait|milite|militait|a sa carte|a voté|a rejoint|adhère|est élue?|était à|est à))"
    r"(?: (?:au|à|à la|à l'|aux|du|de|de la|de l'|des|d'une?|le|la|l'|les|pour|pour le|pour la|pour les|chez|dans"
    r"|dans une?|of|of the|for|for the|the|to|to the|syndicat|parti|section|mon|ma|notre)){0,4}(?: |')?)$"
)
_OTHERS = re.compile(
    r"(?<!\w)(?:il|elle|ils|elles|(?<!been )(?<!'m )(?<!am )(?<!is )(?<!was )on|iel|he|she|they"
    r"|(?:mon|ma|mes|notre|nos|son|sa|ses|leur|leurs|my|our|his|her|their|(?<!suis )(?<!que )(?<!am )(?<!i'm )(?<!as )(?:une?|an?)"
    r"|le|la|les|l'|des|ce|cette|the)(?: |(?<='))(?:ancien |ancienne |nouveau |nouvelle |jeune )?(?:"
    + _PERSON
    + r"|enfants?|patiente?s?|élèves?|clientes?|clients?|personnes?|gens|homme|hommes|femmes|jeunes?|amis|friends|colleagues"
    r"|patients?|people))(?!\w)"
)
_FIRST = re.compile(r"(?<!\w)(?:(?:je|moi|me|mon|ma|mes|i|i'm|i've|my|nous|notre|nos|we|our)(?!\w)|[jm]')")
_NEGATED = re.compile(r"(?<!\w)(?:ne|n'|pas|jamais|aucune?|sans|not|never|no|without|n'ai|n'est)(?!\w)[^.!?;:]{0,30}$")
_NAMED = re.compile(
    r"(?<!\w)(?:association|fédération|ligue|collectif|fondation|institut|revue|livre|film|roman|journal|hôpital"
    r"|clinique|maison|centre|ministère|musée|rue|place|église|lycée|collège|secours|foundation|museum|book"
    r"|movie)(?!\w)(?:(?! avec | with )[^.!?;:,]){0,24}$"
)
_ASTRO = re.compile(r"(?<!\w)(?:ascendant|horoscope|astro|astrologie|(?<!je )signe|zodiaque|capricorne|sagittaire|scorpion)(?!\w)")
_WEATHER = re.compile(r"(?<!\w)(?:atlantique|météo|pluies?|anticyclone|hpa|atmosphérique|vents?)(?!\w)")
_QUOTE = {"«": "»", "“": "”", '"': '"'}
_BARE = re.compile(r"(?:^|[\n•|·–—;/-]) ?(?:[\w' ]{0,28} ?[:,-] ?)?$")
_STOP = re.compile(r"[.!?;\n]")
_AND = re.compile(r"(?<=[ '])(?:an? )?[\w-]{3,20} (?:et|mais|and|but) $")  # "je suis infirmière et …": the second of two says it too
_ON = re.compile(r"(?<!\w)on(?!\w)")
_OWNER = re.compile(r"(?<!\w)(?:mon|ma|mes|my) $")
_HIS = re.compile(r"(?<!\w)(?:sa|son|ses|leurs?|dont la|his|her|their) $")
_PRACTICES = frozenset({"pratiquant", "pratiquante", "malade", "noir", "noire"})
_SUBJECT = re.compile(r"(?<!\w)(?:(?:je|moi|me|nous|i|i'm|i've|i'd|we|we're)(?!\w)|[jm]')")
_OWN = ("mon ", "ma ", "mes ", "my ", "nous ")
_TOPIC = re.compile(
    r"(?<!\w)(?:[ée]cri[tsv]\w*|lus?|lis|livres?|articles?|th[èe]ses?|m[ée]moires?|romans?|films?|reportages?|documentaires?"
    r"|conf[ée]rences?|ateliers?|formations?|form[ée]e?s?|anim\w+|enseign\w+|profess\w+|[ée]tudi\w+|recherches?|chercheu\w+"
    r"|sociologue|histori\w+|avocate?|m[ée]decin|infirmi\w+|sage-femme|psychologue|[ée]ducat\w+|surveillante?|greffi\w+"
    r"|journaliste|b[ée]n[ée]vole|accompagn\w+|sensibilis\w+|pr[ée]ven\w+|logiciel|tradui\w+|rempla\w+|recrut\w+|campagne"
    r"|lutte|wrote|books?|research\w*|teach\w*|nurse|lawyer|officer|volunteer\w*|stud(?:y|ied|ying)|charity|campaign\w*"
    r"|novel)(?!\w)"
)
"""Words of work or study: what follows is their subject, not somebody's life."""


class Sensitive:
    """Finds the kinds of the lane; the rule is "lane.<kind>.<assertion>", `value` the expression."""

    name = "sensitive"
    kinds = tuple(sorted(SENSITIVE))
    title = say("Donnée sensible")
    source = "RGPD art. 9 et 10 ; Code du travail L1132-1"

    def find(self, passage: Passage) -> Iterator[Span]:
        index = terms()
        for word in passage.words & index.keys():
            for term in index[word]:
                yield from self._occurrences(passage, term)

    def _occurrences(self, passage: Passage, term: Term) -> Iterator[Span]:
        low, at = passage.low, -1
        while (at := low.find(term.text, at + 1)) >= 0:
            end = at + len(term.text)
            if (at and (low[at - 1].isalnum() or low[at - 1] == "-")) or (end < len(low) and (low[end].isalnum() or low[end] == "-")):
                continue
            if assertion := assertion_of(passage, at, end, term):
                confidence = TRUST[assertion]
                rule = f"lane.{term.kind.lower()}.{assertion}"
                yield Span(
                    start=at,
                    end=end,
                    kind=term.kind,
                    confidence=confidence,
                    rule=rule,
                    value=f"{term.kind}:{term.text}:{assertion}",
                    base=confidence,
                    checks=("assertion",) if assertion == "self" else (),
                )


def assertion_of(passage: Passage, start: int, end: int, term: Term) -> str | None:
    """Of whom, and how, the expression at [start, end) is said; None when it is only a topic."""
    low = passage.low
    opening = _sentence_start(low, start)
    before = low[opening:start]
    if _ASTRO.search(low, max(0, start - 40), end + 40) or (
        term.text == "dépression" and _WEATHER.search(low, max(0, start - 60), end + 60)
    ):
        return None
    if term.text in _PRACTICES and low.startswith((" d'", " de ", " du ", " des "), end):  # "pratiquant d'escalade"
        return None
    frame = _frame(before, low, start, end, term)
    if frame is None:
        return None
    if any(
        e.label == "ORG" and e.start <= start and end <= e.end and e.end - e.start > end - start and not _SUBJECT.match(low, e.start)
        for e in passage.entities
    ) or _NAMED.search(before):
        return "organisation"
    if _quoted(passage.text, opening, start):
        return "quoted"
    if _NEGATED.search(before):
        return "negated"
    return frame


def _frame(before: str, low: str, start: int, end: int, term: Term) -> str | None:
    """ "self" or "other" by the words just before, by the form of the line, or None."""
    if told := _implied(before, low[end : end + 200], term):
        return told
    if term.frame == "is":
        before = _AND.sub("", before)
        if not_is := _NOT_IS.search(before[-60:]):
            return "self" if not_is["who"] == "je" else "other"
        match = _IS.search(before[-80:])
        if match and match["bare"]:
            return "other" if _OTHERS.search(before) or _first_named(before[: -len(match[0])]) else None
        if match:
            return _who(before) if match["i"] else "other"
    elif term.frame == "has":
        if match := _HAS.search(before[-80:]):
            return _who(before) if match["i"] else "other"
    elif term.frame == "joins":
        if match := _JOINS.search(before[-80:]):
            who = _who(before)
            return who if who == "other" or not match["they"] else None
    elif term.frame == "firm":
        if not _TOPIC.search(before):
            if term.text.startswith(_OWN):
                return "self"
            if _SUBJECT.search(before) or _OTHERS.search(before) or _OWNER.search(before):
                return _who(before)
    elif term.frame == "label":
        return "other" if _HIS.search(before) else _who(before)
    elif _BARE.search(low[max(0, start - 40) : start]) and low[end : end + 1] in ("", "\n", ",", ".", ";", " ", ":", ")"):
        return "self" if len(_line(low, start, end)) < 90 else None
    return None


def _implied(before: str, rest: str, term: Term) -> str | None:
    """As `_frame`, when the subject stands after the words, or is left out (`rest` follows them)."""
    after = rest[: stop.start() + 1] if (stop := _STOP.search(rest)) else rest
    if ellipsis.detached(term.kind, term.frame, before, term.text, after):
        return "self"
    if term.frame == "joins":
        return _who(_ON.sub("nous", before)) if ellipsis.abreast(before, after) else None
    cause = ellipsis.caused(term.kind, before, after)
    if cause == "said" and not _TOPIC.search(before) and (_SUBJECT.search(before) or _OTHERS.search(before)):
        return _who(before)
    return "self" if cause == "hers" else None


def _first_named(before: str) -> bool:
    """True when the word just before "est" is somebody's first name."""
    words = _WORD.findall(before)
    return bool(words) and first_names().get(fold(words[-1]), 0) >= 1_000


def _who(before: str) -> str:
    """The nearest person before the words: herself, unless a third person stands after her last "je"."""
    others = max((match.end() for match in _OTHERS.finditer(before)), default=-1)
    first = max((match.end() for match in _FIRST.finditer(before)), default=-1)
    return "other" if others >= 0 and others >= first else "self"


def _sentence_start(low: str, at: int) -> int:
    """Where the sentence around `at` starts, at most 300 code points before it."""
    window = max(0, at - 300)
    return max(window, *(low.rfind(sign, window, at) + 1 for sign in ".!?\n;"))


def _line(low: str, start: int, end: int) -> str:
    stop = low.find("\n", end)
    return low[low.rfind("\n", 0, start) + 1 : stop if stop >= 0 else len(low)]


def _quoted(text: str, opening: int, start: int) -> bool:
    before = text[opening:start]
    return any(
        (before.count(left) - (0 if left == right else before.count(right))) % 2 == 1
        if left == right
        else before.count(left) > before.count(right)
        for left, right in _QUOTE.items()
    )


RECOGNISER = Sensitive()
