"""How well keywords are read: `python bench/eval_keywords.py` prints one line a measure beside its floor; exit 1 when one is missed.

The labelled sets and the compact ROME/ESCO files stand beside the checkout (`../shared/data`, another folder with `--data`, another half
with `--half`); without them what needs them is skipped with a reason.
Traps, everyday keywords and French-English pairs are ours and always run.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import random
import sys
import tempfile
import time
import tomllib
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from ereput.analyse.keywords import gender, index, likeness, stage
from ereput.analyse.keywords.competences import Profiles
from ereput.analyse.keywords.imports import install, store
from ereput.analyse.keywords.library import Library, open_library
from ereput.analyse.keywords.matcher import Matcher
from ereput.analyse.keywords.verdict import Judge, concepts_of
from ereput.model import Audience, Band, Kind, Match, Mention, Presence, Reading, Subject, Target

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator, Sequence

HERE = Path(__file__).parent
DATA = HERE.parent.parent / "shared" / "data"
FOUND = (Presence.PRESENT, Presence.OTHER_NAME)


WHERE = argparse.Namespace(data=DATA, half="dev")
"""What the command line says: the folder that holds `keywords/` and `taxonomy/`, and the half of the labelled sets."""


def lines(name: str) -> list[dict[str, Any]]:
    """The rows of one labelled set of this half."""
    path = WHERE.data / "keywords" / f"{name}.{WHERE.half}.jsonl"
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def compact(name: str) -> dict[str, Any]:
    body: dict[str, Any] = json.loads(gzip.decompress((WHERE.data / "taxonomy" / name).read_bytes()))
    return body


# --- titles and competences ---------------------------------------------------------------------------------------------


def titles(known: Library) -> Iterator[tuple[str, float]]:
    """Real offers: the recruiter's ROME code first, among five; milliseconds an offer."""
    ranker, offers = known.ranker("rome"), lines("offers_fr")
    first = five = 0
    start = time.process_time()
    for offer in offers:
        codes = [c.occupation.rome for c in ranker.rank(offer["title"], offer["description"])]
        first, five = first + (codes[:1] == [offer["rome"]]), five + (offer["rome"] in codes)
    spent = 1000 * (time.process_time() - start) / len(offers)
    yield from (("titles.acc1", first / len(offers)), ("titles.acc5", five / len(offers)), ("titles.ms", spent))


def competences(known: Library) -> Iterator[tuple[str, float]]:
    """Real offers: the share of the recruiter's competences among twenty, by offer, the occupation being predicted."""
    profiles = Profiles(known.matcher.index, known.ranker("rome"))
    shares, hits, total = [], 0, 0
    for offer in (o for o in lines("offers_fr") if o["competences"]):
        found = profiles.rank(offer["title"], offer["description"], limit=20)
        codes, labels = {c.code for c in found}, {c.concept.label("fr").lower() for c in found}
        got = sum(str(c.get("code")) in codes or c["libelle"].lower() in labels for c in offer["competences"])
        hits, total = hits + got, total + len(offer["competences"])
        shares.append(got / len(offer["competences"]))
    yield from (("competences.recall20", sum(shares) / len(shares)), ("competences.recall20.pooled", hits / total))


def genders(_: Library) -> Iterator[tuple[str, float]]:
    """ROME's own pairs, heads whose SHA-1 is odd: the feminine, and four inclusive spellings, against the masculine."""
    same = all_ = spelt = spellings = 0
    for masculine, feminine in _pairs(compact("rome_v460.json.gz")):
        all_ += 1
        same += gender.title_keys(masculine) == gender.title_keys(feminine)
        for written in _inclusive(masculine, feminine):
            spellings += 1
            spelt += gender.title_keys(written) == gender.title_keys(masculine)
    yield from (("gender.feminine", same / all_), ("gender.inclusive", spelt / spellings))


def _pairs(rome: dict[str, Any]) -> Iterator[tuple[str, str]]:
    labels = {label for _, name, others in rome["occ"] for label in (name, *others)}
    for label in sorted(labels):
        left, slash, right = label.partition(" / ")
        head, others = left.split(), right.split()
        odd = _sha1(head[0].lower()) % 2
        if slash and odd and len(others) >= len(head) and others[0][:2].lower() == head[0][:2].lower():
            yield " ".join([*head, *others[len(head) :]]), right


def _inclusive(masculine: str, feminine: str) -> Iterator[str]:
    """ "dév·euse", "dév.euse", "dév(euse)", "dév/euse": the feminine's own ending after the masculine head; simple heads only."""
    (one, *rest), other = masculine.split(), feminine.split()[0]
    same = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    ending = other[same:]
    if not ending or "-" in one or same < 3 or len(ending) > 6:
        return
    for form in ("·{}", ".{}", "({})", "/{}"):
        yield " ".join([one + form.format(ending), *rest])


