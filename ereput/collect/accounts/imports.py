"""Files of sites that others keep, as they are: WhatsMyName, sherlock, maigret. They are the user's; none is shipped or downloaded."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ereput.collect.accounts.sites import Basis, Rule, Site
from ereput.collect.reading import at, text_at, texts_at
from ereput.errors import UsageError
from ereput.model import Text, say

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

SIZE = 20_000_000
"""Bytes of a file; the longest of the three lists has one and a half million."""

_OFF = say("Le fichier dit lui-même que ce site ne répond plus à sa règle.")
_NO_ENTRY = say("Cette entrée n'a ni adresse ni règle lisible.")
_NO_HANDLE = say("Cette entrée ne demande pas d'identifiant.")
_OTHER_NAME = say("Ce site attend un numéro de compte, pas un identifiant.")
_NOT_THE_WEB = say("Ce n'est pas une page du web ouvert.")
_LIKE_IT = say("Cette page cherche des noms voisins : elle ne dit pas si le compte existe.")


@dataclass(frozen=True, slots=True)
class Refused:
    """An entry of a file that cannot be asked, and why."""

    name: str
    reason: Text


@dataclass(frozen=True, slots=True)
class Sites:
    """All of a file: every entry is either a site or a refusal with its reason."""

    read: tuple[Site, ...]
    refused: tuple[Refused, ...]


def read_sites(path: Path) -> tuple[Site, ...]:
    """The sites of a file of either of the three shapes, told apart by content. Raises UsageError."""
    return read_file(path).read


def read_file(path: Path) -> Sites:
    """The sites of a file, and the entries that are none. Raises UsageError when it is no such file, or has no site that can be asked."""
    try:
        with path.open("rb") as file:
            raw = file.read(SIZE + 1)
        if len(raw) > SIZE:
            raise _bad(path, say("{name} dépasse la taille acceptée.", name=path.name))
        text = raw.decode("utf-8-sig")
        body = json.loads(text)
        if "\\ud" in text or "\\uD" in text:  # half of an emoji can be neither asked for nor written
            body = json.loads(json.dumps(body, ensure_ascii=False).encode("utf-8", "replace"))
    except (OSError, ValueError, RecursionError) as error:
        raise _bad(path) from error
    if not isinstance(body, dict):
        raise _bad(path)
    found = tuple(_entries(body))
    read = tuple(site for _, site in found if isinstance(site, Site))
    refused = tuple(Refused(name, reason) for name, reason in found if isinstance(reason, Text))
    if not read:
        whys = Counter(row.reason.msg for row in refused).most_common(1)
        why = next((row.reason for row in refused if whys and row.reason.msg == whys[0][0]), None)
        if why is None or why is _NO_ENTRY:
            raise _bad(path)
        raise _bad(path, say("Aucun site de {name} ne peut être interrogé : « {why} »", name=path.name, why=why))
    return Sites(read, refused)


def _entries(body: dict[str, Any]) -> Iterable[tuple[str, Site | Text]]:
    sites = body.get("sites")
    if isinstance(sites, list):
        for number, row in enumerate(sites, start=1):
            name = (text_at(row, "name") if isinstance(row, dict) else "") or str(number)
            yield name, _whatsmyname(_line(name), row) if isinstance(row, dict) else _NO_ENTRY
    elif isinstance(sites, dict):
        engines = at(body, "engines")
        for name, row in sites.items():
            yield name, _maigret(_line(name), row, engines if isinstance(engines, dict) else {}) if isinstance(row, dict) else _NO_ENTRY
    else:
        for name, row in body.items():
            if name != "$schema":  # the file's own description, not a site
                yield name, _sherlock(_line(name), row) if isinstance(row, dict) and "errorType" in row else _NO_ENTRY


def _line(text: str) -> str:
    """`text` as it can be written on a terminal."""
    return "".join(filter(str.isprintable, text))


def _bad(path: Path, why: Text | None = None) -> UsageError:
    return UsageError(
        why or say("Le fichier {name} n'est pas une liste de sites lisible.", name=path.name),
        code="bad_sites",
        hint=say("Sont reconnus les fichiers de WhatsMyName, de sherlock et de maigret, en JSON."),
    )


def _code(row: Any, name: str) -> frozenset[int]:
    value = at(row, name)
    values = value if isinstance(value, list) else [value]
    return frozenset(item for item in values if isinstance(item, int) and not isinstance(item, bool))


def _words(row: Any, *path: str) -> list[str]:
    """Words of a rule; an empty one would be in every page."""
    return [word for word in texts_at(row, *path) if word.strip()]


def _known(row: Any, name: str) -> tuple[str, ...]:
    """Known accounts; what leads to another page of the site (nothing, "..") is none."""
    return tuple(word for word in texts_at(row, name) if any(map(str.isalnum, word)))


def _headers(row: Any) -> tuple[tuple[str, str], ...]:
    """Headers of the file; one that would make us pass for a browser, or carry a session, is left out: our own agent stays."""
    value = at(row, "headers")
    kept = {"accept", "accept-language", "content-type", "x-requested-with"}
    return tuple((str(k), str(v)) for k, v in value.items() if str(k).lower() in kept) if isinstance(value, dict) else ()


def _unasked(address: str, *others: str) -> Text | None:
    """Why an entry cannot be asked: it is no web page, or the handle stands in nothing that is sent (address or body)."""
    if not any("{handle}" in text for text in (address, *others)):
        return _NO_HANDLE if address else _NO_ENTRY
    if not "".join((address, *others)).isprintable():  # it would be written on her terminal
        return _NOT_THE_WEB
    host = address.partition("://")[2].partition("/")[0].rpartition("@")[2].partition(":")[0]
    return None if address.lower().startswith(("http://", "https://")) and not host.endswith((".onion", ".i2p")) else _NOT_THE_WEB


def _json_body(payload: object) -> tuple[str, tuple[tuple[str, str], ...]]:
    """What is sent for a payload, and the header that says so; nothing for none."""
    return (json.dumps(payload), (("Content-Type", "application/json"),)) if isinstance(payload, dict) else ("", ())


def _whatsmyname(name: str, row: dict[str, Any]) -> Site | Text:
    """github.com/WebBreacher/WhatsMyName: e_code/e_string when it exists, m_code/m_string when it is missing."""
    address, body = (text_at(row, key).replace("{account}", "{handle}") for key in ("uri_check", "post_body"))
    refused = _OFF if row.get("valid") is False else _unasked(address, body)
    if refused is not None:
        return refused
    words = (text_at(row, "e_string"), text_at(row, "m_string"))
    present, absent = (tuple([word.replace("{account}", "{handle}")] if word else []) for word in words)
    return Site(
        name=name,
        url=_line(text_at(row, "uri_pretty")).replace("{account}", "{handle}") or address,
        probe=address,
        left_out=text_at(row, "strip_bad_char"),
        rule=Rule(basis=Basis.WORDS, present=present, absent=absent, present_codes=_code(row, "e_code"), absent_codes=_code(row, "m_code")),
        known=_known(row, "known"),
        headers=_headers(row),
        body=body,
        category=text_at(row, "cat"),
    )


def _sherlock(name: str, row: dict[str, Any]) -> Site | Text:
    """github.com/sherlock-project/sherlock: errorType says how an absent profile shows."""
    address, probe = (text_at(row, key).replace("{}", "{handle}") for key in ("url", "urlProbe"))
    body, kind_of_body = _json_body(at(row, "request_payload"))
    body = body.replace('"{}"', '"{handle}"')
    refused = _unasked(address, probe, body)
    if refused is not None:
        return refused
    kinds = set(texts_at(row, "errorType"))
    absent = tuple(word.replace("{}", "{handle}") for word in _words(row, "errorMsg")) if "message" in kinds else ()
    basis = Basis.WORDS if "message" in kinds else Basis.REDIRECT if "response_url" in kinds else Basis.STATUS
    return Site(
        name=name,
        url=address,
        probe=probe,
        rule=Rule(
            basis=basis,
            absent=absent,
            absent_codes=_code(row, "errorCode") if basis is Basis.STATUS else frozenset(),
            absent_url=text_at(row, "errorUrl").replace("{}", "{handle}") if basis is Basis.REDIRECT else "",
        ),
        known=_known(row, "username_claimed"),
        pattern=text_at(row, "regexCheck"),
        headers=(*kind_of_body, *_headers(row)),
        body=body,
    )


def _maigret(name: str, row: dict[str, Any], engines: dict[str, Any]) -> Site | Text:
    """github.com/soxoj/maigret: a site may take what it lacks from its engine; some entries spell presenseStrs as the dictionary does."""
    engine = at(engines, text_at(row, "engine"), "site")
    own = engine if isinstance(engine, dict) else {}
    present, absent = ([*_words(own, key), *_words(row, key)] for key in ("presenseStrs", "absenceStrs"))
    present += _words(row, "presenceStrs")
    row = {**own, **row}
    address, probe = (_maigret_text(row, text_at(row, key)) for key in ("url", "urlProbe"))
    payload = at(row, "requestPayload")
    if isinstance(payload, dict):  # its texts go through str.format there, which is why their braces are double
        payload = {key: _single(_maigret_text(row, item)) if isinstance(item, str) else item for key, item in payload.items()}
    body, kind_of_body = _json_body(payload)
    refused = _maigret_refused(row) or _unasked(address, probe, body)
    if refused is not None:
        return refused
    kind, errors = text_at(row, "checkType"), at(row, "errors")
    words = kind == "message"
    return Site(
        name=name,
        url=address,
        probe=probe,
        rule=Rule(
            basis=Basis.WORDS if words else Basis.REDIRECT if kind == "response_url" else Basis.STATUS,
            present=tuple(present) if words else (),
            absent=tuple(absent) if words else (),
            absent_codes=frozenset({403, 404, 410}) if row.get("ignore403") is True else frozenset(),
            absent_url=_maigret_text(row, text_at(row, "errorUrl")) if kind == "response_url" else "",
            refused=tuple(filter(str.strip, errors)) if isinstance(errors, dict) else (),
        ),
        known=_known(row, "usernameClaimed"),
        pattern=text_at(row, "regexCheck"),
        headers=(*kind_of_body, *_headers(row)),
        body=body,
        category=", ".join(texts_at(row, "tags")),
    )


def _maigret_refused(row: dict[str, Any]) -> Text | None:
    if row.get("disabled") is True:
        return _OFF
    if text_at(row, "type") not in ("", "username"):
        return _OTHER_NAME
    if text_at(row, "protocol") not in ("", "http", "https"):
        return _NOT_THE_WEB
    return _LIKE_IT if row.get("similarSearch") is True else None


def _maigret_text(row: dict[str, Any], text: str) -> str:
    filled = text.replace("{urlMain}", text_at(row, "urlMain").rstrip("/")).replace("{urlSubpath}", text_at(row, "urlSubpath"))
    return filled.replace("{username}", "{handle}")


def _single(text: str) -> str:
    return text.replace("{{", "{").replace("}}", "}")
