"""Is it her? The laws of the resolve stage."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from ereput.model import Band, Handle, Kind, Mention, Subject
from ereput.resolve.stage import band, prior, resolve
from ereput.words import render

CAMILLE = Subject(
    names=("Camille Durand",), city="Saint-Nazaire", schools=("Université de Nantes",), employers=("Cartolis SAS",),
    emails=("camille.durand@example.org",), handles=(Handle(service="github", user="zorglub-442"),), pages=("https://camille.example.org/",),
    born_year=2003,
)  # fmt: skip


def mention(url: str = "https://site.example/p", *, kind: Kind = Kind.PROFILE, title: str = "", text: str = "", declared: bool = False,
            author: str | None = None, published: datetime | None = None, **fields: str) -> Mention:  # fmt: skip
    return Mention(source="web", url=url, kind=kind, title=title, text=text, declared=declared, author=author, published=published,
                   fields=tuple(fields.items()))  # fmt: skip


def one(m: Mention, *others: Mention, decisions: dict[str, bool] | None = None, namesakes: float | None = None):  # type: ignore[no-untyped-def]  # a test helper
    count = None if namesakes is None else (lambda _: namesakes)
    return resolve(CAMILLE, (m, *others), decisions=decisions or {}, namesakes=count)[0]


def test_declared_is_sure() -> None:
    """What she declared is confirmed, whatever it says."""
    assert one(mention(declared=True, name="Zoé Petit")).probability == 1.0


def test_decisions_win_over_everything() -> None:
    """Her own yes and no win over any evidence, even over a declaration."""
    no, yes = mention(declared=True), mention(name="Paul Martin")
    assert one(no, decisions={no.id: False}).band is Band.NAMESAKE
    judged = one(yes, decisions={yes.id: True})
    assert judged.by_user and judged.counts and judged.reasons


@pytest.mark.parametrize(
    "fields",
    [
        {"name": "Camille Durand", "email": "camille.durand@example.org"},
        {"name": "Camille Durand", "organisation": "Cartolis", "location": "Saint-Nazaire, France"},
        {"name": "DURAND Camille", "handle": "zorglub-442", "location": "Saint-Nazaire"},
        {"name": "Camille Durand", "school": "Nantes Université", "organisation": "CARTOLIS", "born": "2003"},
    ],
)
def test_strong_evidence_confirms(fields: dict[str, str]) -> None:
    """An e-mail, or a handle or employer with a place, confirm."""
    assert one(mention(**fields)).band is Band.CONFIRMED


@pytest.mark.parametrize(
    "fields",
    [
        {"name": "Julie Durand", "location": "Saint-Nazaire"},
        {"name": "Camille Durand", "born": "1961-04", "location": "Nantes"},
        {"name": "Camille Durand", "location": "Strasbourg", "organisation": "Fleurs du Rhin", "school": "Lycée du Parc"},
        {"name": "Paul Martin"},
    ],
)
def test_conflicts_make_a_namesake(fields: dict[str, str]) -> None:
    """Another first name, birth year or whole life is somebody else's."""
    assert one(mention(**fields)).band is Band.NAMESAKE


def test_name_alone_never_confirms() -> None:
    """A name alone, however rare, is never taken for her: to be checked at best, a namesake's when it is common."""
    bare = mention(name="Camille Durand")
    assert one(bare).band is Band.TO_CHECK
    assert one(bare, namesakes=0.01).band is Band.TO_CHECK
    assert one(bare, namesakes=900).band is Band.NAMESAKE


def test_links_in_both_directions_confirm() -> None:
    """A declared page and a profile that name each other are one person; one direction alone is weaker."""
    home = mention("https://camille.example.org/", kind=Kind.PAGE, declared=True, same_as="https://pod.example/@cam")
    both = mention("https://pod.example/@cam", name="cam", same_as="https://camille.example.org/")
    alone = mention("https://other.example/@cam", name="Camille Durand", same_as="https://camille.example.org")
    matches = resolve(CAMILLE, (home, both, alone), decisions={})
    assert matches[1].band is Band.CONFIRMED and "renvoient l'une à l'autre" in str(matches[1].reasons[0])
    assert matches[2].counts and matches[2].probability < matches[1].probability


