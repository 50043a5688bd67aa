"""Persons: a name written otherwise, an account in capitals, an address that is hidden, a proof that failed."""

from __future__ import annotations

from ereput.collect import mailing
from ereput.collect.queries import readings
from ereput.collect.reading import cites, initialled
from ereput.model import Handle, Query, Subject, Tally, Verdict
from tests.collect.answers import COLLECTORS, mentions, read, verdicts


def test_names_are_known_in_another_order_and_without_accents():
    """Registers write "NOEL Zoe" for Zoé Noël: her works, companies and messages are hers all the same; one word is not enough."""
    assert cites("NOEL, Zoe", "Zoé Noël") and cites("zoe.noel@example.org", "zoe.noel@example.org")
    assert not cites("Zoé Martin", "Zoé Noël") and not cites("Noël", "Noël Noël Zoé") and not cites("x", "")
    work = {"title": ["T"], "author": [{"given": "Zoe M.", "family": "NOEL"}], "URL": "https://doi.example/1"}
    other = {"title": ["U"], "author": [{"given": "Zoé", "family": "Martin"}, {"given": "Ana", "family": "Noël"}]}
    assert [m.title for m in mentions(read("crossref", {"message": {"items": [work, other]}}, name="Zoé Noël"))] == ["T"]
    leader = {"nom": "NOEL (MARTIN)", "prenoms": "ZOE", "qualite": "Gérante"}
    (firm,) = mentions(read("companies", {"results": [{"nom_complet": "N", "siren": "1", "dirigeants": [leader]}]}, name="Noël"))
    assert firm.field("name") == "Zoe Noel (Martin)"
    mail = mailing.Mail(name="NOEL Zoe", email="", subject="", text="", date=None, ident="", reply_to="")
    assert mailing.wrote(mail, ("Zoé Noël",)) and not mailing.wrote(mail, ("Zoé Martin", ""))


def test_a_name_of_three_words_is_asked_both_ways():
    """Registers ask for a given name and a family name: "Jean Paul Martin" may be cut in two ways, a particle leaves one."""
    assert readings("Zoé Noël") == (("Zoé", "Noël"),) and readings("Zoé") == ()
    assert readings("Zoé d'Arc Noël") == (("Zoé", "d'Arc Noël"),)
    for source in ("companies", "orcid"):
        subject = Subject(names=("x",), handles=(Handle(service=source, user="Jean Paul Martin"),))
        asked = [query.url for query in COLLECTORS[source].plan(subject)]
        assert len(asked) == 2 and "Paul+Martin" in asked[0] and "Jean+Paul" in asked[1], asked
    subject = Subject(names=("x",), handles=(Handle(service="idref", user="Zoé O'Noël (de)"),))
    (query,) = COLLECTORS["idref"].plan(subject)
    assert "Zo%C3%A9+AND+O+AND+No%C3%ABl+AND+de%29" in query.url


def test_capitals_of_an_account_do_not_matter():
    """GitHub and WordPress do not tell Zoe-N from zoe-n: her commits and her account are hers."""
    commit = {"author": {"login": "Zoe-N"}, "commit": {"author": {"email": "zoe@a.example", "name": "Z"}, "message": "m"}}
    (signed,) = mentions(read("github", [commit], part="commits", user="zoe-n"))
    assert signed.field("email") == "zoe@a.example"
    found = read("wordpress", [{"id": 3, "slug": "zoe-n", "name": "Z"}], kind="users", user="Zoe-N", root="https://w.example/wp-json/")
    assert mentions(found)[0].declared and [q for q in found if isinstance(q, Query)]


def test_a_hidden_address_is_not_exposed():
    """Forgejo and Gitea show an address at noreply when hers is hidden: none is told."""
    row = {"login": "z", "html_url": "https://g.example/z", "email": "z@noreply.codeberg.org"}
    assert mentions(read("gitea", row, part="user", user="z"))[0].field("email") == ""
    assert mentions(read("gitea", row | {"email": "z@a.example"}, part="user", user="z"))[0].field("email") == "z@a.example"


def test_a_failed_proof_is_no_proof():
    """Keybase tells proofs that it could not check: they are links she gave, not verified ones."""
    proofs = [{"service_url": "https://a.example/z", "state": 1}, {"service_url": "https://b.example/z", "state": 3}]
    row = {"basics": {"username": "z"}, "proofs_summary": {"all": proofs}}
    (card,) = mentions(read("keybase", {"status": {"code": 0}, "them": [row]}))
    assert card.all("verified") == ("https://a.example/z",) and len(card.all("same_as")) == 2


def test_theses_fr_as_it_answers():
    """Roles are counted in an object, theses are numbers, several universities a list."""
    row = {"id": "1", "nom": "Noël", "prenom": "Zoé", "has_idref": True, "roles": {"auteur": 1, "rapporteur": 2},
           "etablissements": ["Nantes", "Rennes 1"], "disciplines": ["Gestion"], "theses": ["2020NANT0001"]}  # fmt: skip
    (found,) = mentions(read("theses", {"totalHits": 1, "personnes": [row]}))
    assert found.all("school") == ("Nantes", "Rennes 1") and found.all("title") == ("auteur", "rapporteur")
    assert found.field("handle") == "1" and found.field("link") == "https://theses.fr/2020NANT0001" and "Gestion" in found.text


def test_bodacc_number_with_spaces():
    """A company number is asked for as one number, however it is written."""
    subject = Subject(names=("Zoé Noël",), handles=(Handle(service="bodacc", user="123 456 789"),))
    (query,) = COLLECTORS["bodacc"].plan(subject)
    assert "registre+like+%22123456789%22" in query.url


def test_a_wikidata_item_merged_into_another():
    """The answer about a merged item holds the one it became: it is read."""
    human = [{"mainsnak": {"datavalue": {"value": {"id": "Q5"}}}}]
    body = {"entities": {"Q2": {"labels": {"fr": {"value": "Zoé Noël"}}, "claims": {"P31": human}}}}
    (card,) = mentions(read("wikidata", body, item="Q1", part="item", base="https://w.example"))
    assert card.title == "Zoé Noël"
    assert verdicts(read("wikidata", {"entities": {}}, item="Q1", part="item")) == [Verdict.ABSENT]


def test_a_work_signed_with_initials_is_kept_to_be_checked():
    """Publishers write "C. Durand": the work may be hers, is never declared hers, and is not lost; another first name is another person."""
    rows = [
        {"title": [title], "author": [{"given": given, "family": family}], "URL": f"https://doi.example/{title}"}
        for title, given, family in (
            ("1", "Z.", "Noël"),
            ("2", "Z.-M.", "NOEL"),
            ("3", "A.", "Noël"),
            ("4", "", "Noël"),
            ("5", "Ana", "Noël"),
        )
    ]  # a sample, as it is written
    found = read("crossref", {"message": {"items": rows}}, name="Zoé Noël")
    assert [(m.title, m.declared) for m in mentions(found)] == [("1", False), ("2", False)]
    assert [(t.read, t.skipped) for t in found if isinstance(t, Tally)] == [(2, 3)]
    assert initialled("DE LA TOUR C", "Camille de La Tour") and not initialled("C. Tour-Martin", "Noël")
