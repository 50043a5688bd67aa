"""Our own labelled sentences (`fixtures/labelled/*.txt`), read into the rows that `eval_pii` counts.

A line is a sentence; `{NIR:…}` is a span of that kind, `{self:…}` one of the set's first kind with its assertion, `{GENDER.other:…}` both.
`@nir` stands for a made-up number of that shape, drawn from the sentence itself and a seed: valid where it must be, in nobody's name, and
no secret-looking string lies in the repository. A sentence whose hash is odd is held out: its half is read when the rules are judged,
never when they are written.
"""

from __future__ import annotations

import hashlib
import re
from base64 import urlsafe_b64encode
from random import Random
from string import ascii_letters, ascii_uppercase, digits, hexdigits
from typing import TYPE_CHECKING, NamedTuple

from stdnum import luhn
from stdnum.fr import nir as stdnum_nir
from stdnum.iso7064 import mod_97_10

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

ASSERTIONS = frozenset(["self", "other", "negated", "quoted", "organisation"])
_SPAN = re.compile(r"\{([A-Z_]+|[a-z]+|[A-Z_]+\.[a-z]+):([^{}]*)\}")
_DRAW = re.compile(r"@(\w+)")
_PLATE = "ABCDEFGHJKLMNPQRSTVWXYZ"


class Labelled(NamedTuple):
    """One sentence: its text, its spans as (start, end, KIND, assertion or ""), and the half it belongs to ("dev" or "heldout")."""

    text: str
    spans: tuple[tuple[int, int, str, str], ...]
    half: str


def read(path: Path, *, seed: int = 0) -> tuple[tuple[str, ...], tuple[Labelled, ...]]:
    """The kinds of a set, and its sentences."""
    head, *rows = path.read_text("utf-8").splitlines()
    kinds = tuple(head.removeprefix("# kinds:").split())
    return kinds, tuple(_row(row, kinds[0], seed) for row in rows if row)


def _row(line: str, first: str, seed: int) -> Labelled:
    code = hashlib.sha1(line.encode(), usedforsecurity=False).digest()
    drawn = Random(code + bytes([seed]))
    text, spans, last = "", [], 0
    for match in _SPAN.finditer(line):
        label, _, assertion = match[1].partition(".")
        if label in ASSERTIONS:
            label, assertion = first, label
        text += _fill(line[last : match.start()], drawn)
        start = len(text)
        text += _fill(match[2], drawn)
        spans.append((start, len(text), label, assertion))
        last = match.end()
    return Labelled(text + _fill(line[last:], drawn), tuple(spans), "heldout" if code[-1] % 2 else "dev")


def _fill(text: str, drawn: Random) -> str:
    return _DRAW.sub(lambda match: SHAPES[match[1]](drawn) if match[1] in SHAPES else match[0], text)


def _some(drawn: Random, size: int, alphabet: str = digits) -> str:
    return "".join(drawn.choice(alphabet) for _ in range(size))


def _cut(text: str, *sizes: int, by: str = " ") -> str:
    """`text` in groups of `sizes`, the last size again and again."""
    groups: list[str] = []
    at = 0
    while at < len(text):
        size = sizes[min(len(groups), len(sizes) - 1)]
        groups.append(text[at : at + size])
        at += size
    return by.join(groups)


def _nir(drawn: Random, department: str = "", first: str = "12") -> str:
    place = department or f"{drawn.choice([44, 35, 29, 75, 13, 69, 59, 31]):02}"
    month = f"{drawn.randint(1, 12):02}"
    number = f"{drawn.choice(first)}{_some(drawn, 2)}{month}{place}{_some(drawn, 6 if len(place) == 2 else 5)}"
    return number + stdnum_nir.calc_check_digits(number)


def _nir_groups(number: str, by: str = " ") -> str:
    return _cut(number, 1, 2, 2, 2, 3, 3, 2, by=by)


