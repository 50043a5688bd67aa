"""Laws of reading an offer."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from ereput.analyse.keywords import negation, offer, sections, stage
from ereput.analyse.keywords.tongues import foreign
from ereput.analyse.keywords.verdict import Judge
from ereput.model import Entity, Handle, Kind, Presence, Subject

if TYPE_CHECKING:
    from collections.abc import Callable

    from ereput.analyse.keywords.library import Library
    from ereput.analyse.keywords.matcher import Matcher
    from ereput.model import Reading

OFFER = """Chargé·e de communication (H/F)
Qui sommes-nous ?
Association fondée en 1998, nous utilisons WordPress.
VOS MISSIONS
- Rédiger la newsletter avec Canva
- Gérer les réseaux sociaux
Votre profil :
Vous maîtrisez Photoshop. InDesign serait un plus. Pas besoin de permis B.
Connaissance de Zorglub appréciée par Jean Martin.
Langues : anglais courant exigé
Avantages : mutuelle, cours d'espagnol
Excel n'est pas demandé.
À compétences égales, handicap bienvenu.
"""


def terms(matcher: Matcher, text: str = OFFER, **rest: object) -> dict[str, offer.Term]:
    return {term.concept: term for term in offer.parse(text, matcher, **rest).terms}  # type: ignore[arg-type]  # title, language, avoid


def test_sections_and_what_is_asked(matcher: Matcher) -> None:
    """Each term knows its section and whether it is required; the employer's own words and benefits ask for nothing."""
    found = terms(matcher)
    assert found["photoshop"].required
    assert found["photoshop"].section == "profile"
    assert not found["indesign"].required
    assert found["english"].required
    assert found["english"].section == "languages"
    assert found["canva"].section == "missions"
    assert not {"wordpress", "spanish", "driving-licence-b", "excel"} & set(found)


def test_each_term_quotes_its_sentence(matcher: Matcher) -> None:
    """A term stands in the sentence it gives."""
    read = offer.parse(OFFER, matcher)
    for term in read.terms:
        low, high = term.sentence
        assert low <= term.start < term.end <= high
        assert read.text[term.start : term.end] == term.form


def test_unknown_phrases_are_marked_and_people_left_out(matcher: Matcher) -> None:
    """A name that no taxonomy has is kept as unknown; a person's name is not."""
    at = OFFER.index("Jean Martin")
    found = terms(matcher, avoid=[(at, at + len("Jean Martin"))])
    assert not found["phrase:zorglub"].known
    assert not any("jean" in concept or "martin" in concept for concept in found)


def test_the_title_is_the_first_short_line(matcher: Matcher) -> None:
    """Without a title of its own, an offer begins with it."""
    assert offer.parse(OFFER, matcher).title == "Chargé·e de communication (H/F)"
    assert offer.parse("Mot " * 40, matcher).title == ""


def test_a_job_posting_is_preferred_to_its_page(matcher: Matcher, reading: Callable[..., Reading]) -> None:
    """schema.org: in a graph, HTML escaped twice, lists, months, an occupation code; a broken node is passed over."""
    node = {
        "@graph": [
            {"@type": "Organization"},
            {
                "@type": ["JobPosting"],
                "title": "Data analyst",
                "description": "&lt;p&gt;Vos missions :&lt;/p&gt;&lt;ul&gt;&lt;li&gt;Analyser avec SQL&amp;nbsp;et Power BI, "
                "chaque jour, avec toute une équipe&lt;/li&gt;&lt;/ul&gt;",
                "skills": ["Python", {"name": "dbt"}],
                "qualifications": "Rigueur",
                "experienceRequirements": {"monthsOfExperience": 24},
                "occupationalCategory": {"codeValue": "M1419"},
            },
        ]
    }
    page = reading("Menu Accueil Java", Kind.OFFER, fields=(("jsonld", "{broken"), ("jsonld", json.dumps(node))))
    read = offer.read(page, matcher)
    assert read.title == "Data analyst"
    assert read.rome == "M1419"
    assert {"sql", "power-bi", "python", "dbt", "rigour"} <= {term.concept for term in read.terms}
    assert "24 mois" in read.text
    assert "java" not in {term.concept for term in read.terms}


