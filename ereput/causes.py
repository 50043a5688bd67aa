"""Why a file was refused, in words for the reader: what the system (POSIX errno), SQLite or the TOML parser answers in English."""

from __future__ import annotations

import errno
import re
from typing import TYPE_CHECKING

from ereput.model import Text, say

if TYPE_CHECKING:
    import tomllib

SYSTEM: dict[int, Text] = {
    errno.ENOENT: say("il n'existe pas"),
    errno.EACCES: say("vous n'en avez pas le droit"),
    errno.EPERM: say("vous n'en avez pas le droit"),
    errno.EROFS: say("ce disque ne peut qu'être lu"),
    errno.EISDIR: say("c'est un dossier"),
    errno.ENOTDIR: say("un fichier y tient la place d'un dossier"),
    errno.EEXIST: say("un fichier y tient la place d'un dossier"),
    errno.ENAMETOOLONG: say("ce nom est trop long"),
    errno.ENOSPC: say("le disque est plein"),
    errno.EDQUOT: say("votre part du disque est pleine"),
    errno.EFBIG: say("le fichier dépasse la taille permise ici"),
    errno.EIO: say("le disque ne répond pas bien"),
}
"""The reasons that a person meets and can act on; `mkdir` says EEXIST of a file that stands where a folder should."""


STORE: dict[str, Text] = {
    "SQLITE_FULL": SYSTEM[errno.ENOSPC],
    "SQLITE_IOERR": SYSTEM[errno.EIO],
    "SQLITE_READONLY": SYSTEM[errno.EACCES],
    "SQLITE_CANTOPEN": SYSTEM[errno.EACCES],
    "SQLITE_BUSY": say("une autre commande s'en sert"),
    "SQLITE_CORRUPT": say("le fichier est abîmé"),
    "SQLITE_NOTADB": say("le fichier est abîmé"),
}
"""What SQLite says of the memory of answers (https://www.sqlite.org/rescode.html): names of its primary result codes."""


def outside(error: Exception) -> Text | None:
    """The reason when it is the machine's and not a defect of ours: a disk, a right, a folder. None otherwise."""
    if isinstance(error, OSError):
        return SYSTEM.get(error.errno or 0)
    name = getattr(error, "sqlite_errorname", "")
    return next((text for start, text in STORE.items() if name.startswith(start)), None)


def of_system(error: OSError) -> Text:
    """What the system answered, as the end of a sentence ("… : le disque est plein")."""
    known = SYSTEM.get(error.errno or 0)
    return known or say("le système répond « {name} »", name=errno.errorcode.get(error.errno or 0, type(error).__name__))


_QUOTE, _TWICE = say("un guillemet n'est pas refermé"), say("ce nom est donné deux fois")
_BRACKET, _BACKSLASH = say("un crochet n'est pas refermé"), say("dans un texte, la barre \\ s'écrit deux fois")
PARSER: tuple[tuple[str, Text], ...] = (
    (r"Illegal character '\\n'", _QUOTE),
    ("Unterminated string", _QUOTE),
    ("Expected (?:\"'|'\")", _QUOTE),
    ("Illegal character|Found invalid character", say("un caractère n'est pas permis")),
    ("Expected '=' after", say("il manque le signe = après le nom")),
    ("Invalid value", say("la valeur manque, ou c'est un texte sans guillemets")),
    ("Cannot (?:overwrite|declare|mutate|redefine)|Duplicate", _TWICE),
    ("Unclosed array|Expected ']", _BRACKET),
    ("Unclosed inline table", say("une accolade n'est pas refermée")),
    ("Expected newline", say("il y a quelque chose de trop sur la ligne")),
    ("Unescaped|Invalid hex value|Escaped character", _BACKSLASH),
    ("Invalid date", say("cette date n'existe pas")),
    ("Invalid initial character|Invalid statement", say("un nom est attendu ici")),
)
"""How the messages of `tomllib` begin (Lib/tomllib/_parser.py, 3.11 to 3.14), and what the person did."""
_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)$")


def of_parser(error: tomllib.TOMLDecodeError | RecursionError) -> Text:
    """Where the TOML stops being readable (line and column from 1) and what is probably wrong there."""
    if isinstance(error, RecursionError):
        return say("trop de crochets s'emboîtent")
    told = str(error)
    what = next((text for start, text in PARSER if re.match(start, told)), say("ce n'est pas du TOML"))
    place = _PLACE.search(told)
    if place is None:
        return say("à la fin du fichier, {what}", what=what)
    return say("ligne {line}, colonne {column}, {what}", line=int(place[1]), column=int(place[2]), what=what)
