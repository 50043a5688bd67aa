"""What prepares the weeks to come: her words only, questions from findings, generic sentences told, one competence a rule."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from ereput import competences as shared
from ereput.advise import competences, interview, own_words, weeks
from ereput.advise.extra import tables
from ereput.model import (
    Axis,
    Finding,
    Gap,
    Handle,
    Kind,
    Presence,
    Severity,
    Sighting,
    Span,
    Subject,
    Table,
    Text,
    say,
)
from ereput.registry import adapters
from tests import application
from tests.application import CV, GAPS, gap, reading

TODAY = date(2026, 11, 22)
CAMILLE = replace(application.CAMILLE, pages=("https://camille.example/",), handles=(Handle(service="linkedin", user="camille-d"),))
AT = CV.index("client Brumaire")
READINGS = (
    reading(Kind.CV, CV, spans=(Span(start=AT, end=AT + 15, kind="CLIENT", confidence=0.9, rule="client"),), file="cv.pdf"),
    *application.READINGS[1:],
    reading(Kind.POSITION, "Nettoyage de données avec Python et pandas.", source="linkedin", title="Stagiaire", network="linkedin"),
)


def finding(id_: str, rule: str, severity: Severity = Severity.MEDIUM, **more: str) -> Finding:
    return Finding(
        id=id_, rule=rule, kind=rule, axis=Axis.CREDIBLE, severity=severity, confidence=0.9, title=say("Titre {x}", x=id_),
        explanation=say("…"),
        lane=more.get("lane", ""), whose=more.get("whose", "subject"),
    )  # fmt: skip


def words_of(table: Table) -> list[str]:
    return [" ".join(str(cell) for cell in row) for row in table.rows]


# --- twelve weeks -------------------------------------------------------------------------------------------------------------


def test_twelve_weeks_walk_back_to_her_documents() -> None:
    """Every quoted sentence and every word of a topic stands, as written, in the document that the row names."""
    made = weeks.table(CAMILLE, READINGS, GAPS, today=TODAY)
    flat = {own_words.source(r): " ".join(r.masked.split()) for r in READINGS}
    assert [row[0] for row in made.rows] == list(range(1, 13))
    for _, day, topic, sentence, _, source in made.rows:
        assert isinstance(topic, Text)
        assert isinstance(day, date)
        assert day.weekday() == 0
        assert day > TODAY
        assert str(sentence) in flat[str(source)]
        assert str(dict(topic.args)["word"]) in str(sentence)
    assert {str(row[5]) for row in made.rows} <= {"cv.pdf", "lettre.odt", "linkedin"}
    assert len({row[2] for row in made.rows}) == 12


def test_the_internship_comes_first_and_what_must_stay_private_never() -> None:
    """Sentences of the internship first; no client, no masked line, no heading, no list, nothing of the offer."""
    told = own_words.lines(READINGS)
    texts = [line.text for line in told]
    assert told[0].practice
    assert texts.index("Modèles dbt sur PostgreSQL, relus et documentés.") < texts.index(
        "Accueil des clients et tenue de caisse, deux soirs par semaine."
    )
    assert "Mise en place de deux tests A/B sur le formulaire, avec calcul de puissance." in texts
    joined = " ".join(texts)
    for never in ("Brumaire", "•", "Stagiaire data analyst", "Données :", "coopérative", "40 000 abonnés."):
        assert never not in joined or never == "40 000 abonnés."
    assert not next(line for line in told if "caisse, deux" in line.text).practice


def test_too_few_words_of_hers_make_no_weeks() -> None:
    """Fewer than three sentences: it says what to add, and invents nothing."""
    made = weeks.table(CAMILLE, READINGS[3:], GAPS, today=TODAY)
    assert (made.status, made.rows) == ("not_enough_data", ())
    assert made.note is not None


def test_the_order_of_sets_never_shows() -> None:
    """Same readings, same tables: words are taken in the order of the gaps and of their sightings."""
    two = Gap(
        keyword="SQL", concept="sql", weight=1.0, required=True, state=Presence.INVISIBLE, in_cv=True,
        sightings=tuple(Sighting(source=s, state=Presence.PRESENT, form=f)
                        for s, f in (("cv", "requêtes SQL"), ("letter", "SQL"), ("x", "PostgreSQL"))),
    )  # fmt: skip
    line = next(line for line in own_words.lines(READINGS) if "requêtes" in line.text)
    assert own_words.asked_terms(line, (two,)) == ("requêtes SQL", "SQL", "PostgreSQL")


def test_without_an_offer_the_rarest_words_are_hers_too() -> None:
    """No keyword asked for: topics are the telling words of her sentences."""
    made = weeks.table(CAMILLE, READINGS, (), today=TODAY)
    assert len(made.rows) == 12
    assert all(str(dict(row[2].args)["word"]) in str(row[3]) for row in made.rows)  # type: ignore[union-attr]  # topics are Text


@pytest.mark.parametrize(
    ("subject", "article", "places"),
    [
        (CAMILLE, True, {"votre site, puis son lien sur LinkedIn avec deux lignes de contexte",
                         "sous la publication d'un autre, sur LinkedIn"}),
        (Subject(names=("A",)), False, {"le réseau où se trouvent les gens de votre métier", "sur un forum ou un blog de votre métier"}),
        (Subject(names=("A",), pages=("https://a.example/",)), True, {"votre site", "sur un forum ou un blog de votre métier"}),
        (Subject(names=("A",), handles=(Handle(service="linkedin", user="a"),)), False,
         {"votre profil LinkedIn", "sous la publication d'un autre, sur LinkedIn"}),
    ],
)  # fmt: skip
def test_where_to_publish_is_where_she_is(subject: Subject, article: bool, places: set[str]) -> None:
    """Only places that she has, or that everybody may join."""
    more = (reading(Kind.ARTICLE, "x", source="pages"),) if article else ()
    made = weeks.table(subject, (*READINGS[:2], *more), GAPS, today=TODAY)
    assert {str(row[4]) for row in made.rows} == places


LETTER = (
    "Dear Sir or Madam,\nI am writing to apply for the position of Senior Backend Engineer.\n"
    "I am a dynamic, motivated and rigorous team player and your company is a leader in its sector.\n"
    "I cut the response time of our Django service from nine hundred milliseconds to one hundred.\n"
    "I know that Marlowe Freight moves pallets by rail between Leeds and Rotterdam.\nI look forward to hearing from you.\n"
    "Madame, Monsieur, votre annonce a retenu mon attention.\nJe vous prie d'agréer mes salutations les plus distinguées.\n"
)
VAGUE = tuple(
    replace(finding(word, "words.vague", Severity.LOW), label=word) for word in ("dynamic", "motivated", "rigorous", "team player")
)


def test_the_formulas_of_a_letter_are_no_words_of_hers() -> None:
    """What opens, applies and closes a letter, vague words and what is about the employer give neither topic nor question."""
    own = (replace(reading(Kind.LETTER, LETTER, file="letter.txt"), language="en"),)
    told = own_words.told(own, (), hollow=own_words.hollow_words(VAGUE), others=("Marlowe Freight",))
    assert [line.text for line in told] == [LETTER.splitlines()[3]]
    subject = replace(CAMILLE, target=replace(CAMILLE.target, employers=("Marlowe Freight",)))
    assert weeks.table(subject, own, (), today=TODAY, findings=VAGUE).status == "not_enough_data"
    asked = " ".join(words_of(interview.table(VAGUE, (), own, aimed=("Marlowe Freight",))))
    assert not any(word in asked for word in ("Dear", "apply", "leader", "pallets"))


@pytest.mark.parametrize("mark", ["- ", "– ", "• ", "* ", "▪ "])
def test_a_quotation_bears_no_mark_of_a_list(mark: str) -> None:
    """A line of a list is told as the sentence it is."""
    own = (reading(Kind.CV, f"Expérience\n{mark}Nettoyage des fichiers de la bibliothèque\n", file="cv.txt"),)
    assert [line.text for line in own_words.lines(own)] == ["Nettoyage des fichiers de la bibliothèque"]


def test_what_stands_around_a_letter_is_no_sentence_of_hers() -> None:
    """Addresses before the salutation and names after the closing give no quotation."""
    text = "Anne Marie Le Gall\nClinique du Port de Brest\nMadame,\nJe range les rayons chaque matin.\nCordialement,\nAnne Marie Le Gall\n"
    assert [line.text for line in own_words.lines((reading(Kind.LETTER, text),))] == ["Je range les rayons chaque matin."]


@pytest.mark.parametrize(
    ("sentence", "some", "never"),
    [
        ("Accompagnement de fin de vie avec l'équipe de soins palliatifs", "soins palliatifs", "palliatifs"),
        ("Montage de capteurs infrarouges sur un robot suiveur", "capteurs infrarouges", "infrarouges"),
        ("Aide au repas de douze résidents de la Résidence des Ajoncs", "résidents", "Ajoncs"),
        ("Je programmais chaque soir un automate", "automate", "programmais"),
        ("Lycéenne en première au lycée des Grèves, option robotique", "", "Lycéenne"),
    ],
)
def test_a_topic_is_a_thing_one_can_write_about(sentence: str, some: str, never: str) -> None:
    """Neither an adjective alone, nor a name, nor a verb, nor what somebody is: a noun, with the word that completes it."""
    own = reading(Kind.CV, f"Expérience\n{sentence}\n", file="cv.txt")
    (line,) = own_words.lines((own,))
    found = own_words.terms(line, (), others=("Résidence des Ajoncs", "Lycée des Grèves"))
    assert not some or some in found, found
    assert never not in found


# --- interview ------------------------------------------------------------------------------------------------------------------


def test_ten_questions_each_from_something_then_the_right_not_to_answer() -> None:
    """Findings, missing words and her sentences make at most ten; the last row is the law; the first column names the finding."""
    findings = tuple(
        finding(f"f{i}", rule)
        for i, rule in enumerate(
            (
                "coherence.cv",
                "coherence.profiles",
                "stale.facts",
                "activity.regularity",
                "words.vague",
                "words.language",
                "networks.map",
                "activity.requests",
            )
        )
    )
    made = interview.table(findings, GAPS * 4, READINGS)
    assert len(made.rows) == interview.MOST + 1
    assert made.columns[0] == "finding"
    assert "L1132-1" in words_of(made)[-1]
    assert sum(1 for row in made.rows if str(row[0]).startswith("f")) == 7
    assert all(row[3] for row in made.rows)
    told = " ".join(r.masked for r in READINGS).replace("\n", " ")
    for row in made.rows:
        quoted = dict(row[1].args).get("sentence") if isinstance(row[1], Text) else None
        assert quoted is None or str(quoted) in told


def test_sensitive_matters_and_good_points_never_become_questions() -> None:
    """Article 9, somebody else's data and what is fine are not asked about; the gravest finding of a rule speaks for it."""
    findings = (
        finding("a", "coherence.cv", lane="sensitive"), finding("b", "coherence.cv", whose="other"),
        finding("c", "stale.facts", Severity.GOOD),
        finding("d", "words.vague", Severity.LOW), finding("e", "words.vague", Severity.HIGH), finding("z", "exposure.phone"),
    )  # fmt: skip
    made = interview.table(findings, ())
    assert [row[0] for row in made.rows] == ["e", ""]


