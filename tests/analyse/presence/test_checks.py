"""Each check has a case where it must speak and one where it must not, written from the quotation it answers (CHECKS.md B–G)."""

from __future__ import annotations

import hashlib
from types import SimpleNamespace
from typing import Any

import pytest

from ereput.analyse.presence.stage import checks
from ereput.model import Audience, Coverage, Gap, Handle, Kind, Presence, Sighting, Stage, Target, Verdict

K = Kind


class Case(SimpleNamespace):
    """What is known (`mentions` as (kind, text, keywords) rows; `who` and `more` for the subject and `Known`), and what must come out."""


def case(check: str, *mentions: tuple[Any, ...], speaks: str = "", silent: str = "", table: str = "", status: str = "",
rows: int | None = None, absent: str = "",
         who: dict[str, Any] | None = None, **more: Any) -> Any:  # fmt: skip
    value = Case(
        check=check,
        mentions=mentions,
        speaks=speaks,
        silent=silent,
        table=table,
        status=status,
        rows=rows,
        absent=absent,
        who=who or {},
        more=more,
    )
    return pytest.param(value, id=f"{check}:{speaks or silent or table or absent}:{status}"[:90])


def post(text: str, days: float, **more: Any) -> tuple[Any, ...]:
    return (K.POST, text, {"days": days, **more})


def gap(word: str, *, in_cv: bool = True, proven: bool = False, state: Presence = Presence.ABSENT, required: bool = True) -> Gap:
    return Gap(
        keyword=word,
        concept=word,
        weight=1,
        required=required,
        state=state,
        in_cv=in_cv,
        proven=proven,
        sightings=(Sighting(source="cv", state=state),),
    )


OWN = "Ce que j'ai appris en nettoyant ces données ouvertes avec une requête simple, et pourquoi cela sert"
LINK = "https://www.insee.fr/fr/statistiques/1234"
JOB = (
    K.POSITION,
    "",
    {"organisation": "Cartolis SAS", "title": "Stagiaire data analyst", "start": "2026-04", "end": "2026-07", "network": "linkedin"},
)
SCHOOL = (K.EDUCATION, "", {"school": "IFAS Brest", "degree": "Aide-soignante", "start": "2010", "end": "2011", "network": "linkedin"})
DIPLOMA = "Camille Durand\n\nDiplôme d'État d'aide-soignant, IFAS Brest, 2011\nAFGSU niveau 2, 2022"
"""Studies told by the year of their diploma, beside another year."""
CV = "Camille Durand\n\nStage data analyst\nCartolis, Nantes\navril 2026 – juillet 2026\n\nMaster, Université de Nantes"
CONTACTS = tuple(
    (K.CONTACT, "", {"name": f"Personne {i}", "organisation": "Autre", "days": 40 + i, "network": "linkedin"}) for i in range(12)
)
OLD = tuple(
    (K.CONTACT, "", {"name": f"Ancienne {i}", "organisation": "Cartolis", "title": "Analyste", "days": 1200 + i, "network": "linkedin"})
    for i in range(14)
)
WEEKLY = tuple(post(OWN, d) for d in range(3, 300, 12))
PAGE = "https://camille.example.org"
TARGET = {"target": Target(occupation="Data analyst", keywords=("SQL", "Power BI"), employers=("Solvéa",))}

