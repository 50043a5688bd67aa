"""Postal addresses by a small grammar: a number and a way, in both orders; postcodes and the city behind; boxes and hamlets.

With a postcode, three data are given: ADDRESS (number and way), ZIP, LOCATION (the city). Without one, a city set behind a comma belongs to
the address. Source: norme AFNOR NF Z10-011 (adresse postale); types of way of the Base Adresse Nationale.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ereput.analyse.exposure.gazetteers import is_commune, postcodes
from ereput.analyse.exposure.street_names import SMALL, ZIP, name_end
from ereput.model import Span, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.analyse.exposure.base import Passage

_SURE = (
    r"rue|avenue|av|ave|boulevard|bd|bld|blvd|boul|chemin|che|chem|impasse|imp|all[ée]es?|quai|square|sentier|sente|ruelle|"
    r"venelle|faubourg|fbg|fg|esplanade|rond-point|rond point|rte|lotissement|lot|r[ée]sidence|mont[ée]e|traverse|"
    r"chauss[ée]e|lieu-dit|lieu dit|grand'rue|grande rue|grand rue|hameau|villa|cit[ée]|corniche|promenade|carrefour|r"
).split("|")
_UNSURE = (
    r"route|place|pl|passage|cours|cour|voie|port|pont|mail|parvis|galerie|clos|domaine|parc|c[ôo]te|rampe|descente|"
    r"z\.?a\.?c?|z\.?i|zone artisanale|zone industrielle|parc d'activit[ée]s?|porte|jardins?|levée|digue|drève|cami|carraire"
    r"|ferme|moulin|mas|manoir|ch[âa]teau"
).split("|")
_WAY = rf"(?P<way>{'|'.join(sorted((*_SURE, *_UNSURE), key=len, reverse=True))})"
_FIRST = r"(?:\d{1,4}(?: ?[-/] ?\d{1,4})?(?: ?(?:bis|ter|quater|[a-d](?![\w'])))?|un|deux|trois|quatre|cinq|six|sept|huit|neuf|dix)"
_NUMBER_BEFORE = re.compile(rf"(?<![\d.,/€$-])(?P<number>{_FIRST}) ?,? ?$")
_WAY_FIRST = re.compile(rf"(?<![\w'-]){_WAY}\.?(?P<end> +(?=\S))")
_CITY = re.compile(
    r"[ ,\n]{1,3}(?:[-–] )?(?P<v>(?:[^\W\d_][\w.]*(?:['-]\n?[^\W\d_]\w*)*)(?:["
    r" \n][^\W\d_][\w.]*(?:['-][^\W\d_]\w*)*){0,5})(?: cedex(?: \d{1,2})?)?",
    re.IGNORECASE,
)
_TAIL_NUMBER = re.compile(
    r",? ?(?P<n>\d{1,4}(?: ?(?:bis|ter|[a-d](?!\w)))?)(?!\d)(?P<city>, ?(?P<c>[^\W\d_][\w'./-]{0,40}(?:"
    r" (?:[^\W\d_][\w'./-]{0,40}|\d{1,2}(?:er|e|[èe]me)?(?!\w))){0,6}))?"
)
_COMMA_CITY = re.compile(r", ?(?P<c>[^\W\d_][\w'’-]{0,40}(?: [^\W\d_][\w'’-]{0,40}){0,4})")
_COMPLEMENT = re.compile(r" \([^)\n]{1,24}\)(?: ?/ ?[^\W\d_]{2,30})?")
_BOX = re.compile(r"(?<!\w)(?:b\.?p\.?|c\.?s\.?|bo[îi]te postale|po box|p\.o\. box|tsa) ?(?:n° ?)?(?P<n>\d{1,5})(?!\d)")
_BOURG = re.compile(r"(?<![\w'-])(?:le |au )?bourg(?=,? ?\n?\d\d ?\d{3}(?!\d))")
"""The whole address of many a village house: "Le Bourg, 24220 Saint-Cyprien"."""
_FLOOR = re.compile(
    r"(?:(?:b[âa]t(?:iment)?|appt?|appartement|esc(?:alier)?|[ée]tage|r[ée]sidence|porte)\.? ?(?:n° ?)?[\w]{1,12}"
    r"|\d{1,2}(?:e|er|[èe]me) [ée]tage)[, \n]{1,3}$"
)
_BEFORE_ZIP = re.compile(r"(?<!\w)(?P<v>[^\W\d_][\w'’-]{1,30}(?:[ -][^\W\d_][\w'’-]{1,30}){0,3}),? (?:dans le )?$")


class Address:
    """Finds ADDRESS, ZIP and the LOCATION behind it; `value` is the folded text (the postcode's digits for ZIP)."""

    name = "address"
    kinds = ("ADDRESS", "ZIP", "LOCATION")
    title = say("Adresse postale")
    source = "AFNOR NF Z10-011 ; Base Adresse Nationale ; La Poste"

    def find(self, passage: Passage) -> Iterator[Span]:
        if not passage.digits:
            return
        ends: list[int] = []
        if not passage.words.isdisjoint(_WAY_WORDS):
            for span in self._ways(passage):
                ends.append(span.end)
                yield span
        for match in _BOURG.finditer(passage.low) if "bourg" in passage.words else ():
            ends.append(match.end())
            yield self._span(passage, match.start(), match.end(), 0.85, ("way", "postcode"), "bourg")
        if not passage.words.isdisjoint(_BOX_WORDS):
            for match in _BOX.finditer(passage.low):
                if ZIP.search(passage.low, match.end(), match.end() + 40):
                    ends.append(match.end())
                    yield self._span(passage, match.start(), match.end(), 0.9, ("way",), "")
        if passage.digits >= 5:
            yield from self._postcodes(passage, ends)

    def _ways(self, passage: Passage) -> Iterator[Span]:
        for at in passage.starts(_WAY_WORDS):
            way = _WAY_FIRST.match(passage.low, at)
            if not way:
                continue
            number = _NUMBER_BEFORE.search(passage.low, max(0, at - 26), at)
            if number and (span := self._number_first(passage, number, way)):
                yield span
            if span := self._number_last(passage, way):
                yield span

    def _number_first(self, passage: Passage, number: re.Match[str], way: re.Match[str]) -> Span | None:
        """ "12 bis, rue de la Paix", with its postcode behind or its city behind a comma."""
        start, begin = number.start("number"), way.end()
        end, capital = name_end(passage, begin, lenient=True)
        code = _zip_follows(passage.low, end)
        end = _without_city(passage, begin, end) if code else end
        plain = way["way"] in _PLAIN and number["number"][0].isdigit() and _settled(passage.low, end)
        if end <= begin or not (capital or code or plain):
            return None
        if not code:
            end = _city_behind(passage, end)
        start = _building(passage.low, start)
        return self._span(passage, start, end, 0.97 if code else 0.9, ("way", "postcode") if code else ("way",), way["way"])

    def _number_last(self, passage: Passage, match: re.Match[str]) -> Span | None:
        """ "Rue Pasteur 148, Franconville" (Belgium, Switzerland), or no number but a postcode behind."""
        end, capital = name_end(passage, match.end(), lenient=False)
        if not capital or end <= match.end():
            return None
        tail = _TAIL_NUMBER.match(passage.low, end)
        if (
            tail
            and not ZIP.match(passage.low, tail.start("n"))
            and ((tail["c"] and passage.text[tail.start("c")].isupper()) or _settled(passage.low, tail.end("n")))
        ):
            stop = tail.end("n")
            if not tail["c"] and match["way"] not in _PLAIN:
                return None
            if tail["c"] and passage.text[tail.start("c")].isupper():
                stop = tail.start("c") + _city(passage.text[slice(*tail.span("c"))])
                stop = _complement(passage.low, stop)
            return self._span(passage, match.start(), stop, 0.9, ("way",), match["way"])
        if _zip_follows(passage.low, end):
            return self._span(passage, match.start(), end, 0.85, ("way", "postcode"), match["way"])
        return None

    def _postcodes(self, passage: Passage, ends: list[int]) -> Iterator[Span]:
        for match in passage.led(ZIP, (2, 0)):
            start, end = match.span("v")
            code = match["v"].replace(" ", "")
            behind = any(0 <= start - stop <= 40 for stop in ends)
            known = code in postcodes()
            city = _CITY.match(passage.text, end)
            length = _city(city["v"]) if city and city["v"][0].isupper() else 0
            commune = bool(city) and length > 0 and is_commune(" ".join(city["v"][:length].split())) if city else False
            before = _BEFORE_ZIP.search(passage.text, max(0, start - 40), start)
            named = bool(before) and any(is_commune(" ".join(before["v"].split()[-n:])) for n in (1, 2, 3)) if before else False
            cedex = bool(city) and "cedex" in city[0].lower() if city else False
            label = "postal" in passage.low[max(0, start - 25) : start]
            confidence = _zip_confidence(
                behind=behind,
                known=known,
                commune=commune,
                named=named,
                cedex=cedex,
                label=label,
                city=length > 0,
                spaced=" " in match["v"],
            )
            if not confidence:
                continue
            checks = ("postcode",) if known else ()
            yield Span(
                start=start, end=end, kind="ZIP", confidence=confidence, rule="postcode", value=code, base=0.4, checks=checks, context=""
            )
            if city and length and (commune or behind or cedex):
                stop = city.end() if cedex else city.start("v") + length
                yield Span(
                    start=city.start("v"),
                    end=stop,
                    kind="LOCATION",
                    confidence=0.9,
                    rule="city_behind_postcode",
                    value=passage.low[city.start("v") : stop],
                    base=0.5,
                    checks=("commune",) if commune else (),
                )

    def _span(self, passage: Passage, start: int, end: int, confidence: float, checks: tuple[str, ...], way: str) -> Span:
        value = " ".join(passage.low[start:end].replace(",", " ").split())
        return Span(
            start=start, end=end, kind="ADDRESS", confidence=confidence, rule=self.name, value=value, base=0.6, checks=checks, context=way
        )


def _zip_confidence(*, behind: bool, known: bool, commune: bool, named: bool, cedex: bool, label: bool, city: bool, spaced: bool) -> float:
    """A number of five digits is a postcode by what stands around it; a space inside asks for more."""
    if behind and (city or named or known):
        return 0.97 if known else 0.85
    if known and (label or ((commune or named) and not spaced)):
        return 0.93
    return 0.9 if cedex or (label and known) else 0.0


def _zip_follows(low: str, end: int) -> bool:
    """A postcode within a few words and one line break: " 75001", ", 75001", "\\n75001", " Paris 75015", ", à Paris dans le 75001"."""
    return bool(ZIP.search(low, end, min(len(low), end + 32)))


def _without_city(passage: Passage, start: int, end: int) -> int:
    """ "Rue Pierre Charlot Paris| 75015": the city that stands before its postcode is not the street's name."""
    parts = passage.low[start:end].split(" ")
    for size in (1, 2, 3):
        kept = len(" ".join(parts[:-size]))
        if (
            len(parts) > size
            and parts[-size - 1] not in SMALL | {"faubourg"}
            and ZIP.match(passage.low, end + 1)
            and is_commune(" ".join(parts[-size:]))
        ):
            return start + kept
    return end


def _settled(low: str, end: int) -> bool:
    """The name is followed by an end: nothing, punctuation, a line break, or a city announced by "à"."""
    return end >= len(low) or low[end] in '.,;:)\n!?"»—-|' or low.startswith((" à ", " - ", " — ", " –", " (", " |", " cedex"), end)


def _city_behind(passage: Passage, end: int) -> int:
    """Where ", Nantes" ends behind an address without postcode; `end` itself when no commune follows."""
    match = _COMMA_CITY.match(passage.text, end)
    if match and match["c"][0].isupper():
        length = _city(match["c"])
        if is_commune(match["c"][:length]):
            return match.start("c") + length
    return end


def _complement(low: str, end: int) -> int:
    """Where a district in brackets ends, when one follows the city: "Zürich (Kreis 3) / Sihlfeld"."""
    match = _COMPLEMENT.match(low, end)
    return match.end() if match else end


def _city(words: str) -> int:
    """How much of `words` is the city's name: capitalised words and the small ones between them, hyphens, a district's number."""
    end = 0
    for token in re.finditer(r"[^\s]+", words):
        word = token[0].strip(".,")
        if word[:1].isupper() or (word[:1].isdigit() and len(word) <= 4 and end):
            end = token.start() + len(token[0].rstrip(".,"))
            if token[0].endswith((".", ",")) and len(word) > 3:
                break
        elif word.lower() not in _LINKS:
            break
    return end


_LINKS = frozenset({"de", "du", "des", "la", "le", "les", "sur", "sous", "en", "et", "aux", "à", "l", "d", "lès", "cedex"})


def _building(low: str, start: int) -> int:
    """The start moved back over "Bât. B, appt 12, " when it stands just before."""
    for _ in range(3):
        match = _FLOOR.search(low, max(0, start - 30), start)
        if not match:
            return start
        start = match.start()
    return start


_PLAIN = frozenset(
    {"rue", "avenue", "av", "boulevard", "bd", "bld", "blvd", "chemin", "impasse", "allée", "allee", "quai", "passage", "sentier", "ruelle"}
)
_WAY_WORDS = frozenset([
    "rue", "avenue", "av", "ave", "boulevard", "bd", "bld", "blvd", "boul", "chemin", "che", "chem", "impasse", "imp", "allée",
    "allées", "allee", "allees", "quai", "square", "sentier", "sente", "ruelle", "venelle", "faubourg", "fbg", "fg", "esplanade",
    "rond", "rte", "lotissement", "lot", "résidence", "residence", "montée", "montee", "traverse", "chaussée", "chaussee", "lieu",
    "grand", "grande", "hameau", "villa", "cité", "cite", "corniche", "promenade", "carrefour", "r", "route", "place", "pl", "passage",
    "cours", "cour", "voie", "port", "pont", "mail", "parvis", "galerie", "clos", "domaine", "parc", "côte", "cote", "rampe",
    "descente", "za", "zac", "zi", "zone", "porte", "jardin", "jardins", "levée", "digue", "drève", "cami", "carraire",
    "ferme", "moulin", "mas", "manoir", "château", "chateau", "bourg",
])  # fmt: skip
_BOX_WORDS = frozenset({"bp", "cs", "boîte", "boite", "box", "tsa", "b", "c", "p"})

RECOGNISER = Address()
