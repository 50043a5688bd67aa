"""`ereput sources`: what can be read, what it needs, under which terms."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from ereput.cli.wording import LANG
from ereput.model import Text, say

if TYPE_CHECKING:
    from collections.abc import Callable

    from ereput.cli import console


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One collector ("web") or archive reader ("archive"), as it describes itself. `key` names the key it needs, if any."""

    name: str
    kind: str
    title: Text
    needs: Text
    terms: Text
    key: str = ""


def sources() -> tuple[Source, ...]:
    """Everything this installation can read, third parties' adapters included."""
    from ereput.collect.archives.stage import readers
    from ereput.collect.stage import sources as collectors

    terms = say("Vos propres données (RGPD, articles 15 et 20).")
    return (
        *(Source(name=c.name, kind="web", title=c.title, needs=c.needs, terms=c.terms, key=c.key) for c in collectors()),
        *(Source(name=name, kind="archive", title=r.title, needs=r.ask, terms=terms) for name, r in readers().items()),
    )


def command(speak: Callable[[Text], str]) -> click.Command:
    @click.command("sources", help=speak(say("Liste ce qui peut être lu, ce qu'il y faut, et à quelles conditions.")))
    @click.option("--json", "as_json", is_flag=True, help=speak(say("Écrire la liste en JSON.")))
    @LANG
    @click.pass_obj
    def sources_command(out: console.Console, as_json: bool) -> None:
        rows = sources()
        if as_json:
            fields = ("title", "needs", "terms")
            whole = [{"name": s.name, "kind": s.kind, "key": s.key} | {f: out.speak(getattr(s, f)) for f in fields} for s in rows]
            click.echo(json.dumps(whole, ensure_ascii=False, indent=2))
            return
        for kind, heading in (("web", say("Sur le web")), ("archive", say("Vos archives"))):
            out.line(heading)
            for source in rows:
                if source.kind == kind:
                    out.line(say("  {name} : {title}", name=source.name, title=source.title))
                    out.line(say("      il faut : {needs}", needs=source.needs))
                    out.line(say("      conditions : {terms}", terms=source.terms))

    return sources_command
