"""The employer's side: a sheet on each employer, the letter sentence by sentence, the CV as the offer reads."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ereput.analyse.presence import employer
from ereput.analyse.presence.offers import named
from ereput.masking import fold_name
from ereput.model import Kind, Presence, Subject
from tests.application import CAMILLE, GAPS, OFFER, READINGS, gap, reading


def test_the_letter_sentence_by_sentence() -> None:
    """Worn phrases and sentences without a fact are generic; hers, theirs and both are told with the word that says so."""
    made = employer.letter(employer.judge(CAMILLE, READINGS, GAPS))
    verdicts = {str(row[0])[:24]: str(row[1]) for row in made.rows}
    assert verdicts == {
        "Votre offre chez Fil d'E": "générale",
        "Vous suivez la consommat": "de vous et de l'employeur",
        "J'ai écrit des requêtes ": "de vous",
        "Vos abonnés ont une cons": "de l'employeur",
        "Dynamique, motivée et po": "générale",
        "Le plus utile a été de b": "générale",
        "Fil d'Eau est une maison": "de l'employeur",
    }
    assert made.note is not None
    assert "3 phrases sur 7" in str(made.note)
    assert "est nommé" in str(made.note)


def test_a_letter_for_anybody() -> None:
    """No employer named: it is said. No letter: it is said too."""
    other = (reading(Kind.LETTER, "Je suis convaincue que mon profil répondra à vos attentes."), READINGS[2])
    made = employer.letter(employer.judge(CAMILLE, other, ()))
    assert "n'est pas nommé" in str(made.note)
    assert employer.letter(employer.judge(CAMILLE, READINGS[:1], ())).status == "not_enough_data"


def test_the_sheet_quotes_the_offer_and_leaves_the_rest_to_fill() -> None:
    """What the offer says is verbatim, with whether the letter took it up; an employer without an offer has the questions alone."""
    made = employer.sheet(CAMILLE, READINGS)
    firms = {str(row[0]) for row in made.rows}
    assert firms == {"Fil d'Eau", "Brume & Fils"}
    facts = [row for row in made.rows if str(row[1]) == "Ce que dit l'offre"]
    assert [str(dict(row[2].args)["fact"]) in OFFER for row in facts] == [True]  # type: ignore[union-attr]  # facts are Text
    assert str(facts[0][3]) == "repris dans la lettre"
    assert str(made.rows[0][2]) == "réponse à une offre"
    modes = {str(row[0]): str(row[2]) for row in made.rows if str(row[1]) == "Type de candidature"}
    assert modes == {"Fil d'Eau": "réponse à une offre", "Brume & Fils": "candidature spontanée"}, "the offer of one is not the other's"
    alone = employer.sheet(CAMILLE, READINGS[:1])
    assert str(alone.rows[0][2]) == "candidature spontanée"
    assert len(alone.rows) == 1 + len(employer.TO_FILL)
    assert employer.sheet(Subject(names=("A",)), ()).status == "not_enough_data"
    unsent = employer.sheet(CAMILLE, READINGS[2:3])
    assert next(row for row in unsent.rows if str(row[1]) == "Ce que dit l'offre")[3] is None


def test_the_cv_as_the_offer_reads_it() -> None:
    """The offer's own form is well placed; another spelling is to be added; what is required and last is to move up."""
    low = (gap("pandas", "pandas"), gap("Looker", "PowerBI", Presence.CLOSE), gap("Excel", required=False))
    made = employer.cv(READINGS, (*GAPS, *low))
    steps = {str(row[0]): str(row[3]) for row in made.rows}
    assert steps["dbt"] == "Bien placé."
    assert steps["A/B testing"] == "Bien placé."
    assert steps["Power BI"].startswith("Écrivez aussi")
    assert steps["pandas"].startswith("À remonter")
    assert steps["Looker"].startswith("Proche de")
    assert steps["Airflow"].startswith("Si vous l'avez pratiqué")
    assert steps["Excel"] == "Facultatif."
    assert employer.cv(READINGS[1:], GAPS).status == "not_enough_data"