def test_one_shareable_clue_is_not_enough() -> None:
    """A rare name and the same city may still be a cousin: one clue that chance can share asks the person."""
    lone = one(mention(name="Camille Durand", location="Saint-Nazaire"), namesakes=0.01)
    assert lone.band is Band.TO_CHECK and "Un seul indice" in str(lone.reasons[-1])
    assert one(mention(name="Camille Durand", location="Saint-Nazaire", organisation="Cartolis"), namesakes=0.01).counts


def test_where_the_page_stands() -> None:
    """The site of her employer, and an address that ends with her handle, speak for her; a result that leads to a sure page is sure."""
    subject = Subject(
        names=("Camille Durand",),
        employers=("Données citoyennes Ouest",),
        handles=(Handle(service="x", user="zorglub-442"),),
        emails=("c@d.example",),
    )
    there = mention("https://donnees-citoyennes.example/ag", kind=Kind.ARTICLE, text="Camille Durand présente SQL")
    elsewhere = mention("https://autre-site.example/ag", kind=Kind.ARTICLE, text="Camille Durand présente SQL")
    account = mention("https://wiki.example/w?title=User:zorglub-442", kind=Kind.PAGE)
    sure = mention("https://a.example/p", name="Camille Durand", email="c@d.example")
    result = mention("https://a.example/p", kind=Kind.RESULT, title="Camille Durand")
    matches = resolve(subject, (there, elsewhere, account, sure, result), decisions={})
    assert matches[0].probability > matches[1].probability and "site de" in str(matches[0].reasons[0])
    assert any("identifiant" in str(r) for r in matches[2].reasons) and matches[4].band is Band.CONFIRMED


def test_the_line_under_her_name() -> None:
    """A page that repeats the line under her name on a sure profile is nearer to her than one that does not."""
    sure = mention("https://l.example", declared=True, name="Camille Durand", headline="Étudiante MIASHS | Nantes")
    same = mention("https://r.example/1", kind=Kind.RESULT, title="Camille Durand | Étudiante MIASHS")
    other = mention("https://r.example/2", kind=Kind.RESULT, title="Camille Durand | Fleuriste")
    matches = resolve(CAMILLE, (sure, same, other), decisions={}, namesakes=lambda _: 300.0)
    assert matches[1].probability > 5 * matches[2].probability and "présentation" in str(matches[1].reasons[0])


def test_gravatar_and_phone_and_text_email() -> None:
    """A Gravatar hash is her e-mail; so is an address in a text, but not one that only ends like hers."""
    import hashlib

    digest = hashlib.md5(b"camille.durand@example.org").hexdigest()
    assert one(mention(name="C. Durand", avatar=f"https://secure.gravatar.com/avatar/{digest}?s=96")).counts
    assert one(mention(text="Camille Durand, camille.durand@example.org")).counts
    assert not one(mention(text="Camille Durand, xcamille.durand@example.org")).counts


def test_confirmed_pages_teach_but_probable_ones_do_not() -> None:
    """Only a confirmed mention adds to the portrait: nothing is joined through something weaker."""
    sure = mention("https://a.example", name="Camille Durand", email="camille.durand@example.org", organisation="Bureau des Marées")
    linked = mention("https://b.example", name="Camille Durand", organisation="Bureau des Marées", location="Saint-Nazaire")
    assert resolve(CAMILLE, (linked, sure), decisions={})[0].probability > resolve(CAMILLE, (linked,), decisions={})[0].probability


