"""Money in words: the bank that is named (what a false adviser begins with), the income that is told."""

from __future__ import annotations

import re

from ereput.analyse.exposure.base import Odds, Shape
from ereput.analyse.exposure.phrases import USAGE, check_capital, check_words
from ereput.model import say

_BANKS = (
    r"(?:bnp(?: paribas)?|soci[ée]t[ée] g[ée]n[ée]rale|cr[ée]dit agricole|cr[ée]dit mutuel|caisse d'[ée]pargne"
    r"|banque populaire|la banque postale|banque postale|lcl|boursorama|boursobank|fortuneo|hello bank"
    r"|revolut|n26|cic|hsbc|ing|monabanq|nickel|barclays|lloyds|monzo)"
)
_BANK = re.compile(
    rf"(?<!\w)(?:(?:j'ai|je|mon|ma|mes|my|i)(?!\w)[^.\n!?]{{0,40}}?(?<!\w)"
    rf"(?:banque|banqui[èe]re?|livret a?|pr[êe]t|carte(?! de visite)|quitt[ée]"
    rf"|bank|account)(?!\w)[^.\n!?]{{0,30}}? |(?:mon|ma|mes|my) (?:compte|comptes|banque|conseill[eè]re?|agence|cr[ée]dit|pr[êe]t|account"
    rf"|bank)(?: bancaire)?,?(?: (?:est|domiciliée?s?|au|à la|chez|à|is|at|with|de|du|de la|,)){{0,3}} ?"
    rf"|domiciliation(?: bancaire)? ?:? ?|je suis (?:client"
    rf"|cliente) (?:à la|au|chez|de la|du|de) ?|i bank with )(?P<v>{_BANKS})(?!\w)"
)
_SALARY = re.compile(
    r"(?<!\w)(?:je (?:gagne|touche)|mon salaire(?: net| brut)?(?: est)?(?: de)?|i earn"
    r"|my salary is) ?:? ?(?P<v>\d[\d ]{2,6} ?(?:€|euros|k€|k|\$|£))"
)

RECOGNISER = (
    Shape(
        name="bank",
        around=50,
        kind="BANK",
        title=say("Banque"),
        source=USAGE,
        pattern=_BANK,
        check=check_capital,
        odds=Odds(checked=0.75),
        gate=frozenset(
            "banquier banquière livret carte quitté banque compte comptes conseiller conseillère agence crédit prêt client"
            " cliente bank account domiciliation".split()
        ),
    ),
    Shape(
        name="salary",
        around=24,
        kind="POVERTY",
        title=say("Revenus"),
        source="Code du travail L1132-1",
        pattern=_SALARY,
        check=check_words,
        odds=Odds(alone=0.6),
        digits=3,
        gate=frozenset("gagne touche salaire earn salary".split()),
    ),
)
