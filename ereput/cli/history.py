"""What an earlier run left in the folder of a report: kept in `history/`, never overwritten, compared with by itself."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ereput.errors import EreputError, UsageError
from ereput.masking import fold_name
from ereput.model import say

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ereput.model import Audit
    from ereput.render.base import Options

FOLDER = "history"


def retire(folder: Path) -> None:
    """Move the `audit.json` of `folder`, if there is one, to `history/audit-<day>-<run>.json`. What is no audit is kept as well."""
    from ereput.schema import from_json

    current = folder / "audit.json"
    if not current.is_file():
        return
    try:
        run = from_json(current.read_bytes()).run
        name = f"audit-{run.started_at:%Y-%m-%d}-{run.id}.json"
    except EreputError:
        name = f"audit-unread-{len([*folder.glob(f'{FOLDER}/*')])}.json"
    kept = folder / FOLDER / name
    kept.parent.mkdir(exist_ok=True)
    current.replace(kept)


def compared(options: Options, audit: Audit, folder: Path, *, tell: Callable[[EreputError], None]) -> Options:
    """`options` with the states of the plan in `folder` and the audit to compare with: what --compare named, else the latest of the same
    person there. A plan that cannot be read, or an audit that is not an earlier one of hers, loses no report: `tell` hears why, and the
    report says that the plan's states are missing, or is compared with what is in the folder.
    """
    try:
        options = replace(options, states=_states(folder))
    except EreputError as error:
        tell(error)
        options = replace(options, plan_unread=True)
    named = (*options.history, *((options.previous,) if options.previous else ()))
    for past in named:
        if (misfit := _misfit(past, audit)) is not None:
            tell(misfit)
    if fit := [past for past in named if _misfit(past, audit) is None]:
        return replace(options, previous=fit[-1], history=tuple(fit[:-1]))
    options = replace(options, previous=None, history=())
    past = earlier(audit, folder)
    return replace(options, previous=past[-1], history=past[:-1]) if past else options


def _misfit(past: Audit, audit: Audit) -> UsageError | None:
    """Why `past` cannot be compared with: it is somebody else's, or it is not earlier."""
    hint = say("Le rapport est écrit sans cette comparaison.")
    if not _names(past) & _names(audit):
        return UsageError(say("Le bilan à comparer (--compare) n'est pas celui de la même personne."), code="another_person", hint=hint)
    if past.run.started_at >= audit.run.started_at:
        day = past.run.started_at
        return UsageError(say("Le bilan à comparer (--compare), du {day}, n'est pas plus ancien.", day=day), code="not_earlier", hint=hint)
    return None


def _names(audit: Audit) -> set[str]:
    """Her names however they are typed: an accent or a capital more is the same person."""
    return {fold_name(name) or name for name in (*audit.subject.names, *audit.subject.variants)}


def _states(folder: Path) -> dict[str, str]:
    """The state of each entry of the plan in `folder`. Raises EreputError when it cannot be read."""
    from ereput.advise.plan_file import load

    return {entry.id: entry.state.value for entry in load(folder / "plan.toml").entries}


def earlier(audit: Audit, folder: Path) -> tuple[Audit, ...]:
    """The audits of the same person in `folder` or its `history/`, made before `audit`, oldest first."""
    from ereput.schema import from_json

    found: dict[str, Audit] = {}
    for path in (folder / "audit.json", *sorted(folder.glob(f"{FOLDER}/*.json"))):
        try:
            past = from_json(path.read_bytes())
        except (EreputError, OSError):
            continue
        if _names(past) & _names(audit) and past.run.started_at < audit.run.started_at:
            found[past.run.id] = past
    return tuple(sorted(found.values(), key=lambda past: past.run.started_at))
