"""The stage: mentions read once and masked; facts hers, somebody else's or an organisation's; findings explained; tables."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from typing import TYPE_CHECKING

import pytest

from ereput.analyse.exposure import stage
from ereput.analyse.exposure.images import position
from ereput.analyse.exposure.minor import majority
from ereput.model import Audience, Axis, Band, Entity, Finding, Kind, Match, Mention, Reading, Severity, Subject, Table
from ereput.words import render

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

NOW = datetime(2026, 11, 22, tzinfo=UTC)
SALT = b"s" * 32
CAMILLE = Subject(
    names=("Camille Durand",),
    emails=("camille.durand@courriel.example",),
    phones=("06 39 98 27 41",),
    city="Nantes",
    born=date(2005, 3, 14),
    born_year=2005,
)


class Silent:
    """A model that sees no entity: the rules speak alone."""

    def language(self, text: str) -> str:
        return "fr"

    def entities(self, texts: Iterable[tuple[str, str]]) -> Iterator[tuple[Entity, ...]]:
        return (() for _ in texts)


def page(text: str, **more: object) -> Mention:
    values = {"source": "page", "url": "https://blog.example/", "kind": Kind.PAGE, "declared": True, "text": text} | more
    return Mention(**values)  # type: ignore[arg-type]  # a table of field values


def judged(
    *mentions: Mention, subject: Subject = CAMILLE, images: tuple[tuple[Mention, bytes], ...] = ()
) -> tuple[tuple[Finding, ...], dict[str, Table]]:
    readings = readings_of(*mentions, subject=subject)
    findings, tables = stage.judge(readings, subject, salt=SALT, now=NOW, images=images)
    return findings, {table.id: table for table in tables}


def readings_of(*mentions: Mention, subject: Subject = CAMILLE) -> tuple[Reading, ...]:
    matches = [Match(mention=m.id, probability=1.0, band=Band.CONFIRMED) for m in mentions]
    return stage.read(mentions, matches, Silent(), subject)  # type: ignore[arg-type]  # what the stage asks of Nlp


def kinds(findings: Iterable[Finding], whose: str = "subject") -> set[str]:
    return {f.kind for f in findings if f.whose == whose}


def test_a_reading_is_masked_with_the_same_length() -> None:
    """`masked` keeps the length of the text and hides every identifier."""
    mention = page("Je m'appelle Camille Durand, 06 39 98 27 41, camille.durand@courriel.example, mdp : Soleil2024!")
    (reading,) = readings_of(mention)
    assert len(reading.masked) == len(mention.text)
    for raw in ("39 98 27", "camille.durand@", "Soleil2024"):
        assert raw not in reading.masked
    assert "Camille Durand" in reading.masked


def test_contacts_and_offers_are_not_looked_into() -> None:
    """Her contacts are hashed already; an offer is the employer's text."""
    offer = page("Contact : 02 40 12 34 56", kind=Kind.OFFER)
    assert readings_of(offer)[0].spans == ()


def test_a_namesake_weighs_nothing() -> None:
    """What is not hers, or not surely, gives no finding at all."""
    mention = page("Camille Durand, née le 2 juin 1981, 03 53 01 48 22")
    reading = readings_of(mention)[0]
    namesake = replace(reading, match=Match(mention=mention.id, probability=0.1, band=Band.NAMESAKE))
    assert stage.judge((namesake,), CAMILLE, salt=SALT, now=NOW)[0] == ()
    unmatched = stage.read((mention,), (), Silent(), CAMILLE)  # type: ignore[arg-type]  # as above
    assert stage.judge(unmatched, CAMILLE, salt=SALT, now=NOW)[0] == ()


def test_one_fact_keeps_all_its_places() -> None:
    """The same number written twice is one finding with two proofs, the same id, and no more weight on the same page."""
    once = page("Appelez-moi : 06 39 98 27 41")
    twice = page("Mon numéro : +33 6 39 98 27 41", url="https://forum.example/", audience=Audience.MEMBERS)
    (one,), _ = judged(once)
    (both,), _ = judged(once, twice)
    assert one.id == both.id
    assert len(both.evidence) == 2
    assert both.weight >= one.weight
    assert all("39 98" not in e.quote for e in both.evidence)


