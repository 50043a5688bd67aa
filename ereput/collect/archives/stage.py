"""The person's own exports, whatever she dropped: each is recognised by its content and read; nothing is silently lost.

A folder, or an archive, may hold several exports: each is read. What no reader knows, and what a reader passes over, is said.
"""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from ereput import registry
from ereput.collect.archives.base import Owner, Reader
from ereput.collect.archives.container import Archive, skip_of
from ereput.collect.archives.listing import MEDIA
from ereput.collect.archives.opening import open_archive, open_stream
from ereput.errors import ArchiveError
from ereput.model import Coverage, Harvest, Kind, Mention, Skip, Subject, Tally, Text, Verdict, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

INNER_MAX = 2 * 1024**3
"""Bytes of an archive inside an archive."""
DEPTH = 2
MENTIONS_MAX = 400_000
"""Mentions kept of one export, about 1 kB each; those beyond are counted and said. The largest accounts have some 100,000."""
_INNER = ("zip", "tgz", "gz", "tar")


@cache
def readers() -> Mapping[str, Reader]:
    """Every archive reader, by name."""
    return registry.adapters("ereput.collect.archives", "READER", group="ereput.archives")


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """What `ereput import --list` shows of one export: records by kind, rows by file, and what was left aside."""

    path: str
    source: str
    title: Text
    kinds: tuple[tuple[Kind, int], ...] = ()
    tallies: tuple[Tally, ...] = ()
    skips: tuple[Skip, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """What one reader found in one archive (`source` "" when nobody knows it)."""

    where: str
    source: str
    sha256: str = ""
    mentions: tuple[Mention, ...] = ()
    tallies: tuple[Tally, ...] = ()
    skips: tuple[Skip, ...] = ()
    latin: int = 0


def read(paths: Iterable[Path | str], subject: Subject, salt: bytes) -> Harvest:
    """Everything the exports at `paths` say. Never raises for a bad file: it becomes a Skip.

    The same record in two exports (Basic and Complete) is one mention; each export's coverage counts it.
    """
    owner = Owner(subject=subject, salt=salt)
    mentions: dict[str, Mention] = {}
    coverage: list[Coverage] = []
    skips: list[Skip] = []
    for part in _parts(paths, owner):
        known = len(mentions)
        for found in part.mentions:
            mentions.setdefault(found.id, found)
        skips += part.skips
        if part.source:
            coverage.append(_coverage(part, twice=len(part.mentions) - (len(mentions) - known)))
    return Harvest(mentions=tuple(mentions.values()), coverage=tuple(coverage), skips=tuple(skips))


def describe(paths: Iterable[Path | str], subject: Subject | None = None) -> tuple[Described, ...]:
    """What was recognised at `paths` and what reading it gives, one value per export; an unrecognised file has source ""."""
    owner = Owner(subject=subject or Subject(names=("",)), salt=b"only counted")
    known = readers()
    return tuple(
        Described(
            path=part.where,
            source=part.source,
            title=known[part.source].title if part.source else _untold(part),
            kinds=tuple(sorted(Counter(m.kind for m in part.mentions).items())),
            tallies=part.tallies,
            skips=part.skips,
        )
        for part in _parts(paths, owner)
    )


def _untold(part: _Part) -> Text:
    return say("Le reste de l'archive") if all(skip.code == "not_read" for skip in part.skips) else say("Non reconnu")


def _coverage(part: _Part, *, twice: int) -> Coverage:
    notes: list[Text] = []
    if twice:
        notes.append(say("Éléments présents plusieurs fois dans vos exports, comptés une fois : {n}.", n=twice))
    if part.latin:
        notes.append(say("Fichiers qui ne sont pas en UTF-8, lus comme du Windows-1252 : {n}.", n=part.latin))
    reason = say("{first} {rest}", first=notes[0], rest=notes[1]) if len(notes) > 1 else next(iter(notes), None)
    return Coverage(source=part.source, where=part.where, verdict=Verdict.PRESENT, reason=reason, sha256=part.sha256, tallies=part.tallies)


def _parts(paths: Iterable[Path | str], owner: Owner) -> Iterator[_Part]:
    for path in paths:
        path = Path(path)
        with ExitStack() as stack:
            try:
                archive = stack.enter_context(open_archive(path))
            except ArchiveError as error:
                yield _Part(where=path.name, source="", skips=(skip_of(error, "import", path.name),))
                continue
            yield from _read_all(archive, path if path.is_dir() else None, owner, stack, depth=DEPTH)


def _read_all(archive: Archive, folder: Path | None, owner: Owner, stack: ExitStack, *, depth: int) -> Iterator[_Part]:
    """The archive's own exports, then those of the archives inside it."""
    inner = [name for name in archive.ending(*_INNER) if len(archive.names) > 1 and archive.head(name).startswith((b"PK", b"\x1f\x8b"))]
    recognised = [reader for reader in readers().values() if _recognises(reader, archive)]
    parts = [_read_one(reader, archive, owner) for reader in recognised]
    yield from _settled(archive, parts, inner)
    for name in inner if depth else ():
        with ExitStack() as inside:
            try:
                opened = inside.enter_context(open_archive(folder / name) if folder else _open_inner(archive, name))
            except ArchiveError as error:
                yield _Part(where=f"{archive.name}/{name}", source="", skips=(skip_of(error, "import", f"{archive.name}/{name}"),))
                continue
            yield from _read_all(opened, None, owner, inside, depth=depth - 1)


def _open_inner(archive: Archive, name: str) -> Archive:
    if archive.size(name) > INNER_MAX:
        raise ArchiveError(say("{where} est trop gros : donnez-le à part.", where=name), code="too_large")
    spool = tempfile.TemporaryFile()  # noqa: SIM115  # closed with the archive made of it
    try:
        with archive.open(name) as stream:
            shutil.copyfileobj(stream, spool, 1 << 20)
    except ArchiveError:
        spool.close()
        raise
    spool.seek(0)
    return open_stream(name.rsplit("/", 1)[-1], spool)


def _recognises(reader: Reader, archive: Archive) -> bool:
    try:
        return reader.recognises(archive)
    except Exception:  # a reader that stumbles on a hostile file does not know it; the others are asked
        return False


def _read_one(reader: Reader, archive: Archive, owner: Owner) -> _Part:
    mentions: list[Mention] = []
    tallies: list[Tally] = []
    skips: list[Skip] = []
    beyond = 0
    try:
        for found in reader.read(archive, owner):
            if isinstance(found, Mention) and len(mentions) >= MENTIONS_MAX:
                beyond += 1
            elif isinstance(found, Mention):
                object.__setattr__(found, "sha256", archive.sha256)  # just made, and nobody's yet: a copy of each would double the memory
                mentions.append(found)
            elif isinstance(found, Tally):
                tallies.append(found)
            else:
                skips.append(found)
    except ArchiveError as error:
        skips.append(skip_of(error, reader.name, archive.name))
    except Exception as error:  # one broken reader must not lose what the others read
        reason = say("Le lecteur {reader} a échoué ({kind}).", reader=reader.name, kind=type(error).__name__)
        skips.append(Skip(source=reader.name, code="collector_error", where=archive.name, reason=reason))
    if beyond:
        reason = say("Cet export est si grand que ses derniers éléments sont comptés sans être gardés : {n}.", n=beyond)
        skips.append(Skip(source=reader.name, code="too_large", where=archive.name, reason=reason))
    return _Part(
        where=archive.name,
        source=reader.name,
        sha256=archive.sha256,
        mentions=tuple(mentions),
        tallies=tuple(tallies),
        skips=tuple(skips),
    )


def _settled(archive: Archive, parts: list[_Part], inner: list[str]) -> Iterator[_Part]:
    """The parts, and what all of them together left aside: refused members, files that none of them counts, an archive nobody knows."""
    read = {tally.name for part in parts for tally in part.tallies if tally.read}
    for place, part in enumerate(parts):
        yield replace(_without_foreign(part, archive, read), latin=0 if place else len(archive.latin))
    counted = {tally.name for part in parts for tally in part.tallies}
    left = [name for name in archive.names if name not in counted and name not in inner]
    aside = (*archive.refused, *_left_aside(archive, left, known=bool(parts), inner=bool(inner)))
    if aside:
        yield _Part(where=archive.name, source="", skips=aside)


def _without_foreign(part: _Part, archive: Archive, read: set[str]) -> _Part:
    """A file that one reader could not place and another one read is no loss: only the one that read it speaks of it."""
    foreign = read - {tally.name for tally in part.tallies if tally.read}
    tallies = tuple(tally for tally in part.tallies if tally.name not in foreign)
    skips = tuple(s for s in part.skips if s.code != "unknown_header" or s.where.removeprefix(f"{archive.name}/") not in foreign)
    return replace(part, tallies=tallies, skips=skips)


def _left_aside(archive: Archive, left: list[str], *, known: bool, inner: bool) -> Iterator[Skip]:
    if not known and not inner:
        yield unrecognised(archive.name)
    elif left and known:
        texts = [name for name in left if name.rsplit(".", 1)[-1].casefold() not in MEDIA]
        reason = say(
            "Autres fichiers de cet export, qui ne sont pas lus : {n}, dont images, sons et films : {media}.",
            n=len(left),
            media=len(left) - len(texts),
        )
        yield Skip(source="import", code="not_read", where=archive.name, reason=reason)


def unrecognised(where: str) -> Skip:
    """Nobody knows this file: what to do about it."""
    hint = say("« ereput sources » dit quels exports sont lus et où les demander. Donnez l'archive telle que le site l'a envoyée.")
    return Skip(source="import", code="unrecognised", where=where, reason=say("Ce fichier n'est pas un export reconnu."), hint=hint)
