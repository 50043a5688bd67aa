"""X (Twitter) archives of every era: `tweets.csv` and Grailbird files (before 2018), `tweet.js` at the root, `data/tweets.js` in parts.

Every `.js` file says what it holds (`window.YTD.<type>.part0 =`); `manifest.js`, when there is one, says which files and how many records
there should be, so that a missing file is noticed and a file that is not read needs not be parsed to be counted.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ereput.collect.archives.counting import NOT_NEEDED, PRIVATE_TALK, Count
from ereput.collect.archives.dates import moment
from ereput.collect.archives.items import Json, at, text_at, whole
from ereput.collect.archives.reading import records, table
from ereput.collect.archives.rows import looks_like
from ereput.collect.archives.twitter_records import ACCOUNT_TYPES, KEY, SOURCE, Account, account_record, like, note, row_tweet, tweet
from ereput.errors import ArchiveError
from ereput.model import Audience, Skip, Text, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ereput.collect.archives.base import Owner, Yield
    from ereput.collect.archives.container import Archive
    from ereput.collect.archives.reading import Outcome

_TYPE = re.compile(rb"^\s*window\.YTD\.([\w-]{1,80})\.part\d{1,6}\s*=")
_GRAILBIRD = re.compile(rb"^\s*Grailbird\.data\.tweets_\d{4}_\d{2}\s*=")
_TALK = ("direct_message", "grok", "chat", "spaces", "dm_")
_CSV = ("tweet_id", "timestamp", "text")
ALREADY = say("déjà lus dans tweets.csv")
TECHNICAL = say("journal technique de connexion")
COMPLETED = say("textes longs, lus avec la publication qu'ils complètent")
IDENTIFIERS = say("numéros de comptes, sans nom")
_TWEETS = frozenset({"tweets", "tweet", "community_tweet", "community_tweets", "deleted_tweets", "deleted_tweet"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What `manifest.js` announces: records by file, the account, whether the archive is partial."""

    counts: dict[str, int] = field(default_factory=dict)
    user: str = ""
    partial: bool = False


class Twitter:
    """Reads an X archive."""

    name = SOURCE
    title = say("Archive X (Twitter)")
    ask = say("X : Paramètres, Votre compte, Télécharger une archive de vos données.")

    def recognises(self, archive: Archive) -> bool:
        return bool(_scripts(archive)) or any(_TYPE.match(archive.head(n)) or _is_manifest(archive, n) for n in archive.ending("js"))

    def read(self, archive: Archive, owner: Owner) -> Iterable[Yield]:
        manifest = _manifest(archive)
        typed = {name: found for name in archive.ending("js") if (found := _type(archive, name))}
        account = _account(archive, typed, manifest)
        for name, kind in sorted(typed.items(), key=lambda pair: (pair[1] == "note_tweet", pair[1] not in ACCOUNT_TYPES, pair[0])):
            yield from _read(archive, name, kind, manifest, account)
        yield from _older(archive, account)
        yield from _missing(archive, manifest, typed)


READER = Twitter()


def _is_manifest(archive: Archive, name: str) -> bool:
    return b"__THAR_CONFIG" in archive.head(name)[:200]


def _type(archive: Archive, name: str) -> str:
    match = _TYPE.match(archive.head(name))
    return match[1].decode().replace("-", "_") if match else ""


def _manifest(archive: Archive) -> Manifest:
    for name in archive.ending("js"):
        if _is_manifest(archive, name):
            try:
                body = whole(archive, name, script=True)
            except ArchiveError:
                continue
            types = at(body, "dataTypes")
            files = [f for t in (types.values() if isinstance(types, dict) else ()) for f in at(t, "files") or () if isinstance(f, dict)]
            counts = {text_at(f, "fileName"): int(n) for f in files if (n := text_at(f, "count")).isdecimal()}
            return Manifest(
                counts=counts, user=text_at(body, "userInfo", "userName"), partial=at(body, "archiveInfo", "isPartialArchive") is True
            )
    return Manifest()


def _announced(manifest: Manifest, name: str) -> int | None:
    return next((n for file, n in manifest.counts.items() if name == file or name.endswith(f"/{file}")), None)