@pytest.mark.parametrize(
    ("text", "more", "whose"),
    [
        ("Camille Durand — 06 12 34 56 78", {}, "subject"),
        ("Écrivez à camille.durand@courriel.example", {"declared": False}, "subject"),
        ("Écrivez à c.durand@autre.example", {"declared": False}, "subject"),
        ("Écrivez à contact@asso.example", {}, "organisation"),
        ("Écrivez à sophie.martin@asso.example", {}, "other"),
        ("Standard : 02 61 91 30 30", {}, "organisation"),
        ("Mme Sophie Martin, 06 12 34 56 78", {}, "other"),
        ("Renseignements au 06 12 34 56 78", {"declared": False}, "organisation"),
        ("Appelez le 0 800 12 34 56", {}, "organisation"),
        ("Appelez-moi au 06 39 98 27 41", {"declared": False}, "subject"),
        ("Camille Durand raconte. Mon numéro : je suis au 06 12 34 56 78", {"declared": False}, "subject"),
        ("Son billet. Je suis né le 3 mai 1999.", {"declared": False, "author": "inconnu"}, "other"),
        (
            "Un billet sur Camille Durand, sans rien d'autre ici que ces quelques mots qui prennent toute la place"
            " qu'il faut prendre pour finir. " + "x " * 40 + "Née le 3 mai 1999.",
            {"declared": False},
            "subject",
        ),
    ],
)
def test_whose_it_is(text: str, more: dict[str, object], whose: str) -> None:
    """The profile, the nearest name, whose page it is: decided, and said why."""
    from ereput.analyse.exposure.whose import owner

    (reading,) = readings_of(page(text, **more))
    span = next(s for s in reading.spans if s.kind in ("PHONE", "EMAIL", "DOB"))
    decided = owner(span, reading, CAMILLE)
    assert decided.whose == whose
    assert decided.why.msg


def test_an_authors_page_is_hers() -> None:
    """A post signed with her handle or her name is her page."""
    from ereput.analyse.exposure.whose import names, own_page

    assert own_page(page("x", declared=False, author="Camille Durand"), CAMILLE)
    assert not own_page(page("x", declared=False, author="jdupont"), CAMILLE)
    known = names(CAMILLE)
    assert all(known.match(name) for name in ("DURAND Camille", "C. Durand", "Mme Durand", "Camille"))
    assert not any(known.match(name) for name in ("Léa Durand", "Paul Martin", ""))


def test_each_finding_explains_itself_in_both_languages() -> None:
    """Title, explanation, remedy and reasons are complete; nothing is raw; English has no French left."""
    findings, _ = judged(
        page("Camille Durand, NIR 275032917028004, 12 rue de la Paix 44000 Nantes, née le 14 mars 2005. Je suis diabétique.")
    )
    assert {"NIR", "ADDRESS", "DOB", "HEALTH"} <= kinds(findings)
    for found in findings:
        assert found.axis is Axis.PROTECTED
        assert found.remedy is not None
        assert len(found.why) >= 3
        for text in (found.title, found.explanation, found.remedy, *found.why):
            assert render(text, "fr")
            assert (render(text, "en") != "" and text.msg in ("{what} {label}",)) or render(text, "en") != render(text, "fr"), text
        details = dict(found.details)
        assert details.keys() >= {"audiences", "visibility", "gravity", "reference", "places"}
        assert "275032917028004" not in repr(found)


def test_the_sensitive_lane_is_apart_and_never_added_up() -> None:
    """Self and other are shown in their lane with weight 0; negated, quoted and organisations' words are not."""
    findings, tables = judged(
        page("Je suis diabétique."),
        page("Ma mère est musulmane.", url="https://b.example/2"),
        page("Je ne suis pas syndiquée.", url="https://b.example/3"),
        page("Il a dit « je suis gay ».", url="https://b.example/4"),
    )
    assert {(f.kind, f.whose) for f in findings} == {("HEALTH", "subject"), ("RELIGION", "other")}
    assert all(f.lane == "sensitive" and f.weight == 0 for f in findings)
    assert tables["exposure.exposition"].rows[0][-1] == 0
    testimony, _ = judged(page("Je suis diabétique.", declared=False, author="quelqu'un"))
    assert kinds(testimony) == set()


def test_her_own_papers_expose_nothing_but_say_what_to_take_off() -> None:
    """A CV's birth date is an INFO with weight 0; its telephone is expected; an export's content is silent."""
    cv = page("Camille Durand, née le 14 mars 2005, 06 39 98 27 41", kind=Kind.CV, audience=Audience.PRIVATE, url="file:cv.pdf")
    findings, _ = judged(cv)
    assert [(f.kind, f.severity, f.weight) for f in findings] == [("DOB", Severity.INFO, 0.0)]
    export = page("", kind=Kind.PROFILE, audience=Audience.PRIVATE, fields=(("phone", "06 39 98 27 41"),))
    assert judged(export)[0] == ()