def test_words_absent_and_words_without_proof() -> None:
    """Asked for and unknown: where do you stand; known by the CV only: what did you do. Without findings, no column of ids."""
    made = interview.table((), (gap("Airflow"), gap("dbt", "dbt"), gap("Git", required=False), gap("SQL", "SQL", public=Presence.PRESENT)))
    said = words_of(made)
    assert made.columns == interview.COLUMNS
    assert len(said) == 3
    assert "Airflow" in said[0] and "je ne le vois pas" in said[0]
    assert "dbt" in said[1] and "exactement" in said[1]


# --- competences, and all together -----------------------------------------------------------------------------------------------


def test_every_rule_of_the_checks_has_its_competence() -> None:
    """No check of the presence room falls back on the default by oversight: its first word is in the table."""
    checks = adapters("ereput.analyse.presence", "CHECK")
    missing = {name.split(".")[0] for name in checks} - {key.split(".")[0] for key in shared.RULES}
    assert not missing


def test_competences_are_counted() -> None:
    """One row a competence, in the order of DigComp; others' data are not hers to learn from."""
    made = competences.table(
        (finding("a", "exposure.phone"), finding("b", "exposure.email"), finding("c", "coherence.cv"), finding("d", "x", whose="other"))
    )
    assert [(row[1], row[2], row[3]) for row in made.rows] == [("2.6", "2.4", 1), ("4.2", "4.2", 2)]
    assert competences.table(()).status == "not_enough_data"
    assert shared.competence("exposure.password").pix == "4.1"
    assert shared.competence("unheard.of").digcomp == "2.6"


