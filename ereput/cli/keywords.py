"""`ereput keywords`: the skills of texts, or what an offer asks against what a CV says."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ereput.cli import ground
from ereput.cli.lines import dump
from ereput.cli.scan import answer
from ereput.cli.wording import LANG
from ereput.errors import NothingCollected, UsageError
from ereput.model import Cell, Finding, Gap, Mandate, Presence, Purpose, Skip, Subject, Table, Target, Text, say
from ereput.profile import Profile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ereput.analyse.keywords.matcher import Skill
    from ereput.cli import console

TOLD = 12
"""Suggestions shown in the list: the heaviest first; `--json` has them all."""
STATES = {
    Presence.PRESENT: say("présent"),
    Presence.OTHER_NAME: say("présent sous un autre nom"),
    Presence.CLOSE: say("proche, à vérifier"),
    Presence.ABSENT: say("absent"),
    Presence.INVISIBLE: say("présent mais invisible"),
}


def skills(texts: Iterable[str]) -> Iterator[tuple[Skill, ...]]:
    """The skills of each text, in order, offsets in code points."""
    from ereput.analyse.keywords.stage import scan

    return scan(texts)


def shape(found: tuple[Skill, ...]) -> dict[str, Any]:
    """As `--jsonl` writes it: `{"skills": [[start, end, label, concept-id, confidence], …]}`, and with ROME or ESCO installed the official
    skills beside them, `"official": [[start, end, id, label in French, label in English, how], …]` (`how`: see `official.WAYS`)."""
    made: dict[str, Any] = {"skills": [[skill.start, skill.end, skill.label, skill.concept, round(skill.confidence, 3)] for skill in found]}
    if links := sorted(link for skill in found for link in skill.official):
        made["official"] = [[link.start, link.end, *_official(link.id, link.how)] for link in links]
    return made


def _official(identifier: str, how: int) -> tuple[str, str, str, str]:
    """An official skill as both JSON shapes write it: identifier, label in French, label in English, how it was named."""
    from ereput.analyse.keywords.library import open_matcher
    from ereput.analyse.keywords.official import WAYS, labels

    return identifier, *labels(identifier, open_matcher().index), WAYS[how]


def _official_of(gap: Gap) -> list[dict[str, str]]:
    from ereput.analyse.keywords.library import open_matcher
    from ereput.analyse.keywords.official import asked

    named = asked(gap.concept, gap.keyword, gap.why.quote if gap.why else "", open_matcher())
    return [dict(zip(("id", "label_fr", "label_en", "how"), _official(name, how), strict=True)) for name, how in named]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What the offers ask against what she says: the keywords, what her own words show, the tables behind both, the files not read."""

    gaps: tuple[Gap, ...]
    findings: tuple[Finding, ...]
    tables: tuple[Table, ...]
    skips: tuple[Skip, ...]

    def table(self, name: str) -> Table:
        return next(table for table in self.tables if table.id == f"keywords.{name}")


def compare(profile: Profile) -> Comparison:
    """What the profile's offers ask against her own documents and exports.

    Nothing is asked of the network but the offers that are addresses.
    """
    from ereput.analyse.exposure.stage import read
    from ereput.analyse.keywords.stage import gaps
    from ereput.analyse.nlp import Nlp
    from ereput.collect.stage import collect
    from ereput.resolve.stage import resolve

    with tempfile.TemporaryDirectory() as store:
        harvests = [collect(profile, now=ground.now, store=Path(store), offline=True)]
        if addresses := tuple(filter(_remote, profile.subject.target.offers)):
            harvests.append(collect(on_files(addresses, None), now=ground.now, store=Path(store)))
    mentions = tuple(mention for harvest in harvests for mention in harvest.mentions)
    matches = resolve(profile.subject, mentions, decisions={})
    readings = read(mentions, matches, Nlp(), profile.subject)
    hers = tuple(reading for reading in readings if reading.match.counts)
    found, findings, tables = gaps(hers, profile.subject, now=ground.now())
    skips = tuple(skip for harvest in harvests for skip in harvest.skips if skip.code != "offline")
    return Comparison(gaps=found, findings=findings, tables=tables, skips=skips)