def _account(archive: Archive, typed: dict[str, str], manifest: Manifest) -> Account:
    """Whose archive it is, from account.js, else from the manifest; whether it is protected (« Mes posts sont protégés »), by the last
    change; and the long texts of `note-tweet.js`, to complete cut tweets.
    """
    held: dict[str, list[Json]] = {"account": [], "protected_history": [], "note_tweet": []}
    for name, kind in typed.items():
        if kind in held:
            with suppress(ArchiveError):  # said when the file is read in its turn
                body = whole(archive, name, script=True)
                held[kind] += body if isinstance(body, list) else []
    changes = [at(item, "protectedHistory") for item in held["protected_history"]]
    last = max(((str(moment(text_at(c, "protectedAt"))), text_at(c, "action").casefold()) for c in changes), default=("", ""))
    account = Account(
        user=next(filter(None, (text_at(item, "account", "username") for item in held["account"])), manifest.user),
        number=next(filter(None, (text_at(item, "account", "accountId") for item in held["account"])), ""),
        audience=Audience.MEMBERS if last[1] == "protect" else Audience.PUBLIC,
    )
    for long in filter(None, (note(item, account) for item in held["note_tweet"])):
        account.notes.setdefault(long.text[:KEY], []).append(long)
    return account


def _read(archive: Archive, name: str, kind: str, manifest: Manifest, account: Account) -> Iterator[Yield]:
    if kind in _TWEETS:
        deleted = kind.startswith("deleted")
        yield from records(archive, name, SOURCE, lambda _, item: tweet(item, account, deleted=deleted), script=True)
    elif kind == "like":
        yield from records(archive, name, SOURCE, lambda _, item: like(item), script=True)
    elif kind in ACCOUNT_TYPES:
        yield from records(archive, name, SOURCE, lambda _, item: account_record(kind, item, account), script=True)
    elif kind == "note_tweet":
        yield from records(archive, name, SOURCE, lambda _, item: _leftover(item, account), script=True)
    else:
        yield from _uncounted(archive, name, _why(kind), _announced(manifest, name))


def _leftover(item: Json, account: Account) -> Outcome:
    """A long text whose short form is not in the archive."""
    long = note(item, account)
    return COMPLETED if long and long.id in account.used else long or ()


def _why(kind: str) -> Text:
    if any(word in kind for word in _TALK):
        return PRIVATE_TALK
    if kind in ("follower", "following", "block", "mute"):
        return IDENTIFIERS
    return TECHNICAL if "ip_audit" in kind or "device" in kind or "key_registry" in kind else NOT_NEEDED


def _uncounted(archive: Archive, name: str, reason: Text, announced: int | None) -> Iterator[Yield]:
    if announced is None:
        yield from records(archive, name, SOURCE, lambda _key, _item: reason, script=True)
        return
    count = Count(name)
    count.skip(reason, announced)
    yield count.tally()


def _scripts(archive: Archive) -> tuple[str, ...]:
    """Files of the eras before 2018."""
    csvs = tuple(n for n in archive.find("tweets", ext="csv") if looks_like(archive, n, *(c.replace("_", " ") for c in _CSV)))
    return csvs + tuple(n for n in archive.ending("js") if _GRAILBIRD.match(archive.head(n)))


def _older(archive: Archive, account: Account) -> Iterator[Yield]:
    names = _scripts(archive)
    has_csv = any(name.casefold().endswith(".csv") for name in names)
    for name in names:
        if name.casefold().endswith(".csv"):
            columns = ("tweet id", "in reply to status id", "in reply to user id", "timestamp", "source", "text", "retweeted status id",
                       "retweeted status user id", "retweeted status timestamp", "expanded urls")  # fmt: skip
            yield from table(archive, name, SOURCE, lambda row: row_tweet(row, account), columns=columns)
        elif has_csv:
            yield from records(archive, name, SOURCE, lambda _key, _item: ALREADY, script=True)
        else:
            yield from records(archive, name, SOURCE, lambda _, item: tweet({"tweet": item}, account), script=True)


def _missing(archive: Archive, manifest: Manifest, typed: dict[str, str]) -> Iterator[Yield]:
    lost = {file: n for file, n in manifest.counts.items() if n and not any(name == file or name.endswith(f"/{file}") for name in typed)}
    if lost:
        reason = say(
            "Fichiers que le sommaire de l'archive annonce et qui n'y sont pas : {n} (éléments : {rows}).",
            n=len(lost),
            rows=sum(lost.values()),
        )
        hint = say("L'archive est peut-être en plusieurs parties : donnez-les toutes.")
        yield Skip(source=SOURCE, code="truncated", where=archive.name, reason=reason, hint=hint)
    elif manifest.partial:
        reason = say("X annonce que cette archive est partielle.")
        yield Skip(source=SOURCE, code="truncated", where=archive.name, reason=reason)