# --- present, close, absent -----------------------------------------------------------------------------------------------


def synonyms(known: Library, own: Library) -> Iterator[tuple[str, float]]:
    """1,000 true swaps (an ESCO alternative against the preferred label), with ESCO installed and without; random and nearest skills."""
    skills = compact("esco_fr_en.json.gz")["skill"]
    rng = random.Random(2026)
    swaps = [*_swaps(skills, rng, 3), *_swaps(skills, rng, 5)]
    for name, library in (("esco", known), ("own", own)):
        judge = Judge(library.matcher)
        counts = Counter(judge.judge(asked, said).state for asked, said, _, _ in swaps)
        yield f"synonyms.{name}.absent", counts[Presence.ABSENT] / len(swaps)
    judge = Judge(known.matcher)
    chance = sum(judge.judge(asked, rng.choice(skills)[column]).state in FOUND for asked, _, _, column in swaps)
    yield "synonyms.random", chance / len(swaps)
    near = [(asked, label) for asked, said, skill, column in swaps if (label := _nearest(skills, skill, said, column))]
    yield "synonyms.nearest", sum(judge.judge(asked, label).state in FOUND for asked, label in near) / len(near)


def _swaps(skills: Sequence[Any], rng: random.Random, column: int) -> Iterator[tuple[str, str, str, int]]:
    pool = [s for s in skills if s[column] and [a for a in s[column + 1] if a.lower() != s[column].lower()]]
    for skill in rng.sample(pool, 500):
        yield rng.choice([a for a in skill[column + 1] if a.lower() != skill[column].lower()]), skill[column], skill[0], column


_SPREAD: dict[int, dict[str, list[int]]] = {}


def _nearest(skills: Sequence[Any], own: str, label: str, column: int) -> str:
    """The label of another skill that shares the rarest roots with this one."""
    if column not in _SPREAD:
        _SPREAD[column] = {}
        for number, skill in enumerate(skills):
            for root in likeness.roots(skill[column] or ""):
                _SPREAD[column].setdefault(root, []).append(number)
    scores: Counter[int] = Counter()
    for root in likeness.roots(label):
        for number in _SPREAD[column].get(root, ()):
            if skills[number][0] != own:
                scores[number] += 1 / len(_SPREAD[column][root])  # type: ignore[assignment]  # a Counter may hold floats
    return str(skills[scores.most_common(1)[0][0]][column]) if scores else ""


# --- spans -------------------------------------------------------------------------------------------------------------------


def spans(known: Library, own: Library) -> Iterator[tuple[str, float]]:
    """Labelled skills of French CVs and English offers: overlap recall and precision; against spaCy's PhraseMatcher over ESCO labels."""
    cvs, adverts = lines("cv_fr"), lines("skillspan_en")
    recall, precision, _ = _overlap(cvs, own.matcher)
    yield from (("spans.cv_fr.recall", recall), ("spans.cv_fr.precision", precision))
    recall, precision, _ = _overlap(cvs, known.matcher)
    yield from (("spans.cv_fr.recall.with_imports", recall), ("spans.cv_fr.precision.with_imports", precision))
    ours = _overlap(adverts, own.matcher)[2]
    yield "spans.skillspan.f1", ours
    with_imports = _overlap(adverts, known.matcher)[2]
    yield "spans.skillspan.f1.with_imports", with_imports
    theirs = _overlap(adverts, _phrase_matcher())[2]
    yield from (("spans.skillspan.f1.phrasematcher", theirs), ("spans.skillspan.lead", max(ours, with_imports) - theirs))
    try:
        import yake
    except ImportError:
        print("   (YAKE is not installed: not compared)")
        return
    extractor = yake.KeywordExtractor(lan="en", n=3, top=40)
    theirs = _overlap(adverts, lambda text: _locate(text, [k for k, _ in extractor.extract_keywords(text)]))[2]
    yield from (("spans.skillspan.f1.yake", theirs), ("spans.skillspan.lead.yake", max(ours, with_imports) - theirs))


def _overlap(documents: Sequence[dict[str, Any]], read: Matcher | Callable[[str], list[tuple[int, int]]]) -> tuple[float, float, float]:
    hit = gold = right = said = 0
    for document in documents:
        found = [(s.start, s.end) for s in read.find(document["text"])] if isinstance(read, Matcher) else read(document["text"])
        labels = [(start, end) for start, end, _ in document["spans"]]
        gold, said = gold + len(labels), said + len(found)
        hit += sum(any(s < end and e > start for s, e in found) for start, end in labels)
        right += sum(any(s < end and e > start for start, end in labels) for s, e in found)
    recall, precision = hit / gold, right / max(said, 1)
    return recall, precision, 2 * recall * precision / max(recall + precision, 1e-9)


