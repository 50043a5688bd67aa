"""`ereput guides`: for each service, which settings to change, how to delete, how to be de-listed; and reading lists that others made."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ereput.cli import ground
from ereput.cli.wording import LANG, unopened
from ereput.errors import UsageError
from ereput.model import Text, say
from ereput.words import dated

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from ereput.advise.guides import Guide
    from ereput.advise.imports.store import Imported
    from ereput.cli import console

KINDS: dict[str, Text] = {
    "engine": say("moteurs de recherche"),
    "archive": say("archives du web"),
    "directory": say("annuaires"),
    "broker": say("revendeurs de données"),
    "network": say("réseaux sociaux"),
    "forum": say("forums et questions"),
    "code": say("code"),
    "research": say("recherche"),
    "portfolio": say("portfolios"),
    "blog": say("blogs"),
    "document": say("documents"),
    "jobs": say("emploi"),
    "market": say("petites annonces"),
    "petition": say("pétitions"),
    "wiki": say("wikis"),
}
FRESH = 12
"""Months during which the addresses of a guide are taken as they are: services move theirs."""
LEVELS = {"easy": say("facile"), "medium": say("moyen"), "hard": say("difficile"), "impossible": say("impossible sans lettre")}


def folder() -> Path:
    """Where imported guides are kept."""
    return ground.home() / "guides"


def find(name: str, imported: Mapping[str, Guide]) -> Guide:
    """The guide of a service: by id, name, host or address, ours first. Raises UsageError when none is known."""
    from ereput.advise.guides import for_url
    from ereput.advise.requests import service

    address = name if "://" in name else f"https://{name}/"
    found = service(name, imported) or for_url(address) or (for_url(address, imported) if imported else None)
    if found is None:
        raise UsageError(
            say("Aucun guide pour « {name} ».", name=name),
            code="unknown_service",
            hint=say("« ereput guides list » donne les services connus ; la lettre « access » ou « erasure » convient à tous."),
        )
    return found


def install(path: Path, *, today: date, licence: str | None) -> Imported:
    """Read a file of guides and keep it. Raises UsageError when it cannot be opened, DocumentError when it has no known shape."""
    from ereput.advise.imports import store

    try:
        with path.open("rb") as file:
            body = file.read(store.BYTES_MAX + 1)
    except OSError as error:
        raise unopened(path, error) from error
    imported = store.read(body, today=today, licence=licence)
    store.save(imported, folder())
    return imported


def _list(out: console.Console, imported: tuple[Imported, ...]) -> None:
    from ereput.advise.guides import guides

    ours = guides().values()
    for kind in dict.fromkeys(g.kind for g in ours):
        out.line(KINDS.get(kind, kind))
        for guide in (g for g in ours if g.kind == kind):
            level = LEVELS[guide.difficulty]
            out.line(say("  {id} : {name} ({level}, {n} min)", id=guide.id, name=guide.name, level=level, n=guide.minutes))
    for one in imported:
        out.line(
            say("{source} : {n} {n:guide|guides}, licence {licence}, {n:lu|lus} le {day}", source=one.source, n=len(one.guides),
                licence=one.licence, day=dated(one.read_on, out.language))
        )  # fmt: skip


def _show(out: console.Console, guide: Guide) -> None:
    out.line(guide.name)
    out.line(guide.en if out.language == "en" else guide.fr)
    links = {
        say("Réglages : {url}"): guide.settings, say("Suppression : {url}"): guide.delete,
        say("Déréférencement : {url}"): guide.delist, say("Contact : {url}"): guide.contact,
    }  # fmt: skip
    for label, url in links.items():
        if url:
            out.line(Text(msg=label.msg, args=(("url", url),)))
    out.line(
        say("Difficulté : {level}, {n} min. Vérifié : {day}. Source : {source}.", level=LEVELS[guide.difficulty], n=guide.minutes,
            day=dated(guide.checked, out.language) or "–", source=guide.source)
    )  # fmt: skip
    if guide.checked and _months(guide.checked, ground.today()) > FRESH:
        out.line(say("Ces adresses ont plus d'un an : si l'une ne répond plus, cherchez « supprimer » dans l'aide du service."))


def _months(checked: str, today: date) -> int:
    """Months from the month in which a guide was checked ("2026-11", "2026-11-22") to that of `today`; 0 when it is no date."""
    year, _, rest = checked.partition("-")
    month = rest[:2]
    return 12 * (today.year - int(year)) + today.month - int(month) if year.isdecimal() and month.isdecimal() else 0


def _told(out: console.Console, imported: Imported) -> None:
    out.line(
        say("{n} {n:guide lu|guides lus} ({source}, licence {licence}) ; "
            "{skipped} {skipped:fiche|fiches} sans contact ou sans site {skipped:laissée|laissées} de côté.",
            n=len(imported.guides), source=imported.source, licence=imported.licence, skipped=imported.skipped)
    )  # fmt: skip
    if imported.ours:
        out.line(say("{n} {n:service a|services ont} déjà notre guide, qui reste affiché en premier.", n=len(imported.ours)))


def command(speak: Callable[[Text], str]) -> click.Command:
    @click.command(
        "guides", help=speak(say("Service par service : réglages, suppression, déréférencement. list, show SERVICE ou import FICHIER."))
    )
    @click.argument("what", type=click.Choice(("list", "show", "import")), default="list")
    @click.argument("name", metavar=speak(say("[SERVICE ou FICHIER]")), required=False)
    @click.option("--licence", metavar="SPDX", help=speak(say("Licence du fichier importé, si elle n'est pas celle de son projet.")))
    @LANG
    @click.pass_obj
    def guides_command(out: console.Console, what: str, name: str | None, licence: str | None) -> None:
        from ereput.advise.imports.store import known, sets

        if what != "list" and name is None:
            raise click.UsageError(out.speak(say("Dites quel service, ou quel fichier.")))
        if what == "show" and name is not None:
            _show(out, find(name, known(folder())))
        elif what == "import" and name is not None:
            _told(out, install(Path(name), today=ground.today(), licence=licence))
        else:
            _list(out, sets(folder()))

    return guides_command