def test_a_json_node_is_not_read_as_prose() -> None:
    """What is found in a JSON-LD node holds none of its signs, cut short or not."""
    node = '{"@type":"Article","articleBody":"De retour le 22 août","datePublished":"2026-08-01","author":[{"telephone":"06 39 98 27 41"}]}'
    for value in (node, node[:-4]):
        found, _ = judged(page("Bonjour", fields=(("jsonld", value),)))
        labels = {f.kind: f.label for f in found}
        assert labels["ABSENCE"] == "De retour le 22 août"
        assert labels["PHONE"] == "06 •• •• •• 41"
        assert not any(sign in e.quote for f in found for e in f.evidence for sign in '{}"')
        assert {e.quote for f in found if f.kind == "PHONE" for e in f.evidence} <= {"telephone : 06 •• •• •• 41", "06 •• •• •• 41"}


def test_structured_fields_are_read_too() -> None:
    """A telephone in a page's JSON-LD shows in public although the text is silent; a proof without span points at the page."""
    found, _ = judged(page("Bonjour", fields=(("jsonld", '{"telephone": "06 39 98 27 41"}'), ("name", "Camille"), ("summary", "Bonjour"))))
    (phone,) = found
    assert phone.kind == "PHONE"
    assert phone.evidence[0].span is None
    assert "39 98" not in phone.evidence[0].quote


def test_tables_hold_the_three_numbers() -> None:
    """Exposition with its parts, exact removal, identifiability down to one person, complete cocktails with their cheapest cure."""
    text = (
        "Camille Durand, née le 14 mars 2005 à Nantes, 12 rue de la Paix 44000 Nantes, 06 39 98 27 41. Étudiante à"
        " l'Université de Nantes. Mon chien s'appelle Rex. Ma sœur Julie."
    )
    _, tables = judged(page(text), page("Je suis en vacances jusqu'au 25 août.", url="https://blog.example/vacances"))
    exposition, removal = tables["exposure.exposition"], tables["exposure.removal"]
    assert removal.rows[0][2] == exposition.rows[0][-1]
    assert removal.rows[-1][3] == 0
    assert tables["exposure.identifiability"].rows[-1][2] == 1
    kits = {str(row[0]): row for row in tables["exposure.cocktails"].rows}
    assert kits["Usurpation d'identité"][2] is None
    assert kits["Cambriolage"][3] is not None
    assert kits["Questions secrètes"][2] is None


def test_nothing_found_is_said_so() -> None:
    """No fact: exposition 0, no removal, not enough data for identifiability."""
    findings, tables = judged(page("Il fait beau."))
    assert findings == ()
    assert tables["exposure.exposition"].rows[0][-1] == 0
    assert tables["exposure.removal"].rows == ()
    assert tables["exposure.identifiability"].status == "not_enough_data"


def test_what_she_posted_before_eighteen_is_one_finding() -> None:
    """Posts dated before her majority; not private ones, not others' pages, nothing when her birth is unknown."""
    young = page("Vivement les vacances.", kind=Kind.POST, published=datetime(2020, 5, 1, tzinfo=UTC))
    adult = page("Au travail.", kind=Kind.POST, published=datetime(2024, 5, 1, tzinfo=UTC), url="https://b.example/2")
    hidden = page("Privé.", kind=Kind.POST, published=datetime(2020, 5, 1, tzinfo=UTC), audience=Audience.PRIVATE)
    findings, _ = judged(young, adult, hidden)
    (minor,) = findings
    assert (minor.kind, minor.label, len(minor.evidence)) == ("MINOR", "× 1", 1)
    assert judged(young, subject=replace(CAMILLE, born=None, born_year=None))[0] == ()
    assert majority(replace(CAMILLE, born=None)) == date(2023, 1, 1)
    assert majority(replace(CAMILLE, born=date(2004, 2, 29))) == date(2022, 2, 28)
    assert "1 publication date d" in render(minor.explanation, "fr")


def test_a_minor_today_has_one_finding_for_all_her_posts() -> None:
    """However many posts, one finding: their number, the first places, and a setting for all; in both languages, of one as of many."""
    posts = [
        page("Entraînement ce soir.", kind=Kind.POST, published=datetime(2026, 1, 5, tzinfo=UTC), url=f"https://b.example/{i}")
        for i in range(50)
    ]
    pupil = replace(CAMILLE, born=date(2010, 3, 14))
    ((minor,), _), ((one,), _) = judged(*posts, subject=pupil), judged(posts[0], subject=pupil)
    assert (minor.label, len(minor.evidence)) == ("× 50", 3)
    elsewhere = [replace(post, declared=False, author="Camille Durand") for post in posts]
    ((forum,), _) = judged(*elsewhere, subject=pupil)
    assert len(forum.evidence) > 3  # pages that somebody else must be asked about
    assert minor.remedy is not None
    for language, many, single, setting in (
        ("fr", "50 publications", "1 publication ", "compte privé"),
        ("en", "50 posts", "1 post ", "private account"),
    ):
        assert many in render(minor.explanation, language)
        assert single in render(one.explanation, language)
        assert setting in render(minor.remedy, language)