def _phrase_matcher() -> Callable[[str], list[tuple[int, int]]]:
    import spacy
    from spacy.matcher import PhraseMatcher

    nlp = spacy.blank("en")
    matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
    matcher.add("ESCO", [nlp.make_doc(skill[3]) for skill in compact("esco_fr_en.json.gz")["skill"]])

    def read(text: str) -> list[tuple[int, int]]:
        doc = nlp.make_doc(text)
        return [(doc[s:e].start_char, doc[s:e].end_char) for _, s, e in matcher(doc)]

    return read


def _locate(text: str, phrases: Sequence[str]) -> list[tuple[int, int]]:
    low = text.lower()
    return [(at, at + len(p)) for p in phrases if (at := low.find(p.lower())) >= 0]


def sentences(known: Library) -> Iterator[tuple[str, float]]:
    """English sentence -> set of ESCO skills, micro-averaged: on the half that may be looked at, and on the other."""
    body = tomllib.loads((HERE / "keywords_sentences.toml").read_text("utf-8"))
    named = {(document, start): set(labels) for document, start, labels in body["sentences"]}
    labels = {f"esco:{skill[0]}": skill[3] for skill in compact("esco_fr_en.json.gz")["skill"]}
    counts = {0: Counter[str](), 1: Counter[str]()}
    for place, text in _drawn(named, body["drawn"]):
        (found,) = stage.scan([text], matcher=known.matcher)
        read = {labels[link.id] for skill in found for link in skill.official if link.id in labels}
        gold = named.get(place, set())
        counts[_sha1(f"half{place[0]}{place[1]}") % 2].update(right=len(read & gold), said=len(read), gold=len(gold))
    if not counts[0]["gold"]:
        print("   (our sentences come from the dev half: not measured on this one)")
        return
    for name, n in (("sentences", counts[0]), ("sentences.held", counts[1])):
        yield from ((f"{name}.precision", n["right"] / n["said"]), (f"{name}.recall", n["right"] / n["gold"]))
        yield f"{name}.f1", 2 * n["right"] / (n["said"] + n["gold"])


def _drawn(named: Container[tuple[str, int]], drawn: str) -> Iterator[tuple[tuple[str, int], str]]:
    """The lines that were named, and those without any labelled span that the same draw takes."""
    for document in (d for d in lines("skillspan_en") if d["id"].startswith("test:tech:")):
        start = 0
        for line in document["text"].split("\n"):
            place, end = (document["id"], start), start + len(line)
            bare = line.strip() and not any(start <= span[0] < end for span in document["spans"])
            if place in named or (bare and _sha1(f"{place[0]}{place[1]}") <= int(drawn, 16)):
                yield place, line
            start = end + 1


def _sha1(text: str) -> int:
    return int(hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest(), 16)


def embedded(own: Library, folder: Path) -> Iterator[tuple[str, float]]:
    """Of the distinct words that ROME + ESCO alone read in the offers and CVs, the share where ours reads something too."""
    imported = Matcher(index.build([store.read(path) for path in sorted(folder.glob("*.taxonomy"))]))
    texts = [o["description"] for o in lines("offers_fr")] + [c["text"] for c in lines("cv_fr")]
    theirs: dict[str, bool] = {}
    for text in texts:
        ours = own.matcher.find(text, nested=True)
        for skill in imported.find(text):
            theirs[skill.concept] = theirs.get(skill.concept, False) or any(s.start < skill.end and s.end > skill.start for s in ours)
    yield from (("embedded.share", sum(theirs.values()) / len(theirs)), ("embedded.distinct", float(len(theirs))))


# --- ours: traps, everyday words, pairs ----------------------------------------------------------------------------------------


def traps(own: Library) -> Iterator[tuple[str, float]]:
    """Lookalikes that must not be read."""
    rows = tomllib.loads((HERE / "keywords_traps.toml").read_text("utf-8"))["traps"]
    taken = []
    for text, forbidden in rows:
        found = own.matcher.find(text)
        bad = {s.concept for s in found} & set(forbidden)
        bad |= {s.concept for s in found for f in forbidden if f.startswith("*") and len(f) > 1 and text[s.start : s.end].lower() == f[1:]}
        if bad or ("*" in forbidden and found):
            taken.append((text, sorted({s.concept for s in found})))
    for text, concepts in taken:
        print(f"   taken: {text!r} as {concepts}")
    yield from (("traps.clean", 1 - len(taken) / len(rows)), ("traps.count", float(len(rows))))