def test_dates_that_cannot_be_hers() -> None:
    """A job before birth, an obituary, an impossible age are against her."""
    old = mention(name="Camille Durand", organisation="Cartolis", location="Saint-Nazaire", start="1985")
    gone = mention(title="Avis de décès", text="Camille Durand, Saint-Nazaire, nous a quittés", kind=Kind.PAGE)
    aged = mention(text="Camille Durand, 58 ans, de Saint-Nazaire", kind=Kind.ARTICLE, published=datetime(2024, 1, 1, tzinfo=UTC))
    young = mention(text="Camille Durand, 21 ans, de Saint-Nazaire", kind=Kind.ARTICLE, published=datetime(2024, 1, 1, tzinfo=UTC))
    assert one(old).probability < 0.6 and one(gone).band is Band.NAMESAKE
    assert one(aged).probability < one(young).probability


def test_order_of_mentions_does_not_matter() -> None:
    """The same mentions in any order get the same matches."""
    many = [mention(f"https://s{i}.example", name="Camille Durand", location=c) for i, c in enumerate(("Saint-Nazaire", "Metz", "Nice"))]
    forward = resolve(CAMILLE, many, decisions={})
    assert forward == tuple(reversed(resolve(CAMILLE, many[::-1], decisions={})))


def test_bands_and_prior() -> None:
    """The bands are those of the reader's legend; more namesakes, smaller prior."""
    assert [band(p) for p in (0.95, 0.6, 0.59, 0.1)] == [Band.CONFIRMED, Band.PROBABLE, Band.TO_CHECK, Band.NAMESAKE]
    assert prior(CAMILLE, lambda _: 1.0) > prior(CAMILLE) > prior(CAMILLE, lambda _: 500.0)
    assert prior(CAMILLE, lambda _: None) == prior(CAMILLE)


def test_hostile_mention() -> None:
    """An empty, huge or odd mention is judged, not feared."""
    for text in ("", "Durand " * 50_000, "\u202e\x00" * 100, "né le " * 2000):
        assert 0 <= one(mention(text=text, name="\u0000", born="????")).probability <= 1


def test_contacts_and_pictures_and_dates_speak() -> None:
    """Contacts cited in a text, the same picture, an overlapping job elsewhere, a matching day of birth: each says its word."""
    from datetime import date

    subject = Subject(names=("Camille Durand",), born=date(2003, 5, 17), phones=("06 12 34 56 78",))
    known = (
        mention("https://c/1", kind=Kind.CONTACT, declared=True, name="Zoé Le Gall"),
        mention("https://c/2", kind=Kind.CONTACT, declared=True, name="Ali Benaïssa"),
        mention("https://p", declared=True, avatar="https://i.example/a.png"),
        mention("https://j", kind=Kind.POSITION, declared=True, organisation="Cartolis", start="2024-01", end="2025-01"),
    )
    texts = (
        mention("https://t/1", kind=Kind.ARTICLE, text="Camille Durand, Zoé Le Gall et Ali Benaïssa"),
        mention("https://t/2", name="Camille Durand", avatar="https://i.example/a.png"),
        mention("https://t/3", name="Camille Durand", organisation="Brumair", start="2024-02", end="2024-12"),
        mention("https://t/4", name="Camille Durand", born="2003-05-17", phone="+33 6 12 34 56 78"),
        mention("https://t/5", text="Camille Durand, née le 3 mars 1971 à Lyon"),
    )
    reasons = [" ".join(map(str, m.reasons)) for m in resolve(subject, (*known, *texts), decisions={})[4:]]
    expected = ("2 de vos contacts", "Même photo", "au même moment", "Même numéro", "naissance est différente")
    assert all(word in told for word, told in zip(expected, reasons, strict=True))


def test_a_city_inside_another_name_is_no_clue() -> None:
    """ "Université de Nantes" is a school, once; the city speaks only where it stands by itself."""
    subject = Subject(names=("Camille Durand",), city="Pau", schools=("IUT de Pau",))
    school = mention(kind=Kind.ARTICLE, text="Camille Durand, passée par l'IUT de Pau.")
    both = mention(kind=Kind.ARTICLE, text="Camille Durand vit à Pau, après l'IUT de Pau.")
    first, second = (resolve(subject, (m,), decisions={})[0] for m in (school, both))
    assert not any("ville" in str(r) for r in first.reasons) and any("ville" in str(r) for r in second.reasons)


