"""`ereput init`: a few questions, then a `profil.toml` with every key of the format in it, explained, most of them commented out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ereput import causes
from ereput.cli import ground
from ereput.cli.wording import LANG
from ereput.errors import UsageError
from ereput.keeping import write_whole
from ereput.keys import KEYS, Key
from ereput.model import Text, say

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from ereput.cli import console


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One thing to ask: the profile's key that it fills, the words, and whether the answer is a list (separated by commas)."""

    path: str
    option: str
    words: Text
    several: bool = False


QUESTIONS = (
    Question(path="person.names", option="--name", words=say("Votre nom, tel que vous l'utilisez"), several=True),
    Question(path="person.city", option="--city", words=say("Votre ville")),
    Question(path="person.emails", option="--email", words=say("Votre adresse e-mail"), several=True),
    Question(path="pages", option="--page", words=say("Vos pages ou blogs (adresses, séparées par des virgules)"), several=True),
    Question(path="exports", option="--export", words=say("Vos archives, comme celle de LinkedIn (fichiers ZIP)"), several=True),
    Question(path="cv", option="--cv", words=say("Votre CV (fichier)")),
    Question(path="target.offers", option="--offer", words=say("Une offre qui vous intéresse (fichier ou adresse)"), several=True),
    Question(path="target.occupation", option="--occupation", words=say("Le métier visé")),
)
SECTIONS = {
    "": say("Vos pages, vos archives, vos documents. Les fichiers sont cherchés à côté de ce profil."),
    "mandate": say("Qui autorise ce bilan. Sans mandat, rien n'est demandé au réseau."),
    "person": say("Vous."),
    "handles": say("Vos comptes : service = identifiant, ou { user, base } pour un serveur particulier."),
    "target": say("Le poste visé."),
    "network": say("Le réseau. Rien n'est obligatoire ici."),
    "keys": say("Vos clés personnelles : source = nom d'une variable d'environnement. Jamais la clé elle-même."),
}
"""The tables of the profile in the order in which they are written, and what stands above each."""

Answers = Mapping[str, "str | tuple[str, ...] | date"]


def written(answers: Answers, speak: Callable[[Text], str]) -> str:
    """The text of a `profil.toml`: each key of `KEYS` once, with what it expects; answered ones are set, others are commented examples."""
    lines: list[str] = []
    for table, above in SECTIONS.items():
        lines += [f"# {speak(above)}", *([f"[{table}]"] if table else [])]
        for key in KEYS:
            if _table(key) == table:
                lines += _lines(key, answers, speak)
        lines.append("")
    return "\n".join(lines)


def _table(key: Key) -> str:
    head, dot, _ = key.path.partition(".")
    return head if dot or head in ("handles", "keys") else ""


def _lines(key: Key, answers: Answers, speak: Callable[[Text], str]) -> list[str]:
    expected = speak(key.expected)
    if key.path not in answers:
        return [f"# {key.example}    # {expected}"]
    name = key.path.rpartition(".")[2]
    return [f"{name} = {_toml(answers[key.path])}    # {expected}"]


def _toml(value: str | tuple[str, ...] | date) -> str:
    if isinstance(value, str):
        escaped = value.replace("\\", "\\\\").replace('"', '\\"')
        return '"' + "".join(c if c >= " " and c != "\x7f" else f"\\u{ord(c):04x}" for c in escaped) + '"'
    if isinstance(value, tuple):
        return "[" + ", ".join(_toml(item) for item in value) + "]"
    return value.isoformat()


def answered(raw: Mapping[str, str], *, attested_on: date | None) -> dict[str, str | tuple[str, ...] | date]:
    """What was typed, as the profile's values: empty answers left out, lists split at commas; a mandate only when she attested."""
    answers: dict[str, str | tuple[str, ...] | date] = {}
    for question in QUESTIONS:
        text = raw.get(question.path, "").strip()
        if text:
            parts = tuple(part.strip() for part in text.split(",") if part.strip())
            answers[question.path] = parts if question.several else text
    return answers if attested_on is None else {**answers, "mandate.purpose": "self", "mandate.attested_on": attested_on}


def save(path: Path, text: str, *, replace: bool) -> None:
    """Write the profile, readable by its owner only. Raises UsageError rather than lose a file that is there."""
    if path.exists() and not replace:
        raise UsageError(
            say("{path} existe déjà ; il n'a pas été touché.", path=str(path)),
            code="exists",
            hint=say("Donnez un autre nom, ou --force pour le remplacer."),
        )
    try:
        write_whole(path, text.encode("utf-8"))
    except OSError as error:
        raise UsageError(
            say("Le fichier {path} ne peut pas être écrit : {why}.", path=str(path), why=causes.of_system(error)), code="not_writable"
        ) from error


def command(speak: Callable[[Text], str]) -> click.Command:
    @click.pass_obj
    def init_command(out: console.Console, /, path: Path, force: bool, defaults: bool, attest: bool, **given: str | None) -> None:
        if path.exists() and not force:
            force = not defaults and out.agrees(say("{path} existe déjà. Le remplacer ?", path=str(path)))
            if not force:
                save(path, "", replace=False)
        raw = {}
        for question in QUESTIONS:
            value = given[question.option.lstrip("-")]
            if value is None:
                value = "" if defaults else out.ask(question.words)
            raw[question.path] = value
        attested = attest or (not defaults and out.agrees(say("Attestez-vous que ce profil est le vôtre ?")))
        answers = answered(raw, attested_on=ground.today() if attested else None)
        save(path, written(answers, speak), replace=force)
        out.line(say("{path} est écrit. Relisez-le, complétez-le, puis : ereput audit {path}", path=str(path)))
        if not attested:
            out.line(say("Le mandat est à compléter : sans lui, rien ne sera demandé au réseau."), error=True)

    about = say("Écrit un profil.toml commenté. Ce qui n'est pas donné en option est demandé ; rien n'est envoyé.")
    built: click.Command = click.command("init", help=speak(about))(LANG(init_command))
    built.params[:0] = [
        click.Argument(["path"], type=click.Path(path_type=Path), default=Path("profil.toml"), metavar=speak(say("[FICHIER]"))),
        *(click.Option([question.option], help=speak(question.words)) for question in QUESTIONS),
        click.Option(["--defaults"], is_flag=True, help=speak(say("Ne rien demander ; ce qui n'est pas donné reste en commentaire."))),
        click.Option(["--attest"], is_flag=True, help=speak(say("J'atteste que ce profil est le mien."))),
        click.Option(["--force"], is_flag=True, help=speak(say("Remplacer le fichier s'il existe."))),
    ]
    return built