def test_all_tables_from_nothing_and_from_something() -> None:
    """Three tables, each with its id once, whatever there is to read; no masked character is quoted as hers in the weeks."""
    for readings, gaps in (((), ()), (READINGS, GAPS)):
        made = tables(CAMILLE, readings, (finding("a", "coherence.cv"),), gaps, today=TODAY)
        assert [t.id for t in made] == [
            "plan.weeks",
            "plan.interview",
            "plan.competences",
        ]
        assert all(len(row) == len(t.columns) for t in made for row in t.rows)


def test_a_shared_interview_names_only_shared_findings() -> None:
    """The id column lets the counsellor's edition drop the rows of what was not shared; the reader never sees it."""
    from datetime import UTC, datetime

    from ereput.model import Audit, Mandate, Purpose, Run
    from ereput.render.base import Options
    from ereput.render.share import shared
    from ereput.render.stage import render

    when = datetime(2026, 11, 22, tzinfo=UTC)
    mandate = Mandate(purpose=Purpose.COUNSELLING, attested_on=TODAY, by="SCUIO", scope="plan")
    secret = finding("abcdef0123456789", "coherence.cv")
    audit = Audit(
        subject=CAMILLE, run=Run(id="r", started_at=when, finished_at=when, version="0", mandate=mandate), findings=(secret,),
        tables=(interview.table((secret,), GAPS),),
    )  # fmt: skip
    cut, _ = shared(audit, Options(edition="counsellor"))
    assert "abcdef" not in repr(cut.tables)
    assert len(cut.tables[0].rows) == len(audit.tables[0].rows) - 1
    assert "| abcdef0123456789 |" not in render(audit, "md", Options()).decode().split("Les questions que votre double")[1]


def test_what_a_letter_tells_them_is_about_them() -> None:
    """A sentence that speaks to the employer, or names the one an offer gives, and a wish to join give neither topic nor question."""
    text = (
        "Les capteurs de vos potagers m'intéressent beaucoup.\nJe souhaite rejoindre une entreprise innovante et soudée.\n"
        "Brume et Fils équipe quarante jardins partagés.\nJ'ai corrigé douze anomalies signalées par les bibliothécaires.\n"
    )
    own = (reading(Kind.LETTER, text, file="lettre.txt"), reading(Kind.OFFER, "Une offre.", organisation="Brume et Fils"))
    told = own_words.told(own, ())
    assert [line.text for line in told] == [text.splitlines()[3]]
    assert own_words.terms(told[0], ())[-1] == "anomalies signalées", "what was done to a thing comes after the thing"


def test_a_language_is_spoken_not_used() -> None:
    """One does nothing with a language: the question is to speak it."""
    spoken = replace(gap("anglais", "anglais"), kind="language", state=Presence.ABSENT, in_cv=True)
    (row, _) = interview.table((), (spoken,)).rows
    assert "continuer dans cette langue" in str(row[0])
