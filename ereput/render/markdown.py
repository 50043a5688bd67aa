"""Markdown (CommonMark, GFM tables): the report as plain text. What strangers wrote is escaped, so that it stays text."""

from __future__ import annotations

import re
from functools import cache, partial

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from ereput.assets import folder
from ereput.model import Audit, Evidence
from ereput.render import look
from ereput.render.base import Options
from ereput.render.book import book, label, link
from ereput.render.labels import inputs, source
from ereput.render.redact import veiled
from ereput.render.sections import cover, evolution
from ereput.render.sections.chapter import PARTS
from ereput.render.tables import shown
from ereput.render.voice import Voice

_SPECIAL = re.compile(r"([\\`*_\[\]<>|#&~$!])")  # CommonMark 0.31, 2.4: what a backslash may escape and what we must
_BLANKS = re.compile(r"\n{3,}")


class _Markdown:
    name = "md"
    suffix = ".md"

    def render(self, audit: Audit, options: Options) -> bytes:
        voice = _voice(options.language)
        pages = book(audit, options, voice, "md")
        changed = evolution.build(pages)
        tables = tuple(shown(pages, table) for table in audit.tables if table.columns != PARTS)
        text = (
            _environment(options.language)
            .get_template("report/report.md.j2")
            .render(audit=audit, book=pages, options=options, cover=cover.build(pages), tables=tables, evolution=changed)
        )
        return (_BLANKS.sub("\n\n", text).strip() + "\n").encode("utf-8")


FORMAT = _Markdown()


def escape(text: str) -> str:
    """`text` so that Markdown shows it as it is, on one line."""
    return _SPECIAL.sub(r"\\\1", text)


def web(url: str) -> Markup:
    """An autolink when the address may be followed, else the address as text."""
    safe = link(url)
    return Markup(f"<{safe}>" if safe and not set("<>") & set(safe) else escape(url))  # noqa: S704  # Markdown, escaped above


def proof(voice: Voice, evidence: Evidence) -> Markup:
    """One line of proof: what was read, where, when, its hash, or what it was computed from."""
    quoted = voice.say("« {quote} »", quote=evidence.quote) if evidence.quote else ""
    where = " ".join(part for part in (escape(quoted), web(evidence.url) if evidence.url else "") if part)
    more = (
        voice.say("lu le {day}", day=evidence.seen_at) if evidence.seen_at else "",
        voice.say("empreinte {hash}", hash=evidence.sha256[:12]) if evidence.sha256 else "",
        voice.say("Calcul à partir de : {inputs}", inputs=inputs(evidence.computed_from)) if evidence.computed_from else "",
    )
    return Markup(" · ".join(part for part in (where, *map(escape, more)) if part))  # noqa: S704  # Markdown, each part escaped


@cache
def _voice(language: str) -> Voice:
    return Voice(language, sieve=escape)


@cache
def _environment(language: str) -> Environment:
    voice = _voice(language)
    made = Environment(  # noqa: S701  # Markdown, not HTML: `escape` is the sieve of every printed value
        loader=FileSystemLoader(folder("templates")),
        undefined=StrictUndefined,
        finalize=voice,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals |= {
        "_": lambda msg, **args: Markup(_ours(voice, msg, args)),  # noqa: S704  # escaped in _ours
        "look": look,
        "label": label,
        "link": link,
        "web": web,
        "source": source,
        "proof": partial(proof, voice),
    }
    made.tests["veiled"] = veiled
    return made


def _ours(voice: Voice, msg: str, args: dict[str, object]) -> str:
    return escape(voice.say(msg, **args))