def _spi(drawn: Random) -> str:
    number = f"{drawn.choice('0123')}{_some(drawn, 9)}"
    return f"{number}{int(number) % 511:03}"


def _luhn(drawn: Random, start: str, size: int) -> str:
    number = start + _some(drawn, size - len(start) - 1)
    return number + luhn.calc_check_digit(number)


def _bad_luhn(drawn: Random) -> str:
    number = _luhn(drawn, "4", 16)
    return number[:-1] + str((int(number[-1]) + 5) % 10)


def _rib(drawn: Random) -> str:
    bank, desk, account = drawn.choice(["20041", "30004", "10278", "17515"]), _some(drawn, 5), _some(drawn, 11)
    return f"{bank}{desk}{account}{97 - (89 * int(bank) + 15 * int(desk) + 3 * int(account)) % 97:02}"


def _iban(country: str, number: str) -> str:
    return f"{country}{mod_97_10.calc_check_digits(number + country)}{number}"


def _iban_fr(drawn: Random) -> str:
    return _iban("FR", _rib(drawn))


def _siren(drawn: Random) -> str:
    return _luhn(drawn, drawn.choice("4589"), 9)


def _siret(drawn: Random) -> str:
    return _luhn(drawn, _siren(drawn) + "000", 14)


def _vat(drawn: Random) -> str:
    siren = _siren(drawn)
    return f"FR{(12 + 3 * (int(siren) % 97)) % 97:02}{siren}"


def _siv(drawn: Random) -> str:
    left, right = (drawn.choice(_PLATE) + drawn.choice("ABCDEFGHJ") for _ in "ab")
    return f"{left}{drawn.randint(1, 999):03}{right}"


def _bea(drawn: Random) -> str:
    number = _some(drawn, 10)
    return number + "ABCDEFGHJKLMNPRSTUVWXYZ"[int(number) % 23]


def _place(drawn: Random) -> tuple[float, float]:
    return drawn.uniform(43.1, 49.9), drawn.choice([drawn.uniform(0.1, 7.1), -drawn.uniform(0.1, 4.2)])


def _decimal(drawn: Random, by: str, *, order: int = 1) -> str:
    size = drawn.choice([4, 5, 6])
    return by.join(f"{part:.{size}f}" for part in _place(drawn)[::order])


def _sexagesimal(drawn: Random) -> str:
    north, east = _place(drawn)
    return f"{_dms(north)}N {_dms(abs(east))}{'E' if east > 0 else drawn.choice('WO')}"


def _dms(angle: float) -> str:
    return f"{int(angle)}°{int(angle * 60) % 60:02}'{int(angle * 3600) % 60:02}\""


def _minutes(drawn: Random) -> str:
    north, east = _place(drawn)
    side = "E" if east > 0 else "W"
    return f"N {int(north)}° {north * 60 % 60:06.3f} {side} {int(abs(east)):03}° {abs(east) * 60 % 60:06.3f}"


def _ip6(drawn: Random) -> str:
    return "2a01:" + ":".join(_some(drawn, 4, "123456789abcdef") for _ in range(7))


def _mac(drawn: Random, by: str, size: int = 2) -> str:
    return _cut(_some(drawn, 12, "0123456789abcdef"), size, by=by)


def _b64(drawn: Random, size: int) -> str:
    return urlsafe_b64encode(drawn.randbytes(size))[:size].decode().replace("-", "x").replace("_", "y")


def _token(start: str, size: int, alphabet: str = ascii_letters + digits) -> Callable[[Random], str]:
    return lambda drawn: start + _some(drawn, size, alphabet)


