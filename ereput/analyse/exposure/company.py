"""Numbers of a business: SIREN, SIRET, VAT, trade register. An organisation's, unless the person trades under her own name."""

from __future__ import annotations

import re

from ereput.analyse.exposure.base import Checked, Odds, Shape, words
from ereput.analyse.exposure.checksums import keyed
from ereput.model import say

_SIREN = re.compile(r"(?<![\w])(?<!\d[.,])\d{3}[ .]?\d{3}[ .]?\d{3}(?!\w|[.,]\d| \d{2})")
_SIRET = re.compile(r"(?<![\w])(?<!\d[.,])\d{3}[ .]?\d{3}[ .]?\d{3}[ .]?\d{5}(?!\w|[.,]\d)")
_VAT = re.compile(r"(?<![a-z0-9])fr ?[a-z0-9]{2} ?\d{3} ?\d{3} ?\d{3}(?![a-z0-9])")
_RCS = re.compile(
    r"(?<!\w)(?:r\.?c\.?s\.?|rsac|registre du commerce)(?: |:){1,3}(?:(?:de "
    r"|d')?[^\W\d_][^\W\d_\-' ]{0,40}?)?(?: ?:)?(?: ?(?:sous le )?(?:num[ée]ro|n°) ?)?"
    r" ?(?:[ab] ?)?\d{3} ?\d{3} ?\d{3}(?!\d)|(?<!\w)\d{3} ?\d{3} ?\d{3} r\.?c\.?s\.? [^\W\d_]{2,30}"
)
"""The whole registration with its town (Code de commerce R123-237; python-stdnum); the number alone is a SIREN."""
_CONTEXT = words(
    "siren", "siret", "rcs", "immatricul[ée]e?s?", "soci[ée]t[ée]", "entreprise", "auto-entrepreneur", "micro-entreprise", "sarl",
    "sas", "eurl", "sasu", "ape", "tva",
)  # fmt: skip
_THING = words("commandes?", "orders?", "codes?", "factures?", "invoices?", "suivi", "colis", "r[ée]f(?:[ée]rences?)?")
_SOURCE = "INSEE, répertoire SIRENE ; python-stdnum"


def _digits(raw: str) -> str:
    return re.sub(r"[ .]", "", raw).upper()


def check_siren(raw: str) -> Checked | None:
    return Checked(_digits(raw), "luhn") if keyed("fr.siren", _digits(raw)) else None


def check_siret(raw: str) -> Checked | None:
    return Checked(_digits(raw), "luhn") if keyed("fr.siret", _digits(raw)) else None


def check_vat(raw: str) -> Checked | None:
    return Checked(_digits(raw), "vat_key") if keyed("fr.tva", _digits(raw)) else None


def check_rcs(raw: str) -> Checked | None:
    number = re.sub(r"\D", "", raw)
    return Checked(number, "luhn") if keyed("fr.siren", number) else None


RECOGNISER = (
    Shape(
        name="siren",
        kind="SIREN",
        title=say("Numéro SIREN"),
        source=_SOURCE,
        pattern=_SIREN,
        check=check_siren,
        context=_CONTEXT,
        odds=Odds(checked=0.0, both=0.97),
        digits=9,
        lead=(0,),
    ),
    Shape(
        name="siret",
        kind="SIRET",
        title=say("Numéro SIRET"),
        source=_SOURCE,
        pattern=_SIRET,
        check=check_siret,
        against=_THING,
        context=_CONTEXT,
        odds=Odds(checked=0.6, both=0.99),
        digits=14,
        lead=(0,),
    ),
    Shape(
        name="vat",
        kind="VAT",
        title=say("Numéro de TVA"),
        source="Directive 2006/112/CE ; python-stdnum",
        pattern=_VAT,
        check=check_vat,
        odds=Odds(checked=0.98),
        digits=9,
        lead=(2, 3, 4, 5),
    ),
    Shape(
        name="rcs",
        kind="RCS",
        title=say("Numéro RCS"),
        source="Code de commerce R123-237 ; python-stdnum",
        pattern=_RCS,
        check=check_rcs,
        odds=Odds(checked=0.98),
        digits=9,
        gate=frozenset({"rcs", "r", "rsac", "registre"}),
    ),
)
