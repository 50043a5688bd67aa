"""Letters that exercise a right: our own templates (`templates/letters/{fr,en}`) filled from a request. Nothing is sent.

What is personal beyond the name and the addresses of the pages is never written: the person fills the places marked "À COMPLÉTER" /
"TO FILL IN". Law cited: Regulation (EU) 2016/679, loi n° 78-17 art. 51, décret n° 2019-536 art. 77, CJEU C-131/12 and C-136/17.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

from ereput.advise.clock import due
from ereput.advise.hers import is_minor
from ereput.advise.requests import CNIL, Recipient, Request
from ereput.assets import folder
from ereput.model import Stage, Subject, Text, say
from ereput.words import day, render

if TYPE_CHECKING:
    from jinja2 import Environment

MARKS = {"fr": "[À COMPLÉTER", "en": "[TO FILL IN"}
"""How a place that the person fills begins."""
LONGEST = 2000
"""Characters of one value written in a letter: an address longer than that is cut, and says so with "…"."""
ANSWER_A_REMINDER = timedelta(days=8)
WORK, PLACEMENT = say("d’emploi"), say("de stage ou d’emploi")
_BLANK = re.compile(r"\n{3,}")
_CODE = re.compile(r"(\{[{%].*?[%}]\})")
_LIST_GAP = re.compile(r"(\n- [^\n]*)\n+(?=- )")


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One letter, in one language. `body` goes from the salutation to the signature: paragraphs and lists ("- ") apart by empty lines.

    `written` is the day it is dated; `due` the last day to answer if it is received that day; `blanks` the places left to fill;
    `place` the host of the pages it is about; `running` the day until which a reminder or a complaint is too early; `refused` the day of a
    refusal, after which a reminder has no use.
    """

    kind: str
    language: str
    to: Recipient
    subject: str
    body: str
    sender: tuple[str, ...]
    written: date
    due: date
    urls: tuple[str, ...]
    targets: tuple[str, ...]
    place: str = ""
    running: date | None = None
    refused: date | None = None

    @property
    def blanks(self) -> int:
        mark = MARKS[self.language]
        return sum(text.count(mark) for text in (self.subject, self.body, *self.sender))

    @property
    def slug(self) -> str:
        """A file name without suffix: kind and host, ASCII letters, digits, dots and hyphens; another for each host."""
        whole = f"{self.kind}-{self.place}".lower()
        name = re.sub(r"[^a-z0-9.-]+", "-", whole)[:80].strip(".-")
        return name if name == whole else f"{name}-{hashlib.sha256(whole.encode('utf-8', 'replace')).hexdigest()[:6]}"


def write(request: Request, subject: Subject, *, language: str, today: date) -> Letter:
    """The letter for `request`, dated `today`, in "fr" or "en".

    A reminder or a complaint whose first request has no date leaves that date to be filled.
    """
    limit = due(today)
    values = _values(request, subject, language, today, limit)
    whole = _environment().get_template(f"{language}/{request.kind}.txt.j2").render(values)
    title, _, body = whole.strip().partition("\n")
    to = _cnil() if request.kind == "complaint" else request.to
    return Letter(
        kind=request.kind,
        language=language,
        to=to,
        subject=title.strip(),
        body=_tidy(body),
        sender=(plain(subject.name), _address(language)),
        written=today,
        due=limit,
        urls=request.urls,
        targets=request.targets,
        place=request.to.host,
        running=_running(request, today) if request.kind in ("reminder", "complaint") else None,
        refused=request.refused,
    )


def _running(request: Request, today: date) -> date | None:
    """The last day to answer the first request, while it has not passed and nothing was refused."""
    last = _ended(request)
    return last if last is not None and last >= today and request.refused is None else None


def _ended(request: Request) -> date | None:
    return request.until or (due(request.asked) if request.asked else None)


def against(to: Recipient) -> str | Text:
    """Who is complained about, as a sentence says it."""
    return to.name if isinstance(to.name, str) or not to.name.args else say("l’éditeur du site {host}", host=to.host)


def _values(request: Request, subject: Subject, language: str, today: date, limit: date) -> dict[str, Any]:
    asked = request.asked
    return {
        "name": plain(subject.name),
        "urls": [plain(url) for url in request.urls],
        "what": [plain(said(one, language)) for one in request.what],
        "signs": request.signs,
        "account": plain(request.account),
        "written": day(today, language),
        "due": day(limit, language),
        "asked": day(asked, language) if asked else _unknown(language),
        "ended": day(ended, language) if (ended := _ended(request)) else _unknown(language),
        "extended": asked is not None and ended is not None and ended > due(asked),
        "refused": day(request.refused, language) if request.refused else "",
        "running": _running(request, today) is not None,
        "young": is_minor(subject, today),
        "seeking": said(WORK if subject.stage is Stage.JOB_SEEKER else PLACEMENT, language),
        "soon": day(today + ANSWER_A_REMINDER, language),
        "against": plain(said(against(request.to), language)),
    }


