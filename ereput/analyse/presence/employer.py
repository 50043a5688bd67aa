"""The employer's side (CHECKS F1 to F4): a sheet on each employer, the letter sentence by sentence, the CV as the offer reads.

A sentence is generic when it could be sent to anybody: it names neither the employer, nor a fact of the offer, nor a fact of hers, or it is
one of the turns of phrase of `cliches.toml`. What is said of the employer comes from the offer, word for word.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from ereput.analyse.presence.offers import Firm, firms, names
from ereput.masking import fold_name, letter_body, pieces
from ereput.model import Cell, Gap, Kind, Presence, Reading, Subject, Table, Text, say
from ereput.wordlist import zipf

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SHARED = 2
"""Telling words that a sentence of the letter must have in common with a fact to be about it."""
COMMON = 5.0
"""Zipf frequency from which a word says nothing of a fact."""
_WORD = re.compile(r"[^\W\d_]{3,}")
_NUMBER = re.compile(r"\d")
_NAME = re.compile(r"(?<=[\wÀ-ÿ,;] )[A-ZÀ-Ý][\w'’-]{2,}")
"""A capital inside a sentence: a proper noun, or an acronym."""
_OUTSIDE = re.compile(
    r"^(?:objet|subject|re|madame|monsieur|dear|bonjour|hello)\b|^[^.!?]{0,40}, (?:le )?(?:[a-z]{5,8} )?\d{1,2}(?:er)? ", re.IGNORECASE
)
"""How a subject line, a salutation and a date line begin."""
_CIVIL = frozenset("madame monsieur mesdames messieurs mademoiselle docteur maître dear sir madam mr mrs ms".split())
"""Capitals that name nobody."""


def sheet(subject: Subject, readings: Sequence[Reading]) -> Table:
    """For each employer: what the offer says and whether the letter uses it, then what to look up before an interview."""
    letter = _letter(readings)
    title = say("Fiche de chaque employeur visé")
    known = firms(subject, readings)
    if not known:
        unread = say("L'offre donnée n'a pas pu être lue : nommez l'employeur dans le profil (target.employers).")
        note = unread if subject.target.offers else say("Nommez un employeur ou donnez une offre dans le profil (target).")
        return Table(id="employer.sheet", title=title, columns=(), status="not_enough_data", note=note)
    rows = tuple(row for firm in known for row in _sheet(firm, letter, subject))
    note = say(
        "Ce qui est entre guillemets vient de l'offre, mot pour mot. Le reste est à chercher par vous : une ligne et sa source suffisent."
    )
    return Table(id="employer.sheet", title=title, columns=("employer", "topic", "what", "state", "source"), rows=rows, note=note)


def _sheet(firm: Firm, letter: Reading | None, subject: Subject) -> Iterator[tuple[Cell, ...]]:
    mode = say("réponse à une offre") if firm.source else say("candidature spontanée")
    yield (firm.shown, say("Type de candidature"), mode, None, None)
    for fact in firm.facts:
        used = letter is not None and any(_about(text, fact, firm.language) for text in _sentences(letter, subject))
        state = None if letter is None else say("repris dans la lettre") if used else say("pas encore repris")
        yield (firm.shown, say("Ce que dit l'offre"), say("« {fact} »", fact=fact), state, firm.source)
    for topic, question in TO_FILL:
        yield (firm.shown, topic, question, say("à remplir"), None)


TO_FILL: tuple[tuple[Text, Text], ...] = (
    (say("Activité"), say("Que fait-il, pour qui, à combien ?")),
    (say("Actualité"), say("Que s'est-il passé chez lui ces trois derniers mois ?")),
    (say("Personnes"), say("Qui y connaissez-vous, ou qui pourrait vous présenter ?")),
    (say("Vocabulaire"), say("Quels mots emploie-t-il, que vous n'employez pas encore ?")),
    (say("Votre question"), say("Que voulez-vous lui demander, que sa page ne dit pas ?")),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """A letter, judged: (sentence, verdict, reason) each, how many are generic, and whether it names an employer aimed at.

    `named` is None when neither the profile nor an offer gives a name to look for.
    """

    letter: Reading
    rows: tuple[tuple[Cell, ...], ...]
    generic: int
    named: bool | None


def judge(subject: Subject, readings: Sequence[Reading], gaps: Sequence[Gap]) -> Judgement | None:
    """The letter sentence by sentence; None without a letter. Salutations, address and date are left aside."""
    own = _letter(readings)
    if own is None:
        return None
    known = firms(subject, readings)
    rows = tuple((text, *_judged(text, known, subject, gaps, own)) for text in _sentences(own, subject))
    generic = sum(1 for row in rows if row[1] == GENERIC)
    named_ = [names(own.masked, firm.name) for firm in known if firm.name]
    return Judgement(letter=own, rows=rows, generic=generic, named=any(named_) if named_ else None)


def letter(found: Judgement | None) -> Table:
    """Each sentence of the letter, generic or not, and why."""
    title = say("Votre lettre, phrase par phrase")
    if found is None:
        note = say("Aucune lettre dans le profil (letter).")
        return Table(id="employer.letter", title=title, columns=(), status="not_enough_data", note=note)
    said = {
        True: say("L'employeur est nommé."),
        False: say("L'employeur n'est pas nommé : la lettre pourrait partir ailleurs."),
        None: say("Aucun nom d'employeur n'est connu : donnez-le dans le profil (target.employers)."),
    }[found.named]
    note = say(
        "{n} {n:phrase|phrases} sur {total} {n:pourrait|pourraient} partir chez n'importe qui. {named}",
        n=found.generic,
        total=len(found.rows),
        named=said,
    )
    status = "ok" if found.rows else "not_enough_data"
    return Table(id="employer.letter", title=title, columns=("sentence", "verdict", "reason"), rows=found.rows, status=status, note=note)


GENERIC = say("générale")
OF_HERS, OF_THEIRS, OF_BOTH = say("de vous"), say("de l'employeur"), say("de vous et de l'employeur")


def _judged(text: str, known: Sequence[Firm], subject: Subject, gaps: Sequence[Gap], own: Reading) -> tuple[Cell, Cell]:
    named = next((f.name for f in known if names(text, f.name)), "")
    fact = next((fact for firm in known for fact in firm.facts if _about(text, fact, firm.language)), "")
    hers = _hers(text, subject, gaps, own, [f.name for f in known], fact)
    worn = next((c for c in cliches(own.language) if _says(text, c)), "")
    if worn and not fact and not hers:
        return GENERIC, say("Tournure qui convient à tous les employeurs.")
    if (named or fact) and hers:
        return OF_BOTH, say("Un fait de l'employeur et un fait à vous : {word}", word=hers)
    if named or fact:
        return OF_THEIRS, say("Reprend l'offre.") if fact else say("Nomme l'employeur.")
    if hers:
        return OF_HERS, say("Un fait à vous : {word}", word=hers)
    return GENERIC, say("Ni nom, ni chiffre, ni fait : dites-le avec un exemple.")


def _hers(text: str, subject: Subject, gaps: Sequence[Gap], own: Reading, employers: Sequence[str], fact: str) -> str:
    """A fact of hers in the sentence: a skill the job asks for, a house of hers, a name or a number; "" when there is none.

    A word of the employer's `fact` that she takes up is theirs.
    """
    low = text.casefold()
    forms = (s.form for g in gaps if g.kind != "soft" for s in g.sightings if s.form and s.state is not Presence.ABSENT)
    skill = next((form for form in forms if re.search(rf"(?<!\w){re.escape(form.casefold())}(?!\w)", low) and not names(fact, form)), "")
    house = next((name for name in (*subject.schools, *subject.employers) if names(text, name)), "")
    theirs = {word for name in (*employers, fact) for word in fold_name(name, ordered=True).split()} | _CIVIL
    other = next((m[0] for m in _NAME.finditer(text) if fold_name(m[0], ordered=True) not in theirs), "")
    return house or skill or other or (text if _NUMBER.search(text) and len(text) < 60 else "")


def _letter(readings: Sequence[Reading]) -> Reading | None:
    return next((r for r in readings if r.mention.kind is Kind.LETTER), None)


def _sentences(own: Reading, subject: Subject) -> Iterator[str]:
    """The sentences of the body of a letter, four words at least: what stands around it (names, addresses, date, subject line, how it opens
    and closes) is none. Without a salutation to begin from, a sentence ends as one does.
    """
    low, high = letter_body(own.masked)
    for start, end in pieces(own.masked):
        text = " ".join(own.masked[start:end].split())
        ended = text.endswith((".", "!", "?", "…", "»"))
        if (
            low <= start < high
            and (low or ended)
            and len(text.split()) >= 4
            and not _OUTSIDE.search(text)
            and (ended or not _signed(text, subject))
        ):
            yield text


def _signed(text: str, subject: Subject) -> bool:
    """Does the line hold her whole name, in any order?"""
    words = set(fold_name(text).split())
    return any(words.issuperset(fold_name(name).split()) for name in (*subject.names, *subject.variants) if name.strip())


@cache
def cliches(language: str) -> tuple[str, ...]:
    """The worn turns of phrase of a language, folded."""
    body: dict[str, list[str]] = tomllib.loads((Path(__file__).parent / "cliches.toml").read_text("utf-8"))
    return tuple(body.get(language, body["fr"]))


def _says(text: str, phrase: str) -> bool:
    """Feminine and plural endings follow: "je suis convaincu" also reads "je suis convaincue"."""
    return f" {phrase}" in f" {fold_name(text, ordered=True)} "


def _about(text: str, fact: str, language: str) -> bool:
    """Do they share two telling words?"""
    return len(_telling(text, language) & _telling(fact, language)) >= SHARED


def _telling(text: str, language: str) -> frozenset[str]:
    """The words that few sentences of the language have, by their first six letters: singular and plural are one."""
    return frozenset(w[:6] for w in _WORD.findall(text.casefold()) if len(w) >= 4 and zipf(w, language) < COMMON)


def cv(readings: Sequence[Reading], gaps: Sequence[Gap]) -> Table:
    """Each word that the offer asks for: as it stands in the CV, how far down, and what to move up or to write as the offer does."""
    title = say("Votre CV, lu avec les mots de l'offre")
    own = next((r for r in readings if r.mention.kind is Kind.CV), None)
    offers = {r.mention.url: r.language for r in readings if r.mention.kind is Kind.OFFER}
    asked = sorted((g for g in gaps if g.why is not None and g.why.url in offers), key=lambda g: (not g.required, -g.weight, g.concept))
    if own is None or not asked:
        note = say("Il faut un CV et une offre que l'on puisse lire.")
        return Table(id="employer.cv", title=title, columns=(), status="not_enough_data", note=note)
    rows = tuple(_line(gap, own.masked, offers[gap.why.url]) for gap in asked[:30] if gap.why is not None)
    return Table(id="employer.cv", title=title, columns=("keyword", "cv", "where", "step"), rows=rows)


def _line(gap: Gap, text: str, language: str) -> tuple[Cell, ...]:
    """`language` is the offer's: the word to write is the one of that language, whatever the reader's."""
    word = (gap.english if language == "en" else "") or gap.keyword
    seen = next((s for s in gap.sightings if s.source == "cv" and s.form), None)
    form = seen.form if seen else ""
    at = text.casefold().find(form.casefold()) if form else -1
    if seen is None or at < 0:
        step = say("Si vous l'avez pratiqué, dites où.") if gap.required else say("Facultatif.")
        return (gap.name, say("absent"), None, step)
    third = min(3 * at // max(len(text), 1), 2)
    if seen.state is Presence.CLOSE:
        step = say("Proche de « {keyword} » : est-ce la même chose chez vous ? Si oui, écrivez-le aussi.", keyword=word)
    elif not _as_asked(form, gap, word):
        step = say("Écrivez aussi « {keyword} », comme l'offre.", keyword=word)
    elif third == 2 and gap.required:
        step = say("À remonter : l'offre l'exige et on le lit en dernier.")
    else:
        step = say("Bien placé.")
    return (gap.name, form, PLACES[third], step)


def _as_asked(form: str, gap: Gap, word: str) -> bool:
    """Is the CV's form the offer's own? A search tool matches letters: "PowerBI" is not "Power BI"."""
    return names(word, form) or (gap.why is not None and names(gap.why.quote, form))


PLACES = (say("premier tiers"), say("milieu"), say("dernier tiers"))
