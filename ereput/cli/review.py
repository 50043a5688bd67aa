"""`ereput review`: "is it you?", asked about the pages that the audit could not settle; the answers are kept for the next one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ereput.cli.audit_file import AuditFile, read
from ereput.cli.wording import LANG, File
from ereput.errors import UsageError
from ereput.model import Audit, Kind, Mention, Text, say
from ereput.profile import decisions_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from ereput.cli import console
    from ereput.resolve.review import Question

ANSWERS = {"o": True, "oui": True, "y": True, "yes": True, "n": False, "non": False, "no": False}
PASS, BACK, STOP = {"", "passer", "p", "pass", "skip", "s"}, {"retour", "r", "back", "b"}, {"fin", "f", "q", "end", "stop"}
EXCERPT = 200
"""Code points of a page's text that are shown, to remember it by."""


def open_questions(audit: Audit, path: Path) -> tuple[Question, ...]:
    """What is still to be asked of `audit`, most informative first; what was answered since (in the file `path`) is not."""
    from ereput.resolve.review import decisions, questions

    return questions(audit.mentions, audit.matches, kept=decisions(path))


def decide(path: Path, audit: Audit, url: str, *, yes: bool) -> None:
    """Keep an answer about the page at `url`, which the audit need not hold."""
    from ereput.resolve.review import remember

    remember(path, _at(audit, url), yes=yes)


def take_back(path: Path, audit: Audit, url: str) -> bool:
    """Forget the answer about the page at `url`; False when there was none."""
    from ereput.resolve.review import forget

    return forget(path, _at(audit, url))


def _at(audit: Audit, url: str) -> Mention:
    """The mention at `url`, as a person copies an address: with or without `https://`, `www.` and a last slash.

    Raises UsageError when the audit has none and it is no address: the answer would be kept for nothing.
    """
    known = next((mention for mention in audit.mentions if mention.url == url), None)
    known = known or next((mention for mention in audit.mentions if _bare(mention.url) == _bare(url)), None)
    if known is None and not url.startswith(("http://", "https://")):
        hint = say("Copiez l'adresse de la page, qui commence par https://.")
        raise UsageError(say("« {url} » n'est pas l'adresse d'une page.", url=url), code="bad_url", hint=hint)
    return known or Mention(source="user", url=url, kind=Kind.PAGE)


def _agree(audit: Audit, me: tuple[str, ...], not_me: tuple[str, ...]) -> None:
    """Raises UsageError when one address is said to be hers and not hers: the second answer would win without a word."""
    hers, other = ({_bare(_at(audit, url).url): url for url in urls} for urls in (me, not_me))
    for page in hers.keys() & other.keys():
        hint = say("Gardez --me ou --not-me pour cette adresse, pas les deux. Aucune réponse n'a été gardée.")
        raise UsageError(say("Deux réponses contraires pour {url}.", url=hers[page]), code="two_answers", hint=hint)


def _bare(url: str) -> str:
    return url.strip().removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/")


def _ask(out: console.Console, path: Path, asked: tuple[Question, ...]) -> int:
    """Ask one after the other until done or told to stop, going back when told to; the number of answers."""
    from ereput.resolve.review import forget, remember

    answered: set[int] = set()
    number = 0
    while number < len(asked):
        _show(out, asked[number], number + 1, len(asked))
        answer = out.ask(say("Est-ce vous ? oui, non, passer, retour, fin")).lower()
        if answer in STOP:
            break
        if answer in BACK:
            number = max(number - 1, 0)
            forget(path, asked[number].mention)
            answered.discard(number)
            continue
        if answer in ANSWERS:
            remember(path, asked[number].mention, yes=ANSWERS[answer])
            answered.add(number)
        elif answer not in PASS:
            out.line(say("Réponse non comprise : {answer}.", answer=answer))
            continue
        number += 1
    return len(answered)


def _show(out: console.Console, question: Question, number: int, total: int) -> None:
    mention = question.mention
    out.line(say("{number} sur {total} : {title}", number=number, total=total, title=mention.title or mention.url))
    out.line(f"    {mention.url}")
    if mention.text:
        out.line(f"    « {' '.join(mention.text.split())[:EXCERPT]} »")
    for reason in question.reasons:
        out.line(say("    - {reason}", reason=reason))
    if question.settles:
        out.line(say("    Votre réponse éclaire {n} {n:autre page|autres pages} du même auteur.", n=question.settles))


def command(speak: Callable[[Text], str]) -> click.Command:
    @click.command("review", help=speak(say("Demande, pour chaque page incertaine, si c'est bien vous ; le prochain bilan s'en souvient.")))
    @click.argument("audit", metavar=speak(say("BILAN")), type=AuditFile())
    @click.option(
        "--profile",
        type=File(),
        default=Path("profil.toml"),
        show_default=True,
        help=speak(say("Le profil du bilan. Vos réponses sont gardées à côté de lui.")),
    )
    @click.option("--me", multiple=True, metavar="URL", help=speak(say("Cette adresse, c'est moi.")))
    @click.option("--not-me", multiple=True, metavar="URL", help=speak(say("Cette adresse, ce n'est pas moi.")))
    @click.option("--forget", multiple=True, metavar="URL", help=speak(say("Reprendre la réponse donnée pour cette adresse.")))
    @click.option("--list", "only_list", is_flag=True, help=speak(say("Dire les questions, sans les poser.")))
    @LANG
    @click.pass_obj
    def review_command(
        out: console.Console,
        audit: Path,
        profile: Path,
        me: tuple[str, ...],
        not_me: tuple[str, ...],
        forget: tuple[str, ...],
        only_list: bool,
    ) -> None:
        made, kept = read(audit), decisions_of(profile)
        _agree(made, me, not_me)
        if forget:
            taken = sum(take_back(kept, made, url) for url in forget)
            out.line(say("{n} {n:réponse reprise|réponses reprises}.", n=taken), error=True)
        for urls, yes in ((me, True), (not_me, False)):
            for url in urls:
                decide(kept, made, url, yes=yes)
        asked = open_questions(made, kept)
        if not asked and not me and not not_me and not forget:
            out.line(say("Rien à demander : ce bilan n'a plus de page incertaine."), error=True)
            return
        if only_list:
            for number, question in enumerate(asked, start=1):
                _show(out, question, number, len(asked))
            return
        count = len(me) + len(not_me)
        if not count and not forget:
            count = _ask(out, kept, asked)
        out.line(say("{n} {n:réponse gardée|réponses gardées}. Refaites le bilan pour en tenir compte.", n=count), error=True)

    return review_command
