"""What was already asked: every answer, kept on this machine, so that an interrupted audit resumes and an unchanged page is not sent twice.

Three uses of one SQLite table. *Resume*: answers of a run that did not finish are taken as they are. *Cache*: an answer with an ETag or a
Last-Modified date is asked again with them, and a 304 brings the kept body back (RFC 9110 13). *Evidence*: the WARC is written from here.

Why not hishel 2.0: it decides by Cache-Control (an audit after a correction must see the page as it is now, whatever max-age says),
has no notion of a run to resume, stores what its transport sees (addresses instead of names, keys in URLs), and reads bodies without
a limit.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import zlib
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from ereput.model import Page, Query, Text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

NAME = "answers.sqlite"
RESUME_WITHIN = timedelta(hours=24)
"""An interrupted run older than this is not continued: the web has moved on."""
KEEP_BODIES = timedelta(days=90)
SYNC = timedelta(seconds=2)
"""What a power cut may cost. Each answer is handed to the system at once, which outlives the program; to the disk, this often."""

_SCHEMA = """
CREATE TABLE IF NOT EXISTS runs (id INTEGER PRIMARY KEY, started TEXT NOT NULL, finished TEXT);
CREATE TABLE IF NOT EXISTS answers (key TEXT PRIMARY KEY, url TEXT NOT NULL, status INTEGER NOT NULL, headers TEXT NOT NULL,
  body BLOB NOT NULL, fetched_at TEXT NOT NULL, redirects TEXT NOT NULL, run INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS hosts (host TEXT PRIMARY KEY, seconds REAL NOT NULL);
CREATE TABLE IF NOT EXISTS notes (name TEXT PRIMARY KEY, value TEXT NOT NULL, noted_at TEXT NOT NULL);
"""


def key_of(query: Query) -> str:
    """Same key, same question. Secrets are still `{key}` here, so none is hashed or stored."""
    parts = (query.method, query.url.partition("#")[0], repr(sorted(query.headers)), repr(query.body))
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "replace")).hexdigest()


def unfinished(folder: Path, *, now: datetime) -> datetime | None:
    """When the run of this folder began that the next one goes on with, if there is one. Nothing is written."""
    if not (folder / NAME).exists():
        return None
    with closing(sqlite3.connect(folder / NAME)) as database:
        last = _unfinished(database, now)
    return last[1] if last else None


def _unfinished(database: sqlite3.Connection, now: datetime) -> tuple[int, datetime] | None:
    last = database.execute("SELECT id, started, finished FROM runs ORDER BY id DESC LIMIT 1").fetchone()
    if last is None or last[2] is not None:
        return None
    began = datetime.fromisoformat(last[1])
    return (int(last[0]), began) if now - began < RESUME_WITHIN else None


@dataclass(frozen=True, slots=True)
class Kept:
    """One stored answer and the run that asked for it."""

    page: Page
    run: int


class Journal:
    """The answers of one profile, in `folder/answers.sqlite` (readable by its owner only); in memory when `folder` is None."""

    def __init__(self, folder: Path | None, *, now: datetime) -> None:
        if folder is not None:
            folder.mkdir(parents=True, exist_ok=True)
            (folder / NAME).touch(mode=0o600)
        self._db = sqlite3.connect(":memory:" if folder is None else folder / NAME, isolation_level=None)
        self._db.execute("PRAGMA journal_mode=WAL")
        self._db.execute("PRAGMA synchronous=NORMAL")
        self._db.executescript(_SCHEMA)
        self._db.execute("DELETE FROM answers WHERE fetched_at < ?", ((now - KEEP_BODIES).isoformat(),))
        last = _unfinished(self._db, now)
        self.run = last[0] if last else int(self._db.execute("INSERT INTO runs (started) VALUES (?)", (now.isoformat(),)).lastrowid or 0)
        self._synced = now

    def get(self, query: Query) -> Kept | None:
        """The stored answer to `query`, whatever its age."""
        row = self._db.execute(
            "SELECT url, status, headers, body, fetched_at, redirects, run FROM answers WHERE key = ?", (key_of(query),)
        ).fetchone()
        if row is None:
            return None
        url, status, headers, body, fetched_at, redirects, run = row
        page = Page(
            query=query,
            url=url,
            status=status,
            headers=tuple((name, value) for name, value in json.loads(headers)),
            body=zlib.decompress(body),
            fetched_at=datetime.fromisoformat(fetched_at),
            redirects=tuple(json.loads(redirects)),
            from_cache=True,
        )
        return Kept(page, run)

    def pages(self) -> tuple[Page, ...]:
        """Every answer that served this run, by time. The query of each holds its URL only."""
        rows = self._db.execute(
            "SELECT url, status, headers, body, fetched_at FROM answers WHERE run = ? ORDER BY fetched_at, url", (self.run,)
        ).fetchall()
        return tuple(
            Page(
                query=Query(url=url, why=Text(msg=""), source=""),
                url=url,
                status=status,
                headers=tuple((name, value) for name, value in json.loads(headers)),
                body=zlib.decompress(body),
                fetched_at=datetime.fromisoformat(fetched_at),
            )
            for url, status, headers, body, fetched_at in rows
        )

    def put(self, page: Page) -> None:
        """Keep an answer under this run; the next write of the same question replaces it."""
        due = page.fetched_at - self._synced >= SYNC
        if due:
            self._synced = page.fetched_at
            self._db.execute("PRAGMA synchronous=FULL")  # of the whole log, what was written before included
        self._db.execute(
            "INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                key_of(page.query), page.url, page.status, json.dumps(page.headers), zlib.compress(page.body, 1),
                page.fetched_at.isoformat(), json.dumps(page.redirects), self.run,
            ),
        )  # fmt: skip
        if due:
            self._db.execute("PRAGMA synchronous=NORMAL")

    def use(self, query: Query) -> None:
        """The kept answer serves this run too: it is evidence as those that were asked are."""
        self._db.execute("UPDATE answers SET run = ? WHERE key = ? AND run != ?", (self.run, key_of(query), self.run))

    def slow(self, host: str) -> float:
        """Seconds that `host` took last time, 0 when it was never asked."""
        return self._slow.get(host, 0.0)

    @cached_property
    def _slow(self) -> dict[str, float]:
        return dict(self._db.execute("SELECT host, seconds FROM hosts"))

    def took(self, seconds: Mapping[str, float]) -> None:
        """Remember how long each of these hosts took."""
        with self._db:
            self._db.execute("BEGIN")
            self._db.executemany("INSERT OR REPLACE INTO hosts VALUES (?, ?)", seconds.items())

    def note(self, name: str, value: str, *, now: datetime) -> None:
        """Remember a small fact between runs (the verdict of a control)."""
        self._notes[name] = (value, now.isoformat())
        self._db.execute("INSERT OR REPLACE INTO notes VALUES (?, ?, ?)", (name, value, now.isoformat()))

    def noted(self, name: str, *, since: datetime) -> str | None:
        value, noted_at = self._notes.get(name, ("", ""))
        return value if noted_at >= since.isoformat() else None

    @cached_property
    def _notes(self) -> dict[str, tuple[str, str]]:
        return {name: (value, noted_at) for name, value, noted_at in self._db.execute("SELECT name, value, noted_at FROM notes")}

    def finish(self, now: datetime) -> None:
        """The run is over: the next one asks again."""
        self._db.execute("UPDATE runs SET finished = ? WHERE id = ?", (now.isoformat(), self.run))

    def close(self) -> None:
        self._db.close()
