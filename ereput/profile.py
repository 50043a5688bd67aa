"""`profil.toml` -> what an audit needs: the subject, the mandate, the network settings. Every problem is told at once.

Each key is one row of `KEYS`: where it stands, what is expected, an example; the same table reads the file, writes the error
messages and documents the format (`ereput init` writes it commented).
"""

from __future__ import annotations

import difflib
import tomllib
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ereput.errors import MandateError, ProfileError
from ereput.model import Handle, Mandate, Purpose, Stage, Subject, Target, Text, say

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

MINIMUM_AGE = 15
"""Age of digital majority in France (loi Informatique et Libertés, art. 45)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """How the network may be used. `resolve` sends a host name to an address of this machine, as a test or an intranet needs.

    `ask` names the sources that may be asked for her name, e-mail or pages: none is without it.
    `keys` are the person's own API keys by source name, from the profile's `[keys]` (each an environment variable's name).
    """

    allow_loopback: bool = False
    resolve: tuple[tuple[str, str], ...] = ()
    disabled: tuple[str, ...] = ()
    keys: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    contact: str | None = None
    searxng: str | None = None
    alerts: tuple[str, ...] = ()
    ask: tuple[str, ...] = ()
    max_requests: int = 2000
    in_flight: int = 50
    timeout: int = 30
    ca_file: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """One `profil.toml`, read and checked. `path` is None when it was made in memory."""

    subject: Subject
    mandate: Mandate
    network: Network = Network()
    path: Path | None = None


class _Bad(Exception):
    """A value that is not what its key expects."""


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise _Bad
    return value.strip()


def _texts(value: Any) -> tuple[str, ...]:
    if isinstance(value, str):
        value = [value]
    if not isinstance(value, list):
        raise _Bad
    return tuple(_text(item) for item in value)


def _email(value: Any) -> str:
    text = _text(value)
    local, at, domain = text.partition("@")
    if not (local and at and "." in domain) or any(c.isspace() for c in text):
        raise _Bad
    return text


def _emails(value: Any) -> tuple[str, ...]:
    return tuple(_email(item) for item in _texts(value))


def _url(value: Any) -> str:
    text = _text(value)
    if not text.startswith(("http://", "https://")) or ("." not in text.split("/")[2] and "localhost" not in text.split("/")[2]):
        raise _Bad
    return text


def _urls(value: Any) -> tuple[str, ...]:
    return tuple(_url(item) for item in _texts(value))


def _day(value: Any) -> date:
    if isinstance(value, datetime) or not isinstance(value, date):
        raise _Bad
    return value


def _born(value: Any) -> date | int:
    if isinstance(value, bool):
        raise _Bad
    if isinstance(value, int) and 1900 <= value <= 2100:
        return value
    return _day(value)


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise _Bad
    return value


def _count(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise _Bad
    return value


def _purpose(value: Any) -> Purpose:
    try:
        return Purpose(_text(value))
    except ValueError as error:
        raise _Bad from error


def _stage(value: Any) -> Stage:
    try:
        return Stage(_text(value))
    except ValueError as error:
        raise _Bad from error


def _language(value: Any) -> str:
    if value not in ("fr", "en"):
        raise _Bad
    return str(value)


def _mapping(value: Any) -> tuple[tuple[str, str], ...]:
    if not isinstance(value, dict):
        raise _Bad
    return tuple((str(k), _text(v)) for k, v in value.items())


def _handles(value: Any) -> tuple[Handle, ...]:
    if not isinstance(value, dict):
        raise _Bad
    return tuple(_handle(service, item) for service, items in value.items() for item in (items if isinstance(items, list) else [items]))


def _handle(service: str, value: Any) -> Handle:
    if isinstance(value, str):
        return Handle(service=service, user=_text(value))
    if not isinstance(value, dict) or value.keys() - {"user", "base"}:
        raise _Bad
    base = value.get("base")
    return Handle(service=service, user=_text(value.get("user")), base=_url(base).rstrip("/") if base is not None else None)


@dataclass(frozen=True, slots=True)
class Key:
    """One key of the profile: dotted path, reader, what is expected, an example."""

    path: str
    read: Callable[[Any], Any]
    expected: Text
    example: str


_TEXT, _LIST = say("un texte entre guillemets"), say("une liste de textes entre guillemets")
_FILES, _URLS = say("une liste de fichiers ou dossiers"), say("une liste d'adresses commençant par http:// ou https://")
_DAY = say("une date AAAA-MM-JJ, sans guillemets")

KEYS: tuple[Key, ...] = (
    Key("exports", _texts, _FILES, 'exports = ["Complete_LinkedInDataExport_11-20-2026.zip"]'),
    Key("pages", _urls, _URLS, 'pages = ["https://blog.example.org/"]'),
    Key(
        "seen",
        _urls,
        say("une liste d'adresses où votre nom apparaît, peut-être celui d'un homonyme"),
        'seen = ["https://club.example.org/membres"]',
    ),
    Key("cv", _text, say("un fichier PDF, DOCX, ODT, HTML ou TXT"), 'cv = "cv.pdf"'),
    Key("letter", _text, say("un fichier PDF, DOCX, ODT, HTML ou TXT"), 'letter = "lettre.docx"'),
    Key("search_results", _texts, say("des pages de résultats enregistrées, ou un CSV"), 'search_results = ["resultats.html"]'),
    Key("language", _language, say("« fr » ou « en »"), 'language = "fr"'),
    Key("mandate.purpose", _purpose, say("« self » (vous-même) ou « counselling » (accompagnement)"), 'purpose = "self"'),
    Key("mandate.attested_on", _day, _DAY, "attested_on = 2026-11-20"),
    Key("mandate.by", _text, say("qui accompagne la personne"), 'by = "Mission locale de Nantes"'),
    Key("mandate.scope", _text, say("ce que couvre le mandat"), 'scope = "bilan de visibilité, sources publiques et exports"'),
    Key("mandate.expires", _day, _DAY, "expires = 2027-01-31"),
    Key("person.names", _texts, say("une liste de noms, le premier est celui que vous utilisez"), 'names = ["Camille Durand"]'),
    Key("person.variants", _texts, _LIST, 'variants = ["Cam Durand"]'),
    Key("person.city", _text, _TEXT, 'city = "Nantes"'),
    Key("person.schools", _texts, _LIST, 'schools = ["Université de Nantes"]'),
    Key("person.employers", _texts, _LIST, 'employers = ["Atelier Loire"]'),
    Key("person.emails", _emails, say("une liste d'adresses e-mail"), 'emails = ["camille@example.org"]'),
    Key("person.phones", _texts, say("une liste de numéros de téléphone"), 'phones = ["06 12 34 56 78"]'),
    Key("person.born", _born, say("une année ou une date AAAA-MM-JJ"), "born = 2003"),
    Key("person.stage", _stage, say("« student_before », « student_after » ou « job_seeker »"), 'stage = "student_after"'),
    Key("handles", _handles, say("service = identifiant, ou { user, base }"), 'github = "camille-d"'),
    Key("target.offers", _texts, say("une liste de fichiers ou d'adresses d'offres"), 'offers = ["offre.pdf"]'),
    Key("target.occupation", _text, _TEXT, 'occupation = "data analyst"'),
    Key("target.keywords", _texts, _LIST, 'keywords = ["SQL", "Power BI"]'),
    Key("target.employers", _texts, _LIST, 'employers = ["Atelier Loire"]'),
    Key("target.city", _text, _TEXT, 'city = "Nantes"'),
    Key("network.allow_loopback", _flag, say("true ou false"), "allow_loopback = false"),
    Key("network.resolve", _mapping, say("hôte = adresse:port de cette machine"), 'resolve = { "blog.example" = "127.0.0.1:8000" }'),
    Key("network.disabled", _texts, say("une liste de sources"), 'disabled = ["github"]'),
    Key("network.contact", _text, say("une adresse à laquelle un site peut vous écrire"), 'contact = "camille@example.org"'),
    Key("network.searxng", _url, say("l'adresse de votre instance SearXNG"), 'searxng = "https://searx.example.org"'),
    Key("network.alerts", _urls, _URLS, 'alerts = ["https://www.google.com/alerts/feeds/…"]'),
    Key(
        "network.ask",
        _texts,
        say("les sources à interroger sur votre nom, vos e-mails ou vos pages, ou « all »"),
        'ask = ["companies", "hal", "archive"]',
    ),
    Key("network.max_requests", _count, say("un nombre entier positif"), "max_requests = 2000"),
    Key("network.in_flight", _count, say("un nombre entier positif"), "in_flight = 50"),
    Key("network.timeout", _count, say("un nombre entier positif"), "timeout = 30"),
    Key("network.ca_file", _text, say("un fichier PEM d'autorités de certification, pour un intranet"), 'ca_file = "autorite.pem"'),
    Key("keys", _mapping, say("source = nom d'une variable d'environnement"), 'brave = "BRAVE_API_KEY"'),
)
"""Every key that a profile may hold."""

_OPEN = {"handles", "keys", "network.resolve"}


def load(path: Path, *, today: date, environ: Mapping[str, str] | None = None) -> Profile:
    """The profile in `path`. Raises ProfileError (all problems at once) or MandateError (nobody may be audited by this profile)."""
    try:
        body = tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        problem = say("Le fichier {path} ne peut pas être ouvert : {why}", path=str(path), why=str(error.strerror))
        raise ProfileError((problem,), where=str(path)) from error
    except UnicodeDecodeError as error:
        raise ProfileError((say("Le fichier {path} n'est pas en UTF-8.", path=str(path)),), where=str(path)) from error
    except tomllib.TOMLDecodeError as error:
        problem = say("Le fichier {path} n'est pas du TOML valable : {why}", path=str(path), why=str(error))
        raise ProfileError((problem,), where=str(path)) from error
    return parse(body, today=today, folder=path.parent, environ=environ or {}, path=path)


def parse(
    body: Mapping[str, Any], *, today: date, folder: Path = Path(), environ: Mapping[str, str] | None = None, path: Path | None = None
) -> Profile:
    """The profile in `body` (parsed TOML); file names are taken relative to `folder`. Raises as `load`."""
    values, problems = _read(body)
    if not values.get("person.names") and not any("person.names" in str(p) for p in problems):
        problems.append(_missing("person.names"))
    if problems:
        raise ProfileError(tuple(problems), where=str(path or ""))
    mandate = _mandate(values, today)
    subject = _subject(values, folder)
    _refuse_minor(subject, today)
    _refuse_name_alone(subject)
    keys = tuple((source, environ_value) for source, name in values.get("keys", ()) if (environ_value := (environ or {}).get(name)))
    network = Network(keys=keys, **{k.split(".")[1]: v for k, v in values.items() if k.startswith("network.")})
    return Profile(subject=subject, mandate=mandate, network=network, path=path)


def _read(body: Mapping[str, Any]) -> tuple[dict[str, Any], list[Text]]:
    known = {key.path: key for key in KEYS}
    tables = {key.path.split(".")[0] for key in KEYS if "." in key.path}
    values: dict[str, Any] = {}
    problems: list[Text] = []
    for name, value in body.items():
        flat = {f"{name}.{k}": v for k, v in value.items()} if name in tables and isinstance(value, dict) else {name: value}
        for path, item in flat.items():
            if path not in known:
                problems.append(_unknown(path, known.keys() | tables))
                continue
            try:
                values[path] = known[path].read(item)
            except _Bad:
                problems.append(_wrong(known[path], item))
    return values, problems


def _wrong(key: Key, found: Any) -> Text:
    return say(
        "{key} : attendu {expected} ; trouvé « {found} ». Exemple : {example}",
        key=key.path, expected=key.expected, found=str(found)[:60], example=key.example,
    )  # fmt: skip


def _missing(path: str) -> Text:
    key = next(k for k in KEYS if k.path == path)
    return say("{key} manque : attendu {expected}. Exemple : {example}", key=path, expected=key.expected, example=key.example)


def _unknown(path: str, known: set[str]) -> Text:
    near = difflib.get_close_matches(path, sorted(known), n=1, cutoff=0.6)
    if near:
        return say("{key} n'est pas une clé connue. Vouliez-vous écrire {near} ?", key=path, near=near[0])
    return say("{key} n'est pas une clé connue.", key=path)


def _mandate(values: Mapping[str, Any], today: date) -> Mandate:
    if "mandate.purpose" not in values or "mandate.attested_on" not in values:
        raise MandateError(
            say("Ce profil ne dit pas qui autorise le bilan : rien n'est demandé au réseau."),
            code="no_mandate",
            hint=say(
                'Ajoutez [mandate] avec purpose = "self" et attested_on = {today}, si ce profil est le vôtre.', today=today.isoformat()
            ),
        )
    mandate = Mandate(**{k.split(".")[1]: v for k, v in values.items() if k.startswith("mandate.")})
    if mandate.attested_on > today:
        raise MandateError(
            say("La date d'attestation ({day}) est dans le futur.", day=mandate.attested_on),
            code="mandate_future",
            hint=say("Corrigez mandate.attested_on."),
        )
    if mandate.purpose is Purpose.COUNSELLING:
        _check_counselling(mandate)
    if mandate.expires is not None and mandate.expires < today:
        raise MandateError(
            say("Le mandat a expiré le {day}.", day=mandate.expires),
            code="mandate_expired",
            hint=say("Demandez à la personne de le renouveler, puis corrigez mandate.expires."),
        )
    return mandate


def _check_counselling(mandate: Mandate) -> None:
    lacking = [name for name in ("by", "scope", "expires") if getattr(mandate, name) is None]
    if lacking:
        raise MandateError(
            say("Un mandat d'accompagnement dit aussi : {keys}.", keys=", ".join(f"mandate.{name}" for name in lacking)),
            code="mandate_incomplete",
            hint=say("Complétez [mandate] avec ce que la personne a signé."),
        )


def _subject(values: Mapping[str, Any], folder: Path) -> Subject:
    def local(item: str) -> str:
        return item if item.startswith(("http://", "https://")) else str((folder / Path(item).expanduser()).resolve())

    born = values.get("person.born")
    person = {k.split(".")[1]: v for k, v in values.items() if k.startswith("person.") and k != "person.born"}
    target = {k.split(".")[1]: v for k, v in values.items() if k.startswith("target.")}
    target["offers"] = tuple(local(item) for item in target.get("offers", ()))
    return Subject(
        **person,
        handles=values.get("handles", ()),
        born=born if isinstance(born, date) else None,
        born_year=born.year if isinstance(born, date) else born,
        pages=values.get("pages", ()),
        seen=values.get("seen", ()),
        exports=tuple(local(item) for item in values.get("exports", ())),
        cv=local(values["cv"]) if "cv" in values else None,
        letter=local(values["letter"]) if "letter" in values else None,
        search_results=tuple(local(item) for item in values.get("search_results", ())),
        language=values.get("language", "fr"),
        target=Target(**target),
    )


def _refuse_minor(subject: Subject, today: date) -> None:
    birth = subject.born or (date(subject.born_year, 12, 31) if subject.born_year else None)
    if birth is None:
        return
    age = today.year - birth.year - ((today.month, today.day) < (birth.month, birth.day))
    if subject.born is None:
        age = today.year - birth.year
    if age < MINIMUM_AGE:
        raise MandateError(
            say("Un bilan ne peut pas être fait pour une personne de moins de {age} ans.", age=MINIMUM_AGE),
            code="minor",
            hint=say("Ses parents peuvent demander l'effacement de ses données : voir « droits des mineurs » sur cnil.fr."),
        )


def _refuse_name_alone(subject: Subject) -> None:
    if not any((subject.handles, subject.emails, subject.pages, subject.exports, subject.cv)):
        raise MandateError(
            say("Un nom seul ne suffit pas : des homonymes seraient pris pour vous."),
            code="name_alone",
            hint=say("Ajoutez au moins une page (pages), un compte ([handles]), un e-mail, un export ou votre CV."),
        )