CASES = [
    # B: networks
    case("networks.map", speaks="Aucun réseau de votre secteur"),
    case("networks.map", who={"handles": (Handle(service="github", user="c"),)}, silent="Aucun réseau de votre secteur"),
    case("networks.map", who={"handles": (Handle(service="facebook", user="c"),)}, speaks="Aucun réseau professionnel"),
    case(
        "networks.map",
        who={"handles": (Handle(service="facebook", user="c"),), "stage": Stage.STUDENT_BEFORE},
        silent="Aucun réseau professionnel",
    ),
    case("networks.map", who={"handles": ()}, table="networks.map", status="not_enough_data"),
    case("networks.dormant", post(OWN, 700), speaks="Compte endormi : LinkedIn"),
    case("networks.dormant", post(OWN, 20), silent="Compte endormi : LinkedIn"),
    case("networks.dormant", who={"handles": (Handle(service="viadeo", user="c"),)}, speaks="Viadeo n'existe plus"),
    case("networks.content", *(post(f"{LINK}/{i} lire", 10 + i) for i in range(5)), speaks="Vous n'y partagez que des liens : linkedin"),
    case(
        "networks.content",
        *(post(f"{LINK}/{i}", 10 + i) for i in range(4)),
        post(OWN, 3),
        silent="Vous n'y partagez que des liens : linkedin",
    ),
    case("networks.content", post(OWN, 3), table="networks.content", status="not_enough_data"),
    case("networks.usages", *WEEKLY, table="networks.usages", status="ok"),
    case("networks.usages", table="networks.usages", status="not_enough_data"),
    case("networks.advice", table="networks.advice", status="ok", rows=3),
    case("networks.advice", who={"target": Target()}, table="networks.advice", status="not_enough_data"),
    case(
        "partition.link",
        who={"handles": (Handle(service="linkedin", user="zorg"), Handle(service="instagram", user="zorg"))},
        speaks="Instagram se relie à LinkedIn",
    ),
    case(
        "partition.link",
        who={"handles": (Handle(service="linkedin", user="camille-d"), Handle(service="instagram", user="zorg"))},
        silent="Instagram se relie à LinkedIn",
    ),
    case("networks.inventory", table="networks.inventory", status="ok", rows=1),
    case("networks.inventory", who={"handles": ()}, table="networks.inventory", status="not_enough_data"),
    # C: contacts
    case("contacts.circles", JOB, *CONTACTS, speaks="Cercle vide : stages et alternances"),
    case("contacts.circles", JOB, *OLD, silent="Cercle vide : stages et alternances"),
    case("contacts.circles", table="contacts.circles", status="not_enough_data"),
    case(
        "contacts.overlap",
        *CONTACTS,
        (K.CONTACT, "", {"name": "personne 1", "network": "phone"}),
        table="contacts.overlap",
        status="ok",
        rows=1,
    ),
    case("contacts.overlap", *CONTACTS, table="contacts.overlap", status="not_enough_data"),
    case("contacts.reach", *CONTACTS, table="contacts.reach", status="ok", rows=1),
    case("contacts.reach", *CONTACTS[:3], table="contacts.reach", status="not_enough_data"),
    case(
        "contacts.introducers",
        (K.CONTACT, "", {"name": "Zoé Le Gall", "organisation": "Solvéa Conseil", "network": "linkedin"}),
        who=TARGET,
        speaks="1 contact chez Solvéa",
    ),
    case("contacts.introducers", *CONTACTS, who=TARGET, silent="1 contact chez Solvéa"),
    case("contacts.renew", JOB, *OLD, table="contacts.renew", status="ok", rows=10),
    case("contacts.renew", JOB, *CONTACTS, table="contacts.renew", status="not_enough_data"),
    case("contacts.renew", *CONTACTS, post(OWN, 200), speaks="Aucun échange depuis trois mois"),
    case("contacts.renew", *CONTACTS, (K.COMMENT, OWN, {"days": 10}), silent="Aucun échange depuis trois mois"),
    case("contacts.changed", *CONTACTS, table="contacts.changed", status="not_enough_data"),
    case(
        "contacts.changed",
        (K.CONTACT, "", {"name": "Zoé Petit", "organisation": "Cartolis", "network": "linkedin", "sha256": "a"}),
        (K.CONTACT, "", {"name": "Zoé Petit", "organisation": "Solvéa", "network": "linkedin", "sha256": "b"}),
        table="contacts.changed",
        status="ok",
        rows=1,
    ),
    case("contacts.internship", JOB, *CONTACTS, speaks="0 collègue de Cartolis SAS dans vos contacts"),
    case("contacts.internship", JOB, *OLD, silent="0 collègue de Cartolis SAS dans vos contacts"),
    case("contacts.living", *CONTACTS, table="contacts.living", status="ok", rows=2),
    case("contacts.living", table="contacts.living", status="not_enough_data"),
    case("contacts.reciprocity", (K.RECOMMENDATION, "x", {"direction": "given"}), table="contacts.reciprocity", status="ok", rows=2),
    case("contacts.reciprocity", table="contacts.reciprocity", status="not_enough_data"),
    # D: activity
    case("activity.regularity", *WEEKLY, silent="Un silence de 120 jours dans l'année", table="activity.regularity", status="ok", rows=3),
    case("activity.regularity", post(OWN, 300), post(OWN, 5), speaks="Un silence de 295 jours dans l'année"),
    case("activity.regularity", post(OWN, 20), table="activity.regularity", status="too_early"),
    case("activity.regularity", table="activity.regularity", status="not_enough_data"),
    case("activity.mix", *WEEKLY, speaks="Il vous manque un geste : commenter"),
    case(
        "activity.mix", *WEEKLY, (K.COMMENT, OWN, {"days": 9}), (K.ANSWER, OWN, {"days": 8}), silent="Il vous manque un geste : commenter"
    ),
    case("activity.targeting", *WEEKLY, who=TARGET, speaks="Peu de publications touchent votre projet"),
    case(
        "activity.targeting",
        *(post(f"Une requête SQL utile, numéro {i}", 5 + i) for i in range(6)),
        who=TARGET,
        silent="Peu de publications touchent votre projet",
    ),
    case("activity.targeting", *WEEKLY, who={"target": Target()}, table="activity.targeting", status="not_enough_data"),
    case("activity.requests", post("Bonjour, je recherche un stage de quatre mois", 200), speaks="La première demande vient tôt"),
    case(
        "activity.requests",
        *(post(OWN, 300 + i) for i in range(4)),
        post("je suis à la recherche d'un stage", 200),
        silent="La première demande vient tôt",
    ),
    case("student.moment", who={"stage": Stage.STUDENT_BEFORE}, table="student.moment", status="ok", rows=3),
    case("student.moment", post(OWN, 4), absent="student.moment"),
    case(
        "links.profile",
        (K.PROFILE, "", {"network": "linkedin", "headline": "Analyste"}),
        post(OWN, 5),
        speaks="Le profil LinkedIn ne mène nulle part",
    ),
    case(
        "links.profile",
        (K.PROFILE, "", {"network": "linkedin", "headline": "Analyste", "same_as": PAGE}),
        post(OWN, 5),
        silent="Le profil LinkedIn ne mène nulle part",
    ),
    case("activity.qualities", *WEEKLY, table="activity.qualities", status="ok", rows=3),
    case("activity.qualities", table="activity.qualities", status="not_enough_data"),
    case("activity.response", *(post(OWN, i + 1, count_likes=str(i)) for i in range(5)), table="activity.response", status="ok", rows=1),
    case("activity.response", *WEEKLY, table="activity.response", status="not_enough_data"),
    case("activity.elaboration", *WEEKLY, table="activity.elaboration", status="ok", rows=2),
    case("activity.elaboration", table="activity.elaboration", status="not_enough_data"),
    case(
        "stale.facts",
        (K.POSITION, "", {"organisation": "Cartolis", "title": "Stagiaire", "start": "2022-01", "network": "linkedin"}),
        speaks="Cartolis s'affiche encore comme poste actuel",
    ),
    case("stale.facts", JOB, silent="Cartolis SAS s'affiche encore comme poste actuel"),
    case(
        "stale.facts",
        (K.PROFILE, "", {"network": "x", "headline": "à la recherche d'un stage à partir d'avril 2026"}),
        speaks="Une présentation dépassée : X (Twitter)",
    ),
    case(
        "stale.facts",
        (K.PROFILE, "", {"network": "x", "headline": "à la recherche d'un emploi à partir de mars 2027"}),
        silent="Une présentation dépassée : X (Twitter)",
    ),
    case(
        "stale.facts",
        JOB,
        (K.PROFILE, "en stage chez Cartolis, j'apprends", {"network": "x"}),
        speaks="Une présentation dépassée : X (Twitter)",
    ),
    case(
        "stale.facts",
        (K.PROFILE, "", {"network": "x", "email": "vieille@ancien.example"}),
        speaks="Une adresse e-mail que vous n'avez pas déclarée s'affiche",
    ),
    case(
        "stale.facts",
        (K.PROFILE, "", {"network": "x", "email": "Camille@example.org"}),
        silent="Une adresse e-mail que vous n'avez pas déclarée s'affiche",
    ),
    case(
        "activity.reached",
        (K.RECOMMENDATION, "Rigoureuse", {"direction": "received", "days": 30}),
        (K.OTHER, "", {"section": "invitations", "direction": "received", "days": 500}),
        table="activity.reached",
        status="ok",
        rows=3,
    ),
    case(
        "activity.reached",
        (K.RECOMMENDATION, "Rigoureux", {"direction": "given", "days": 30}),
        post(OWN, 3),
        table="activity.reached",
        status="not_enough_data",
    ),
    # E: visibility
    case(
        "readable.index",
        (K.PAGE, OWN * 5, {"url": PAGE, "robots": "noindex, follow"}),
        speaks="Aucune de vos pages n'est lisible par un moteur",
    ),
    case("readable.index", (K.PAGE, OWN * 5, {"url": PAGE, "description": "x"}), silent="Page que les moteurs n'indexent pas"),
    case(
        "readable.index",
        coverage=(Coverage(source="pages", where=PAGE, verdict=Verdict.BLOCKED, status=403),),
        speaks="Page fermée aux programmes",
    ),
    case("readable.machine", (K.PAGE, OWN, {"url": PAGE, "description": "x"}), speaks="6 repères pour les moteurs manquent"),
    case(
        "readable.machine",
        (
            K.PAGE,
            OWN,
            {
                "url": PAGE,
                "title": "t",
                "description": "x",
                "canonical": PAGE,
                "jsonld": '{"@type":"Person"}',
                "og": "og:title=x",
                "hcard": "x",
                "same_as": "https://a.example",
            },
        ),
        silent="6 repères pour les moteurs manquent",
    ),
    case("visibility.know", *CONTACTS, post(OWN, 4), table="visibility.know", status="ok", rows=3),
    case("visibility.know", post(OWN, 4), table="visibility.know", status="not_enough_data"),
    case(
        "activity.push",
        *(post("Ravie d'annoncer ma venue, likez et abonnez-vous", 5 + i) for i in range(6)),
        speaks="Vos publications annoncent plus qu'elles n'aident",
    ),
    case(
        "activity.push",
        *(post("Voici comment nettoyer une table en trois lignes : j'ai appris cela hier", 5 + i) for i in range(6)),
        silent="Vos publications annoncent plus qu'elles n'aident",
    ),
    case("links.choice", *(post(f"{OWN} {LINK}{i}", 5 + i) for i in range(5)), table="links.choice", status="ok", rows=1),
    case("links.choice", post(OWN, 2), table="links.choice", status="not_enough_data"),
    case("links.context", post(f"À lire {LINK}", 9), speaks="1 lien sans contexte"),
    case("links.context", post(f"{OWN} {LINK}", 9), silent="1 lien sans contexte"),
    case("links.context", post(f"{OWN} https://bit.ly/3x", 9), speaks="1 lien raccourci opaque"),
    case("links.context", post("#data #job", 9), speaks="1 publication en mots-dièse seuls"),
    case("links.context", post("#data explique pourquoi la jointure à gauche garde tout", 9), silent="1 publication en mots-dièse seuls"),
    case(
        "visibility.answers",
        (K.ANSWER, OWN, {"days": 5, "count_score": "4", "accepted": "true"}),
        table="visibility.answers",
        status="ok",
        rows=1,
    ),
    case("visibility.answers", (K.ANSWER, "oui", {"days": 5}), table="visibility.answers", status="not_enough_data"),
    case(
        "visibility.echo",
        (K.RECOMMENDATION, "Camille maîtrise SQL", {"direction": "received"}),
        who=TARGET,
        table="visibility.echo",
        status="ok",
        rows=1,
    ),
    case("visibility.echo", post("SQL", 5), who=TARGET, table="visibility.echo", status="not_enough_data"),
    case(
        "visibility.articles",
        (K.OTHER, "", {"section": "learning", "end": "2026-01-02", "title": "SQL avancé"}),
        speaks="1 cours terminé que le profil ne montre pas",
    ),
    case(
        "visibility.articles",
        (K.OTHER, "", {"section": "learning", "end": "2026-01-02", "title": "SQL avancé"}),
        (K.CERTIFICATE, "", {"title": "SQL avancé"}),
        silent="1 cours terminé que le profil ne montre pas",
    ),
    case(
        "recruiter.view",
        (K.RESULT, "", {"url": "https://annuaire.example/durand", "rank": 1, "title": "Durand"}),
        speaks="Rien à vous en première page",
    ),
    case("recruiter.view", (K.RESULT, "", {"url": f"{PAGE}/a", "rank": 1, "title": "Camille"}), silent="Rien à vous en première page"),
    case("coherence.cv", JOB, (K.CV, CV, {}), silent="Dates différentes pour Cartolis SAS"),
    case("coherence.cv", JOB, (K.CV, CV.replace("juillet", "mai"), {}), speaks="Dates différentes pour Cartolis SAS"),
    case(
        "coherence.cv",
        JOB,
        (K.CV, CV.replace("Stage data analyst", "Data analyst"), {}),
        speaks="Stage d'un côté, emploi de l'autre pour Cartolis SAS",
    ),
    case("coherence.cv", JOB, (K.CV, CV.replace("data analyst", "en comptabilité"), {}), speaks="Intitulé différent pour Cartolis SAS"),
    case("coherence.cv", SCHOOL, (K.CV, DIPLOMA, {}), silent="Dates différentes pour IFAS Brest"),
    case("coherence.cv", SCHOOL, (K.CV, DIPLOMA.replace("2011", "2013"), {}), speaks="Dates différentes pour IFAS Brest"),
    case("coherence.cv", JOB, (K.CV, "Rien", {}), speaks="Cartolis SAS n'est pas dans le CV"),
    case(
        "coherence.profiles",
        (K.PROFILE, "", {"network": "linkedin", "name": "Camille Durand", "location": "Nantes"}),
        (K.PROFILE, "", {"network": "github", "name": "Camille Durand", "location": "Lille"}),
        speaks="Deux villes selon vos profils",
    ),
    case(
        "coherence.profiles",
        (K.PROFILE, "", {"network": "linkedin", "name": "Camille Durand", "location": "Nantes, France"}),
        (K.PROFILE, "", {"network": "github", "name": "DURAND Camille", "location": "nantes"}),
        silent="Votre nom s'écrit de plusieurs façons",
    ),
    case(
        "coherence.profiles",
        (K.PROFILE, "", {"network": "linkedin", "name": "Camille Durand"}),
        (K.PROFILE, "", {"network": "github", "name": "Cam Durand-Le Goff"}),
        speaks="Votre nom s'écrit de plusieurs façons",
    ),
    case(
        "coherence.profiles",
        (K.PROFILE, "", {"network": "linkedin", "name": "Camille Durand", "location": "Lille, France"}),
        (K.CV, CV, {}),
        speaks="Deux villes selon vos profils",
    ),
    case(
        "coherence.profiles",
        (K.PROFILE, "", {"network": "linkedin", "name": "Camille Durand", "location": "Nantes, France"}),
        (K.CV, CV.replace("Camille Durand", "DURAND Camille"), {"count_images": "1"}),
        silent="Votre nom s'écrit de plusieurs façons",
    ),
    case(
        "coherence.profiles",
        (K.PROFILE, "", {"network": "linkedin", "name": "Camille Durand-Le Goff", "location": "Nantes"}),
        (K.CV, CV, {}),
        speaks="Votre nom s'écrit de plusieurs façons",
    ),
    case(
        "coherence.cv",
        JOB,
        (K.CV, f"{CV}\n\nVendeuse\nBrumair\n2024", {}),
        who={"employers": ("Brumair", "Cartolis")},
        speaks="Brumair est dans le CV, pas sur LinkedIn",
    ),
    case(
        "coherence.cv", JOB, (K.CV, CV, {}), who={"employers": ("Brumair", "Cartolis")}, silent="Brumair est dans le CV, pas sur LinkedIn"
    ),
    case(
        "readable.index",
        (K.PAGE, "Bienvenue. Connectez-vous pour voir ce profil. Mot de passe oublié ?", {"url": PAGE, "description": "x"}),
        speaks="Page que les moteurs n'indexent pas",
    ),
    case(
        "readable.index",
        (K.PAGE, OWN * 9 + " Se connecter", {"url": PAGE, "description": "x"}),
        silent="Page que les moteurs n'indexent pas",
    ),
    # F: documents and employers
    case(
        "letter.generic",
        (K.LETTER, "Je me permets de vous adresser ma candidature. Je suis convaincue que ma motivation vous plaira.", {}),
        who=TARGET,
        speaks="Une lettre qui pourrait partir ailleurs",
    ),
    case(
        "letter.generic",
        (K.LETTER, "Chez Solvéa, vos relevés ouverts de 2025 m'ont servi en stage. J'y ai écrit 12 requêtes SQL pour Cartolis.", {}),
        who=TARGET,
        silent="Une lettre qui pourrait partir ailleurs",
    ),
    case("recruiter.stops", post(OWN, 4), table="recruiter.stops", status="ok", rows=4),
    case("recruiter.stops", absent="recruiter.stops"),
    case("links.channel", (K.PAGE, OWN, {"url": PAGE}), speaks="Aucun moyen professionnel de vous joindre"),
    case(
        "links.channel",
        (K.PAGE, OWN, {"url": PAGE, "same_as": "https://www.linkedin.com/in/camille-d"}),
        silent="Aucun moyen professionnel de vous joindre",
    ),
    # G: watch and precautions
    case("links.cloud", post(f"{OWN} https://drive.google.com/file/d/1", 4), speaks="1 lien vers un espace partagé"),
    case("links.cloud", post(f"{OWN} {LINK}", 4), silent="1 lien vers un espace partagé"),
    case(
        "accounts.login",
        (K.PROFILE, "", {"source": "wordpress", "network": "wordpress", "handle": "cdurand"}),
        speaks="Nom de connexion WordPress lisible par tous",
    ),
    case("accounts.login", (K.PROFILE, "", {"network": "mastodon", "handle": "c"}), silent="Nom de connexion WordPress lisible par tous"),
    case("accounts.login", post(OWN, 3), absent="accounts.login"),
    case("showcase.complete", (K.PROFILE, "", {"network": "linkedin", "headline": "Analyste"}), speaks="Vitrine incomplète : LinkedIn"),
    case(
        "showcase.complete",
        (K.PROFILE, "Résumé", {"network": "linkedin", "headline": "Analyste", "location": "Nantes"}),
        silent="Vitrine incomplète : LinkedIn",
    ),
]


