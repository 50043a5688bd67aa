"""Asking and giving, push and pull, the choice of a link, answers as proofs, the echo: from their quotations, on other words than ours."""

from __future__ import annotations

import pytest

from ereput.analyse.presence.activity_requests import REQUEST
from ereput.analyse.presence.acts import acts
from ereput.analyse.presence.link_choice import nature
from ereput.analyse.presence.push_pull import side
from ereput.analyse.presence.stage import checks, run
from ereput.analyse.presence.vocabulary import on_topic, plain, project
from ereput.model import Kind, Severity, Stage, Target

K = Kind
ASKS = (
    "Bonjour, je recherche une alternance pour septembre", "Cherche stage de quatre mois à Lyon, merci", "#OpenToWork",
    "En recherche active d'un premier emploi", "I am looking for an internship in Nantes", "À l'écoute de nouvelles opportunités",
    "Ma recherche de stage avance. Voici mon CV !", "Disponible pour un CDI dès janvier", "Je postule chez vous depuis hier",
)  # fmt: skip
DOES_NOT_ASK = (
    "Nous recherchons une stagiaire pour l'été", "L'atelier cherche un data analyst : écrivez-nous", "La recherche d'emploi a changé",
    "Les résultats de la recherche publique sur les postes de travail", "We are hiring two interns", "Looking for patterns in noisy data",
)  # fmt: skip


@pytest.mark.parametrize("text", ASKS)
def test_a_request_is_heard(text: str) -> None:
    """« être éventuellement demandeur »: who asks for a job or an internship for herself."""
    assert REQUEST.search(text)


@pytest.mark.parametrize("text", DOES_NOT_ASK)
def test_an_offer_is_no_request(text: str) -> None:
    """An employer's offer, or the word « recherche » in another sense, asks for nothing."""
    assert not REQUEST.search(text)


PUSHES = (
    "Fière d'annoncer ma nouvelle certification ! Likez et abonnez-vous",
    "Thrilled to announce my new role. Follow me!",
    "Je recherche un stage, vous pouvez partager",
    "Découvrez mon nouveau site, lien en bio",
)
PULLS = (
    "Trois erreurs fréquentes avec les jointures, et comment les éviter",
    "Retour d'expérience : ce que j'ai retenu de ma première migration",
    "A short tutorial: how to clean dates step by step",
    "Ravie de partager ce guide : pas à pas, il suffit de deux requêtes, parce que tout tient dans une vue",
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        *((t, "push") for t in PUSHES),
        *((t, "pull") for t in PULLS),
        ("Il fait beau à Lyon", "neither"),
        ("Quelqu'un a un bon tuto Excel ?", "neither"),
    ],
)
def test_push_and_pull(make, text: str, expected: str) -> None:
    """« le jeu n'est plus un push mais un pull »: who sells, who helps; a helping post may be glad to help."""
    (done,) = acts(make.known(make.mention(K.POST, text, days=3, network="linkedin")))
    assert side(done) == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://www.legifrance.gouv.fr/1", "primary"), ("https://github.com/a/b", "primary"), ("https://docs.python.org/3/", "primary"),
        ("https://www.insee.fr/fr/1", "primary"), ("https://data.nantes.example/x", "primary"), ("https://docs.google.com/d/1", "relay"),
        ("https://bit.ly/3x", "relay"), ("https://twitter.com/a/status/1", "relay"), ("https://github.com.evil.example/x", "other"),
        ("https://education.example/x.edu", "other"), ("https://journal.example/article", "other"),
    ],
)  # fmt: skip
def test_where_a_link_leads(url: str, expected: str) -> None:
    """« le choix du lien »: where a thing is first said, where it is told again, elsewhere; by the host and not by a word in it."""
    assert nature(url) == expected


def _links(make, urls: list[str]):
    return [
        make.mention(K.POST, f"Ce que dit cette étude et pourquoi elle compte pour nous : {u}", days=i + 1, network="linkedin")
        for i, u in enumerate(urls)
    ]


def test_the_choice_of_links_speaks_when_it_is_narrow_or_second_hand(make) -> None:
    """Eight links to one site, or eight relays: said; a varied choice with its sources: nothing to say."""
    one, relayed, varied = (
        make.ask("links.choice", *_links(make, urls))[0]
        for urls in (
            [f"https://journal.example/{i}" for i in range(9)],
            [f"https://site{i}.example/a" for i in range(9)],
            [*(f"https://site{i}.example/a" for i in range(6)), "https://www.insee.fr/1", "https://doi.org/10.1000/2"],
        )
    )
    assert list(one) == ["Presque tous vos liens mènent au même site : journal.example"]
    assert list(relayed) == ["Aucun de vos liens ne mène à une source première"]
    assert varied == {}


LONG = (
    "La jointure à gauche garde toutes les lignes de la première table, parce que SQL remplit de vides ce qui manque ; "
    "il suffit de filtrer ensuite pour ne garder que les lignes utiles à votre rapport"
)