def test_entities_of_the_reading_are_avoided(matcher: Matcher, reading: Callable[..., Reading]) -> None:
    """A place the model saw is no key phrase."""
    from dataclasses import replace

    text = "Profil :\nExpérience à Zorgville et connaissance de Zorglub."
    base = reading(text, Kind.OFFER)
    at = text.index("Zorgville")
    found = {t.concept for t in offer.read(replace(base, entities=(Entity(start=at, end=at + 9, label="LOC"),)), matcher).terms}
    assert "phrase:zorglub" in found
    assert "phrase:zorgvill" not in found


@pytest.mark.parametrize(
    ("line", "section"),
    [
        ("Qui sommes-nous ?", "company"),
        ("NOUS VOUS OFFRONS", "conditions"),
        ("Your profile:", "profile"),
        ("Langues : anglais", "languages"),
        ("- Gestion des profils clients", ""),
        ("Vous gérez le profil des clients du magasin de Nantes tous les jours", ""),
        ("", ""),
    ],
)
def test_headings(line: str, section: str) -> None:
    """A heading is short, ends its line or a colon, and is no bullet."""
    assert sections.heading(line) == section


@pytest.mark.parametrize(
    ("text", "word", "refused"),
    [
        ("Pas besoin de Python", "Python", True),
        ("Python n'est pas requis", "Python", True),
        ("No prior knowledge of Java required", "Java", True),
        ("Je ne connais pas Python mais SQL oui", "SQL", False),
        ("Python exigé. Pas de télétravail", "Python", False),
    ],
)
def test_negation_ends_with_the_clause(text: str, word: str, refused: bool) -> None:
    """A refusal reaches to the end of its clause, no further."""
    at = text.index(word)
    assert negation.negated(text, at, at + len(word)) is refused


def test_wishes_and_needs() -> None:
    """ "Serait un plus" is a wish, "exigé" a need."""
    assert negation.wished("La connaissance de dbt serait un plus")
    assert negation.wished("nice to have: Docker")
    assert negation.required("Anglais exigé")
    assert not negation.wished("Anglais exigé")


def test_what_stands_under_a_wish_heading_is_wished(matcher: Matcher) -> None:
    """ "Compétences souhaitées :" makes every line below it a wish, until the next heading."""
    asked = {
        t.concept: t.required
        for t in offer.parse("Compétences exigées :\n- Excel\nCompétences souhaitées :\n- SQL\nProfil :\n- Jira", matcher).terms
    }
    assert asked == {"excel": True, "sql": False, "jira": True}


def test_what_the_publisher_lists_is_asked_even_when_unknown(matcher: Matcher, reading: Callable[..., Reading]) -> None:
    """A competence that no taxonomy has is a term of its own, with the need of its heading; its code is the occupation's."""
    posting = '{"@type":"JobPosting","title":"Drapier","occupationalCategory":"H2402","skills":[{"name":"Tendre le zibeton, la brelle"}]}'
    text = "Drapier\nUn atelier.\nCompétences exigées :\n- Tendre le zibeton, la brelle"
    read = offer.read(reading(text, Kind.OFFER, fields=(("jsonld", posting),)), matcher)
    assert read.rome == "H2402"
    assert [(t.label, t.required, t.known) for t in read.terms if not t.known] == [("Tendre le zibeton, la brelle", True, False)]


def test_the_second_of_two_diplomas_is_no_must(matcher: Matcher) -> None:
    """ "Bac+3 à bac+5" asks for the first: a student of third year lacks nothing."""
    asked = {t.concept: t.required for t in offer.parse("Profil :\nBac+3 à bac+5 exigé.\nCAP ou BP plomberie exigé.", matcher).terms}
    assert asked["bachelor-s-degree"] and not asked["master-s-degree"]
    assert asked["cap-vocational-certificate"] and not asked["professional-certificate-bp"]


NAMED = """Aide-soignant de nuit (H/F)
Entreprise : {employer}
Vos missions
Vous rejoignez les équipes du Ponant et les soignants de {employer}, avec le logiciel Zorglub chez Ponant Santé.
Votre profil
Connaissance du projet Ponant appréciée. Expérience en télémédecine zorglubienne souhaitée.
"""


@pytest.mark.parametrize("employer", ["Clinique du Ponant", "Ponant", "Ponant Excel Formation"])
def test_the_name_of_the_employer_is_no_skill(matcher: Matcher, reading: Callable[..., Reading], employer: str) -> None:
    """Neither the name, nor a part of it among common words, nor a tool that the name holds is asked; other unknown names still are."""
    for given in ({"fields": (("organisation", employer),)}, {}):
        read = offer.read(reading(NAMED.format(employer=employer), Kind.OFFER, **given), matcher)
        asked = {term.form for term in read.terms}
        assert not [form for form in asked if "ponant" in form.casefold()], asked
        assert "Zorglub" in asked
        assert "excel" not in {term.concept for term in read.terms}


