"""Stage 6: an `Audit` becomes files. `render` is pure; `write` puts the bytes in a folder, whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from functools import cache
from pathlib import Path

from ereput.errors import SetupError, UsageError
from ereput.keeping import write_whole
from ereput.model import Audit, say
from ereput.registry import adapters
from ereput.render.base import Format, Options
from ereput.render.share import shared

STEMS = {"fr": "bilan", "en": "report"}


@cache
def formats() -> dict[str, Format]:
    """Every output format by its name."""
    return adapters("ereput.render", "FORMAT", group="ereput.formats")


def warm(language: str) -> None:
    """What a first PDF pays before its first page: WeasyPrint, the fonts, the style sheets, the templates. For a moment when the processor
    waits for the network; a machine without Pango says so when the PDF is asked for.
    """
    from ereput.render.pdf import warm

    with suppress(SetupError):
        warm(language)


def render(audit: Audit, format: str, options: Options | None = None) -> bytes:
    """`audit` in one format: same Audit, same options, same bytes. Raises UsageError when the format is unknown."""
    known = formats()
    if format not in known:
        raise UsageError(
            say("Format inconnu : {format}.", format=format),
            code="unknown_format",
            hint=say("Formats possibles : {names}.", names=", ".join(known)),
        )
    return known[format].render(*shared(audit, options or Options()))


def write(audit: Audit, folder: Path, wanted: Iterable[str], options: Options | None = None) -> dict[str, Path]:
    """Write `audit` in each wanted format into `folder` (made if needed); the path of each by its format.

    A file appears whole or not at all, for its owner's eyes, and replaces the one of an earlier run. Raises OSError.
    """
    options = options or Options()
    folder.mkdir(parents=True, exist_ok=True)
    written: dict[str, Path] = {}
    for name in dict.fromkeys(wanted):
        body = render(audit, name, options)
        path = folder / file_name(name, options)
        write_whole(path, body)
        written[name] = path
    return written


def file_name(format: str, options: Options) -> str:
    """ "bilan.pdf", "report.html", "audit.json"; a shared edition has its own name, so that it never replaces the person's own."""
    stem = "audit" if format == "json" else STEMS.get(options.language, STEMS["en"])
    if options.edition == "counsellor" or (options.edition != "candidate" and format != "json"):
        stem += f"-{options.edition}"
    if options.redact:
        stem += "-redacted"
    return stem + formats()[format].suffix