def test_a_trade_or_a_town_alone_is_shared() -> None:
    """Her job title with her subjects, or her town with them, may be a namesake's; the title and the town together are hers."""
    subject = Subject(names=("Camille Durand",), city="Gap")
    job = (("organisation", "Cartolis"), ("title", "Géomètre"), ("skill", "topographie"))
    export = Mention(source="export", url="https://e/1", kind=Kind.POSITION, declared=True, fields=job)
    words = {
        "trade": "Camille Durand, géomètre, parle de topographie.",
        "town": "Camille Durand, à Gap, parle de topographie.",
        "both": "Camille Durand, géomètre à Gap, parle de topographie.",
    }
    judged = {
        k: resolve(subject, (export, mention(kind=Kind.ARTICLE, text=t)), decisions={}, namesakes=lambda _: 2.0)[1]
        for k, t in words.items()
    }
    assert [judged[k].counts for k in words] == [False, False, True]
    assert any("intitulé" in str(r) for r in judged["both"].reasons)


def test_the_age_beside_her_name_weighs_more() -> None:
    """An age in her sentence is hers; elsewhere it may be anybody's."""
    when = datetime(2024, 1, 1, tzinfo=UTC)
    near = one(mention(kind=Kind.ARTICLE, published=when, text="Camille Durand, 58 ans, de Saint-Nazaire."))
    far = one(mention(kind=Kind.ARTICLE, published=when, text="Camille Durand, de Saint-Nazaire. Son club a 58 ans."))
    assert near.probability < far.probability


def test_long_before_her_first_job() -> None:
    """Without a birth date, her first known job says about when she can have worked; with one, a job before 18 is unlikely."""
    subject = Subject(names=("Camille Durand",), city="Gap")
    job = mention("https://e/1", kind=Kind.POSITION, declared=True, organisation="Cartolis", start="2020")
    old = mention(name="Camille Durand", organisation="Brumair", start="1995")
    assert any("premier emploi" in str(r) for r in resolve(subject, (job, old), decisions={})[1].reasons)
    young = one(mention(kind=Kind.POSITION, name="Camille Durand", organisation="Cartolis", start="2019"))
    assert any("mineur" in str(r) for r in young.reasons)


def test_the_page_of_a_declared_account_is_hers() -> None:
    """An account she gave is sure wherever its page turns up, on its own server or service; the same user elsewhere is a clue only."""
    accounts = (Handle(service="github", user="cam-d"), Handle(service="mediawiki", user="CamD44", base="https://wiki.example/w"))
    subject = Subject(names=("Camille Durand",), handles=accounts)
    urls = (
        "https://github.com/cam-d",
        "https://wiki.example/index.php?title=User:CamD44",
        "https://other.example/CamD44",
        "https://github.com/x",
    )
    matches = resolve(subject, [mention(u, kind=Kind.RESULT, title="cam") for u in urls], decisions={})
    assert [m.band is Band.CONFIRMED for m in matches] == [True, True, False, False]


def test_reasons_say_things_as_they_were_written() -> None:
    """A reason gives the school and the place as she wrote them, not as they are compared."""
    subject = Subject(names=("Camille Durand",), city="Saint-Étienne", schools=("Université de la Loire",))
    match = resolve(subject, (mention(text="Camille Durand, de Saint-Étienne, étudie à l'Université de la Loire."),), decisions={})[0]
    said = " ".join(map(str, match.reasons))
    assert "Université de la Loire" in said and "Saint-Étienne" in said


@pytest.mark.parametrize("told", ["travaille chez Fleurs du Rhin", "est passée par l'Université de Metz", "est fleuriste à Strasbourg"])
def test_prose_speaks_against_too(told: str) -> None:
    """Another employer, school or town in a sentence with her name is against, softly; hers beside it is not."""
    there = one(mention(kind=Kind.ARTICLE, text=f"Camille Durand {told}."))
    nothing = one(mention(kind=Kind.ARTICLE, text="Camille Durand est là."))
    both = one(mention(kind=Kind.ARTICLE, text=f"Camille Durand {told}. Saint-Nazaire, Cartolis, Université de Nantes."))
    assert there.probability < nothing.probability < both.probability
    assert any(str(reason).startswith("Un") and "autre" in str(reason) for reason in there.reasons)