def on_files(offers: tuple[str, ...], cv: str | None) -> Profile:
    """A profile made of files (and addresses of offers) alone: it holds no identity."""
    subject = Subject(names=("?",), cv=_there(cv) if cv else None, target=Target(offers=tuple(_there(offer) for offer in offers)))
    return Profile(subject=subject, mandate=Mandate(purpose=Purpose.SELF, attested_on=ground.today()))


def _remote(offer: str) -> bool:
    return offer.startswith(("http://", "https://"))


def _there(path: str) -> str:
    if _remote(path):
        return path
    found = Path(path).expanduser()
    if not found.is_file():
        raise UsageError(say("Le fichier {path} n'existe pas.", path=path), code="not_found")
    return str(found.resolve())


def row(gap: Gap, speak: Callable[[Text], str]) -> dict[str, Any]:
    """One gap as `--json` writes it: `belongs` says where to write the word, `sightings` where it was read and how, sentences in the
    reader's language; `official` the skill of each installed taxonomy that it is ([] without ROME or ESCO). Quotes are masked."""
    return {
        "keyword": gap.keyword, "english": gap.english, "concept": gap.concept, "weight": round(gap.weight, 3), "required": gap.required,
        "state": gap.state.value, "in_cv": gap.in_cv, "proven": gap.proven,
        "official": _official_of(gap), "hidden": speak(gap.hidden) if gap.hidden else "", "why": gap.why.quote if gap.why else "",
        "suggestion": speak(gap.suggestion) if gap.suggestion else "",
        "belongs": [speak(place) for place in gap.belongs],
        "sightings": [
            {"source": seen.source, "state": seen.state.value, "form": seen.form, "quote": seen.evidence.quote if seen.evidence else ""}
            for seen in gap.sightings
        ],
    }  # fmt: skip


WHOLE = ("target", "matrix", "evidence", "coverage", "findability")
"""The tables of `--json`, in this order."""


def whole(made: Comparison, speak: Callable[[Text], str]) -> dict[str, Any]:
    """As `--json` writes it: `gaps`, one entry a keyword (`row`); `words`, what her own words show (vague, repeated, dominating, only in
    French); each table of `WHOLE` as a list of rows by column; `notes`, the licences of the taxonomies; `unread`, the files not read."""
    return {
        "gaps": [row(gap, speak) for gap in made.gaps],
        "words": [_word(finding, speak) for finding in made.findings],
        **{name: _rows(made.table(name), speak) for name in WHOLE},
        "notes": [speak(note) for note in dict.fromkeys(made.table(name).note for name in WHOLE) if note],
        "unread": [{"file": _named(skip.where), "code": skip.code, "reason": speak(skip.reason)} for skip in made.skips],
    }


def _named(where: str) -> str:
    """What was not read: an address whole, a file without its folders."""
    return where if _remote(where) else Path(where).name


def _word(finding: Finding, speak: Callable[[Text], str]) -> dict[str, Any]:
    return {
        "rule": finding.rule, "word": finding.label, "title": speak(finding.title), "explanation": speak(finding.explanation),
        "remedy": speak(finding.remedy) if finding.remedy else "", "quotes": [seen.quote for seen in finding.evidence],
    }  # fmt: skip


def _rows(table: Table, speak: Callable[[Text], str]) -> list[dict[str, Any]]:
    return [{name: _cell(cell, speak) for name, cell in zip(table.columns, cells, strict=True)} for cells in table.rows]


def _cell(cell: Cell, speak: Callable[[Text], str]) -> str | float | None:
    if isinstance(cell, Text):
        return speak(cell)
    return cell.isoformat() if isinstance(cell, date) else cell


