"""`ereput taxonomy`: which taxonomies are known here, and installing the official ones (ROME, ESCO)."""

from __future__ import annotations

import asyncio
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ereput.cli import ground
from ereput.cli.wording import LANG
from ereput.errors import DocumentError
from ereput.model import Page, Query, Skip, Text, say

if TYPE_CHECKING:
    from collections.abc import Callable

    from ereput.analyse.keywords.concepts import Taxonomy
    from ereput.cli import console

LARGEST, SLOWEST = 200_000_000, 900.0
"""Bytes and seconds one official download may take; ESCO in one language is about 20 MB."""


def install(name: str, files: tuple[Path, ...]) -> Taxonomy:
    """Install taxonomy `name` from files, or from where it is published when none is given. Raises UsageError or DocumentError."""
    from ereput.analyse.keywords.imports import install as imports
    from ereput.analyse.keywords.library import installed_folder

    if files:
        return imports.install(name, files, installed_folder())
    return imports.download(name, fetch, installed_folder())


def fetch(url: str) -> bytes:
    """The body of an official address. Raises DocumentError with the code of the failure."""
    page = asyncio.run(_ask(Query(url=url, why=say("Une taxonomie officielle des métiers"), source="taxonomy")))
    if isinstance(page, Skip):
        raise DocumentError(page.reason, code=page.code, hint=page.hint)
    if page.status != 200:
        raise DocumentError(say("{url} a répondu {status}.", url=url, status=page.status), code="unreachable")
    return page.body


async def _ask(query: Query) -> Page | Skip:
    from ereput.collect.fetch import Limits
    from ereput.collect.journal import Journal
    from ereput.collect.session import session
    from ereput.profile import Network

    limits = Limits(body=LARGEST, seconds=SLOWEST)
    async with session(Network(), Journal(None, now=ground.now()), now=ground.now, limits=limits) as asker:
        return await asker.ask(query)


def installed() -> tuple[tuple[str, str, str, int, int], ...]:
    """What is known here: (name, version, notice, concepts, occupations), ours first."""
    from ereput.analyse.keywords.library import open_library

    index = open_library().matcher.index
    concepts = Counter(source for _, _, source in index.traits)
    rows = [("ereput", "", "", concepts["own"], index.sources["own"])]
    for licence in index.notices:
        source = licence.name.lower()
        rows.append((licence.name, licence.version, licence.notice, concepts[source], index.sources[source]))
    return tuple(rows)


def command(speak: Callable[[Text], str]) -> click.Command:
    @click.group("taxonomy", help=speak(say("Les taxonomies de métiers et de compétences : la nôtre, ROME, ESCO.")))
    @LANG
    def taxonomy_command() -> None:
        """The two commands below."""

    @taxonomy_command.command("install", help=speak(say("Installe une taxonomie officielle, du réseau ou de fichiers.")))
    @click.argument("name", metavar="rome|esco")
    @click.option(
        "--from",
        "files",
        multiple=True,
        type=click.Path(path_type=Path),
        help=speak(say("Le fichier officiel (ZIP, dossier) ; peut être répété.")),
    )
    @LANG
    @click.pass_obj
    def install_command(out: console.Console, name: str, files: tuple[Path, ...]) -> int:
        made = install(name, files)
        licence = made.licence
        out.line(
            say(
                "{name} {version} installée : {concepts} compétences, {jobs} métiers.",
                name=name.upper(), version=licence.version if licence else "", concepts=len(made.concepts), jobs=len(made.occupations),
            )
        )  # fmt: skip
        if licence:
            out.line(licence.notice)
        return 0

    @taxonomy_command.command("list", help=speak(say("Liste les taxonomies connues ici, leur version et leur licence.")))
    @LANG
    @click.pass_obj
    def list_command(out: console.Console) -> int:
        from ereput.analyse.keywords.library import open_library

        if note := open_library().note:
            out.line(note, error=True)
        for name, version, notice, concepts, jobs in installed():
            out.line(
                say(
                    "{name} {version} : {concepts} compétences, {jobs} métiers. {notice}",
                    name=name,
                    version=version,
                    concepts=concepts,
                    jobs=jobs,
                    notice=notice,
                )
            )
        return 0

    return taxonomy_command
