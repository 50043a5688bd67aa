"""What an archive reader is: it recognises an opened export by its content, and reads it into mentions.

A module of `ereput.collect.archives` exposes its reader as `READER`. The container (ZIP, tar, folder, single file) is opened, bounded
and listed by `opening.py`; a reader sees only names and streams. Several readers may recognise one archive (a Takeout holds bookmarks and
a mailbox too): each reads the members it knows, and says so by their `Tally`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol, TypeAlias

from ereput.collect import fields
from ereput.masking import fold_name, pseudonym
from ereput.model import Audience, Kind, Mention, Skip, Subject, Tally, Text

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from ereput.collect.archives.container import Archive

Yield: TypeAlias = "Mention | Tally | Skip"
Fields: TypeAlias = "list[tuple[str, str]]"


class Reader(Protocol):
    """One kind of export. `ask` says where the person gets it; `recognises` looks at content, never at the archive's own name."""

    name: str
    title: Text
    ask: Text

    def recognises(self, archive: Archive) -> bool: ...

    def read(self, archive: Archive, owner: Owner) -> Iterable[Yield]:
        """Mentions (all `declared=True`), and one `Tally` per file: rows read + rows skipped = rows in the file. May raise ArchiveError."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """Whose export it is, and the salt under which other people are kept."""

    subject: Subject
    salt: bytes = field(default=b"", repr=False)

    def is_called(self, name: str) -> bool:
        """Whether a shown name is one of hers, whatever its order, case and accents."""
        wanted = fold_name(name)
        return bool(wanted) and any(fold_name(n) == wanted for n in (*self.subject.names, *self.subject.variants))

    def uses(self, handle: str) -> bool:
        """Whether an account name or e-mail is one that she gave."""
        wanted = handle.strip().lstrip("@").casefold()
        known = (*(h.user for h in self.subject.handles), *self.subject.emails)
        return bool(wanted) and any(k.lstrip("@").casefold() == wanted for k in known)

    def hash(self, name: str) -> str:
        """What stands for somebody else's name."""
        return pseudonym(self.salt, " ".join(sorted(_words(name))))

    def other(self, name: str) -> Fields:
        """The field that stands for somebody else, nothing for an empty name."""
        return [(fields.CONTACT_HASH, self.hash(name))] if fold_name(name) else []

    def contact(
        self, name: str, *, emails: Iterable[str] = (), phones: Iterable[str] = (), url: str = "", extra: Iterable[str] = ()
    ) -> Fields:
        """`contact_hash`, and one `contact_key` per way to recognise the same person elsewhere without her name.

        Keys are "name:", "short:" (shorter forms of the name), "email:", "phone:" (last nine digits) and "url:", each followed by a salted
        hash: equal hashes mean the same value, and nothing can be read back without the salt.
        """
        words = _words(name)
        whole = " ".join(sorted(words))
        keys = [("name", whole), *(("name", " ".join(sorted(_words(n)))) for n in extra)]
        keys += [("short", short) for short in sorted(_short_forms(words))]
        keys += [("email", e.strip().casefold()) for e in emails]
        keys += [("phone", "".join(c for c in p if c.isdigit())[-9:]) for p in phones]
        keys += [("url", url.strip().rstrip("/").rsplit("/", 1)[-1].casefold())]
        hashed = dict.fromkeys(f"{kind}:{pseudonym(self.salt, value)}" for kind, value in keys if value)
        named = [(fields.CONTACT_HASH, pseudonym(self.salt, whole))] if whole else []
        return [*named, *((fields.CONTACT_KEY, key) for key in hashed)]


_TITLES = frozenset("dr pr prof docteur mme mlle mr mrs ms phd mba msc ing".split())


def _words(name: str) -> list[str]:
    """The folded words of a name, without « Dr » and « PhD »."""
    words = fold_name(name, ordered=True).split()
    bare = [word for word in words if word not in _TITLES]
    return bare if len(bare) > 1 else words


def _short_forms(words: list[str]) -> set[str]:
    """Shorter ways to write a name, each with its words sorted: one initial, one family name of two, no middle name.

    >>> sorted(_short_forms(["zoe", "lefevre", "petit"]))
    ['lefevre zoe', 'p zoe', 'petit z', 'petit zoe']
    """
    if len(words) < 2:
        return set()
    first, last = words[0], words[-1]
    pairs = [(first[0], last), (first, last[0]), *((first, other) for other in words[1:5] if len(words) > 2)]
    return {" ".join(sorted(pair)) for pair in pairs}


def mention(
    source: str,
    kind: Kind,
    where: str,
    *,
    url: str = "",
    title: str = "",
    text: str = "",
    facts: Iterable[tuple[str, str]] = (),
    published: datetime | None = None,
    author: str | None = None,
    audience: Audience = Audience.PRIVATE,
) -> Mention:
    """A mention from an export. `where` is the base name of its file: the address of records that have none of their own (`url`).

    It has no record number, so that the same record of two exports is the same mention.
    """
    return Mention(
        source=source,
        url=url or f"export:{source}/{where}",
        kind=kind,
        title=title.strip(),
        text=text.strip(),
        fields=tuple((key, value.strip()) for key, value in facts if value and value.strip()),
        published=published,
        author=author,
        audience=audience,
        declared=True,
    )