def command(speak: Callable[[Text], str]) -> click.Command:
    @click.command(
        "keywords", help=speak(say("Compare les mots-clés d'une offre et d'un CV, ou relève ceux d'un flux de textes (--jsonl)."))
    )
    @click.argument("file", metavar=speak(say("[FICHIER]")), required=False, type=click.Path(allow_dash=True))
    @click.option(
        "--offer",
        "offers",
        multiple=True,
        help=speak(say("L'offre (PDF, DOCX, ODT, HTML, texte, JSON de France Travail, adresse) ; peut être répété.")),
    )
    @click.option("--cv", help=speak(say("Le CV (PDF, DOCX, ODT, HTML, texte).")))
    @click.option("--profile", type=click.Path(path_type=Path), help=speak(say("Un profil : ses offres, son CV, ses archives.")))
    @click.option(
        "--jsonl",
        is_flag=True,
        help=speak(say('Lire des lignes {"id", "text"}, écrire des lignes {"id", "skills"} et, si ROME ou ESCO est installé, "official".')),
    )
    @click.option("--json", "as_json", is_flag=True, help=speak(say("Écrire le détail en JSON.")))
    @LANG
    @click.pass_obj
    def keywords_command(
        out: console.Console, file: str | None, offers: tuple[str, ...], cv: str | None, profile: Path | None, jsonl: bool, as_json: bool
    ) -> int:
        if jsonl:
            return answer(file or "-", skills, shape)
        made = compare(_asked(offers, cv, profile))
        for skip in made.skips:
            out.line(say("Non lu : {where}. {reason}", where=_named(skip.where), reason=skip.reason), error=True)
        if as_json:
            click.echo(dump(whole(made, speak)))
        else:
            _target(out, made.table("target"))
            _table(out, made.gaps)
        return NothingCollected.exit_code if made.skips and not made.gaps else 0

    return keywords_command


def _asked(offers: tuple[str, ...], cv: str | None, profile: Path | None) -> Profile:
    if profile is None:
        if not offers:
            raise UsageError(say("Il manque une offre : --offer FICHIER, ou --profile PROFIL."), code="no_offer")
        return on_files(offers, cv)
    from ereput.cli.audit import load

    loaded = load(profile)
    files = on_files(offers, cv).subject
    target = replace(loaded.subject.target, offers=files.target.offers) if offers else loaded.subject.target
    return replace(loaded, subject=replace(loaded.subject, cv=files.cv or loaded.subject.cv, target=target))


def _target(out: console.Console, table: Table) -> None:
    """What was understood of each offer, on the error stream: the list alone is the answer."""
    for offer, occupation, rome, _ in table.rows:
        job = say("{job} ({rome})", job=occupation, rome=rome) if occupation and rome else occupation or say("métier non reconnu")
        out.line(say("Offre : {offer}. Métier compris : {job}.", offer=offer or "-", job=job), error=True)


def _table(out: console.Console, found: tuple[Gap, ...]) -> None:
    width, told = max((len(out.speak(gap.name)) for gap in found), default=0), 0
    for gap in sorted(found, key=lambda gap: (not gap.missing, -gap.weight, gap.keyword)):
        need = say("demandé") if gap.required else say("souhaité")
        cv = say("dans le CV") if gap.in_cv else say("pas dans le CV")
        out.line(
            say(
                "{keyword}  {need} ; {state} ; {cv}",
                keyword=out.speak(gap.name).ljust(width),
                need=need,
                state=gap.hidden or STATES[gap.state],
                cv=cv,
            )
        )
        if gap.suggestion is not None and gap.state is not Presence.PRESENT and told < TOLD:
            told += 1
            out.line(say("    → {suggestion}", suggestion=gap.suggestion))
    out.line(say("{n} {n:mot-clé attendu|mots-clés attendus}. Un repère, pas le score d'un recruteur.", n=len(found)), error=True)
