"""The checker: one question a site, and one control before anything is believed.

present  believed when an improbable handle on the same site is absent; if that is present too, the rule is broken;
absent   believed when a known account is present; if that is absent too, the rule is broken (the profiles moved);
blocked, undecided  say what the site did. Controls are remembered for a week.
"""

from __future__ import annotations

import asyncio
import re
import unicodedata
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from ereput.collect.accounts.sites import Site, catalogue
from ereput.collect.accounts.verdicts import Reading, read
from ereput.errors import UsageError
from ereput.model import Page, Query, Text, Verdict, say

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence
    from datetime import datetime
    from pathlib import Path

    from ereput.collect.journal import Journal
    from ereput.model import Skip
    from ereput.profile import Network

REMEMBERED = timedelta(days=7)
"""How long a control is believed without asking again."""
DOUBTED = timedelta(hours=1)
"""How long a control that speaks against the rule is believed."""
LONGEST = 64
"""Characters of a handle."""
BODY = 3_000_000
"""Bytes of one page."""
KNOWN = 2
"""Known accounts asked for before a rule is called broken: one of them may have left."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One site's answer. `confidence` is in the verdict, 0–1; `evidence` says what was seen (never the page itself)."""

    site: str
    url: str
    verdict: Verdict
    confidence: float
    reason: Text
    status: int | None = None
    sha256: str = ""
    control: str = ""
    title: str = ""
    category: str = ""
    deletion: str = ""


def check(
    handle: str,
    *,
    store: Path | None,
    now: Callable[[], datetime],
    sites: Sequence[Site] | None = None,
    allow_loopback: bool = False,
    resolve: tuple[tuple[str, str], ...] = (),
    contact: str | None = None,
    progress: Callable[[str, int, int], None] | None = None,
) -> tuple[Account, ...]:
    """Look for `handle`, which must be the user's own, on `sites` (default: our catalogue); sorted by site.

    `store` remembers controls between calls (None: nothing is kept). Raises UsageError for what cannot be a handle.
    """
    handle = _handle(handle)
    from ereput.profile import Network

    network = Network(allow_loopback=allow_loopback, resolve=resolve, contact=contact)
    chosen = catalogue() if sites is None else sites
    found = asyncio.run(_check_all(handle, chosen, store=store, now=now, network=network, progress=progress))
    return tuple(sorted(found, key=lambda account: (account.site.casefold(), account.url)))


_UNSEEN = str.maketrans("", "", "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff")
"""Marks without width, which come along when a name is copied from a page."""
_EMAIL = re.compile(r"[^@]+@[^@.]+(?:\.[^@.]+)+")


def _handle(written: str) -> str:
    """The account's name in what was typed. Raises UsageError for what cannot be one, and for an e-mail: it would be told to every site."""
    handle = unicodedata.normalize("NFC", written.translate(_UNSEEN)).strip().lstrip("@")
    if _EMAIL.fullmatch(handle):
        raise UsageError(
            say("Une adresse e-mail n'est pas un identifiant de compte : elle serait envoyée à tous les sites."),
            code="bad_handle",
            hint=say("Donnez un seul mot, celui de l'adresse de votre profil. Exemple : {example}", example="camille-d"),
        )
    if not any(map(str.isalnum, handle)) or len(handle) > LONGEST or any(not c.isprintable() or c in " /?#\\" for c in handle):
        last = handle.partition("?")[0].partition("#")[0].rstrip("/").rpartition("/")[2].lstrip("@")  # of a profile's address
        raise UsageError(
            say("« {handle} » ne peut pas être un identifiant de compte.", handle=_shown(handle)[:LONGEST]),
            code="bad_handle",
            hint=say(
                "Donnez un seul mot, celui de l'adresse de votre profil. Exemple : {example}",
                example=last if "/" in handle and _WORD.fullmatch(last) else "camille-d",
            ),
        )
    return handle


_WORD = re.compile(r"\w[\w.-]{1,63}")


def _shown(text: str) -> str:
    """`text` as it can be written on any terminal."""
    return "".join(char if char.isprintable() else "\ufffd" for char in text)


async def _check_all(
    handle: str,
    sites: Sequence[Site],
    *,
    store: Path | None,
    now: Callable[[], datetime],
    network: Network,
    progress: Callable[[str, int, int], None] | None,
) -> list[Account]:
    from ereput.collect.fetch import Limits
    from ereput.collect.journal import Journal
    from ereput.collect.session import session

    journal, limits = Journal(store, now=now()), Limits(body=BODY)
    done = 0
    try:
        async with session(network, journal, now=now, limits=limits) as asker:
            checker = _Checker(handle, asker.ask, journal, now())

            async def one(site: Site) -> Account:
                nonlocal done
                account = await checker.check(site)
                done += 1
                if progress is not None:
                    progress(site.name, done, len(sites))
                return account

            async with asyncio.TaskGroup() as tasks:
                found = []
                for site in sorted(sites, key=lambda site: -asker.slow(checker.query(site, handle))):
                    found.append(tasks.create_task(one(site)))
                    if len(found) < limits.in_flight:
                        await asyncio.sleep(0)  # it asks while the next one is prepared
        journal.finish(now())
        return [task.result() for task in found]
    finally:
        journal.close()


