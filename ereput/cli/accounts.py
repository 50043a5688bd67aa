"""`ereput accounts`: is there an account at one's own handle, and where; five verdicts, each with its control."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ereput.cli import ground
from ereput.cli.wording import LANG, File
from ereput.errors import NothingCollected
from ereput.model import Text, Verdict, say

if TYPE_CHECKING:
    from collections.abc import Callable

    from ereput.cli import console
    from ereput.collect.accounts import Account, Site

WORDS = {
    Verdict.PRESENT: say("présent"),
    Verdict.ABSENT: say("absent"),
    Verdict.BLOCKED: say("le site refuse les programmes"),
    Verdict.BROKEN_RULE: say("règle périmée"),
    Verdict.UNDECIDED: say("impossible à dire"),
}


def accounts(
    handle: str, *, sites: tuple[Site, ...] | None = None, allow_private: bool = False, progress: console.Progress | None = None
) -> tuple[Account, ...]:
    """The accounts at `handle` on our catalogue, or on the sites given. Raises UsageError."""
    from ereput.collect.accounts import check

    return check(handle, store=ground.accounts(), now=ground.now, sites=sites, allow_loopback=allow_private, progress=progress)


def listed(out: console.Console, path: Path) -> tuple[Site, ...]:
    """The sites of a WhatsMyName, sherlock or maigret file; the entries that cannot be asked are told, by reason. Raises UsageError."""
    from ereput.collect.accounts import read_file

    found = read_file(path)
    reasons = {row.reason.msg: row.reason for row in found.refused}
    for msg, count in Counter(row.reason.msg for row in found.refused).most_common():
        out.line(
            say(
                "{n} {n:entrée du fichier n'est pas demandée|entrées du fichier ne sont pas demandées} : « {why} »",
                n=count,
                why=reasons[msg],
            ),
            error=True,
        )
    return found.read


def shape(account: Account, speak: Callable[[Text], str]) -> dict[str, Any]:
    """One account as `--json` writes it."""
    evidence = {"reason": speak(account.reason), "status": account.status, "sha256": account.sha256, "control": account.control}
    return {
        "site": account.site, "url": account.url, "verdict": account.verdict.value, "confidence": account.confidence, "evidence": evidence,
    }  # fmt: skip


def command(speak: Callable[[Text], str]) -> click.Command:
    @click.command("accounts", help=speak(say("Cherche vos comptes : IDENTIFIANT est à vous, pas à une autre personne.")))
    @click.argument("handle", metavar=speak(say("IDENTIFIANT")))
    @click.option(
        "--sites",
        type=File(),
        help=speak(say("Fichier de sites (WhatsMyName, sherlock, maigret).")),
    )
    @click.option("--allow-private", is_flag=True, help=speak(say("Admettre cette machine comme site, pour un essai.")))
    @click.option("--json", "as_json", is_flag=True, help=speak(say("Écrire la liste en JSON.")))
    @LANG
    @click.pass_obj
    def accounts_command(out: console.Console, handle: str, sites: Path | None, allow_private: bool, as_json: bool) -> int:
        chosen = listed(out, sites) if sites is not None else None
        with out.progress(quiet=as_json) as progress:
            found = accounts(handle, sites=chosen, allow_private=allow_private, progress=progress)
        if as_json:
            click.echo(json.dumps({"accounts": [shape(account, out.speak) for account in found]}, ensure_ascii=False, indent=2))
        else:
            _show(out, found)
        return 0 if any(account.status for account in found) else NothingCollected.exit_code

    return accounts_command


def _show(out: console.Console, found: tuple[Account, ...]) -> None:
    """Every site but those that say absent, then how many say what."""
    for verdict in Verdict:
        for account in found:
            if account.verdict is verdict and verdict is not Verdict.ABSENT:
                out.line(say("{verdict} : {site}, {url}", verdict=WORDS[verdict], site=account.title, url=account.url))
                if verdict is Verdict.PRESENT and account.deletion:
                    out.line(say("    pour l'effacer : {url}", url=account.deletion))
    counts = {verdict: sum(account.verdict is verdict for account in found) for verdict in Verdict}
    out.line(
        say(
            "{n} {n:site|sites} : {present} {present:présent|présents}, {absent} {absent:absent|absents}, "
            "{blocked} {blocked:fermé|fermés}, {broken} {broken:règle périmée|règles périmées}, {undecided} {undecided:muet|muets}.",
            n=len(found), present=counts[Verdict.PRESENT], absent=counts[Verdict.ABSENT], blocked=counts[Verdict.BLOCKED],
            broken=counts[Verdict.BROKEN_RULE], undecided=counts[Verdict.UNDECIDED],
        )
    )  # fmt: skip
