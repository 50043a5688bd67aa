"""G2: what a WordPress tells anybody about its accounts: the name to log in with, and the print of an e-mail address.

`/wp-json/wp/v2/users` answers without an account; a user's `slug` is made from the login when the account is created
(developer.wordpress.org/reference/functions/wp_insert_user), and an avatar's address holds the MD5 or SHA-256 of the e-mail
(docs.gravatar.com/api/avatars/hash).
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ereput.analyse.presence.acts import host
from ereput.analyse.presence.making import Rule, finding, table
from ereput.model import Axis, Cell, Evidence, Finding, Kind, Reading, Severity, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.analyse.presence.base import Known, Yield

NAME = "accounts.login"
WEIGHT = 0.04
"""Share of Protégé that each takes: the weight of a low, public fact."""
TITLE = say("Identifiants que vos sites laissent voir")


def run(known: Known) -> Iterator[Yield]:
    """One finding a site for its login names, one for the print of her address, wherever she commented."""
    read = [r for r in known.readings if "wordpress" in (r.mention.source, r.mention.field("network"))]
    shown = [r for r in read if r.mention.kind is Kind.PROFILE and r.mention.field("handle")]
    prints = [r for r in read if _holds_print(r, known.subject.emails)]
    rows: list[tuple[Cell, ...]] = [(host(r.mention.url), say("identifiant de connexion")) for r in shown]
    rows += [(host(r.mention.url), say("empreinte de l'e-mail")) for r in prints]
    if read:
        note = None if rows else say("Vos sites ne montrent aucun identifiant.")
        yield table(NAME, TITLE, ("where", "state"), rows, note=note)
    for site in sorted({host(r.mention.url) for r in shown}):
        yield _weighed(
            known, f"login|{site}", label=site, confidence=0.8,
            title=say("Nom de connexion WordPress lisible par tous"),
            explanation=say("La liste des comptes est lisible par tous ; qui veut essayer des mots de passe a déjà la moitié de la clé."),
            remedy=say(
                "Fermez /wp-json/wp/v2/users aux visiteurs (une extension de sécurité le fait), changez l'identifiant public du compte, "
                "et activez la double authentification ; si le site n'est pas à vous, demandez-le à qui le tient."
            ),
            evidence=[_masked(r, r.mention.field("handle")) for r in shown if host(r.mention.url) == site][:3],
        )  # fmt: skip
    if prints:
        yield _weighed(
            known, "print", label=host(prints[0].mention.url), confidence=0.95,
            title=say("Empreinte de votre e-mail dans l'adresse d'une image"),
            explanation=say("L'image d'un commentaire porte l'empreinte de votre adresse : qui connaît l'adresse peut la reconnaître."),
            remedy=say("Commentez avec une autre adresse, ou demandez au site de ne plus afficher d'images Gravatar."),
            evidence=[_masked(r, "gravatar.com/avatar") for r in prints[:3]],
        )  # fmt: skip


def _weighed(known: Known, key: str, **told: Any) -> Finding:
    return replace(finding(known, NAME, key, axis=Axis.PROTECTED, severity=Severity.LOW, **told), weight=WEIGHT)


def _holds_print(reading: Reading, emails: tuple[str, ...]) -> bool:
    pictures = " ".join(reading.mention.all("avatar"))
    known = (e.strip().lower().encode() for e in emails)
    return any(p in pictures for e in known for p in (hashlib.md5(e, usedforsecurity=False).hexdigest(), hashlib.sha256(e).hexdigest()))


def _masked(reading: Reading, value: str) -> Evidence:
    """Where it stands, without giving the report's readers what it warns of."""
    mention = reading.mention
    words = value if "/" in value else f"{value[:1]}{'•' * max(len(value) - 1, 3)}"
    return Evidence(
        url=mention.url, quote=words, sha256=mention.sha256, seen_at=mention.seen_at, mention=mention.id, audience=mention.audience
    )


CHECK = Rule(name=NAME, title=TITLE, answers=("G5",), needs=say("un site WordPress à vous"), run=run)
