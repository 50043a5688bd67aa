"""`ereput match-title`: which occupation a job title means, with its alternatives and how sure that is."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from ereput.cli.lines import dump
from ereput.cli.wording import LANG
from ereput.errors import UsageError
from ereput.model import Text, say

if TYPE_CHECKING:
    from collections.abc import Callable

    from ereput.analyse.keywords.competences import Competence
    from ereput.analyse.keywords.occupations import Candidate
    from ereput.cli import console


def match_title(title: str, *, text: str = "", source: str = "", limit: int = 5) -> tuple[Candidate, ...]:
    """The likeliest occupations for a title and, if given, the text of its offer. `source`: rome, esco or own; "" takes the richest."""
    from ereput.analyse.keywords.library import open_library

    known = open_library()
    present = {job.source for job in known.matcher.index.occupations}
    if source and source not in present:
        hint = say("« ereput taxonomy install {name} » l'installe.", name=source)
        raise UsageError(say("La taxonomie {name} n'est pas installée.", name=source), code="not_installed", hint=hint)
    return known.ranker(source).rank(title, text, limit=limit)


def competences(title: str, text: str, *, source: str = "", limit: int = 20) -> tuple[Competence, ...]:
    """What the offer most likely asks for, in the words of the taxonomy: its occupation is guessed, its text re-ranks."""
    from ereput.analyse.keywords.competences import Profiles
    from ereput.analyse.keywords.library import open_library

    known = open_library()
    return Profiles(known.matcher.index, known.ranker(source)).rank(title, text, limit=limit)


def row(candidate: Candidate) -> dict[str, Any]:
    """One candidate as `--json` writes it."""
    job = candidate.occupation
    return {
        "id": job.id, "rome": job.rome, "label": job.label, "title": candidate.title, "score": candidate.score,
        "confidence": candidate.confidence,
    }  # fmt: skip


def command(speak: Callable[[Text], str]) -> click.Command:
    @click.command("match-title", help=speak(say("Dit à quel métier répond un intitulé de poste (TITRE ; « - » : un titre par ligne)."))
    )  # fmt: skip
    @click.argument("title", metavar=speak(say("TITRE")))
    @click.option("--text", "path", help=speak(say("Le texte de l'offre, pour départager des métiers voisins.")))
    @click.option("--taxonomy", "source", type=click.Choice(["own", "rome", "esco"]), help=speak(say("La taxonomie où chercher.")))
    @click.option("--limit", type=click.IntRange(1, 50), default=5, show_default=True, help=speak(say("Nombre de métiers proposés.")))
    @click.option("--json", "as_json", is_flag=True, help=speak(say("Écrire le détail en JSON (une ligne par titre).")))
    @LANG
    @click.pass_obj
    def match_title_command(out: console.Console, title: str, path: str | None, source: str | None, limit: int, as_json: bool) -> int:
        from ereput.analyse.keywords.library import open_library
        from ereput.cli.scan import text_of

        if not title.strip():
            raise UsageError(say("L'intitulé est vide."), code="no_title")
        if note := open_library().note:
            out.line(note, error=True)
        text = text_of(path) if path else ""
        lines = [line.strip() for line in sys.stdin] if title == "-" else [title]
        for line in (line for line in lines if line):
            found = match_title(line, text=text, source=source or "", limit=limit)
            if as_json:
                asked = [[c.code, c.concept.label("fr"), c.score] for c in competences(line, text, source=source or "")] if text else []
                click.echo(dump({"title": line, "occupations": [row(candidate) for candidate in found], "competences": asked}))
            else:
                _show(out, line, found)
        return 0

    return match_title_command


def _show(out: console.Console, title: str, found: tuple[Candidate, ...]) -> None:
    if not found:
        out.line(say("{title} : aucun métier connu ne ressemble à cet intitulé.", title=title))
    for candidate in found:
        job = candidate.occupation
        share = round(100 * candidate.confidence)
        out.line(
            say(
                "{rome}  {label}  ({share} %, par « {title} »)",
                rome=job.rome or job.id,
                label=job.name,
                share=share,
                title=candidate.title,
            )
        )
