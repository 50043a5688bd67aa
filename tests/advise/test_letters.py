"""Letters: our own words filled from a finding; nothing personal but the name and the addresses; the places to fill are marked."""

from __future__ import annotations

import email
import email.policy
import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ereput.advise.guides import Guide, guides
from ereput.advise.letter_files import FORMATS, blocks, eml, html, text
from ereput.advise.letter_plan import dated
from ereput.advise.letters import MARKS, Letter, how, plain, write
from ereput.advise.plan import Entry, Plan, Step
from ereput.advise.requests import ENGINES, KINDS, Recipient, Request, concerned, controller, requests, service
from ereput.assets import folder
from ereput.model import Audience, Axis, Evidence, Finding, Handle, Severity, Stage, State, Subject, say

TODAY = date(2026, 11, 23)
CAMILLE = Subject(
    names=("Camille Durand",), emails=("camille.durand@courriel.example",), phones=("0639982741",), city="Nantes", born=date(2005, 3, 14),
    pages=("https://camille.example/",), handles=(Handle(service="mastodon", user="camille_d", base="https://social.example"),),
)  # fmt: skip


def fact(id_: str, *urls: str, kind: str = "PHONE", **more: object) -> Finding:
    """An exposed fact at these addresses; one of before eighteen has its own title."""
    title = say("Contenu publié avant vos dix-huit ans") if kind == "MINOR" else say("{what} visible", what=say("Numéro de téléphone"))
    made = Finding(
        id=id_, rule="exposure.x", kind=kind, axis=Axis.PROTECTED, severity=Severity.MEDIUM, confidence=0.9, title=title,
        explanation=say("…"), label="06 •• •• •• 41", evidence=tuple(Evidence(url=u, quote="06 •• •• •• 41") for u in urls),
    )  # fmt: skip
    return replace(made, **more)  # type: ignore[arg-type]  # names of fields


def letter(kind: str = "erasure", language: str = "fr", *urls: str) -> Letter:
    (made,) = requests(CAMILLE, [fact("a", *(urls or ("https://forum.example/t/1",)))], kind)
    return write(made, CAMILLE, language=language, today=TODAY)


def whole(one: Letter) -> str:
    """Every file of a letter, as one text."""
    return "\n".join((text(one).decode(), html(one), email.message_from_bytes(eml(one), policy=email.policy.default).get_content()))


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("kind", list(KINDS))
def test_every_kind_in_both_languages(kind: str, language: str) -> None:
    """Each letter names the page, its article and the name; ends with the signature; holds no unfilled place of a template."""
    facts = [fact("a", "https://forum.example/t/1", kind="MINOR")]
    made = requests(CAMILLE, facts, kind)
    assert len(made) == (len(ENGINES) if kind == "delisting" else 1)
    one = write(made[0], CAMILLE, language=language, today=TODAY)
    said = text(one).decode()
    assert "https://forum.example/t/1" in said
    assert "Camille Durand" in said
    assert re.search(r"\b(?:article|Article)\b", said)
    assert "{" not in said
    assert "None" not in said
    assert one.body.endswith("Camille Durand")
    assert one.subject
    assert "\n" not in one.subject
    assert one.blanks >= 1