def test_one_sentence_says_a_protected_matter_once() -> None:
    """Two words of one protected matter in one sentence are one finding; two sentences, or two matters, are two."""
    findings, _ = judged(page("En arrêt maladie pour une dépression, je serai de retour en mars."))
    assert [f.kind for f in findings] == ["HEALTH"]
    findings, _ = judged(page("Je suis diabétique. Je suis asthmatique et syndiquée."))
    assert sorted(f.kind for f in findings) == ["HEALTH", "HEALTH", "UNION"]


def test_the_last_line_of_identifiability_says_what_it_means() -> None:
    """Whatever k is, the line that sums the clues is told as what they do together; without a clue there is no line."""
    from ereput.analyse.exposure.identifiability import level

    told = {(render(level(k), "fr"), render(level(k), "en")) for k in (0.5, 3, 40, 900, 10**6)}
    assert len(told) == 5
    assert all(fr.startswith("Tous ces indices ensemble") and en.startswith("All these clues together") for fr, en in told)
    assert judged(page("Il fait beau."))[1]["exposure.identifiability"].rows == ()


def _photo(latitude: tuple[float, float, float], side: str = "N") -> bytes:
    from PIL import Image
    from PIL.TiffImagePlugin import IFDRational

    image, out = Image.new("RGB", (4, 4)), BytesIO()
    exif = Image.Exif()
    exif[0x8825] = {
        1: side,
        2: tuple(IFDRational(int(v * 100), 100) for v in latitude),
        3: "W",
        4: tuple(IFDRational(v) for v in (1, 33, 13)),
    }
    image.save(out, "JPEG", exif=exif)
    return out.getvalue()


def test_a_photographs_position_is_found() -> None:
    """Her own picture, its bytes given: the EXIF position becomes a finding, masked."""
    mention = page("", kind=Kind.IMAGE, url="https://blog.example/photo.jpg")
    findings, _ = judged(images=((mention, _photo((47, 13, 6))), (mention, b"not an image")))
    (found,) = findings
    assert found.kind == "COORDINATES"
    assert found.severity is Severity.HIGH
    assert position(_photo((47, 13, 6))) == pytest.approx((47.2183, -1.5536), abs=1e-3)


@pytest.mark.parametrize("data", [b"", b"\xff\xd8\xff\xe1garbage", b"GIF89a", _photo((147, 0, 0))])
def test_a_hostile_image_has_no_position(data: bytes) -> None:
    """Truncated, false or absurd images give None, never an error."""
    assert position(data) is None


def test_an_image_without_position() -> None:
    """A plain picture, and one above the size read, have none; the southern hemisphere is negative."""
    from PIL import Image

    out = BytesIO()
    Image.new("RGB", (2, 2)).save(out, "PNG")
    assert position(out.getvalue()) is None
    assert position(b"\x00" * 40_000_001) is None
    south = position(_photo((33, 51, 0), "S"))
    assert south is not None and south[0] < 0


def test_scan_reads_lazily_and_in_order() -> None:
    """One tuple of spans a text, with or without a model; texts are asked for as they are read."""
    texts = ["06 39 98 27 41", "", "Bonjour", "camille@example.org"]
    with_model = [[s.kind for s in spans] for spans in stage.scan(iter(texts), Silent())]  # type: ignore[arg-type]  # as above
    alone = [[s.kind for s in spans] for spans in stage.scan(iter(texts), None)]
    assert with_model == alone == [["PHONE"], [], [], ["EMAIL"]]


def test_the_same_run_gives_the_same_findings() -> None:
    """Judging is a function: same readings, same salt, same order, same ids; another salt, other ids."""
    mentions = [
        page("Camille Durand, 06 39 98 27 41, née le 14 mars 2005"),
        page("12 rue de la Paix 44000 Nantes", url="https://b.example/2"),
    ]
    first, _ = judged(*mentions)
    second, _ = judged(*reversed(mentions))
    assert [f.id for f in first] == [f.id for f in second]
    other, _ = stage.judge(readings_of(*mentions), CAMILLE, salt=b"t" * 32, now=NOW)
    assert {f.id for f in first}.isdisjoint(f.id for f in other)
