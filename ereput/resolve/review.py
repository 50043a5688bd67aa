"""What the person answered to "is it you?", in a file she can read and correct; and which questions to ask first."""

from __future__ import annotations

import json
import math
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from ereput import causes
from ereput.errors import UsageError
from ereput.keeping import write_whole
from ereput.model import Band, Kind, Match, Mention, Text, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

_HEAD = """\
# Vos réponses à « est-ce vous ? » : true = c'est moi, false = ce n'est pas moi. Elles l'emportent sur tout indice.
# Your answers to “is it you?”: true = it is me, false = it is not. They win over any evidence.
# Effacez une ligne pour revenir en arrière. / Delete a line to change your mind.

[decisions]
"""
_WHOLE_PAGE = frozenset({Kind.PROFILE, Kind.PAGE, Kind.ACCOUNT, Kind.ARTICLE, Kind.RESULT, Kind.DOCUMENT})
"""Kinds for which the answer is about the whole address, and holds when the page's text changes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One thing to ask: the mention (title, address), what speaks for and against, and how many other pages the answer may settle."""

    mention: Mention
    match: Match
    settles: int
    reasons: tuple[Text, ...]


def decisions(path: Path | None) -> dict[str, bool]:
    """The answers kept in the file `path`, by mention id or by address; empty when there is none.

    Raises UsageError when the file is there and cannot be read: an answer is never dropped silently.
    """
    if path is None or not path.exists():
        return {}
    try:
        body = tomllib.loads(path.read_text("utf-8")).get("decisions", {})
    except UnicodeDecodeError as error:
        raise _broken(path, say("il n'est pas en UTF-8")) from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise _broken(path, causes.of_parser(error)) from error
    if not isinstance(body, dict):
        raise _broken(path, say("[decisions] n'est pas une table"))
    if odd := next((key for key, value in body.items() if not isinstance(value, bool)), None):
        raise _broken(path, say("« {key} » n'est ni true ni false", key=odd))
    return dict(body)


def _broken(path: Path, why: Text) -> UsageError:
    return UsageError(
        say("Le fichier de vos réponses ({path}) n'est pas lisible : {why}.", path=str(path), why=why),
        code="bad_decisions",
        hint=say('Chaque ligne s\'écrit "adresse" = true ou "adresse" = false. Corrigez-le, ou renommez-le pour repartir de zéro.'),
    )


def remember(path: Path, mention: Mention, *, yes: bool) -> dict[str, bool]:
    """Keep one answer (a later one replaces an earlier one) and give all of them. Written whole, then put in place."""
    kept = decisions(path)
    for name in _names(mention):
        kept.pop(name, None)
    kept[key(mention)] = yes
    write(path, kept)
    return kept


def forget(path: Path, mention: Mention) -> bool:
    """Take an answer back, as if it had never been given; False when there was none."""
    kept = decisions(path)
    taken = [kept.pop(name) for name in {*_names(mention), mention.url} if name in kept]
    if taken:
        write(path, kept)
    return bool(taken)


def write(path: Path, kept: Mapping[str, bool]) -> None:
    """Write every answer to the file `path`, readable only by its owner."""
    lines = [f"{json.dumps(k, ensure_ascii=False)} = {str(v).lower()}\n" for k, v in sorted(kept.items())]
    write_whole(path, (_HEAD + "".join(lines)).encode("utf-8"))


def key(mention: Mention) -> str:
    """What an answer is kept under: the address of a page that is wholly about one person, else the mention's id."""
    whole = mention.kind in _WHOLE_PAGE and mention.url.startswith(("http://", "https://"))
    return mention.url if whole else mention.id


def answer(mention: Mention, kept: Mapping[str, bool]) -> bool | None:
    """Her answer about this mention, if any: by id first, then by address, as one site may write it in another run."""
    if not kept:
        return None
    return next((kept[name] for name in _names(mention) if name in kept), None)


def _names(mention: Mention) -> tuple[str, ...]:
    """What an answer about this mention may be kept under, the surest first."""
    under = key(mention)
    return (mention.id,) if under == mention.id else (mention.id, under, *_spellings(under))


def _spellings(url: str) -> Iterator[str]:
    """The same address with http or https, with or without `www.` and a last slash."""
    bare = url.partition("://")[2].removeprefix("www.").rstrip("/")
    for scheme in ("https://", "http://"):
        for host in ("", "www."):
            for end in ("", "/"):
                yield f"{scheme}{host}{bare}{end}"


def questions(
    mentions: Iterable[Mention], matches: Iterable[Match], *, kept: Mapping[str, bool] | None = None, at_most: int = 20
) -> tuple[Question, ...]:
    """The unclear mentions, most informative first: the most uncertain, and those whose answer tells on the most other pages.

    One question an address. A clear namesake, a confirmed page, or what she answered since the audit (`kept`) is not asked about.
    """
    by_id = {m.mention: m for m in matches}
    unclear = [(m, by_id[m.id]) for m in mentions if m.id in by_id and _open(by_id[m.id]) and answer(m, kept or {}) is None]
    hosts: dict[str, int] = {}
    for mention, _ in unclear:
        hosts[_group(mention)] = hosts.get(_group(mention), 0) + 1
    once: dict[str, Question] = {}
    for mention, match in unclear:
        asked = Question(mention=mention, match=match, settles=hosts[_group(mention)] - 1, reasons=match.reasons)
        once.setdefault(key(mention), asked)
    ranked = sorted(once.values(), key=lambda q: (-entropy(q.match.probability) * (1 + math.log1p(q.settles)), q.mention.id))
    return tuple(ranked[:at_most])


def _open(match: Match) -> bool:
    return not match.by_user and match.band in (Band.TO_CHECK, Band.PROBABLE)


def _group(mention: Mention) -> str:
    """Pages that one answer tells about: the same author on the same site."""
    return f"{urlsplit(mention.url).hostname or mention.source}|{mention.author or ''}"


def entropy(p: float) -> float:
    """Shannon entropy of a yes/no of probability `p`, in bits: 1 at one half, 0 when sure."""
    return 0.0 if p in (0.0, 1.0) else -(p * math.log2(p) + (1 - p) * math.log2(1 - p))