@pytest.mark.parametrize(
    ("kind", "articles"),
    [
        ("access", ["article 15", "article 12"]), ("rectification", ["article 16", "article 18"]),
        ("erasure", ["article 17", "article 12"]),
        ("objection", ["article 21", "article 12"]), ("erasure-minor", ["article 17, paragraphe 1, f", "article 51"]),
        ("delisting", ["C-131/12", "articles 17 et 21"]), ("reminder", ["article 12, paragraphe 3", "article 77"]),
        ("complaint", ["article 77", "article 12"]),
    ],
)  # fmt: skip
def test_each_letter_cites_its_law(kind: str, articles: list[str]) -> None:
    """The article on which each request stands is in it."""
    facts = [fact("a", "https://forum.example/t/1", kind="MINOR")]
    one = write(requests(CAMILLE, facts, kind)[0], CAMILLE, language="fr", today=TODAY)
    for article in articles:
        assert article in f"{one.subject}\n{one.body}".replace("\u00a0", " ")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_what_an_article_does_not_give_is_not_asked_under_it(language: str) -> None:
    """Article 15(1) lists no legal basis (Articles 13 and 14 do); Article 12(5) makes every request free; Article 9 gives no
    right to take a publication back; Article 21(1) wants a reason, also of a dealer in data.
    """
    said = {kind: letter(kind, language).body for kind in ("access", "rectification", "erasure", "objection")}
    listed, _, apart = said["access"].partition("13")
    asked = [line for line in listed.splitlines() if line.startswith("- ")]
    assert not [line for line in asked if re.search("base légale|legal basis", line)] and apart
    assert all(re.search(r"12, paragraphe 5|12\(5\)", body.replace("\u00a0", " ")) for body in said.values())
    (made,) = requests(CAMILLE, [fact("a", "https://dealer.example/c", lane="sensitive")], "erasure")
    sensitive = write(made, CAMILLE, language=language, today=TODAY).body
    assert re.search("exception", sensitive) and not re.search("rendre publiques|make them public", sensitive)
    dealt = write(replace(made, signs=frozenset({"trade"}), kind="objection"), CAMILLE, language=language, today=TODAY).body
    assert re.search("situation particulière|particular situation", dealt) and MARKS[language] in dealt
    dealt = write(replace(made, signs=frozenset({"trade"})), CAMILLE, language=language, today=TODAY).body
    assert re.search("recherche d’emploi|search for work", dealt)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_three_weeks_count_from_the_complaint(language: str) -> None:
    """Loi n° 78-17, art. 51, II: the CNIL decides within three weeks of receiving the complaint; a service that the article does not
    reach is asked under Article 17(1)(a) all the same.
    """
    young = [fact("a", "https://forum.example/t/1", kind="MINOR")]
    bodies = [
        write(requests(CAMILLE, young, kind)[0], CAMILLE, language=language, today=TODAY).body for kind in ("erasure-minor", "complaint")
    ]
    assert all(re.search(r"trois semaines de la réception|three weeks of receiving", body) for body in bodies)
    assert re.search(r"17, paragraphe 1, a|17\(1\)\(a\)", bodies[0])


def test_the_month_is_counted() -> None:
    """The date of the letter and the last day to answer are both in it, in words."""
    one = letter()
    assert one.due == date(2026, 12, 23)
    assert "23\u00a0novembre 2026" in one.body
    assert "23\u00a0décembre 2026" in one.body
    assert "23 December 2026" in letter("erasure", "en").body.replace("\u00a0", " ")


@pytest.mark.parametrize("kind", list(KINDS))
def test_nothing_personal_but_the_name_and_the_pages(kind: str) -> None:
    """Neither e-mail, telephone, city, birth nor masked value of hers is written: she fills what she wants to give."""
    for language in ("fr", "en"):
        facts = [fact("a", "https://forum.example/t/1", kind="MINOR")]
        said = whole(write(requests(CAMILLE, facts, kind)[0], CAMILLE, language=language, today=TODAY))
        for secret in ("courriel.example", "0639982741", "Nantes", "2005", "06 ••"):
            assert secret not in said


def test_a_sensitive_matter_is_not_named() -> None:
    """For GDPR article 9, the letter says that it is protected, not what it is about."""
    sensitive = replace(
        fact("a", "https://forum.example/1"), kind="HEALTH", lane="sensitive", title=say("{what} : ce que vous en dites", what=say("Santé"))
    )
    one = write(requests(CAMILLE, [sensitive])[0], CAMILLE, language="fr", today=TODAY)
    assert "Santé" not in whole(one)
    assert "article 9" in one.body