def test_clues_that_contradict_each_other_are_asked() -> None:
    """Two clues that another place contradicts make a question; a third settles it, and so does an e-mail."""
    shown = {"name": "Camille Durand", "location": "Saint-Nazaire", "school": "Université de Nantes", "organisation": "Fleurs du Rhin"}
    asked = one(mention(**shown), namesakes=1.0)
    assert asked.band is Band.TO_CHECK and "contredisent" in str(asked.reasons[-1])
    assert one(mention(**shown, born="2003"), namesakes=1.0).counts
    assert one(mention(**shown, email="camille.durand@example.org"), namesakes=1.0).counts


def test_a_lone_name_says_why_it_is_not_hers() -> None:
    """A page where nothing but the name was found says so, in both languages; one with something else does not."""
    (*_, why) = one(mention(name="Camille Durand"), namesakes=500).reasons
    assert "Rien d'autre que le nom" in str(why) and render(why, "en").startswith("Nothing but the name")
    assert not any("Rien d'autre" in str(r) for r in one(mention(name="Camille Durand", location="Saint-Nazaire"), namesakes=500).reasons)
    assert not any("Rien d'autre" in str(r) for r in one(mention(name="Paul Martin")).reasons)


def test_a_first_name_as_account_is_no_identifier() -> None:
    """An address that ends with her first name alone, as one of her accounts does, is any namesake's."""
    subject = replace(CAMILLE, handles=(Handle(service="blogger", user="camille"),))
    (match,) = resolve(subject, (mention("https://other.example/camille", name="Camille Durand"),), decisions={})
    assert not any("identifiant" in str(reason) for reason in match.reasons)


def test_a_page_without_her_name_is_never_hers_by_its_surroundings() -> None:
    """Her employer's page, in her town, says nothing of her: she is asked; an account of hers, or an address, speaks for itself."""
    employer = mention(
        kind=Kind.PAGE, text="Cartolis SAS recrute à Saint-Nazaire, avec l'Université de Nantes.", organisation="Cartolis SAS"
    )
    colleague = mention(name="papillon44", organisation="Cartolis SAS", location="Saint-Nazaire", school="Université de Nantes")
    for page in (employer, colleague):
        judged = one(page)
        assert judged.band is Band.TO_CHECK and "Votre nom n'y est pas." in map(str, judged.reasons)
    assert one(mention(name="zorglub-442", handle="zorglub-442", organisation="Cartolis SAS")).band is Band.CONFIRMED
    assert one(mention(name="papillon44", email="camille.durand@example.org")).band is Band.CONFIRMED


def test_the_reasons_do_not_contradict_one_another() -> None:
    """A page where her name is not is never said to hold nothing but her name."""
    reasons = " ".join(map(str, one(mention(kind=Kind.PAGE, text="Recette de crêpes")).reasons))
    assert "n'y est pas" in reasons and "Rien d'autre que le nom" not in reasons


@pytest.mark.parametrize(("age", "expected"), [(58, "ne convient pas"), (23, ""), (15, "")])
def test_an_age_on_a_page_without_a_date(age: int, expected: str) -> None:
    """A page was written before it was read: an age that she has not reached is another's; a lower one may be of an older page."""
    page = mention(kind=Kind.PAGE, text=f"Camille Durand, {age} ans, de Saint-Nazaire", name="Camille Durand", organisation="Cartolis SAS")
    judged = one(replace(page, seen_at=datetime(2026, 11, 1, tzinfo=UTC)))
    told = [str(reason) for reason in judged.reasons if "L'âge" in str(reason)]
    assert told == ([f"L'âge indiqué {expected}."] if expected else [])
    assert (judged.band is Band.CONFIRMED) == (not expected)
