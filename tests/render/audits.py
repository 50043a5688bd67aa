"""Audits made by hand for the tests of the report: fictional people, any number of findings, hostile strings on demand."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from ereput.model import (
    Action,
    Audience,
    Audit,
    Axis,
    Band,
    Coverage,
    Evidence,
    Finding,
    Gap,
    Handle,
    Kind,
    Mandate,
    Match,
    Mention,
    Part,
    Presence,
    Purpose,
    Run,
    Score,
    Severity,
    Sighting,
    Skip,
    Stage,
    Subject,
    Table,
    Tally,
    Target,
    Verdict,
    say,
)

NOW = datetime(2026, 11, 21, 10, 30, tzinfo=UTC)
SHA = "9f2c41d07be58a36c1f09b6f3ad2e4c7b8a1d0e9f8c7b6a5948372615f0e1d2c"
_SEVERITIES = (Severity.CRITICAL, Severity.HIGH, Severity.MEDIUM, Severity.LOW, Severity.INFO, Severity.GOOD)
_KINDS = (
    ("PHONE", "exposure.phone", Axis.PROTECTED, "Numéro de téléphone visible", "06 •• •• •• 12"),
    ("ADDRESS", "exposure.address", Axis.PROTECTED, "Adresse postale visible", "1• r•• d•• L••••, N•••••"),
    ("DOB", "exposure.dob", Axis.PROTECTED, "Date de naissance visible", "•• ••••• 2003"),
    ("TITLE", "coherence.title", Axis.CREDIBLE, "Intitulé de poste différent", "Assistante data"),
    ("SILENCE", "activity.silence", Axis.ALIVE, "Long silence", "214 jours"),
    ("HEADLINE", "keywords.headline", Axis.FINDABLE, "Titre sans le métier visé", "Étudiante motivée"),
    ("LEGACY", "networks.dormant", Axis.ALIVE, "Compte endormi", "Viadeo"),
)


def subject(name: str = "Camille Durand") -> Subject:
    """A fictional student back from an internship in Nantes."""
    return Subject(
        names=(name,),
        handles=(Handle(service="github", user="camille-d"),),
        emails=("c••••••@•••••••.org",),
        city="Nantes",
        schools=("Université de Nantes",),
        employers=("Atelier Loire Données",),
        pages=("https://blog.example.org/",),
        target=Target(occupation="Data analyst", keywords=("SQL", "Python")),
        stage=Stage.STUDENT_AFTER,
    )


def run(*, at: datetime = NOW, by: str | None = None) -> Run:
    """A finished run, thirteen seconds long."""
    return Run(
        id="3fa91c0de7b2",
        started_at=at,
        finished_at=at + timedelta(seconds=13),
        version="0.1.0",
        mandate=Mandate(purpose=Purpose.COUNSELLING if by else Purpose.SELF, attested_on=date(2026, 11, 20), by=by),
        notices=("fr_core_news_md 3.8 — Explosion, LGPL-LR",),
    )


def finding(i: int, *, text: str = "", severity: Severity | None = None, lane: str = "") -> Finding:
    """The `i`-th finding of a varied series; `text` is put in every field that a stranger could have written."""
    kind, rule, axis, title, label = _KINDS[i % len(_KINDS)]
    evidence = Evidence(
        url=f"https://forum.example.org/sujet/{i}",
        quote=text or f"Me joindre au {label} après 18 h, message n° {i}",
        sha256=SHA,
        seen_at=NOW,
    )
    return Finding(
        id=f"f{i:05d}",
        rule=rule,
        kind=kind,
        axis=axis,
        severity=severity or _SEVERITIES[(i * 5 + i // 6) % 6],
        confidence=0.55 + (i % 5) / 10,
        title=say(title),
        explanation=say("Relevé sur une page que tout le monde peut lire."),
        label=text or label,
        remedy=say("Demandez au site de retirer ce message."),
        why=(say("forme reconnue"), say("mot voisin : {word}", word=text or "joindre")),
        evidence=(evidence,),
        lane=lane,
        weight=0.3,
    )


def gap(i: int, *, text: str = "") -> Gap:
    """One expected keyword in each of the five states."""
    words = ("SQL", "Python", "tableaux de bord", "nettoyage de données", "Power BI", "statistiques", "anglais professionnel", "Git")
    state = tuple(Presence)[(i + 3) % len(Presence)]
    seen = Sighting(
        source="blog",
        state=state,
        form=text or words[i % 8].lower(),
        evidence=Evidence(url="https://blog.example.org/stage", sha256=SHA, seen_at=NOW),
    )
    return Gap(
        keyword=text or words[i % 8],
        concept=f"concept:{i}",
        weight=1.0 - i / 40,
        required=i % 2 == 0,
        state=state,
        in_cv=i % 3 == 0,
        proven=state is Presence.PRESENT,
        sightings=(seen,) if state is not Presence.ABSENT else (),
        why=Evidence(url="offre.pdf", quote=text or "Vous maîtrisez SQL et savez présenter vos résultats", sha256=SHA, seen_at=NOW),
        belongs=(say("titre du profil"), say("section Compétences")),
        suggestion=say("Avez-vous utilisé {word} pendant votre stage ? Dites où, et ce que cela a donné.", word=text or words[i % 8]),
    )


def score(axis: Axis, value: float | None, grade: str, word: str) -> Score:
    """One axis with two parts."""
    return Score(
        axis=axis,
        value=value,
        low=max((value or 0) - 7, 0.0),
        high=min((value or 0.0) + 6, 100.0),
        grade=grade,
        word=say(word),
        parts=(
            Part(id="a", title=say("Couverture des mots exigés"), value=value, weight=0.7, inputs=say("mots exigés : {n}", n=8)),
            Part(id="b", title=say("Preuves publiques"), value=None, weight=0.3, inputs=say("rien à mesurer")),
        ),
        why_not=(say("Pour monter : écrire les mots exigés qui manquent."),),
        evidence_count=14,
        rubric="2026.11",
    )


def scores() -> tuple[Score, ...]:
    """Four axes, from good to grave."""
    return (
        score(Axis.FINDABLE, 48.4, "C", "À compléter"),
        score(Axis.CREDIBLE, 81.0, "B", "Solide"),
        score(Axis.ALIVE, 63.0, "C", "En route"),
        score(Axis.PROTECTED, 34.6, "D", "À protéger"),
    )


def action(i: int, *, text: str = "", targets: tuple[str, ...] = ()) -> Action:
    """The `i`-th action of a series."""
    titles = (
        "Masquer votre numéro sur le forum",
        "Écrire « SQL » dans votre titre LinkedIn",
        "Corriger la date de fin de votre stage",
        "Fermer Viadeo",
    )
    return Action(
        id=f"a{i}",
        title=say(titles[i % 4]),
        detail=say("Ouvrez la page, choisissez « modifier », retirez {what}, enregistrez.", what=text or "le numéro"),
        axis=tuple(Axis)[(3 - i) % 4],
        minutes=(5, 10, 15, 8)[i % 4],
        gain=(9.0, 6.5, 4.0, 2.0)[i % 4],
        link=f"https://forum.example.org/profil?etape={i}",
        deadline=date(2026, 12, 21) if i == 0 else None,
        letter="effacement" if i == 0 else None,
        targets=targets,
    )


def mentions(n: int, *, text: str = "") -> tuple[Mention, ...]:
    """`n` mentions of several kinds."""
    kinds = (Kind.PROFILE, Kind.POST, Kind.PAGE, Kind.RESULT)
    return tuple(
        Mention(
            source=("blog", "github", "forum", "search")[i % 4],
            url=f"https://{'blog' if i % 2 else 'forum'}.example.org/{i}",
            kind=kinds[i % 4],
            title=text or f"Camille Durand, stage de données n° {i}",
            text=text or "Un stage de six mois à Nantes.",
            audience=Audience.INDEXED,
            rank=i + 1 if i % 4 == 3 else None,
            seen_at=NOW,
            sha256=SHA,
        )
        for i in range(n)
    )


def tables(*, text: str = "") -> tuple[Table, ...]:
    """Measured tables of every kind the report knows, one without data, and one it does not know."""
    monday = date(2026, 11, 16)
    return (
        Table(
            id="recruiter.view",
            title=say("La première page de résultats"),
            columns=("rank", "url", "control", "relevance"),
            rows=(
                (1, "https://www.linkedin.com/in/camille-durand", "owned", say("oui")),
                (2, text or "https://blog.example.org/", "owned", say("oui")),
                (3, "https://forum.example.org/sujet/4", "influenced", say("non")),
                (4, "https://annuaire.example.org/durand", "suffered", say("non")),
            ),
        ),
        Table(
            id="exposure.exposition",
            title=say("Ce qui est exposé, et ce que chaque donnée pèse"),
            columns=("fact", "name", "gravity", "visibility", "contribution"),
            rows=(
                ("total", say("Exposition"), None, None, 61.5),
                ("f00000", say("Numéro de téléphone"), 3, 0.9, 32.1),
                ("f00001", say("Adresse postale"), 2, 0.8, 18.4),
            ),
        ),
        Table(
            id="exposure.removal",
            title=say("Dans quel ordre retirer"),
            columns=("fact", "name", "from", "to"),
            rows=(
                ("f00000", say("Numéro de téléphone"), 61.5, 34.2),
                ("f00001", say("Adresse postale"), 34.2, 18.0),
                ("f00002", say("Date de naissance"), 18.0, 6.1),
            ),
        ),
        Table(
            id="keywords.coverage",
            title=say("Les mots attendus, source par source"),
            columns=("source", "present", "other_name", "close", "absent", "invisible", "share"),
            rows=(("cv", 5, 1, 0, 2, 0, 71.4), ("linkedin", 3, 1, 1, 3, 0, 48.2), ("blog", 1, 0, 2, 5, 0, 17.5)),
        ),
        Table(
            id="keywords.funnel",
            title=say("De ce que vous savez à ce qu'on retient"),
            columns=("step", "value"),
            rows=((say("déclaré"), 24), (say("écrit"), 15), (say("lisible"), 9), (say("retenu"), 7)),
        ),
        Table(
            id="activity.calendar",
            title=say("Activité par semaine"),
            columns=("week", "acts"),
            rows=tuple((monday - timedelta(weeks=w), (w * 7) % 5 + 1) for w in range(0, 50, 3)),
        ),
        Table(
            id="activity.mix",
            title=say("Vos gestes"),
            columns=("act", "acts", "share"),
            rows=((say("publier"), 12, 63.2), (say("commenter"), 5, 26.3), (say("répondre"), 2, 10.5)),
        ),
        Table(id="activity.targeting", title=say("Sur le sujet"), columns=("topic", "share"), status="not_enough_data"),
        Table(
            id="networks.map",
            title=say("Vos réseaux, par nature, portée et objectif"),
            columns=("network", "nature", "scope", "objective", "last"),
            rows=(
                ("LinkedIn", say("professionnel"), say("transversal"), say("chercher un emploi"), date(2026, 10, 2)),
                ("GitHub", say("professionnel"), say("sectoriel"), say("montrer une expertise"), date(2026, 11, 9)),
                (text or "Mastodon", say("généraliste"), say("transversal"), say("publier"), None),
            ),
        ),
        Table(
            id="contacts.overlap.sets",
            title=say("Contacts par combinaison de réseaux"),
            columns=("networks", "contacts"),
            rows=(("linkedin", 212), ("vcard", 41), ("linkedin+vcard", 18), ("facebook", 96), ("facebook+linkedin+vcard", 3)),
        ),
        Table(
            id="networks.dormant",
            title=say("Vos comptes dans le temps"),
            columns=("network", "state", "first", "last", "decision"),
            rows=(
                ("LinkedIn", say("vivant"), date(2021, 9, 4), date(2026, 11, 2), say("garder")),
                ("X (Twitter)", say("abandonné"), date(2017, 3, 1), date(2019, 6, 30), say("supprimer")),
                ("GitHub", say("activité inconnue"), None, None, say("garder")),
            ),
        ),
        Table(
            id="contacts.circles",
            title=say("Vos cercles"),
            columns=("circle", "contacts"),
            rows=((say("études"), 64), (say("stage"), 11), (say("famille"), 0), (say("associations"), 5), (say("métier"), 23)),
        ),
        Table(
            id="coherence.facts",
            title=say("Les faits, source par source"),
            columns=("fact", "cv", "source", "other_value"),
            rows=(
                (say("Fin du stage"), "août 2026", text or "LinkedIn", "juin 2026"),
                (say("Intitulé"), "Data analyst stagiaire", "Blog", "Assistante data"),
            ),
        ),
        Table(
            id="stranger.table", title=say("Une mesure inconnue"), columns=("label", "value"), rows=((text or "essai", 3.5), ("vide", None))
        ),
    )


def audit(findings: int = 10, *, text: str = "", sensitive: bool = True, at: datetime = NOW, name: str = "Camille Durand") -> Audit:
    """A whole audit with `findings` findings; `text` is a hostile string for every field that a stranger could have written."""
    found = tuple(finding(i, text=text) for i in range(findings))
    if findings and sensitive:
        found += (finding(9_000, text=text, severity=Severity.MEDIUM, lane="sensitive"),)
    seen = mentions(min(findings, 40) + 2, text=text)
    bands = (Band.CONFIRMED, Band.PROBABLE, Band.CONFIRMED, Band.TO_CHECK, Band.NAMESAKE)
    return Audit(
        subject=subject(text or name),
        run=run(at=at),
        mentions=seen,
        matches=tuple(
            Match(mention=m.id, probability=0.9 - (i % 5) / 6, band=bands[i % 5], reasons=(say("même ville"), say("autre métier")))
            for i, m in enumerate(seen)
        ),
        skips=tuple(
            Skip(
                source="forum",
                code="blocked",
                where=text or f"https://ferme.example.org/{i}",
                reason=say("Le site a refusé de répondre à un programme."),
                hint=say("Ouvrez la page vous-même."),
            )
            for i in range(min(findings, 3))
        ),
        coverage=tuple(
            Coverage(
                source=m.source,
                where=text or m.url,
                verdict=tuple(Verdict)[i % 5],
                status=200,
                seen_at=NOW,
                sha256=SHA,
                tallies=(Tally(name="Shares.csv", read=12, skipped=1),) if i % 4 == 0 else (),
            )
            for i, m in enumerate(seen)
        ),
        findings=found,
        gaps=tuple(gap(i, text=text) for i in range(min(findings, 8))),
        tables=tables(text=text) if findings else (),
        scores=scores() if findings else (),
        actions=tuple(action(i, text=text, targets=(f"f{i:05d}",)) for i in range(min(findings, 12))),
    )