@pytest.mark.parametrize(("kind", "article"), [("UNION", "9"), ("OFFENCE", "10"), ("FAMILY_STATUS", ""), ("MORALS", "")])
def test_the_lane_apart_is_cited_under_the_article_that_lists_it(kind: str, article: str) -> None:
    """GDPR art. 9(1) lists neither offences (art. 10) nor family life or means: a letter claims no article that does not hold."""
    facts = [fact("a", "https://forum.example/1", kind=kind, lane="sensitive", title=say("Titre secret"))]
    for language, cited in (("fr", f"article {article} du RGPD"), ("en", f"Article {article} GDPR")):
        made = [*requests(CAMILLE, facts), *requests(CAMILLE, facts, "delisting")]
        for one in (write(request, CAMILLE, language=language, today=TODAY) for request in made):
            said = re.sub(r"\s", " ", one.body)
            assert "secret" not in said
            assert (cited in said) is bool(article)
            assert ("article 9" in said.casefold()) is (article == "9")
    both = [
        *facts,
        fact("b", "https://forum.example/1", kind="HEALTH", lane="sensitive"),
        fact("c", "https://forum.example/1", kind="OFFENCE", lane="x"),
    ]
    said = write(requests(CAMILLE, both, "delisting")[0], CAMILLE, language="fr", today=TODAY).body
    assert "des articles 9 et 10 du RGPD" in said


def test_who_is_still_a_minor_says_so() -> None:
    """At fifteen one is under eighteen, one was not; from the eighteenth birthday on, one was."""
    facts = [fact("a", "https://forum.example/1", kind="MINOR")]
    for born, still in ((date(2011, 3, 1), True), (date(2008, 11, 24), True), (date(2008, 11, 23), False)):
        subject = replace(CAMILLE, born=born)
        for kind in ("erasure-minor", "delisting", "complaint"):
            one = write(requests(subject, facts, kind)[0], subject, language="fr", today=TODAY)
            said = f"{one.subject} {one.body}".replace("\u00a0", " ")
            assert ("J’avais" in said or "étais mineur·e" in said) is not still
            assert ("J’ai moins de dix-huit ans" in said or "suis mineur·e" in said) is still
            assert ("2020-1266" in said) is (still and kind == "erasure-minor"), "no parent need agree (loi n° 2020-1266)"
    year = replace(CAMILLE, born=None, born_year=2010)
    assert "I am under eighteen" in write(requests(year, facts)[0], year, language="en", today=TODAY).body


def test_a_student_seeks_a_placement() -> None:
    """What the publication stands in the way of is what she looks for."""
    student = replace(CAMILLE, stage=Stage.STUDENT_AFTER)
    made = requests(student, [fact("a", "https://forum.example/1")])[0]
    assert "recherche de stage ou d’emploi" in write(made, student, language="fr", today=TODAY).body
    assert "search for an internship or for work" in write(made, student, language="en", today=TODAY).body
    assert "recherche d’emploi" in write(made, CAMILLE, language="fr", today=TODAY).body


def test_who_received_the_data_is_asked() -> None:
    """GDPR art. 19, second sentence: the recipients are told to her if she asks."""
    assert re.search(r"qui ils\ssont \(article\s19\)", letter().body)
    assert "tell me who they are (Article 19)" in letter("erasure", "en").body


@pytest.mark.parametrize("guide", guides().values(), ids=lambda g: g.id)
def test_a_letter_is_never_sent_where_an_account_is_closed(guide: Guide) -> None:
    """Pasting a letter about somebody else's page into "delete my account" would close hers: only a contact is written to."""
    for where in guide.hosts:
        to = controller(f"https://{where}/x")
        assert {to.form, to.email} <= {"", guide.contact}


def test_each_publisher_has_its_own_letter() -> None:
    """Two instances, two blogs of one host, two companies under one guide: each answers for its own pages only."""
    pairs = [
        ("https://mamot.fr/@a/1", "https://piaille.fr/@a/1"), ("https://a.wordpress.com/1", "https://b.wordpress.com/1"),
        ("https://open.spotify.com/user/1", "https://www.deezer.com/profile/1"), ("https://a.github.io/", "https://github.com/a/b"),
        ("https://www.118218.fr/1", "https://www.118000.fr/1"),
    ]  # fmt: skip
    for pair in pairs:
        made = requests(CAMILLE, [fact("a", *pair)])
        assert sorted(url for r in made for url in r.urls) == sorted(pair)
        assert [len(r.urls) for r in made] == [1, 1]
    (one,) = requests(CAMILLE, [fact("a", "https://mamot.fr/@a/1")])
    assert (str(one.to.name), one.to.form) == ("L’éditeur du site mamot.fr", "")


def test_no_identity_document_by_default() -> None:
    """Article 12(6): what is enough to identify her is said, and a full copy is not offered."""
    assert "n’est donc pas nécessaire par défaut" in letter().body.replace("\u00a0", " ")
    assert "not necessary by default" in letter("erasure", "en").body