@pytest.mark.parametrize("c", CASES)
def test_speaks_when_it_must_and_only_then(make, c) -> None:
    """The finding or the table that the quotation calls for is there; where nothing calls for it, it is not."""
    mentions = [
        make.mention(kind, text, **{"network": "linkedin"} | more) if kind is K.POST else make.mention(kind, text, **more)
        for kind, text, more in c.mentions
    ]
    findings, tables = make.ask(c.check, *mentions, who=make.subject(**c.who), **c.more)
    assert not [t for t in tables if t.endswith(".failed")]
    if c.speaks:
        found = findings[c.speaks]
        assert found.evidence and found.explanation and (found.remedy or found.severity == "info")
    if c.silent:
        assert c.silent not in findings
    assert not c.absent or c.absent not in tables
    if c.table:
        assert tables[c.table].status == (c.status or "ok")
        if c.rows is not None:
            assert len(tables[c.table].rows) == c.rows


def test_every_check_has_a_case_where_it_speaks_and_one_where_it_does_not() -> None:
    """No check goes without both: a finding or a measured table; and silence, "not enough data" or "too early"."""
    cases = [p.values[0] for p in CASES]
    speaks = {c.check for c in cases if c.speaks or (c.table and (c.status or "ok") == "ok")}
    silent = {c.check for c in cases if c.silent or c.absent or c.status not in ("", "ok")}
    assert sorted(set(checks()) - speaks) == [] and sorted(set(checks()) - silent) == []


