"""`ereput scan`: the personal data of a text, a document, a folder of them, or a stream of texts."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ereput.cli.lines import Lines, dump
from ereput.cli.wording import LANG, File, unopened
from ereput.errors import EreputError, NothingCollected
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
    """The text of a file of any kind that a CV may have, or of standard input ("-"). Raises DocumentError or, unopened, UsageError."""
    from ereput.collect.documents import read

    if path == "-":
        return sys.stdin.buffer.read().decode("utf-8", "replace")
    return read(File().convert(path, None, None)).text


def files(path: str) -> Iterator[str]:
    """The file itself, or the files of a folder at any depth, by name; hidden ones and links are passed over."""
    folder = Path(path)
    if path == "-" or not folder.is_dir():
        yield path
        return
    inside = (file for file in sorted(folder.rglob("*")) if file.is_file() and not file.is_symlink())
    yield from (str(file) for file in inside if not any(part.startswith(".") for part in file.relative_to(folder).parts))


def shape(found: tuple[Span, ...]) -> dict[str, Any]:
    """As `--jsonl` writes it: `{"spans": [[start, end, KIND, confidence], …]}`."""
    return {"spans": [[span.start, span.end, span.kind, round(span.confidence, 3)] for span in found]}


def rows(text: str, found: tuple[Span, ...], *, unmask: bool, speak: Callable[[Text], str] = str) -> list[dict[str, Any]]:
    """One row per span: where, what, the value (masked unless asked otherwise), and how it was decided, in words too."""
    from ereput.analyse.exposure.explain import seen

    made = []
    for span in found:
        raw = text[span.start : span.end]
        made.append({
            "start": span.start, "end": span.end, "kind": span.kind, "confidence": round(span.confidence, 3),
            "value": raw if unmask else mask(span.kind, raw),
            "rule": span.rule, "checks": list(span.checks), "context": span.context, "base": round(span.base, 3),
            "why": [speak(reason) for reason in seen(span)],
        })  # fmt: skip
    return made


def command(speak: Callable[[Text], str]) -> click.Command:
    @click.command(
        "scan",
        help=speak(
            say("Cherche les données personnelles de FICHIER (texte, PDF, DOCX, ODT, HTML, ou un dossier ; « - » : entrée standard).")
        ),
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
        names = tuple(files(file))
        texts = tuple(_read(out, name, alone=names == (file,)) for name in names)
        told = [
            rows(text, found, unmask=unmask, speak=out.speak)
            for text, found in zip(texts, spans(text or "" for text in texts), strict=True)
            if text is not None
        ]
        kept = [(name, text) for name, text in zip(names, texts, strict=True) if text is not None]
        if as_json:
            every = [({} if names == (file,) else {"file": name}) | row for (name, _), made in zip(kept, told, strict=True) for row in made]
            click.echo(dump(every))
            return 0 if kept else _nothing(out, file)
        if not kept:
            return _nothing(out, file)
        for (name, text), made in zip(kept, told, strict=True):
            if names != (file,) and made:
                out.line(name)
            for row in made:
                out.line(_line(text, row))
        out.line(say("{n} {n:donnée repérée|données repérées}.", n=sum(map(len, told))), error=True)
        return 0

    return scan_command


def _nothing(out: console.Console, path: str) -> int:
    """A folder without a file that can be read is not a folder without personal data: it is said, and the exit code says it too."""
    out.line(say("Rien n'a pu être lu dans {path}.", path=path), error=True)
    return NothingCollected.exit_code


def _read(out: console.Console, name: str, *, alone: bool) -> str | None:
    """The text of one file; None, and a line that says why, for one of a folder that cannot be read."""
    try:
        return text_of(name)
    except EreputError as error:
        if alone:
            raise
        out.line(error.text, error=True)
        return None


def _line(text: str, row: dict[str, Any]) -> Text:
    """One datum for the reader: where, what, its value, and what spoke for it."""
    line = text.count("\n", 0, row["start"]) + 1
    value = " ".join(row["value"].split())
    return say(
        "ligne {line}  {kind}  {value}  ({percent} %) {why}",
        line=line,
        kind=row["kind"],
        value=value,
        percent=round(100 * row["confidence"]),
        why=" ".join(row["why"][:-1]),
    )


def answer(path: str, read: Callable[[Iterable[str]], Iterator[Any]], made: Callable[[Any], dict[str, Any]]) -> int:
    """Answer a JSON Lines file line by line on stdout. 1 when a line was no record (its answer says so), else 0."""
    try:
        source = click.open_file(path, "rb")
    except OSError as error:
        raise unopened(path, error) from error
    with source:
        lines = Lines(source)
        for line in lines.answers(read, made):
            click.echo(line)
    return 1 if lines.wrong else 0