def test_one_letter_a_controller() -> None:
    """Two facts on one site are one letter; two sites are two; her own pages and documents are none."""
    facts = [
        fact("a", "https://forum.example/1", "https://autre.example/2"), fact("b", "https://www.forum.example/3"),
        fact("c", "https://camille.example/p", "https://social.example/@camille_d/1"), fact("d", "file:cv.pdf"),
    ]  # fmt: skip
    made = requests(CAMILLE, facts)
    assert [(r.to.host, r.targets) for r in made] == [("autre.example", ("a",)), ("forum.example", ("a", "b"))]
    assert made[1].urls == ("https://forum.example/1", "https://www.forum.example/3")
    hers = requests(CAMILLE, facts, "erasure", hers=True)
    assert {r.to.host for r in hers} == {"autre.example", "forum.example", "camille.example", "social.example"}
    assert next(r for r in hers if r.to.host == "social.example").account == "camille_d"


def test_a_minor_s_letter_names_only_dated_pages() -> None:
    """The page of before eighteen gets the reinforced letter; another page of the same site gets the ordinary one."""
    facts = [fact("a", "https://forum.example/old", kind="MINOR"), fact("b", "https://forum.example/new")]
    made = {r.kind: r.urls for r in requests(CAMILLE, facts)}
    assert made == {"erasure-minor": ("https://forum.example/old",), "erasure": ("https://forum.example/new",)}
    assert requests(CAMILLE, facts[1:], "erasure-minor") == ()


def test_what_is_not_hers_or_not_public_is_not_asked() -> None:
    """Somebody else's data, a good point, a private file: nobody to write to."""
    assert concerned(fact("a", "https://x.example/"))
    assert not concerned(fact("a", "https://x.example/", whose="other"))
    assert not concerned(fact("a", "https://x.example/", severity=Severity.GOOD))
    assert not concerned(fact("a", "https://x.example/", axis=Axis.ALIVE))
    assert not concerned(fact("a", evidence=(Evidence(url="https://x.example/", audience=Audience.PRIVATE),)))
    assert not concerned(fact("a", "file:cv.pdf"))


def test_grounds_follow_the_data() -> None:
    """An IBAN is asked for as identity theft, a broker as trade, an account as withdrawn consent; mixed data are told as some."""
    mixed = requests(CAMILLE, [replace(fact("a", "https://x.example/"), kind="IBAN"), fact("b", "https://x.example/")])[0]
    assert mixed.signs == {"identity", "mixed"}
    assert "Certaines de ces données permettent" in write(mixed, CAMILLE, language="fr", today=TODAY).body
    broker = Request(
        kind="objection", to=Recipient(name="B", host="b.example", kind="broker"), urls=(), what=(), targets=(), signs=frozenset({"trade"})
    )
    assert "prospection" in write(broker, CAMILLE, language="fr", today=TODAY).body
    mine = requests(CAMILLE, [fact("a", "https://social.example/@camille_d/1")], "erasure", hers=True)[0]
    assert "retire mon consentement" in write(mine, CAMILLE, language="fr", today=TODAY).body


def test_the_recipient_is_the_guide_s() -> None:
    """A known service is named, with its address; an imported guide serves when we have none; else the publisher of the host."""
    kaspr = controller("https://www.kaspr.io/p/camille")
    assert (kaspr.email, kaspr.form, kaspr.kind) == ("privacy@kaspr.io", "", "broker")
    theirs = Guide(id="d:x", name="X SA", hosts=("x.example",), kind="company", fr="…", en="…", contact="https://x.example/rgpd")
    assert controller("https://x.example/1", {"d:x": theirs}).form == "https://x.example/rgpd"
    assert str(controller("https://inconnu.example/1").name) == "L’éditeur du site inconnu.example"
    assert service("GOOGLE", {}) is not None
    assert service("x sa", {"d:x": theirs}) is theirs
    assert service("nulle part", {}) is None


