"""`plan.toml`: the plan as a file that a person can read and edit, beside the audit. What it cannot hold is refused, never dropped."""

from __future__ import annotations

import json
import tomllib
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, TypeVar

from ereput import causes
from ereput.advise.plan import Entry, Plan, Step
from ereput.errors import UsageError
from ereput.keeping import write_whole
from ereput.model import State, say, sound

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

HEAD = {
    "fr": """\
# Votre plan. Vous pouvez corriger ce fichier à la main ; « ereput plan » le relit et le complète.
# state : "open" (à faire), "asked" (demandé), "done" (fait), "accepted" (accepté : dites pourquoi dans reason).
# asked : le jour de la demande au site, au moteur de recherche (engine), à la CNIL (cnil).
# Aucune donnée personnelle n'est écrite ici en clair.
""",
    "en": """\
# Your plan. You may edit this file by hand; "ereput plan" reads it again and completes it.
# state: "open", "asked", "done", "accepted" (say why in reason).
# asked: the day you asked the site, the search engine (engine), the CNIL (cnil).
# No personal data is written here in clear.
""",
}


T = TypeVar("T")
NEEDED = ("id", "kind", "state", "since")


def dumps(plan: Plan, *, language: str = "fr") -> str:
    """The text of `plan.toml`. `loads(dumps(plan)) == plan`."""
    return "\n".join([HEAD[language], f"form = {_string('ereput-plan/1')}", "", *(_entry(e) for e in plan.entries)])


def _entry(e: Entry) -> str:
    rows: list[tuple[str, str]] = [
        ("id", _string(e.id)), ("kind", _string(e.kind)), ("what", _string(e.what)), ("state", _string(e.state)),
        ("since", e.since.isoformat()), ("reason", _string(e.reason)), ("until", e.until.isoformat() if e.until else ""),
        ("asked", _table(e.asked)), ("deadline", e.deadline.isoformat() if e.deadline else ""), ("seen", e.seen.isoformat()),
        ("run", _string(e.run)), ("targets", "[" + ", ".join(map(_string, e.targets)) + "]"), ("back", "true" if e.back else ""),
    ]  # fmt: skip
    return "[[entry]]\n" + "\n".join(f"{name} = {value}" for name, value in rows if name in NEEDED or value not in ("", '""', "[]")) + "\n"


def _string(value: str) -> str:
    """A basic string (TOML 1.0): JSON's escapes are TOML's, DEL excepted; lone surrogates, which UTF-8 cannot carry, go."""
    return json.dumps(sound(value), ensure_ascii=False).replace("\x7f", "\\u007f")


def _table(asked: tuple[tuple[Step, date], ...]) -> str:
    return "{ " + ", ".join(f"{step} = {day.isoformat()}" for step, day in asked) + " }" if asked else ""


def loads(text: str) -> Plan:
    """The plan in `text`. Raises UsageError, with the place, when it is not TOML or an entry has not its shape."""
    try:
        body = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise UsageError(say("plan.toml n'est pas du TOML lisible : {why}.", why=causes.of_parser(error)), code="bad_plan") from error
    rows = body.get("entry", [])
    if not isinstance(rows, list):
        raise UsageError(say("plan.toml : « entry » doit être une liste."), code="bad_plan")
    return Plan(entries=tuple(_read(row, number) for number, row in enumerate(rows, start=1)))


class _Odd(ValueError):
    """A key of an entry that is missing or has not its shape."""


def _read(row: Any, number: int) -> Entry:
    try:
        return _entry_of(row)
    except _Odd as error:
        raise UsageError(
            say("plan.toml, entrée {n} : {key} manque ou n'a pas la forme attendue.", n=number, key=str(error)),
            code="bad_plan",
            hint=say("Corrigez-la, ou effacez-la : le prochain « ereput plan » la remettra."),
        ) from error


def _entry_of(row: Any) -> Entry:
    if not isinstance(row, dict):
        raise _Odd("entry")
    asked = _typed(row, "asked", dict, {})
    return Entry(
        id=_typed(row, "id", str), kind=_typed(row, "kind", str), what=_typed(row, "what", str, ""), state=_state(row),
        since=_day(row, "since"), reason=_typed(row, "reason", str, ""), until=_day(row, "until") if "until" in row else None,
        asked=tuple((step, _day(asked, step)) for step in Step if step in asked),
        deadline=_day(row, "deadline") if "deadline" in row else None, seen=_day(row, "seen" if "seen" in row else "since"),
        run=_typed(row, "run", str, ""), targets=tuple(_typed({"targets": t}, "targets", str) for t in _typed(row, "targets", list, [])),
        back=_typed(row, "back", bool, default=False),
    )  # fmt: skip


def _typed(row: Mapping[str, Any], key: str, kind: type[T], default: T | None = None) -> T:
    value = row.get(key, default)
    if not isinstance(value, kind):
        raise _Odd(key)
    return value


def _state(row: Mapping[str, Any]) -> State:
    try:
        return State(row.get("state", "open"))
    except ValueError as error:
        raise _Odd("state") from error


def _day(row: Mapping[str, Any], key: str) -> date:
    value = _typed(row, key, date)
    if isinstance(value, datetime):
        raise _Odd(key)
    return value


def load(path: Path) -> Plan:
    """The plan in the file at `path`; an empty one when there is no file yet. Raises UsageError when it cannot be read."""
    if not path.exists():
        return Plan()
    try:
        return loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        why = causes.of_system(error) if isinstance(error, OSError) else say("il n'est pas en UTF-8")
        raise UsageError(say("Le fichier {path} ne peut pas être ouvert : {why}.", path=path.name, why=why), code="bad_plan") from error


def save(plan: Plan, path: Path, *, language: str = "fr") -> None:
    """Write the plan, whole or not at all, for its owner's eyes. Raises OSError."""
    write_whole(path, dumps(plan, language=language).encode("utf-8"))


def asked_on(plan: Plan) -> dict[str, date]:
    """Finding or action id -> the day it was asked of the site, which a reminder and a complaint speak of."""
    return {e.id: day for e in plan.entries if (day := e.asked_on(Step.SITE))}