class _Checker:
    def __init__(self, handle: str, ask: Callable[[Query], Awaitable[Page | Skip]], journal: Journal, now: datetime) -> None:
        self._handle, self._ask, self._journal, self._now = handle, ask, journal, now

    async def check(self, site: Site) -> Account:
        if not site.read:
            reason = say("Ce site interdit la lecture automatique : vérifiez vous-même.")
            return self._account(site, Reading(verdict=Verdict.BLOCKED, reason=reason), confidence=1.0)
        if not site.accepts(self._handle):
            return self._account(
                site, Reading(verdict=Verdict.ABSENT, reason=say("Ce site n'accepte pas un tel identifiant.")), confidence=0.9
            )
        answer = await self._ask(self.query(site, self._handle))
        reading = read(site, self._handle, answer)
        page = answer if isinstance(answer, Page) else None
        match reading.verdict:
            case Verdict.PRESENT:
                return await self._believe_present(site, reading, page)
            case Verdict.ABSENT:
                return await self._believe_absent(site, reading, page)
            case Verdict.UNDECIDED if page is not None and page.status < 500 and not reading.settled:
                return await self._doubt(site, reading, page)
        return self._account(site, reading, page=page, confidence=0.9 if reading.verdict is Verdict.BLOCKED else 0.0)

    async def _believe_present(self, site: Site, reading: Reading, page: Page | None) -> Account:
        if site.own_page(self._handle):
            reason = say("Ce mot est aussi celui d'une page ordinaire : vérifiez vous-même si c'est un compte.")
            return self._account(site, Reading(verdict=Verdict.UNDECIDED, reason=reason), page=page)
        control = await self._control(site, site.improbable(), expected=Verdict.ABSENT, anew=reading.silent)
        if control is Verdict.ABSENT:
            strong = reading.strong or site.rule.two_sided
            return self._account(site, reading, page=page, confidence=0.97 if strong else 0.9, control=control)
        if control is Verdict.PRESENT:
            reason = say("Ce site répond « présent » pour un identifiant que personne n'a : sa règle ne vaut plus.")
            return self._account(site, Reading(verdict=Verdict.BROKEN_RULE, reason=reason), page=page, control=control)
        reason = say("Le site semble montrer un profil, mais le contrôle n'a pas pu être fait.")
        return self._account(site, Reading(verdict=Verdict.UNDECIDED, reason=reason), page=page, control=control)

    async def _believe_absent(self, site: Site, reading: Reading, page: Page | None) -> Account:
        known = await self._known(site, anew=reading.silent)
        if known is Verdict.PRESENT:
            return self._account(site, reading, page=page, confidence=0.95, control=known)
        if known is None and reading.silent:
            reason = say("La page ne montre pas de profil, et aucun compte connu ne permet de savoir si le site en montre encore.")
            return self._account(site, Reading(verdict=Verdict.UNDECIDED, reason=reason), page=page)
        if known is None:
            return self._account(site, reading, page=page, confidence=0.8 if reading.strong else 0.6)
        if known is Verdict.ABSENT:
            reason = say("Ce site répond « absent » pour un compte connu : l'adresse des profils a changé.")
            return self._account(site, Reading(verdict=Verdict.BROKEN_RULE, reason=reason), page=page, control=known)
        reason = say("Le site semble dire « absent », mais le contrôle n'a pas pu être fait.")
        return self._account(site, Reading(verdict=Verdict.UNDECIDED, reason=reason), page=page, control=known)

    async def _doubt(self, site: Site, reading: Reading, page: Page) -> Account:
        """Neither side of the rule spoke. If it is silent about a known account too, the rule is at fault and not the answer."""
        known = await self._known(site)
        if known is Verdict.UNDECIDED:
            reason = say("La page d'un compte connu n'a plus l'aspect attendu : la règle ne vaut plus.")
            return self._account(site, Reading(verdict=Verdict.BROKEN_RULE, reason=reason), page=page, control=known)
        return self._account(site, reading, page=page, control=known)

    async def _known(self, site: Site, *, anew: bool = False) -> Verdict | None:
        """The best word on accounts that are known to exist; None when there is none to ask for."""
        verdict: Verdict | None = None
        for known in [name for name in site.known if name.lower() != self._handle.lower()][:KNOWN]:
            verdict = await self._control(site, known, expected=Verdict.PRESENT, anew=anew)
            if verdict is Verdict.PRESENT:
                break
        return verdict

    async def _control(self, site: Site, handle: str, *, expected: Verdict, anew: bool = False) -> Verdict:
        """The verdict on a handle of which the truth is known, remembered for a week when it is as expected, and for an hour when the rule
        looks broken: a site may be under repair. `anew` asks whatever was remembered.
        """
        name = f"control:{site.key}:{handle}"
        week, hour = (self._journal.noted(name, since=self._now - span) for span in (REMEMBERED, DOUBTED))
        if not anew and (noted := week if week == expected else hour) is not None:
            return Verdict(noted)
        verdict = read(site, handle, await self._ask(self.query(site, handle))).verdict
        if verdict in (Verdict.PRESENT, Verdict.ABSENT):
            self._journal.note(name, verdict, now=self._now)
        return verdict

    def query(self, site: Site, handle: str) -> Query:
        """The question whether `handle` has an account on `site`."""
        body = site.sent(handle).encode() if site.body else None
        return Query(
            url=site.asked(handle),
            why=say("un compte à votre identifiant sur ce site"),
            source="accounts",
            method="POST" if body is not None else "GET",
            headers=site.headers,
            body=body,
            context=(("site", site.name),),
        )

    def _account(
        self, site: Site, reading: Reading, *, page: Page | None = None, confidence: float = 0.0, control: Verdict | None = None
    ) -> Account:
        return Account(
            site=site.name,
            url=site.address(self._handle),
            verdict=reading.verdict,
            confidence=confidence,
            reason=reading.reason,
            status=page.status if page is not None else None,
            sha256=page.sha256 if page is not None else "",
            control=control.value if control is not None else "",
            title=site.title or site.name,
            category=site.category,
            deletion=site.deletion,
        )
