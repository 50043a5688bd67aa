"""Coded errors. Each message says what happened; each hint says what to do.

EreputError
├── UsageError        exit 2   the command or the profile is wrong
│   └── ProfileError           every problem of a profile at once
├── MandateError      exit 2   nobody allowed this audit
├── NothingCollected  exit 3   every source failed
├── DocumentError     exit 1   one file cannot be read (becomes a Skip inside an audit)
├── ArchiveError      exit 1   one export cannot be read (becomes a Skip inside an audit)
└── SetupError        exit 1   something the machine lacks (model, Pango, fonts)
"""

from __future__ import annotations

from ereput.model import Skip, Text, say

SKIPS: dict[str, Text] = {
    # network
    "blocked": say("Le site a refusé de répondre à un programme."),
    "rate_limited": say("Le site a demandé d'attendre plus longtemps que ce bilan ne le peut."),
    "robots": say("Le fichier robots.txt du site demande de ne pas lire cette page."),
    "forbidden_host": say("Les conditions d'utilisation de ce site interdisent la lecture automatique."),
    "private_address": say("L'adresse mène à un réseau privé."),
    "unreachable": say("Le site n'a pas répondu."),
    "timeout": say("Le site a mis trop de temps à répondre."),
    "too_large": say("La réponse dépasse la taille acceptée."),
    "too_slow": say("Le site envoie sa réponse trop lentement."),
    "redirect_loop": say("La page renvoie sans fin vers une autre."),
    "tls": say("Le certificat du site n'est pas valable."),
    "bad_encoding": say("La réponse est abîmée et ne peut pas être décompressée."),
    "host_stopped": say("Ce site a refusé une demande plus tôt : il n'est plus sollicité dans ce bilan."),
    "server_error": say("Le site est en panne."),
    "offline": say("Le bilan a été fait hors ligne."),
    "budget": say("La limite de demandes de ce bilan est atteinte."),
    "needs_key": say("Cette source demande une clé personnelle."),
    "unusable_handle": say("Ce que le profil donne pour cette source ne suffit pas à l'interroger."),
    # content
    "malformed": say("La réponse n'a pas la forme attendue."),
    "collector_error": say("Le lecteur de cette source a échoué."),
    "bad_url": say("L'adresse n'est pas valable."),
    # files
    "not_found": say("Le fichier n'existe pas."),
    "not_an_archive": say("Ce fichier n'est pas une archive lisible."),
    "unrecognised": say("Ce fichier n'est pas un export reconnu."),
    "archive_bomb": say("L'archive se décompresse au-delà de ce qui est raisonnable."),
    "encrypted": say("Le fichier est protégé par un mot de passe."),
    "unsafe_path": say("L'archive contient un chemin dangereux."),
    "truncated": say("Le fichier est incomplet ou abîmé."),
    "no_text": say("Le document est une image numérisée, sans texte."),
    "unknown_header": say("Des colonnes de ce fichier ne sont pas connues."),
    "unknown_format": say("Ce type de document n'est pas pris en charge."),
    "not_read": say("Ce fichier n'est pas lu, par choix."),
}
"""Every reason for which something could not be looked at."""


class EreputError(Exception):
    """Base of all. `text` is for the reader, `hint` says what to do next, `code` is stable."""

    exit_code = 1

    def __init__(self, text: Text, *, code: str = "error", hint: Text | None = None, problems: tuple[Text, ...] = ()) -> None:
        super().__init__(str(text))
        self.text = text
        self.code = code
        self.hint = hint
        self.problems = problems


class UsageError(EreputError):
    """The command, the profile or a file it names is wrong: only who typed it can mend it."""

    exit_code = 2


class ProfileError(UsageError):
    """Every problem of a profile, each with the key, what was expected and an example."""

    def __init__(self, problems: tuple[Text, ...], *, where: str = "") -> None:
        super().__init__(
            say("Le profil {where} a {n} {n:erreur|erreurs}.", where=where, n=len(problems)), code="profile", problems=problems
        )


class MandateError(EreputError):
    """Nobody allowed this audit, or the person may not be audited: nothing is asked of the network."""

    exit_code = 2


class NothingCollected(EreputError):
    """Every source failed; `problems` say how, one by one."""

    exit_code = 3

    def __init__(self, skips: tuple[Skip, ...]) -> None:
        super().__init__(
            say("Aucune source n'a pu être lue : il n'y a rien à mettre dans un bilan."),
            code="nothing_collected",
            hint=say("Essayez « ereput doctor », ou ajoutez un export ou un CV au profil."),
            problems=tuple(say("{where} : {reason}", where=skip.where, reason=skip.reason) for skip in skips),
        )


class DocumentError(EreputError):
    """A file that cannot be read; `code` is one of `SKIPS`."""


class ArchiveError(EreputError):
    """An export that cannot be read; `code` is one of `SKIPS`."""


class SetupError(EreputError):
    """Something this machine lacks."""
