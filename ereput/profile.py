"""`profil.toml` -> what an audit needs: the subject, the mandate, the network settings. Every problem is told at once."""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ereput import causes
from ereput.errors import MandateError, ProfileError
from ereput.keys import KEYS, BadValue, Key
from ereput.model import Mandate, Purpose, Subject, Target, Text, say

if TYPE_CHECKING:
    from collections.abc import Mapping

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

    @property
    def decisions(self) -> Path | None:
        """Her answers to "is it you?", in a file beside the profile that goes where the profile goes."""
        return None if self.path is None else decisions_of(self.path)


def decisions_of(profile: Path) -> Path:
    """ "profil.toml" -> "profil.decisions.toml", in the same folder."""
    return profile.with_suffix(".decisions.toml")


def load(path: Path, *, today: date, environ: Mapping[str, str] | None = None) -> Profile:
    """The profile in `path`. Raises ProfileError (all problems at once) or MandateError (nobody may be audited by this profile)."""
    try:
        body = tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        problem = say("Le fichier {path} ne peut pas être ouvert : {why}.", path=str(path), why=causes.of_system(error))
        raise ProfileError((problem,), where=str(path)) from error
    except UnicodeDecodeError as error:
        raise ProfileError((say("Le fichier {path} n'est pas en UTF-8.", path=str(path)),), where=str(path)) from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        problem = say("Le fichier {path} n'est pas du TOML valable : {why}.", path=str(path), why=causes.of_parser(error))
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
            except BadValue:
                problems.append(_wrong(known[path], item))
    return values, problems


def _wrong(key: Key, found: Any) -> Text:
    return say(
        "{key} : attendu {expected} ; trouvé « {found} ». Exemple : {example}",
        key=key.path, expected=key.expected, found=_typed(found)[:60], example=key.example,
    )  # fmt: skip


def _typed(found: Any) -> str:
    """A value as it stands in the file: ["a@b"] and not Python's ['a@b']."""
    return found if isinstance(found, str) else json.dumps(found, ensure_ascii=False, default=str)


def _missing(path: str) -> Text:
    key = next(k for k in KEYS if k.path == path)
    return say("{key} manque : attendu {expected}. Exemple : {example}", key=path, expected=key.expected, example=key.example)


def _unknown(path: str, known: set[str]) -> Text:
    import difflib  # 3 ms, for a word that is misspelt

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
        language=values.get("language", ""),
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