def positives(own: Library) -> Iterator[tuple[str, float]]:
    """What a text says in other words, other letters or with words in between."""
    rows = tomllib.loads((HERE / "keywords_positives.toml").read_text("utf-8"))["positives"]
    missed = 0
    for text, names in rows:
        found = {skill.concept for skill in own.matcher.find(text, nested=True)}
        unread = [name for name in names if not concepts_of(name, own.matcher.index) & found]
        missed += bool(unread)
        if unread:
            print(f"   unread: {text!r} {unread}")
    yield from (("positives.read", 1 - missed / len(rows)), ("positives.count", float(len(rows))))


def everyday(own: Library) -> Iterator[tuple[str, float]]:
    """Ninety everyday keywords: each is a form of one of our concepts."""
    words = tomllib.loads((HERE / "keywords_everyday.toml").read_text("utf-8"))["keywords"]
    unknown = [word for word in words if not concepts_of(word, own.matcher.index)]
    if unknown:
        print(f"   unknown: {unknown}")
    yield from (("everyday.found", 1 - len(unknown) / len(words)), ("everyday.count", float(len(words))))


def pairs(own: Library) -> Iterator[tuple[str, float]]:
    """The same CV and offer in French and in English: points of weighted coverage apart, the worst of the pairs."""
    rows = tomllib.loads((HERE / "keywords_pairs.toml").read_text("utf-8"))["pair"]
    apart = []
    for row in rows:
        french, english = (_share(own, row[f"cv_{lang}"], row[f"offer_{lang}"]) for lang in ("fr", "en"))
        apart.append(abs(french - english))
        if apart[-1] > 2:
            print(f"   apart: {row['name']} fr {french:.1f} en {english:.1f}")
    yield from (("pairs.apart", max(apart)), ("pairs.count", float(len(rows))))


def _share(own: Library, cv: str, advert: str) -> float:
    """Weighted share of the offer's known terms that the CV holds, 0–100."""
    readings = [_reading(advert, Kind.OFFER), _reading(cv, Kind.CV)]
    found, _, _ = stage.gaps(readings, Subject(names=("?",), target=Target()), now=datetime(2026, 11, 20, tzinfo=UTC), known=own)
    asked = [gap for gap in found if gap.why and gap.why.span and not gap.concept.startswith("phrase:")]
    total = sum(gap.weight for gap in asked)
    return 100 * sum(gap.weight for gap in asked if gap.in_cv) / total if total else 0.0


def _reading(text: str, kind: Kind) -> Reading:
    mention = Mention(source=kind.value, url="", kind=kind, text=text, audience=Audience.PRIVATE, declared=True)
    return Reading(mention=mention, match=Match(mention=mention.id, probability=1.0, band=Band.CONFIRMED), language="fr", masked=text)


# --- all ------------------------------------------------------------------------------------------------------------------------


def measures(folder: Path) -> Iterator[tuple[str, float]]:
    own = open_library(installed=folder / "none", cache=folder / "cache-own")
    yield from traps(own)
    yield from positives(own)
    yield from everyday(own)
    yield from pairs(own)
    if not (WHERE.data / "taxonomy").is_dir():
        print(f"   skipped: the labelled sets are not at {WHERE.data.name} beside the checkout")
        return
    installed = folder / "installed"
    install.install("rome", [WHERE.data / "taxonomy" / "rome_v460.json.gz"], installed)
    rome = open_library(installed=installed, cache=folder / "cache-rome")
    yield from titles(rome)
    yield from competences(rome)
    yield from genders(rome)
    install.install("esco", [WHERE.data / "taxonomy" / "esco_fr_en.json.gz"], installed)
    known = open_library(installed=installed, cache=folder / "cache-all")
    yield from synonyms(known, own)
    yield from spans(known, own)
    yield from sentences(known)
    yield from embedded(own, installed)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=DATA, help="the folder that holds keywords/ and taxonomy/")
    parser.add_argument("--half", default="dev", help="the half of the labelled sets: NAME in offers_fr.NAME.jsonl")
    parser.parse_args(namespace=WHERE)
    floors = tomllib.loads((HERE / "keywords_floors.toml").read_text("utf-8"))
    missed = 0
    with tempfile.TemporaryDirectory() as room:
        for name, value in measures(Path(room)):
            least, most = floors["at_least"].get(name), floors["at_most"].get(name)
            fine = (least is None or value >= least) and (most is None or value <= most)
            bound = f">= {least}" if least is not None else f"<= {most}" if most is not None else ""
            print(f"{name:40} {value:8.3f}  {bound:10} {'' if fine else 'MISSED'}")
            missed += not fine
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
