"""The third number: cocktails. Named kits of misuse; harmless pieces that, together, are not (CHECKS G10).

A kit is complete when each of its pieces shows somewhere in public. The cheapest removal that breaks it is the piece that shows in the
fewest
places; a name is never asked to be removed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ereput.model import Text, say

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping


class Piece(NamedTuple):
    """One piece of a kit: its name for the reader, and the kinds (or rules) that provide it."""

    name: Text
    kinds: frozenset[str]
    removable: bool = True


class Kit(NamedTuple):
    """One misuse: what it is called, what it is made of."""

    id: str
    title: Text
    pieces: tuple[Piece, ...]


class Brew(NamedTuple):
    """A kit against what shows: the pieces found, those missing, the cheapest one to remove (None when the kit is not complete)."""

    kit: Kit
    found: tuple[Piece, ...]
    missing: tuple[Piece, ...]
    cheapest: Piece | None

    @property
    def complete(self) -> bool:
        return not self.missing


def _piece(name: Text, kinds: str) -> Piece:
    return Piece(name, frozenset(kinds.split()))


NAME = Piece(say("votre nom"), frozenset({"NAME"}), removable=False)
_BIRTH = _piece(say("votre date de naissance"), "DOB")
_HOME = _piece(say("votre adresse ou votre domicile"), "ADDRESS HOME COORDINATES")
KITS = (
    Kit("identity_theft", say("Usurpation d'identité"), (NAME, _BIRTH, _piece(say("votre lieu de naissance"), "BIRTHPLACE"), _HOME)),
    Kit(
        "documents",
        say("Crédit à votre nom"),
        (NAME, _piece(say("une pièce d'identité ou un numéro d'État"), "SCAN ID_CARD PASSPORT NIR TAX_ID"), _BIRTH),
    ),
    Kit("harassment", say("Harcèlement"), (NAME, _HOME, _piece(say("votre téléphone ou vos habitudes"), "PHONE ROUTINE PLATE"))),
    Kit("burglary", say("Cambriolage"), (_HOME, _piece(say("une absence annoncée"), "ABSENCE"))),
    Kit(
        "phishing",
        say("Hameçonnage sur mesure"),
        (
            _piece(say("votre e-mail"), "EMAIL"),
            _piece(say("votre employeur ou votre école"), "EMPLOYER SCHOOL"),
            _piece(say("une absence, un client ou un responsable"), "ABSENCE CLIENT MANAGER"),
        ),
    ),
    Kit(
        "bank_call",
        say("Faux conseiller bancaire"),
        (NAME, _piece(say("votre téléphone"), "PHONE"), _piece(say("votre banque ou votre IBAN"), "BANK IBAN RIB")),
    ),
    Kit(
        "secret_questions",
        say("Questions secrètes"),
        (
            _piece(say("un proche ou le nom de jeune fille de votre mère"), "FAMILY CHILD"),
            _piece(say("votre école ou votre ville de naissance"), "SCHOOL BIRTHPLACE"),
            _piece(say("votre animal ou votre date de naissance"), "PET DOB"),
        ),
    ),
    Kit(
        "pseudonyms",
        say("Lien entre vos pseudonymes"),
        (
            _piece(say("un pseudonyme"), "HANDLE PROFILE_URL"),
            _piece(say("votre ville"), "CITY ADDRESS"),
            _piece(say("une date de naissance ou un âge"), "DOB AGE"),
        ),
    ),
)
"""The kits, after cybermalveillance.gouv.fr's threat sheets and CNIL's guides."""


def brew(shown: Mapping[str, Collection[str]]) -> tuple[Brew, ...]:
    """Every kit against `shown`: kind -> the places (URLs) where it shows."""
    return tuple(_brew(kit, shown) for kit in KITS)


def _brew(kit: Kit, shown: Mapping[str, Collection[str]]) -> Brew:
    costs = {piece: sum(len(shown[kind]) for kind in piece.kinds if kind in shown) for piece in kit.pieces}
    found = tuple(piece for piece in kit.pieces if costs[piece])
    missing = tuple(piece for piece in kit.pieces if not costs[piece])
    removable = [piece for piece in found if piece.removable]
    cheapest = min(removable, key=lambda p: (costs[p], kit.pieces.index(p))) if not missing and removable else None
    return Brew(kit, found, missing, cheapest)