def test_the_word_to_write_is_in_the_language_of_the_offer() -> None:
    """The keyword is named in the reader's language; "as the offer does" is said of what the offer's language calls it."""
    words = (
        replace(gap("nettoyage de données", "data cleaning"), english="data cleaning"),
        replace(gap("tableaux de bord", "reports"), english="dashboards"),
    )
    offers = [replace(r, language="en") if r.mention.kind is Kind.OFFER else r for r in READINGS]
    for readings, steps in (
        (offers, ("Bien placé.", "Écrivez aussi « dashboards »")),
        (READINGS, ("Écrivez aussi « nettoyage", "Écrivez aussi « tableaux")),
    ):
        rows = employer.cv(
            [r if r.mention.kind is not Kind.CV else replace(r, masked="data cleaning, reports " + r.masked) for r in readings], words
        ).rows
        assert {row[0] for row in rows} == {word.name for word in words}
        assert all(any(str(row[3]).startswith(step) for row in rows) for step in steps)


def test_cliches_are_folded() -> None:
    """Each turn of phrase is written as the reader folds sentences, else it could never be found; English has its own."""
    for language in ("fr", "en"):
        for phrase in employer.cliches(language):
            assert fold_name(phrase, ordered=True) == phrase
    assert employer.cliches("de") == employer.cliches("fr")


PLAIN = """Développeur web (alternance)
{head}

Qui sommes-nous
Nous concevons des capteurs d'humidité pour les potagers des collectivités.
Notre équipe de neuf personnes équipe quarante jardins partagés.

Profil
PHP et Git exigés, avec une curiosité pour les réseaux.
"""


@pytest.mark.parametrize(
    ("head", "name"),
    [
        ("Entreprise : Les Jardins Connectés", "Les Jardins Connectés"), ("Société: Brume & Fils.", "Brume & Fils"),
        ("Company: Brightwater Labs", "Brightwater Labs"), ("Les Jardins Connectés recrute pour Nantes.", "Les Jardins Connectés"),
        ("Brightwater Labs is hiring in Bristol.", "Brightwater Labs"), ("Nous recherchons une personne curieuse.", ""),
        ("La Mairie de Rezé recrute une personne.", "La Mairie de Rezé"), ("La Société recrute.", ""),
        ("L'entreprise recrute.", ""), ("Rejoignez brume & fils, à Nantes", "Brume & Fils"), ("", ""),
    ],
)  # fmt: skip
def test_an_offer_in_plain_text_gives_its_employer(head: str, name: str) -> None:
    """A PDF or a text has no field for it: a label, who is hiring, or a name she aims at; else the sheet says that none is given."""
    aims = replace(CAMILLE, target=replace(CAMILLE.target, employers=("Brume & Fils",)))
    firm = employer.firms(aims, (reading(Kind.OFFER, PLAIN.format(head=head), file="offre.pdf"),))[0]
    assert (firm.name, firm.source, len(firm.facts)) == (name, "offre.pdf", 2)
    bare = Subject(names=("A",))
    rows = employer.sheet(bare, (reading(Kind.OFFER, PLAIN.format(head=head), file="offre.pdf"),)).rows
    assert {str(row[0]) for row in rows} == {str(employer.firms(bare, (reading(Kind.OFFER, PLAIN.format(head=head)),))[0].shown)}


def test_an_offer_that_gives_no_name_accuses_no_letter() -> None:
    """Without a name to look for, nobody can say that the letter lacks it; an offer given and not read is not said to be missing."""
    bare = Subject(names=("A",))
    read = (reading(Kind.OFFER, PLAIN.format(head="")), reading(Kind.LETTER, "J'ai tenu quarante jardins en 2024."))
    made = employer.judge(bare, read, ())
    assert made is not None
    assert made.named is None
    assert "Aucun nom" in str(employer.letter(made).note)
    unread = replace(bare, target=replace(bare.target, offers=("scan.pdf",)))
    assert "pas pu être lue" in str(employer.sheet(unread, ()).note)


