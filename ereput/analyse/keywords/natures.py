"""What kind of proof a word asks for: a diploma is held or not, a licence is shown, a language has a level; the rest is practised."""

from __future__ import annotations

import re
from functools import lru_cache

from ereput.analyse.keywords.tokens import fold

DIPLOMA, LICENCE, CERTIFICATE, CONDITION = "diploma", "licence", "certificate", "condition"
"""Of a certification; the other kinds of keyword are their own nature."""

_CONDITION = re.compile(r"\b(?:casier judiciaire|vaccin\w{0,6}|vehicule personnel|service civique|alternance)\b")
_LICENCE = re.compile(r"\b(?:permis|galop)\b")
_DIPLOMA = re.compile(
    r"\b(?:cap|capa|bep|bepa|bpa?|bprea|bac|baccalaureat|bt[ms]a?|but|dut|dts|bma|cs|mc|mention|licence|bachelor|master|doctorat|docteur|"
    r"diplome\w?|certificat de capacite|de[a-z]{2,5}|da[a-z]{3,5}|caf[a-z]{3,6}|cbma|bpjeps|dn made|dnspc|dma|dcg|dscg|dec|"
    r"ecole|classe|staps|tp|titre|brevet|capes|agregation|concours|degree|diploma|school|training course|vae)\b"
)
"""Words with which French diplomas, titles and competitions begin (RNCP, Code de l'éducation); "licence d'entrepreneur" is none of them."""
_PERMIT = re.compile(r"\blicence d\W(?:entrepreneur|exploitation)")


@lru_cache(maxsize=2_000)
def nature(kind: str, label: str) -> str:
    """The nature of a keyword of this kind: diploma, licence (a driving licence), certificate, condition, or its kind.

    >>> nature("certification", "CAP plombier"), nature("certification", "permis B"), nature("certification", "habilitation électrique")
    ('diploma', 'licence', 'certificate')
    >>> nature("tool", "Excel"), nature("certification", "casier judiciaire vierge")
    ('tool', 'condition')
    """
    if kind != "certification":
        return kind
    plain = fold(label)
    if _CONDITION.search(plain):
        return CONDITION
    if _LICENCE.search(plain) and "exploitation" not in plain:
        return LICENCE
    return DIPLOMA if _DIPLOMA.search(plain) and not _PERMIT.search(plain) else CERTIFICATE