def test_delisting_goes_to_engines_with_the_query() -> None:
    """One request an engine, with the name that is searched for; nothing to de-list, no request."""
    made = requests(CAMILLE, [fact("a", "https://forum.example/1")], "delisting")
    assert [r.to.host.split(".")[0] for r in made] == list(ENGINES)
    assert "« Camille Durand »" in write(made[0], CAMILLE, language="fr", today=TODAY).body.replace("\u00a0", " ")
    assert requests(CAMILLE, [], "delisting") == ()
    assert [(bool(r.to.email), bool(r.to.form)) for r in made] == [(False, True), (False, True), (True, True)]  # Qwant takes an e-mail


def asked(day: date) -> Plan:
    """A plan where "a" was asked of the site on `day`."""
    return Plan(
        entries=(Entry(id="a", kind="finding", what="x", since=day, seen=day, run="r", state=State.ASKED, asked=((Step.SITE, day),)),)
    )


def test_reminder_and_complaint_take_the_day_from_the_plan() -> None:
    """Asked on the 1st of October, ended on the 2nd of November; the complaint goes to the CNIL and names the controller."""
    (first,) = requests(CAMILLE, [fact("a", "https://forum.example/1")], "complaint")
    one = write(dated(first, asked(date(2026, 10, 1)), Step.SITE), CAMILLE, language="fr", today=TODAY)
    assert "1er\u00a0octobre 2026" in one.body
    assert "2\u00a0novembre 2026" in one.body
    assert one.to.host == "cnil.fr"
    assert one.subject.endswith("contre l’éditeur du site forum.example")
    assert "contre l’éditeur du site forum.example" in one.body
    assert (one.running, "a pris fin le" in one.body) == (None, True)
    assert one.slug == "complaint-forum.example"
    unknown = write(dated(first, Plan(), Step.SITE), CAMILLE, language="en", today=TODAY)
    assert "[TO FILL IN: the date]" in unknown.body


@pytest.mark.parametrize("kind", ["reminder", "complaint"])
def test_no_delay_is_said_to_be_over_while_it_runs(kind: str) -> None:
    """The last day itself still belongs to the controller: the letter says when it ends, and how() that it is early."""
    for day, running in ((date(2026, 10, 23), True), (date(2026, 10, 22), False)):  # due on the 23rd, a Monday, either way
        made = [dated(r, asked(day), Step.SITE) for r in requests(CAMILLE, [fact("a", "https://forum.example/1")], kind)]
        today = date(2026, 11, 23) if running else date(2026, 11, 24)
        one, english = (write(made[0], CAMILLE, language=language, today=today) for language in ("fr", "en"))
        assert ("prend fin le" in one.body, "a pris fin le" in one.body) == (running, not running)
        assert ("ends on" in english.body, "ended on" in english.body) == (running, not running)
        assert any("Trop tôt" in str(step) for step in how(one)) is running


def test_a_letter_about_several_facts_notes_them_all() -> None:
    """The command under the letter marks each finding that it is about."""
    made = requests(CAMILLE, [fact("a", "https://forum.example/1"), fact("b", "https://forum.example/2")], "delisting")
    steps = [str(step) for step in how(write(made[0], CAMILLE, language="fr", today=TODAY), audit="bilan")]
    assert any(step.endswith("--mark a asked --mark b asked --step engine") for step in steps)


def test_the_draft_mail() -> None:
    """A draft: To only when known, no From, no date, UTF-8 body that reads back whole."""
    broker = requests(CAMILLE, [fact("a", "https://kaspr.io/p/é")])[0]
    message = email.message_from_bytes(eml(write(broker, CAMILLE, language="fr", today=TODAY)), policy=email.policy.default)
    assert message["To"] == "privacy@kaspr.io"
    assert message["X-Unsent"] == "1"
    assert message["From"] is None
    assert message["Date"] is None
    assert message.get_content_charset() == "utf-8"
    assert "https://kaspr.io/p/é" in message.get_content()
    assert "effacement" in message["Subject"]
    assert email.message_from_bytes(eml(letter()), policy=email.policy.default)["To"] is None


def test_text_is_folded_and_addresses_are_whole() -> None:
    """No line beyond 78 columns but an address, which is never cut."""
    url = "https://forum.example/" + "a" * 200
    for line in text(letter("erasure", "fr", url)).decode().split("\n"):
        assert len(line) <= 78 or line == f"- {url}"