def test_student_before_internship_is_never_blamed(make) -> None:
    """« peut se situer après la première expérience de stage »: before it, no finding blames an absent profile, activity or network."""
    from ereput.analyse.presence.stage import run

    findings, _ = run(make.known(who=make.subject(stage=Stage.STUDENT_BEFORE, handles=(), pages=())))
    assert findings == ()


def test_volume_is_not_rewarded(make) -> None:
    """Posting ten times on each active day changes no part of Vivant (CHECKS D15)."""
    once = [make.mention(K.POST, OWN, days=d, network="linkedin") for d in range(3, 300, 12)]
    ten = [make.mention(K.POST, OWN, days=d + i / 100, network="linkedin") for d in range(3, 300, 12) for i in range(10)]
    for check in ("activity.regularity", "activity.mix", "networks.dormant"):
        a, b = ({r[0]: r[1] for r in make.ask(check, *m)[1]["presence.alive"].rows} for m in (once, ten))
        assert a == b


def test_private_audience_is_not_public(make) -> None:
    """A post for members only is not counted as visible to everybody."""
    posts = [make.mention(K.POST, "SQL utile", days=5 + i, audience=Audience.MEMBERS, network="linkedin") for i in range(6)]
    _, tables = make.ask("activity.targeting", *posts, who=make.subject(**TARGET))
    assert tables["visibility.relevance"].rows[0][1] == 0