SHAPES: dict[str, Callable[[Random], str]] = {
    # identity papers
    "old": lambda drawn: f"{drawn.randint(0, 23):02}{drawn.randint(1, 12):02}{drawn.choice(['441', '751', '693', '352'])}{_some(drawn, 5)}",
    "new": lambda drawn: drawn.choice("DFHTX") + _some(drawn, 6, "BCDFGHJKLMNPRTVWXYZ23456789") + _some(drawn, 2, "23456789"),
    "pass": lambda drawn: f"{drawn.randint(10, 24)}{_some(drawn, 2, ascii_uppercase)}{_some(drawn, 5)}",
    "lold": lambda drawn: f"{drawn.randint(70, 99)}{drawn.randint(1, 12):02}{drawn.choice(['441', '751', '693'])}{_some(drawn, 5)}",
    "lnew": lambda drawn: f"{drawn.randint(13, 24)}{_some(drawn, 2, ascii_uppercase)}{_some(drawn, 5)}",
    "nir": lambda drawn: _nir_groups(_nir(drawn)),
    "nirc": _nir,
    "nird": lambda drawn: _nir_groups(_nir(drawn), by=drawn.choice(".-")),
    "nir2a": lambda drawn: _nir_groups(_nir(drawn, "2A")),
    "nir2b": lambda drawn: _nir_groups(_nir(drawn, "2B")),
    "nir99": lambda drawn: _nir_groups(_nir(drawn, "99")),
    "nirtmp": lambda drawn: _nir_groups(_nir(drawn, first="78")),
    "nirbad": lambda drawn: f"{_nir(drawn)[:13]}99",
    "spi": lambda drawn: _cut(_spi(drawn), 2, 2, 3),
    "spic": _spi,
    "ine": lambda drawn: _some(drawn, 9) + _some(drawn, 2, _PLATE),
    "ine2": _bea,
    "rpps": lambda drawn: _luhn(drawn, "10", 11),
    "rppss": lambda drawn: _cut(_luhn(drawn, "10", 11), 2, 3),
    "adeli": lambda drawn: _luhn(drawn, drawn.choice(["44", "35", "75"]) + drawn.choice("1679"), 9),
    "adelis": lambda drawn: _cut(_luhn(drawn, drawn.choice(["44", "35", "75"]) + drawn.choice("1679"), 9), 2, 1, 5, 1),
    # money and companies
    "ibans": lambda drawn: _cut(_iban_fr(drawn), 4),
    "ibanc": _iban_fr,
    "ibande": lambda drawn: _cut(_iban("DE", _some(drawn, 18)), 4),
    "ibanbe": lambda drawn: _cut(_iban("BE", (number := _some(drawn, 10)) + f"{int(number) % 97 or 97:02}"), 4),
    "ibangb": lambda drawn: _cut(_iban("GB", "NWBK" + _some(drawn, 14)), 4),
    "ibanes": lambda drawn: _cut(_iban("ES", "21000418450200051332"), 4),
    "ibanit": lambda drawn: _cut(_iban("IT", "X0542811101000000123456"), 4),
    "ibanlu": lambda drawn: _cut(_iban("LU", "001" + _some(drawn, 13)), 4),
    "ibannl": lambda drawn: _cut(_iban("NL", "ABNA0417164300"), 4),
    "rib": lambda drawn: _cut(_rib(drawn), 5, 5, 11, 2),
    "ribc": _rib,
    "cards": lambda drawn: _cut(_luhn(drawn, "497", 16), 4),
    "cardc": lambda drawn: _luhn(drawn, "497", 16),
    "cardd": lambda drawn: _cut(_luhn(drawn, "4", 16), 4, by="-"),
    "mcs": lambda drawn: _cut(_luhn(drawn, "51", 16), 4),
    "amex": lambda drawn: _cut(_luhn(drawn, "37", 15), 4, 6, 5),
    "cardbad": _bad_luhn,
    "siren": lambda drawn: _cut(_siren(drawn), 3),
    "sirenc": _siren,
    "siret": lambda drawn: _cut(_siret(drawn), 3, 3, 3, 5),
    "siretc": _siret,
    "vat": _vat,
    "vats": lambda drawn: _cut(_vat(drawn), 2, 2, 3),
    "rcs": lambda drawn: f"{drawn.choice(['Nantes', 'Rennes', 'Lyon'])} B {_cut(_siren(drawn), 3)}",
    # vehicles, places, machines
    "siv": lambda drawn: _cut(_siv(drawn), 2, 3, 2, by="-"),
    "sivs": lambda drawn: _cut(_siv(drawn), 2, 3, 2),
    "sivc": _siv,
    "fni": lambda drawn: f"{drawn.randint(12, 9999)} {_some(drawn, drawn.choice([2, 3]), _PLATE)} {drawn.choice(['44', '35', '75', '13'])}",
    "dec": lambda drawn: _decimal(drawn, ", "),
    "decc": lambda drawn: _decimal(drawn, ","),
    "slash": lambda drawn: _decimal(drawn, "/"),
    "decsp": lambda drawn: _decimal(drawn, " ", order=-1),
    "lat": lambda drawn: f"{_place(drawn)[0]:.5f}",
    "lon": lambda drawn: f"{_place(drawn)[1]:.5f}",
    "latc": lambda drawn: f"{_place(drawn)[0]:.5f}".replace(".", ","),
    "lonc": lambda drawn: f"{_place(drawn)[1]:.5f}".replace(".", ","),
    "dms": _sexagesimal,
    "ddm": _minutes,
    "ip": lambda drawn: ".".join(str(drawn.randint(1, 254)) for _ in "1234").replace("127.", "82.", 1),
    "ip6": _ip6,
    "ip6s": lambda drawn: f"2a01:cb08:{_some(drawn, 3, '123456789abcdef')}::{_some(drawn, 4, '123456789abcdef')}",
    "mac": lambda drawn: _mac(drawn, ":"),
    "macu": lambda drawn: _mac(drawn, ":").upper(),
    "macd": lambda drawn: _mac(drawn, "-").upper(),
    "maccisco": lambda drawn: _mac(drawn, ".", 4),
    # keys, in the shapes that their makers publish
    "aws": _token("AKIA", 16, ascii_uppercase + "234567"),
    "openai": _token("sk-", 48),
    "ghp": _token("ghp_", 36),
    "ghpat": lambda drawn: f"github_pat_{_some(drawn, 22, ascii_letters + digits)}_{_some(drawn, 59, ascii_letters + digits)}",
    "stripe": _token("sk_live_", 24),
    "slack": lambda drawn: f"xoxb-{_some(drawn, 12)}-{_some(drawn, 12)}-{_some(drawn, 24, ascii_letters)}",
    "slackhook": lambda drawn: f"T{_some(drawn, 8, ascii_uppercase)}/B{_some(drawn, 8, ascii_uppercase)}/{_some(drawn, 24, ascii_letters)}",
    "google": _token("AIza", 35),
    "gitlab": _token("glpat-", 20),
    "npm": _token("npm_", 36),
    "pypi": _token("pypi-AgEIcHlwaS5vcmc", 80),
    "sendgrid": lambda drawn: f"SG.{_some(drawn, 22, ascii_letters + digits)}.{_some(drawn, 43, ascii_letters + digits)}",
    "telegram": lambda drawn: f"{_some(drawn, 9, '123456789')}:AA{_some(drawn, 33, ascii_letters + digits)}",
    "hf": _token("hf_", 34),
    "hex32": lambda drawn: _some(drawn, 32, hexdigits[:16]),
    "b6440": lambda drawn: _b64(drawn, 40),
    "jwt": lambda drawn: f"eyJhbGciOiJIUzI1NiJ9.eyJ{_some(drawn, 30, ascii_letters)}.{_b64(drawn, 43)}",
}
"""What each `@name` draws."""


def halves(rows: tuple[Labelled, ...]) -> Iterator[tuple[str, tuple[Labelled, ...]]]:
    """The two halves by name: "dev", read while the rules are written, and "heldout", never."""
    for half in ("dev", "heldout"):
        yield half, tuple(row for row in rows if row.half == half)