def said(text: Text | str, language: str) -> str:
    """One of our sentences with the spaces of its language."""
    return _spaced(render(text, language)) if language == "fr" and isinstance(text, Text) else render(text, language)


def _unknown(language: str) -> str:
    return said(say("[À COMPLÉTER : la date]"), language)


def _address(language: str) -> str:
    return said(say("[À COMPLÉTER : l’adresse e-mail à laquelle vous répondre]"), language)


def _cnil() -> Recipient:
    return Recipient(name=say("CNIL, service des plaintes"), host="cnil.fr", form=CNIL, kind="authority")


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    class Typeset(FileSystemLoader):
        """Templates with the spaces and apostrophes of French in our own words only: what fills them is never touched."""

        def get_source(self, environment: Environment, template: str) -> Any:
            source, path, fresh = super().get_source(environment, template)
            if template.startswith("fr/"):
                source = "".join(part if _CODE.match(part) else _spaced(part) for part in _CODE.split(source))
            return source, path, fresh

    return Environment(
        loader=Typeset(folder("templates") / "letters"),
        autoescape=False,  # noqa: S701  # plain text; the HTML of a letter is made, and escaped, in letter_files
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def plain(text: str) -> str:
    """A stranger's value on one line, without control, direction or private characters, cut at `LONGEST`."""
    kept = "".join(" " if c.isspace() else c for c in text if c.isspace() or unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Co", "Cn"})
    kept = " ".join(kept.split())
    return kept if len(kept) <= LONGEST else kept[: LONGEST - 1] + "…"


def _tidy(body: str) -> str:
    """Paragraphs apart by one empty line, the items of a list by none."""
    return _LIST_GAP.sub(r"\1\n", _BLANK.sub("\n\n", "\n".join(line.rstrip() for line in body.split("\n")))).strip()


def _spaced(text: str) -> str:
    """French spaces: no-break before a colon and inside quotation marks, thin before ; ! ? (Imprimerie nationale)."""
    text = re.sub(r" (?=[;!?])", "\u202f", text)
    return re.sub(r" (?=[:»])|(?<=«) ", "\u00a0", text).replace("'", "\u2019")


STEPS = {"delisting": " --step engine", "complaint": " --step cnil"}
"""Kind of letter -> what tells `ereput plan` that it did not go to the site."""


def how(letter: Letter, *, audit: str = "audit.json", ids: tuple[str, ...] = (), at: tuple[str, ...] = ()) -> tuple[Text, ...]:
    """What to do with the letter, in order: fill, send, keep a proof, note the day in the plan (`ids`, at these publishers if others
    show the same). A reminder starts no clock.
    """
    steps = [say("Remplacez {n} {n:endroit marqué|endroits marqués} « À COMPLÉTER ».", n=letter.blanks)] if letter.blanks else []
    if letter.to.email:
        steps.append(say("Envoyez-la à {email}, depuis l'adresse où vous voulez la réponse.", email=letter.to.email))
    elif letter.to.form:
        steps.append(say("Copiez-la dans le formulaire : {form}", form=letter.to.form))
    else:
        steps.append(
            say("L'adresse se trouve dans les mentions légales ou la politique de confidentialité de {host}.", host=letter.to.host)
        )
    if letter.language == "en" and letter.kind == "complaint":
        steps.append(say("La CNIL travaille en français : --lang fr écrit la même lettre."))
    elif letter.language == "en" and letter.place.endswith(".fr"):
        steps.append(say("Un site en .fr lit plus souvent le français : --lang fr écrit la même lettre."))
    steps.append(say("Gardez une copie datée de l'envoi et une capture de chaque page."))
    if letter.running is not None:
        steps.append(say("Trop tôt sans refus : le délai de réponse court jusqu'au {day}.", day=letter.running))
    if letter.kind == "reminder" and letter.refused is not None:
        steps.append(say("Un refus est noté le {day} : un rappel n'y change rien, passez à la réclamation.", day=letter.refused))
    if letter.kind != "reminder":
        marks = "".join((*(f" --mark {id_} asked" for id_ in ids or letter.targets or ("…",)), *(f" --at {host}" for host in at)))
        steps.append(say("Notez l'envoi : ereput plan {audit}{marks}", audit=audit, marks=marks + STEPS.get(letter.kind, "")))
    if letter.kind not in ("complaint", "reminder"):
        steps.append(say("Réponse attendue au plus tard le {due} si elle est reçue aujourd'hui.", due=letter.due))
    return tuple(steps)