def test_networks_content_tells_types_apart(make) -> None:
    """Code, a long article, a reference, a link, a short post and a bare picture are each what they are."""
    texts = ("```SELECT 1```", "mot " * 260, "Voir https://doi.org/10.1000/x et ce qu'il dit", f"À lire {LINK}", "Une brève du jour", "")
    posts = [make.mention(K.POST, t, days=i + 1, network="linkedin") for i, t in enumerate(texts)]
    table = make.ask("networks.content", *posts)[1]["networks.content"]
    row = dict(zip(table.columns, table.rows[0], strict=True))
    assert {k: row[k] for k in ("code", "article", "reference", "link", "brief", "image")} == dict.fromkeys(
        ("code", "article", "reference", "link", "brief", "image"), 1
    )


def test_partition_sees_pictures_e_mails_and_links(make) -> None:
    """The same picture, the same e-mail, a link from one side to the other: each is a bond across the wall."""
    inner = make.mention(K.PROFILE, network="instagram", handle="zorg", avatar="https://i.example/a.png", email="C@x.example")
    outer = make.mention(K.PROFILE, network="linkedin", handle="camille", avatar="https://i.example/a.png", email="c@x.example",
                         same_as="https://www.instagram.com/zorg")  # fmt: skip
    rows = make.ask("partition.link", inner, outer, who=make.subject(handles=()))[1]["partition.link"].rows
    assert [str(r[2]) for r in rows] == ["même photo", "même adresse e-mail", "un lien de l'un vers l'autre"]


