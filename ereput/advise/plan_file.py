"""`plan.toml`: the plan as a file that a person can read and edit, beside the audit. What it cannot hold is refused, never dropped."""

from __future__ import annotations

import json
import tomllib
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, TypeVar

from ereput import causes
from ereput.advise.plan import Entry, Plan, Step
from ereput.advise.plan_lines import Part, parts
from ereput.advise.plan_places import gathered, named
from ereput.errors import UsageError
from ereput.keeping import write_whole
from ereput.model import State, say, sound

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from ereput.model import Text

HEAD = {
    "fr": """\
# Votre plan. Vous pouvez corriger ce fichier à la main ; « ereput plan » le relit et le complète.
# state : "open" (à faire), "asked" (demandé), "done" (fait), "accepted" (accepté : dites pourquoi dans reason).
# asked : le jour de la demande au site, au moteur de recherche (engine), à la CNIL (cnil).
# refused, extended : le jour d'un refus, ou d'une prolongation annoncée. Vos notes s'écrivent après un #.
# at : le site dont parle une entrée, quand vous suivez chaque site à part (--at) ; sans at, elle parle de tous.
# Aucune donnée personnelle n'est écrite ici en clair.
""",
    "en": """\
# Your plan. You may edit this file by hand; "ereput plan" reads it again and completes it.
# state: "open", "asked", "done", "accepted" (say why in reason).
# asked: the day you asked the site, the search engine (engine), the CNIL (cnil).
# refused, extended: the day of a refusal, or of a prolongation you were told of. Notes of yours go after a #.
# at: the site that an entry is about, when you follow each site apart (--at); without at, it is about all of them.
# No personal data is written here in clear.
""",
}


OLD = (
    "# asked : le jour de la demande au site, au moteur de recherche (engine), à la CNIL (cnil).",
    "# asked: the day you asked the site, the search engine (engine), the CNIL (cnil).",
)
"""Lines of our own that older files hold."""
OURS = frozenset(line for head in HEAD.values() for line in head.splitlines()) | frozenset(OLD)
FORM = "ereput-plan/1"
T = TypeVar("T")
NEEDED = ("id", "kind", "state", "since")
_DAY, _TEXT, _STEPS = say("une date sans guillemets : 2026-11-23"), say("un texte entre guillemets"), say("site, engine, cnil et un jour")
EXPECTED: Mapping[str, Text] = {
    "id": _TEXT, "at": _TEXT, "kind": say("action ou finding"), "what": _TEXT, "state": say("open, asked, done ou accepted"), "since": _DAY,
    "reason": _TEXT, "until": _DAY, "asked": _STEPS, "refused": _STEPS, "extended": _STEPS, "site": _DAY, "engine": _DAY, "cnil": _DAY,
    "deadline": _DAY, "seen": _DAY, "run": _TEXT, "targets": say("une liste de textes"), "back": say("true ou false"),
}  # fmt: skip
"""Every key of an entry, and what it holds."""
FIRST, LAST = 2000, 2999
"""Years that a clock can run in."""


def dumps(plan: Plan, *, language: str = "fr") -> str:
    """The text of `plan.toml`. `loads(dumps(plan)) == plan`."""
    notes = "".join(f"{note}\n" for note in plan.notes)
    return "\n".join([HEAD[language] + notes, f"form = {_string(FORM)}", "", *(_entry(part) for e in plan.entries for part in e.each)])


def _entry(e: Entry) -> str:
    rows: list[tuple[str, str]] = [
        ("id", _string(e.id)), ("at", _string(e.at)), ("kind", _string(e.kind)), ("what", _string(e.what)), ("state", _string(e.state)),
        ("since", e.since.isoformat()), ("reason", _string(e.reason)), ("until", e.until.isoformat() if e.until else ""),
        ("asked", _table(e.asked)), ("refused", _table(e.refused)), ("extended", _table(e.extended)),
        ("deadline", e.deadline.isoformat() if e.deadline else ""), ("seen", e.seen.isoformat()),
        ("run", _string(e.run)), ("targets", "[" + ", ".join(map(_string, e.targets)) + "]"), ("back", "true" if e.back else ""),
    ]  # fmt: skip
    notes = "".join(f"{note}\n" for note in e.notes)
    return (
        f"[[entry]]\n{notes}"
        + "\n".join(f"{name} = {value}" for name, value in rows if name in NEEDED or value not in ("", '""', "[]"))
        + "\n"
    )


def _string(value: str) -> str:
    """A basic string (TOML 1.0): JSON's escapes are TOML's, DEL excepted; lone surrogates, which UTF-8 cannot carry, go."""
    return json.dumps(sound(value), ensure_ascii=False).replace("\x7f", "\\u007f")


def _table(asked: tuple[tuple[Step, date], ...]) -> str:
    return "{ " + ", ".join(f"{step} = {day.isoformat()}" for step, day in asked) + " }" if asked else ""


def loads(text: str) -> Plan:
    """The plan in `text`. Raises UsageError, with the line, when it is not TOML or holds what a plan cannot keep."""
    plan = _listed(text)
    return replace(plan, entries=gathered(plan.entries))


