"""`ereput scan`: the personal data of a text, a document, or a stream of texts."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ereput.cli.lines import Lines, dump
from ereput.cli.wording import LANG
from ereput.errors import UsageError
from ereput.masking import mask
from ereput.model import Span, Text, say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ereput.cli import console


def spans(texts: Iterable[str]) -> Iterator[tuple[Span, ...]]:
    """The personal data of each text, in order, offsets in code points."""
    from ereput.analyse.exposure.stage import scan
    from ereput.analyse.nlp import Nlp

    return scan(texts, Nlp())


def text_of(path: str) -> str:
    """The text of a file of any kind that a CV may have, or of standard input ("-"). Raises DocumentError."""
    from ereput.collect.documents import read

    if path == "-":
        return sys.stdin.buffer.read().decode("utf-8", "replace")
    return read(Path(path)).text


def shape(found: tuple[Span, ...]) -> dict[str, Any]:
    """As `--jsonl` writes it: `{"spans": [[start, end, KIND, confidence], …]}`."""
    return {"spans": [[span.start, span.end, span.kind, round(span.confidence, 3)] for span in found]}


def rows(text: str, found: tuple[Span, ...], *, unmask: bool) -> list[dict[str, Any]]:
    """One row per span: where, what, the value (masked unless asked otherwise), and how it was decided."""
    made = []
    for span in found:
        raw = text[span.start : span.end]
        made.append({
            "start": span.start, "end": span.end, "kind": span.kind, "confidence": round(span.confidence, 3),
            "value": raw if unmask else mask(span.kind, raw),
            "rule": span.rule, "checks": list(span.checks), "context": span.context,
        })  # fmt: skip
    return made


def command(speak: Callable[[Text], str]) -> click.Command:
    @click.command(
        "scan", help=speak(say("Cherche les données personnelles de FICHIER (texte, PDF, DOCX, ODT, HTML ; « - » : entrée standard)."))
    )
    @click.argument("file", metavar=speak(say("FICHIER")), type=click.Path(allow_dash=True))
    @click.option("--jsonl", is_flag=True, help=speak(say('Lire des lignes {"id", "text"}, écrire des lignes {"id", "spans"}.')))
    @click.option("--json", "as_json", is_flag=True, help=speak(say("Écrire le détail en JSON.")))
    @click.option("--unmask", is_flag=True, help=speak(say("Montrer les valeurs en clair.")))
    @LANG
    @click.pass_obj
    def scan_command(out: console.Console, file: str, jsonl: bool, as_json: bool, unmask: bool) -> int:
        if jsonl:
            return answer(file, spans, shape)
        text = text_of(file)
        found = next(iter(spans([text])))
        if as_json:
            click.echo(dump(rows(text, found, unmask=unmask)))
            return 0
        for row in rows(text, found, unmask=unmask):
            line = text.count("\n", 0, row["start"]) + 1
            value = " ".join(row["value"].split())
            words = say(
                "ligne {line}  {kind}  {value}  ({percent} %)",
                line=line,
                kind=row["kind"],
                value=value,
                percent=round(100 * row["confidence"]),
            )
            out.line(words)
        out.line(say("{n} {n:donnée repérée|données repérées}.", n=len(found)), error=True)
        return 0

    return scan_command


def answer(path: str, read: Callable[[Iterable[str]], Iterator[Any]], made: Callable[[Any], dict[str, Any]]) -> int:
    """Answer a JSON Lines file line by line on stdout. 1 when a line was no record (its answer says so), else 0."""
    try:
        source = click.open_file(path, "rb")
    except OSError as error:
        raise UsageError(
            say("Le fichier {path} ne peut pas être ouvert : {why}", path=path, why=str(error.strerror)), code="not_found"
        ) from error
    with source:
        lines = Lines(source)
        for line in lines.answers(read, made):
            click.echo(line)
    return 1 if lines.wrong else 0