def test_a_wordpress_shows_a_login_and_the_print_of_an_address(make) -> None:
    """The login is told of and not repeated; the print of her address is recognised by both of Gravatar's hashes, and only hers."""
    page = "https://blog.example/author/cdurand"
    account = make.mention(K.PROFILE, url=page, source="wordpress", network="wordpress", handle="cdurand")
    prints = [hasher(b"camille@example.org").hexdigest() for hasher in (hashlib.md5, hashlib.sha256)]
    comments = [
        make.mention(K.COMMENT, "Bonjour", source="wordpress", avatar=f"https://gravatar.com/avatar/{print_}?s=96", url=f"{page}#{i}")
        for i, print_ in enumerate((*prints, "0" * 32))
    ]
    findings, tables = make.ask("accounts.login", account, *comments)
    login, image = findings.values()
    assert login.axis == image.axis == "protected" and "cdurand" not in login.evidence[0].quote and len(image.evidence) == 2
    assert len(tables["accounts.login"].rows) == 3


def test_decisions_about_sleeping_accounts(make) -> None:
    """A professional account left behind may be revived; a private one is deleted or closed; an unknown last act is kept."""
    posts = [make.mention(K.POST, OWN, days=400, network=n) for n in ("linkedin", "instagram")]
    who = make.subject(
        handles=(Handle(service="linkedin", user="c"), Handle(service="instagram", user="c"), Handle(service="github", user="c"))
    )
    rows = {r[0]: (str(r[1]), str(r[4])) for r in make.ask("networks.dormant", *posts, who=who)[1]["networks.dormant"].rows}
    assert rows["LinkedIn"] == ("abandonné", "ranimer, ou supprimer si vous n'en avez plus l'usage")
    assert rows["Instagram"] == ("abandonné", "supprimer, ou passer en privé") and rows["GitHub"] == ("activité inconnue", "garder")