def _listed(text: str) -> Plan:
    """The entries as they stand in `text`, one for each [[entry]]."""
    try:
        body = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise UsageError(say("plan.toml n'est pas du TOML lisible : {why}.", why=causes.of_parser(error)), code="bad_plan") from error
    head, *places = parts(text, ours=OURS)
    rows = body.get("entry", [])
    if not isinstance(rows, list):
        raise UsageError(say("plan.toml : « entry » doit être une liste."), code="bad_plan")
    for name in body:
        if name not in ("form", "entry"):
            raise UsageError(say("plan.toml : « {key} » n'est pas connu ; chaque chose commence par [[entry]].", key=name), code="bad_plan")
    if body.get("form", FORM) != FORM:
        raise UsageError(
            say("plan.toml a été écrit par une autre version d'ereput ({form}).", form=str(body["form"])[:40]), code="bad_plan"
        )
    # Written another way (entry = [{…}]), the places are not known: numbers are told alone.
    known = places if len(places) == len(rows) else [Part(0, {}, ())] * len(rows)
    entries = tuple(_read(row, number, place) for number, (row, place) in enumerate(zip(rows, known, strict=True), start=1))
    return Plan(entries=entries, notes=head.notes)


class _Odd(ValueError):
    """A key of an entry that is missing or has not its shape."""


def _read(row: Any, number: int, place: Part) -> Entry:
    try:
        return replace(_entry_of(row), notes=place.notes)
    except _Odd as error:
        key = str(error)
        raise _refused(number, place, key, _why(key)) from error


def _why(key: str) -> Text:
    if key in EXPECTED:
        return say("{key} manque ou n'a pas la forme attendue ({expected})", key=key, expected=EXPECTED[key])
    return say("{key} n'est pas connu ; une note s'écrit après un #", key=key)


def _refused(number: int, place: Part, key: str, why: Text) -> UsageError:
    hint = say("Corrigez-la, ou effacez-la : le prochain « ereput plan » la remettra.")
    line = place.keys.get(key) or place.keys.get("asked" if key in tuple(Step) else "") or place.line
    if not line:
        return UsageError(say("plan.toml, entrée {n} : {why}.", n=number, why=why), code="bad_plan", hint=hint)
    return UsageError(say("plan.toml, ligne {line}, entrée {n} : {why}.", line=line, n=number, why=why), code="bad_plan", hint=hint)


def _entry_of(row: Any) -> Entry:
    if not isinstance(row, dict):
        raise _Odd("entry")
    for key in row:
        if key not in EXPECTED or key in tuple(Step):
            raise _Odd(key)
    if row.get("kind") not in ("action", "finding"):
        raise _Odd("kind")
    return Entry(
        id=_typed(row, "id", str), at=named(_typed(row, "at", str, "")), kind=_typed(row, "kind", str), what=_typed(row, "what", str, ""),
        state=_state(row),
        since=_day(row, "since"), reason=_typed(row, "reason", str, ""), until=_day(row, "until") if "until" in row else None,
        asked=_steps(row, "asked"), refused=_steps(row, "refused"), extended=_steps(row, "extended"),
        deadline=_day(row, "deadline") if "deadline" in row else None, seen=_day(row, "seen" if "seen" in row else "since"),
        run=_typed(row, "run", str, ""), targets=tuple(_typed({"targets": t}, "targets", str) for t in _typed(row, "targets", list, [])),
        back=_typed(row, "back", bool, default=False),
    )  # fmt: skip


def _steps(row: Mapping[str, Any], key: str) -> tuple[tuple[Step, date], ...]:
    days = _typed(row, key, dict, {})
    if any(step not in tuple(Step) for step in days):
        raise _Odd(key)
    return tuple((step, _day(days, step)) for step in Step if step in days)


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


def held(text: str) -> Plan:
    """The plan in `text`, each id once (or once a site) and each state with what it needs. Raises UsageError as `loads`, with the line."""
    plan = _listed(text)
    places = parts(text, ours=OURS)[1:]
    seen: dict[str, dict[str, int]] = {}
    for number, entry in enumerate(plan.entries, start=1):
        place = places[number - 1] if len(places) == len(plan.entries) else Part(0, {}, ())
        rows = seen.setdefault(entry.id, {})
        if entry.at in rows or "" in rows or (rows and not entry.at):  # an entry without a site is about every site
            first = rows.get(entry.at, min(rows.values()))
            raise _refused(number, place, "id", say("« {id} » y est deux fois : voyez l'entrée {first}", id=entry.id[:80], first=first))
        rows[entry.at] = number
        if entry.state is State.ASKED and not entry.asked:
            raise _refused(number, place, "state", say("le jour de la demande manque : asked = { site = 2026-11-23 }"))
        if entry.state is State.ACCEPTED and not entry.reason.strip():
            raise _refused(number, place, "state", say("dites dans reason pourquoi vous l'acceptez"))
        if any(not FIRST <= day.year <= LAST for day in (entry.since, entry.seen, *(day for _, day in entry.asked))):
            raise _refused(number, place, "since", say("un jour est trop loin"))
    return replace(plan, entries=gathered(plan.entries))


def load(path: Path) -> Plan:
    """The plan in the file at `path`; an empty one when there is no file yet. Raises UsageError when it cannot be read."""
    if not path.exists():
        return Plan()
    try:
        return held(path.read_text("utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        why = causes.of_system(error) if isinstance(error, OSError) else say("il n'est pas en UTF-8")
        raise UsageError(say("Le fichier {path} ne peut pas être ouvert : {why}.", path=path.name, why=why), code="bad_plan") from error


def save(plan: Plan, path: Path, *, language: str = "fr") -> None:
    """Write the plan, whole or not at all, for its owner's eyes. Raises OSError."""
    write_whole(path, dumps(plan, language=language).encode("utf-8"))


def asked_on(plan: Plan, step: Step = Step.SITE) -> dict[str, date]:
    """Finding or action id -> the day it was (first) asked at that step, which a reminder and a complaint speak of."""
    return {e.id: day for e in plan.entries if (day := e.asked_on(step))}