def test_what_closes_a_letter_is_judged_no_more_than_what_opens_it() -> None:
    """A formula that every letter must have is neither generic nor a fact ("Madame" names nobody)."""
    closing = "Je vous prie d'agréer, Madame, Monsieur, mes salutations distinguées. Yours faithfully, with my best wishes."
    made = employer.judge(CAMILLE, (reading(Kind.LETTER, f"J'ai écrit douze requêtes SQL en juin 2025. {closing}"), *READINGS[2:]), GAPS)
    assert made is not None
    assert [str(row[0])[:14] for row in made.rows] == ["J'ai écrit dou"]


def test_a_word_of_the_offer_is_theirs() -> None:
    """Taking up the offer is a fact of the employer, even when the word is a skill; English is weighed with English."""
    offer = reading(Kind.OFFER, PLAIN.format(head="Entreprise : Les Jardins Connectés"))
    letter = reading(Kind.LETTER, "Les capteurs d'humidité de vos potagers m'intéressent beaucoup.")
    skill = gap("instrumentation", "capteurs", source="letter")
    made = employer.judge(Subject(names=("A",)), (letter, offer), (skill,))
    assert made is not None
    assert str(made.rows[0][1]) == "de l'employeur"
    ours = replace(reading(Kind.LETTER, "I would like to join your team and work with people who share things."), language="en")
    theirs = replace(
        reading(Kind.OFFER, "Brightwater Labs is hiring.\n\nAbout us\nOur team of people would like to share the readings.\n"),
        language="en",
    )
    plain = employer.judge(Subject(names=("A",)), (ours, theirs), ())
    assert plain is not None
    assert str(plain.rows[0][1]) == "générale"


AROUND = """Maëlle Anne Marie Kerdoncuff
12 rue de la Rade fictive
29200 Brest Cedex 2, France

Clinique du Ponant
Madame la Directrice des ressources humaines
8 avenue des Vents imaginaires, Brest

À Brest, le vendredi 20 novembre 2026

Objet : candidature au poste d'aide-soignante de nuit

{salutation}

J'accompagne douze résidents, du lever au coucher. Les transmissions sont relues à chaque relève.

{closing}

Maëlle Anne Marie Kerdoncuff
P.J. : CV et copie du diplôme
"""
BODY = ["J'accompagne douze résidents, du lever au coucher.", "Les transmissions sont relues à chaque relève."]


@pytest.mark.parametrize("salutation", ["Madame, Monsieur,", "Chère Madame Le Gall, cher Monsieur Prigent,", "Bonjour", ""])
@pytest.mark.parametrize("closing", ["Je vous prie d'agréer, Madame, mes salutations distinguées.", "Bien cordialement,", ""])
def test_only_what_a_letter_says_is_its_sentences(salutation: str, closing: str) -> None:
    """Names, addresses, date, subject line, salutation, signature and enclosures are no sentence, whatever opens and closes the letter."""
    text = AROUND.format(salutation=salutation, closing=closing)
    who = Subject(names=("Maëlle Kerdoncuff",))
    made = employer.letter(employer.judge(who, (reading(Kind.LETTER, text), READINGS[2]), ()))
    told = [str(row[0]) for row in made.rows]
    assert [text for text in told if not text.startswith((": CV", "P.J."))] == BODY
    assert told == BODY or not closing


def test_a_body_that_speaks_of_greetings_is_kept() -> None:
    """A word of the formulas inside the body ends nothing; a person greeted in a sentence is no salutation."""
    text = "Madame,\nJ'accueille cordialement les clients du matin. " + "Je range les rayons avant midi. " * 9 + "\nCordialement,\nA. B.\n"
    made = employer.letter(employer.judge(CAMILLE, (reading(Kind.LETTER, text), READINGS[2]), ()))
    assert len(made.rows) == 10


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("- Soudure cuivre, recherche de fuites, devis", ""),
        ("Diagnostic et recherche de pannes", ""),
        ("Brume et Fils recherche un plombier", "Brume et Fils"),
        ("Brume et Fils recrute", "Brume et Fils"),
    ],
)
def test_who_hires_is_not_what_is_to_be_done(line: str, name: str) -> None:
    """A task that begins with a search names nobody."""
    assert named(reading(Kind.OFFER, f"Plombier\n{line}\nProfil : CAP"), ()) == name
