"""Laws of the wider picture: vague words, stuffing, what dominates, languages, funnel, internship, simulation, inputs."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from ereput.analyse.keywords import findability, library, stage
from ereput.analyse.keywords.expected import MOST
from ereput.model import Audience, Finding, Gap, Kind, Presence, Reading, Subject, Table, Target, Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from ereput.analyse.keywords.library import Library

NOW = datetime(2026, 11, 20, tzinfo=UTC)

Result = tuple[tuple[Gap, ...], dict[str, list[Finding]], dict[str, Table]]
OFFER = (
    "Data analyst\nMissions :\n- Tableaux de bord Power BI\n- Requêtes SQL\n- Planification de croisières fluviales\n"
    "Profil :\nPython exigé. Anglais courant."
)
CV = (
    "Dynamique et motivée.\nStage chez Fil d'Eau : j'ai construit 12 tableaux de bord avec PowerBI pour la direction.\n"
    "Compétences : SQL, Excel\nJ'ai aussi planifié une croisière fluviale pour dix familles."
)


@pytest.fixture
def run(library: Library, reading: Callable[..., Reading]) -> Callable[..., Result]:
    def go(*readings: Reading, subject: Subject | None = None) -> Result:
        gaps, findings, tables = stage.gaps(
            (reading(OFFER, Kind.OFFER), *readings), subject or Subject(names=("Camille Test",), city="Nantes"), now=NOW, known=library
        )
        by_rule: dict[str, list[Finding]] = {}
        for finding in findings:
            by_rule.setdefault(finding.rule, []).append(finding)
        return gaps, by_rule, {table.id: table for table in tables}

    return go


def post(reading: Callable[..., Reading], text: str, day: int = 1, **rest: object) -> Reading:
    return reading(text, Kind.POST, source="blog", audience=Audience.INDEXED, published=datetime(2026, 1, day, tzinfo=UTC), **rest)


NURSE = (
    (
        "Infirmier (H/F)\nMissions :\n- Soins infirmiers, administration des traitements\n"
        "Profil :\nDiplôme d'État exigé. AFGSU. Bac+3 à bac+5."
    ),
    "Infirmière diplômée d'État\n- Pansements complexes et administration des traitements\nAFGSU 2, anglais B1\nDynamique",
)
PLUMBER = (
    "Plombier (H/F)\nMissions :\n- Soudure cuivre, recherche de fuites, devis\nProfil :\nCAP exigé, permis B. Habilitation électrique.",
    (
        "Plombier\nDépannage sanitaire et brasage du cuivre chez trente\nparticuliers.\n"
        "CAP installateur sanitaire, habilitations BR. Permis B\nMotivé"
    ),
)
STUDENT = (
    "Chargé·e de communication\nMissions :\n- Réseaux sociaux, newsletter, Canva\nProfil :\nAnglais courant, bonne orthographe, LinkedIn.",
    "Étudiante en L3 information-communication\nCréation de 12 affiches avec Canva et Photoshop\nAnglais C1. Dynamique",
)


@pytest.mark.parametrize(("offer", "cv"), [(OFFER, CV), NURSE, PLUMBER, STUDENT], ids=["analyst", "nurse", "plumber", "student"])
def test_nothing_is_put_in_her_mouth(run: Callable[..., Result], reading: Callable[..., Reading], offer: str, cv: str) -> None:
    """Every suggestion is a question, and every sentence and word it quotes stands as it is in one of her documents."""
    own, blog = reading(cv), post(reading, "Mes requêtes Python et Power BI, en public")
    gaps, findings, _ = run(own, blog, reading(offer, Kind.OFFER, source="autre"))
    said = {" ".join(r.masked.split()) for r in (own, blog)}
    quoted = 0
    for text in [gap.suggestion for gap in gaps] + [f.remedy for f in findings["words.vague"]]:
        assert isinstance(text, Text)
        assert "?" in text.msg
        for name, value in text.args:
            if name in ("sentence", "form"):
                quoted += 1
                assert any(str(value) in document for document in said), text
    assert quoted >= 3


def test_a_kind_of_it_proves_it(run: Callable[..., Result], reading: Callable[..., Reading]) -> None:
    """A CAP of one trade is a CAP, PostgreSQL is a database; a neighbour is only close, and asked about."""
    gaps, _, _ = run(reading(PLUMBER[1]), reading(PLUMBER[0], Kind.OFFER, source="autre"))
    states = {gap.concept: gap.state for gap in gaps}
    assert states["cap-vocational-certificate"] is Presence.INVISIBLE
    assert states["electrical-accreditation"] is Presence.INVISIBLE
    assert states["plumbing-repairs"] is Presence.INVISIBLE
    assert Presence.ABSENT not in {states[c] for c in ("driving-licence-b", "pipe-brazing")}


def test_a_sentence_goes_on_over_a_line_of_a_pdf(run: Callable[..., Result], reading: Callable[..., Reading]) -> None:
    """What a PDF breaks in two is quoted whole."""
    gaps, _, _ = run(reading(PLUMBER[1]), reading(PLUMBER[0], Kind.OFFER, source="autre"))
    told = next(str(gap.suggestion) for gap in gaps if gap.concept == "pipe-brazing")
    assert "« Dépannage sanitaire et brasage du cuivre chez trente particuliers. »" in told


def test_vague_words_get_a_precise_sentence_of_hers(run: Callable[..., Result], reading: Callable[..., Reading]) -> None:
    """Each vague word once, with its place, and a sentence with a fact instead; without such a sentence, a question."""
    _, findings, _ = run(reading(CV), reading("Très dynamique", Kind.LETTER))
    labels = [finding.label for finding in findings["words.vague"]]
    assert labels == ["dynamique", "motivé"]
    assert all("12 tableaux de bord" in str(f.remedy) for f in findings["words.vague"])
    _, findings, _ = run(reading("Dynamique"))
    assert "12" not in str(findings["words.vague"][0].remedy)


def test_stuffing_and_domination(run: Callable[..., Result], reading: Callable[..., Reading]) -> None:
    """One skill said over and over, and one that nobody asks for, are told; repeating it in several texts is no stuffing."""
    _, findings, tables = run(post(reading, "Tricot, " * 12), post(reading, "Mon tricot du soir"), post(reading, "Encore du tricot"))
    if "words.stuffing" in findings:
        assert findings["words.stuffing"][0].evidence
    stuffed = run(post(reading, "Java. " * 12))[1]
    assert stuffed["words.stuffing"][0].label == "Java"
    dominating = run(*(post(reading, f"Un texte sur Symfony et PHP, numéro {n}", n) for n in range(1, 5)))
    assert {f.label for f in dominating[1]["words.dominant"]} <= {row[2] for row in dominating[2]["keywords.wanted"].rows}
    assert tables["keywords.wanted"].id


def test_english_asked_and_nothing_in_english(run: Callable[..., Result], reading: Callable[..., Reading]) -> None:
    """Told once, and no more when one public text is in English."""
    french = post(reading, "Mes débuts en Python")
    assert len(run(french)[1]["words.language"]) == 1
    english = replace(post(reading, "My first steps in Python", 2), language="en")
    found = run(french, english)
    assert "words.language" not in found[1]
    assert ("Python", 1, 1) in found[2]["keywords.languages"].rows


def test_the_internship_divides_her_words(run: Callable[..., Result], reading: Callable[..., Reading]) -> None:
    """Texts before its start and after: what is new; without a dated internship, not enough data."""
    position = reading(
        "Stage", Kind.POSITION, source="linkedin", title="Stage data", fields=(("title", "Stagiaire data"), ("start", "2026-01-10"))
    )
    before, after = post(reading, "J'apprends Python", 2), post(reading, "Python et Power BI au travail", 20)
    table = run(position, before, after)[2]["keywords.internship"]
    assert table.status == "ok"
    assert ("Power BI", "new") in table.rows
    assert ("Python", "kept") in table.rows
    assert run(before, after)[2]["keywords.internship"].status == "not_enough_data"


def test_the_funnel_tells_its_largest_loss(run: Callable[..., Result], reading: Callable[..., Reading]) -> None:
    """« ce que je sais > dire > écrire > ce que l'autre peut lire > … »: skills of a CV that no page tells are lost at the first step;
    nothing is lost where nothing is known.
    """
    _, _, tables = run(reading(CV, Kind.CV, audience=Audience.PRIVATE))
    known, written = (row[1] for row in tables["keywords.funnel"].rows[:2])
    assert isinstance(known, int) and known > 1 and written == 0
    note = tables["keywords.funnel"].note
    assert note is not None and dict(note.args)["n"] == known and "déclarées" in str(note) and "écrites en public" in str(note)
    assert run()[2]["keywords.funnel"].note is None


def test_a_keyword_in_other_words_is_close(run: Callable[..., Result], reading: Callable[..., Reading]) -> None:
    """What no taxonomy links but shares its roots is close, to check, with the passage."""
    gaps, _, _ = run(reading(CV), post(reading, "Planifier une croisière fluviale sur la Loire"))
    phrase = [gap for gap in gaps if "croisi" in gap.concept]
    assert all(gap.state in (Presence.CLOSE, Presence.PRESENT, Presence.OTHER_NAME) for gap in phrase)


def test_scores_get_their_inputs(run: Callable[..., Result], reading: Callable[..., Reading]) -> None:
    """Parts between 0 and 100; one that cannot be computed is absent, not zero."""
    said = reading("Camille excelle en SQL", Kind.RECOMMENDATION, source="linkedin", audience=Audience.INDEXED)
    posts = [post(reading, f"Python et SQL, épisode {n}", n) for n in range(1, 5)]
    _, _, tables = run(reading(CV), said, *posts)
    parts = {str(row[0]): row[1] for name in ("findable", "credible", "alive") for row in tables[f"keywords.{name}"].rows}
    assert {"keywords", "simulation", "proof", "echo", "targeting"} == set(parts)
    assert all(isinstance(value, float) and 0 <= value <= 100 for value in parts.values())
    assert run(reading(CV))[2]["keywords.alive"].status == "not_enough_data"


def test_the_simulation_is_the_same_each_time_and_rewards_words(run: Callable[..., Result], reading: Callable[..., Reading]) -> None:
    """Same audit, same ranks; a page that says more of what is asked ranks no lower; a rank is within the peers."""
    little, much = (
        post(reading, "Python"),
        post(reading, "Data analyst à Nantes : Python, SQL, Power BI, tableaux de bord", title="Data analyst"),
    )
    first, again = run(little)[2]["keywords.findability"], run(little)[2]["keywords.findability"]
    assert first == again
    better = run(much)[2]["keywords.findability"]
    for one, other in zip(first.rows, better.rows, strict=True):
        assert other[2] <= one[2]  # type: ignore[operator]  # ranks are numbers
        assert 1 <= int(str(other[2])) <= findability.PEERS + 1
        assert int(str(one[5])) <= int(str(one[2]))


def test_an_occupation_alone_is_a_target(library: Library, reading: Callable[..., Reading]) -> None:
    """Without an offer, the named occupation says what is expected; her own keywords count too; never more than `MOST`."""
    subject = Subject(names=("Camille Test",), target=Target(occupation="Data analyst", keywords=("Zorglub avancé", "SQL")))
    cv = reading("J'ai pratiqué Zorglub avancé pendant deux ans")
    gaps, _, tables = stage.gaps((cv,), subject, now=NOW, known=library)
    states = {gap.keyword: gap.state for gap in gaps}
    assert states["Zorglub avancé"] is Presence.INVISIBLE
    assert 5 < len(gaps) <= MOST
    assert next(t for t in tables if t.id == "keywords.target").rows[0][2] == "M1419"
    nobody = Subject(names=("Camille Test",), target=Target(occupation="zzz"))
    assert stage.gaps((cv,), nobody, now=NOW, known=library)[0] == ()


def test_a_text_of_the_future_is_no_proof(library: Library, reading: Callable[..., Reading]) -> None:
    """A wrong date does not count as a trace."""
    late = reading("Python", Kind.POST, source="blog", audience=Audience.INDEXED, published=datetime(2099, 1, 1, tzinfo=UTC))
    gaps, _, _ = stage.gaps((reading(OFFER, Kind.OFFER), late), Subject(names=("C",)), now=NOW, known=library)
    assert next(gap for gap in gaps if gap.concept == "python").state is Presence.ABSENT


def test_quotations_are_cut_from_the_masked_text(library: Library, reading: Callable[..., Reading]) -> None:
    """What is masked stays masked in every quotation."""
    raw, masked = "Python : appelez le 0612345678", "Python : appelez le 06••••••78"
    mine = reading(raw, Kind.POST, source="blog", audience=Audience.INDEXED, masked=masked)
    gaps, _, _ = stage.gaps((reading(OFFER, Kind.OFFER), mine), Subject(names=("C",)), now=NOW, known=library)
    assert "0612345678" not in repr(gaps)


def test_folders_follow_the_command_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is installed lies in EREPUT_HOME when it is set; the cache is the user's own."""
    monkeypatch.setenv("EREPUT_HOME", "/srv/somewhere")
    assert str(library_module().installed_folder()) == "/srv/somewhere/taxonomies"
    monkeypatch.delenv("EREPUT_HOME")
    assert library_module().installed_folder().name == "taxonomies"
    assert library_module().cache_folder().name == "ereput"


def library_module():  # type: ignore[no-untyped-def]  # the module, which a fixture of this file hides
    return library