def test_moment_has_four_answers() -> None:
    """Not yet, the project first, now, to complete."""
    from ereput.analyse.presence.student_moment import decide

    answers = [str(decide(interned=a, clear=b, professional=c)) for a, b, c in ((0, 1, 1), (1, 0, 1), (1, 1, 0), (1, 1, 1))]
    assert [a.split(":")[0].strip() for a in answers] == ["Pas encore", "D'abord le projet", "Maintenant", "À compléter"]


def test_two_exports_tell_who_changed(make) -> None:
    """A contact who worked in one house in an export and in another in the next has changed."""
    from dataclasses import replace

    one = make.mention(K.CONTACT, name="Zoé Petit", organisation="Cartolis", network="linkedin")
    two = make.mention(K.CONTACT, name="Zoé Petit", organisation="Solvéa", network="linkedin")
    table = make.ask("contacts.changed", replace(one, sha256="a"), replace(two, sha256="b"))[1]["contacts.changed"]
    assert table.rows == (("Zoé Petit", "Cartolis, Solvéa"),)


def test_circles_know_schools_clubs_and_targets(make) -> None:
    """A student, a volunteer, somebody of a target house, somebody of an old employer: each in its circle."""
    people = (
        ("Étudiante en master", "Fac"),
        ("Bénévole", "Association des pédaliers"),
        ("RH", "Solvéa"),
        ("Analyste", "Brumair"),
        ("Chef", "Autre"),
    )
    contacts = [make.mention(K.CONTACT, name=f"P {i}", title=t, organisation=o, network="linkedin") for i, (t, o) in enumerate(people)]
    who = make.subject(employers=("Brumair",), **TARGET)
    rows = {str(r[0]): r[1] for r in make.ask("contacts.circles", *contacts, who=who)[1]["contacts.circles"].rows}
    assert [rows[k] for k in ("école et études", "associations", "employeurs visés", "employeurs", "autres")] == [1, 1, 1, 1, 1]