def test_answers_that_prove_a_skill(make) -> None:
    """« juger de leur compétence à travers la ou les réponses »: accepted first; a comment that explains is one, « bravo » is none."""
    who = make.subject(target=Target(occupation="Data analyst", keywords=("SQL",)))
    answers = (
        make.mention(K.ANSWER, LONG, days=9, network="stackoverflow", count_score="-1", url="https://so.example/1"),
        make.mention(K.ANSWER, LONG, days=8, network="stackoverflow", count_score="2", accepted="true", url="https://so.example/2"),
        make.mention(K.COMMENT, LONG, days=7, network="linkedin", url="https://li.example/3"),
        make.mention(K.COMMENT, "Bravo, très beau travail", days=7, network="linkedin"),
    )
    findings, tables = make.ask("visibility.answers", *answers, who=who)
    assert [(row[4], row[5]) for row in tables["visibility.answers"].rows] == [
        (12, "https://so.example/2"),
        (0, "https://li.example/3"),
        (-1, "https://so.example/1"),
    ]
    (found,) = findings.values()
    assert found.severity is Severity.GOOD and "SQL" in str(found.explanation)
    assert make.ask("visibility.answers", *answers, who=make.subject(target=Target(occupation="Fleuriste")))[0] == {}


def test_the_echo_tells_her_words_from_theirs(make) -> None:
    """« ce que l'autre peut retenir »: her terms that others repeat, and theirs; three voices without one of hers are said."""
    who = make.subject(target=Target(occupation="Data analyst", keywords=("Gestion de projets",)))
    said = [make.mention(K.ENDORSEMENT, skill=s, direction="received", declared=False) for s in ("Gestion projet", "Accueil", "Accueil")]
    rows = make.ask("visibility.echo", *said, who=who)[1]["visibility.echo"].rows
    assert [(row[0], row[1], str(row[2])) for row in rows] == [("Gestion de projets", 1, "oui"), ("Accueil", 2, "non")]
    silent = [make.mention(K.RECOMMENDATION, f"Une personne agréable, numéro {i}", direction="received") for i in range(3)]
    assert "D'autres parlent de vous, sans vos mots" in make.ask("visibility.echo", *silent, who=who)[0]


@pytest.mark.parametrize(
    ("keyword", "text", "there"),
    [
        ("Gestion de projet", "la gestion projet au quotidien", True), ("Gestion projet", "gestion de projets agiles", True),
        ("tableau de bord", "des tableaux de bord clairs", True), ("R&D", "le service R&D", True), ("Développement", "developpement", True),
        ("analyse de données", "l'analyse des données ouvertes", True), ("SQL", "MySQLite", False), ("Java", "JavaScript", False),
        ("Tableau", "SQL et Tableau", True), ("indicateur", "trois indicateurs", True),
    ],
)  # fmt: skip
def test_a_keyword_is_met_without_its_accents_and_small_words(make, keyword: str, text: str, there: bool) -> None:
    """« gestion de projet » and « gestion projet » are one; a part of a word is another; it is shown as she wrote it."""
    words = project(make.known(who=make.subject(target=Target(keywords=(keyword,)))))
    assert on_topic(text, words) == (frozenset({keyword}) if there else frozenset())
    assert plain(plain(text)) == plain(text)


def test_a_longer_phrase_does_not_prove_a_shorter_one(make) -> None:
    """« tableaux de bord » is no plural of Tableau; a word that stands as she wrote it is said, in a longer phrase too."""
    words = project(make.known(who=make.subject(target=Target(keywords=("Tableau", "tableaux de bord", "SQL", "requêtes SQL")))))
    assert on_topic("Des tableaux de bord, avec des requêtes SQL", words) == {"tableaux de bord", "SQL", "requêtes SQL"}
    assert on_topic("Tableau et un tableau de bord", words) == {"tableaux de bord", "Tableau"}


def test_absence_before_the_first_internship_is_no_fault(make) -> None:
    """« le bon moment peut se situer après la première expérience de stage »: thin accounts, silence, no network: no blame."""
    little = (
        make.mention(K.POST, "Bonjour à tous", days=400, network="facebook"), make.mention(K.POST, "Photo", days=300, network="facebook"),
        make.mention(K.PROFILE, "", network="facebook"), make.mention(K.RESULT, url="https://a.example/d", rank=1, title="Durand"),
        make.mention(K.CONTACT, name="Zoé Roux", network="facebook", days=900),
    )  # fmt: skip
    told = {
        stage: run(make.known(*little, who=make.subject(stage=stage, handles=()))) for stage in (Stage.STUDENT_BEFORE, Stage.JOB_SEEKER)
    }
    blamed = {f.rule for f in told[Stage.JOB_SEEKER][0]}
    assert {"networks.map", "recruiter.view", "activity.regularity"} <= blamed
    assert {f.rule for f in told[Stage.STUDENT_BEFORE][0]} & {
        "networks.map",
        "recruiter.view",
        "activity.regularity",
        "contacts.renew",
    } == set()
    rows = {row[0]: row[1] for t in told[Stage.STUDENT_BEFORE][1] if t.id.startswith("presence.") for row in t.rows}
    assert rows["network"] is None and rows["recency"] is None and rows["owned"] is None
    assert {t.id for t in told[Stage.STUDENT_BEFORE][1]} == {t.id for t in told[Stage.JOB_SEEKER][1]} | {"student.moment"}
    assert set(checks())