def test_html_marks_the_places_to_fill() -> None:
    """Each place is inside <mark>; the text is escaped; nothing is loaded from elsewhere."""
    page = html(letter("erasure", "fr", "https://forum.example/?a=1&b=<script>alert(1)</script>"))
    assert page.count("<mark>") == letter().blanks
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert not re.search(r"(?:src|href)=", page)


HOSTILE = (
    "{{ 7*7 }}", "{% raw %}", "<b>x</b>", "a\r\nBcc: victime@example.org", "\u202e\u0000x", "x" * 10_000, "\ud800",
    "[À COMPLÉTER : mot de passe",
)  # fmt: skip


@pytest.mark.parametrize("evil", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_values_are_only_words(evil: str) -> None:
    """A name or an address from strangers is never a template, a tag, a header or a control character."""
    her = replace(CAMILLE, names=(evil,))
    request = Request(
        kind="erasure",
        to=Recipient(name=evil, host="h.example", email=evil, form=evil),
        urls=(evil,),
        what=(say("{x}", x=evil),),
        targets=("a",),
    )
    one = write(request, her, language="fr", today=TODAY)
    message = email.message_from_bytes(eml(one), policy=email.policy.default)
    assert message["Bcc"] is None
    assert message["To"] is None
    assert "<b>" not in html(one)
    said = text(one).decode()
    assert not re.search(r"[\x00-\x09\x0b-\x1f\u202e]", said)
    assert "49" not in said.replace("1949", "")
    assert max(map(len, said.split("\n"))) <= 2100
    assert how(one)
    assert one.slug == "erasure-h.example"


@given(st.text(max_size=3000))
def test_plain_is_one_clean_line(value: str) -> None:
    """One line, printable, bounded, and idempotent."""
    once = plain(value)
    assert "\n" not in once
    assert len(once) <= 2000
    assert plain(once) == once
    once.encode("utf-8")


def test_same_request_same_bytes() -> None:
    """Every format is a function of the letter."""
    for _, writer in FORMATS.values():
        assert writer(letter()) == writer(letter())


def test_both_languages_have_the_same_templates() -> None:
    """Each French template has its English, with the same variables and blocks."""
    home = folder("templates") / "letters"
    french, english = ({p.name: p.read_text("utf-8") for p in (home / lang).glob("*.j2")} for lang in ("fr", "en"))
    assert french.keys() == english.keys()
    for name, source in french.items():
        code = [re.findall(r"\{[{%]-? ?(.*?) ?-?[%}]\}", body) for body in (source.replace('"fr/', '"en/'), english[name])]
        places = [sorted(one for one in found if not one.startswith("set ")) for found in code]
        assert places[0] == places[1], name
        assert source.count(MARKS["fr"]) == english[name].count(MARKS["en"]), name


def test_how_to_send() -> None:
    """What to do next: to an address, into a form, or where to find the address; and by when an answer is due."""
    known = write(requests(CAMILLE, [fact("a", "https://kaspr.io/x")])[0], CAMILLE, language="fr", today=TODAY)
    assert any("privacy@kaspr.io" in str(step) for step in how(known))
    engine = write(requests(CAMILLE, [fact("a", "https://x.example/")], "delisting")[1], CAMILLE, language="fr", today=TODAY)
    assert any("bing.com" in str(step) for step in how(engine))
    assert any("mentions légales" in str(step) for step in how(letter()))
    assert not any("Réponse attendue" in str(step) for step in how(letter("reminder")))
    marked = {"erasure": ["asked"], "delisting": ["asked --step engine"], "complaint": ["asked --step cnil"], "reminder": []}
    for kind, ends in marked.items():
        one = write(requests(CAMILLE, [fact("a", "https://x.example/")], kind)[0], CAMILLE, language="fr", today=TODAY)
        assert [str(step).partition("--mark a ")[2] for step in how(one, audit="bilan") if "plan bilan --mark" in str(step)] == ends


@pytest.mark.parametrize("kind", list(KINDS))
def test_the_places_to_fill_are_found_by_a_search(kind: str) -> None:
    """In the text, no line is cut inside "À COMPLÉTER"; in French every colon of ours has its no-break space."""
    facts = [fact("a", "https://forum.example/t/1", kind="MINOR")]
    for language in ("fr", "en"):
        one = write(requests(CAMILLE, facts, kind)[0], CAMILLE, language=language, today=TODAY)
        said = text(one).decode()
        assert said.count(MARKS[language]) == one.blanks
        assert language == "en" or not re.search(r"[^\s] :", said.replace("https:", "").replace("http:", ""))


def test_blocks() -> None:
    """A body is paragraphs and lists, nothing lost."""
    assert [(b.text, b.points) for b in blocks("a\n\n- b\n- c\n\n\n\nd\ne")] == [("a", ()), ("", ("b", "c")), ("d e", ())]


def test_the_tone_of_letters() -> None:
    """Firm and courteous: no threat of money, no insult, no shame, no scare."""
    harsh = re.compile(
        r"menace|exig[eé]|tribunal|amende|dommages|honte|scandale|inadmissible|sinon|threat|demand that|court|fine\b|damages|shame", re.I
    )
    for path in sorted((folder("templates") / "letters").rglob("*.txt.j2")):
        body = path.read_text("utf-8").replace("Court of Justice", "").replace("Cour de justice", "")
        assert not harsh.search(body), (path.name, harsh.search(body))


def test_each_host_has_its_own_file() -> None:
    """Hosts that fold to one name, or are cut at one length, are two files: a letter never takes another's place."""
    hosts = ["évil.example", "òvil.example", "vil.example", "a" * 63 + "." + "b" * 63 + ".example", "a" * 63 + "." + "b" * 63 + ".test"]
    made = requests(CAMILLE, [fact("a", *(f"https://{h}/1" for h in hosts))])
    slugs = [write(r, CAMILLE, language="fr", today=TODAY).slug for r in made]
    assert len(set(slugs)) == len(hosts)
    assert all(re.fullmatch(r"[a-z0-9.-]{1,90}", slug) for slug in slugs)


def test_a_complaint_in_english_says_that_the_cnil_reads_french() -> None:
    """Whoever reads English is told how to have the same letter in French."""
    assert "--lang fr" in " ".join(map(str, how(letter("complaint", "en"))))
    assert "--lang fr" not in " ".join(map(str, (*how(letter("complaint", "fr")), *how(letter("erasure", "en")))))


def test_an_english_letter_to_a_french_site_says_how_to_have_it_in_french() -> None:
    """The reader's language is not always that of whoever answers."""
    assert "--lang fr" in " ".join(map(str, how(letter("erasure", "en", "https://www.pagesjaunes.fr/1"))))
    assert "--lang fr" not in " ".join(map(str, how(letter("erasure", "fr", "https://www.pagesjaunes.fr/1"))))


def test_a_long_subject_is_one_header() -> None:
    """RFC 5322 and 2047: a subject of two hundred letters with accents is folded, decoded as it was, and opens no other header."""
    one = replace(letter("complaint"), subject="Réclamation contre l’éditeur du site " + "é" * 200 + ".example : ça, déjà")
    message = email.message_from_bytes(eml(one), policy=email.policy.default)
    assert message["Subject"] == one.subject
    assert message.defects == []
    assert all(len(line) <= 78 for line in eml(one).split(b"\r\n\r\n")[0].split(b"\r\n"))


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("kind", ["erasure", "rectification", "objection", "delisting", "complaint"])
def test_a_letter_speaks_of_her_in_the_first_person(kind: str, language: str) -> None:
    """What is found is told to her as hers ("your"); in a letter, "your" is whoever reads it: the data are named without it."""
    young = fact("a", "https://forum.example/1", kind="MINOR")
    mail = fact("b", "https://forum.example/1", title=say("Empreinte de votre e-mail dans l'adresse d'une image"))
    for request in requests(CAMILLE, [young, mail], kind):
        one = write(request, CAMILLE, language=language, today=TODAY)
        assert not re.search(r"(?m)^- .*\b(?:vos|votre|vous|your?)\b", re.sub(r"\[(?:À COMPLÉTER|TO FILL IN)[^\]]*\]", "", one.body))
        if kind == "erasure":
            assert "ce que la page montre" in one.body or "what the page shows" in one.body
            assert re.search("quand j’avais moins de dix-huit ans|when I was under eighteen", one.body.replace("\u00a0", " "))