def test_page_one_says_what_may_count(make) -> None:
    """Work counts, private life is set aside by the law, the rest is hers to judge."""
    titles = (
        ("Mémoire de Camille Durand", "https://u.example/1"),
        ("Résultats du marathon", "https://c.example/2"),
        ("Camille D.", "https://z.example/3"),
    )
    results = [make.mention(K.RESULT, title=t, url=u, rank=i + 1) for i, (t, u) in enumerate(titles)]
    table = make.ask("recruiter.view", *results)[1]["recruiter.view"]
    assert [str(r[4]) for r in table.rows] == ["oui", "non : vie privée, la loi l'écarte", "à vous de juger"]


def test_the_rhythm_of_keeping_in_touch(make) -> None:
    """« c'est lorsqu'on a besoin de son réseau… »: twelve months, this one last, with the gestures and the contacts of each."""
    said = [make.mention(K.COMMENT, OWN, days=d, network="linkedin") for d in (1, 2, 40, 800)]
    table = make.ask("contacts.renew", *said, make.mention(K.CONTACT, name="Zoé Roux", days=41, network="linkedin"))[1]["contacts.rhythm"]
    assert len(table.rows) == 12 and (table.rows[0][0], table.rows[-1]) == ("2025-12", ("2026-11", 2, 0))
    assert table.rows[-2] == ("2026-10", 1, 1) and sum(row[1] for row in table.rows) == 3


def test_reached_tells_this_year_from_before(make) -> None:
    """« se faire repérer, identifier, et éventuellement contacter »: three counts, two times; nothing of it is a score."""
    found = make.ask(
        "activity.reached",
        make.mention(K.POST, OWN, days=10, network="x", count_likes="4"),
        make.mention(K.POST, OWN, days=400, network="x", count_likes="1"),
        make.mention(K.OTHER, section="invitations", direction="received", days=20),
        make.mention(K.OTHER, section="invitations", direction="given", days=20),
        make.mention(K.ENDORSEMENT, skill="SQL", direction="received", days=900),
    )
    assert found[0] == {} and [row[1:] for row in found[1]["activity.reached"].rows] == [(4, 1), (0, 1), (1, 0)]


def test_odd_dates_and_addresses() -> None:
    """An unreadable URL has no host; an unreadable date is no activity; months are read in both languages."""
    from ereput.analyse.presence.acts import host
    from ereput.analyse.presence.career import dates, house_key, point

    assert host("http://[") == "" and point("????") is None and house_key("SAS") == "sas"
    assert [str(p) for p in dates("from Sept. 2024 to 03/2025, puis en août 2025 et 2026")] == ["09/2024", "03/2025", "08/2025", "2026"]


def test_whose_words_they_are(make) -> None:
    """A post under her name or handle is hers; under another's it is not; a date in the future is no act."""
    from ereput.analyse.presence.acts import acts, hers, network_name

    who = make.subject()
    own, other = (
        make.mention(K.POST, OWN, days=3, author=a, declared=False, source="web", url="https://f.example/1") for a in ("Camille-D", "Zoé")
    )
    later = make.mention(K.POST, OWN, days=-30, network="linkedin")
    assert hers(own, who) and not hers(other, who) and network_name(own) == "f.example"
    assert [d.reading.mention for d in acts(make.known(own, other, later))] == [own]


def test_canonical_elsewhere_and_almost_empty_pages(make) -> None:
    """A page that says it is a copy of another site, or has hardly a word, is told with its cause."""
    copy = make.mention(K.PAGE, OWN * 5, url=f"{PAGE}/a", canonical="https://other.example/a", description="x")
    empty = make.mention(K.PAGE, "x", url=f"{PAGE}/b", robots="index")
    states = [str(r[1]) for r in make.ask("readable.index", copy, empty)[1]["readable.index"].rows]
    assert states == ["canonique : la page se dit copie d'un autre site", "presque sans texte"]


def test_ended_elsewhere_is_stale_here(make) -> None:
    """A job still current on one network and ended on another, or ended by the CV, is stale."""
    here = make.mention(K.POSITION, organisation="Cartolis", title="Analyste", start="2025-01", network="linkedin")
    there = make.mention(K.POSITION, organisation="Cartolis", title="Analyste", start="2025-01", end="2025-09", network="xing")
    paper = make.mention(K.CV, "Analyste\nCartolis\n01/2025 – 09/2025")
    for source in (there, paper):
        assert "Cartolis s'affiche encore comme poste actuel" in make.ask("stale.facts", here, source)[0]