def test_a_tool_is_asked_even_of_its_own_house(matcher: Matcher) -> None:
    """A word that a taxonomy knows, outside the name, is asked: who sells Excel courses asks for Excel; a wish is no part of a phrase."""
    read = offer.parse("Formateur\nProfil :\nMaîtrise d'Excel.\nExcel Formation recrute.", matcher, employer="Excel Formation")
    assert "excel" in {term.concept for term in read.terms}
    wish = offer.parse("Agent\nProfil :\nConnaissance du zorglub appréciée.\n", matcher)
    assert [term.form for term in wish.terms] == ["zorglub"]


FOREIGN = {
    "de": "Servicetechniker (m/w/d)\nIhr Profil\nGute Kenntnisse in der Hydraulik und Pneumatik, Wartung von Maschinen mit Siemens S7, "
    "Fehlersuche in Anlagen, Dokumentation in SAP. Sie sind teamfähig und haben gute Englischkenntnisse.",
    "es": "Desarrollador web\nPerfil\nBuscamos experiencia en Python y Django. Trabajarás en un equipo ágil, diseñando nuevas "
    "funcionalidades para nuestros clientes. Se valora conocimiento de Docker y AWS.",
    "it": "Addetto alle vendite\nCerchiamo una persona per il nostro negozio, che si occuperà dell'accoglienza dei clienti, della gestione "
    "della cassa e del riordino degli scaffali.",
}


@pytest.mark.parametrize("text", FOREIGN.values(), ids=FOREIGN)
def test_of_an_offer_in_another_language_nothing_is_taken_and_it_is_said(
    library: Library, reading: Callable[..., Reading], text: str
) -> None:
    """Neither French nor English: no word of it is expected of her, and the table says so."""
    mine = reading("Montage de capteurs.", Kind.CV)
    found, _, tables = stage.gaps([reading(text, Kind.OFFER), mine], Subject(names=("A",)), now=datetime(2026, 11, 22), known=library)
    assert found == ()
    assert any("ni en français ni en anglais" in str(table.note) for table in tables if table.id == "keywords.matrix")


@pytest.mark.parametrize(
    "text",
    [
        "Développeur\nMissions :\nDjango, FastAPI, PostgreSQL, GitLab, Docker, Kubernetes\nProfil : Bac+5, anglais courant, équipe",
        "Data Analyst\nRequirements:\nSQL, Python, dbt, Power BI, Tableau, Looker, two years of experience, team player, curious mind",
        "SQL, dbt",
    ],
)
def test_a_terse_offer_is_read(text: str) -> None:
    """Names of tools are no other language, and a few words say none."""
    assert not foreign(text)


def test_a_sensor_is_not_the_trade_of_measuring(matcher: Matcher) -> None:
    """Who writes "capteurs" is told of sensors, close to instrumentation and no synonym of it."""
    assert {skill.concept for skill in matcher.find("Montage de capteurs sur un robot")} == {"sensors"}
    verdict = Judge(matcher).judge("instrumentation industrielle", "Montage de capteurs sur un robot")
    assert verdict.state is not Presence.PRESENT


@pytest.mark.parametrize(
    ("born", "handles", "pushed"), [(2010, (), False), (2010, (Handle(service="linkedin", user="n"),), True), (1990, (), True)]
)
def test_linkedin_is_a_minor_s_place_only_when_she_is_there(
    library: Library, reading: Callable[..., Reading], born: int, handles: tuple[Handle, ...], pushed: bool
) -> None:
    """Where to write a word: never on a professional network that a minor has not joined."""
    text = "Développeuse\nProfil :\nPython et SQL exigés. Anglais courant exigé. Permis B exigé. Licence informatique exigée."
    subject = Subject(names=("N",), born_year=born, handles=handles)
    found, _, _ = stage.gaps([reading(text, Kind.OFFER), reading("Python", Kind.CV)], subject, now=datetime(2026, 11, 22), known=library)
    assert len(found) >= 4
    assert any("LinkedIn" in str(place) for gap in found for place in gap.belongs) is pushed
