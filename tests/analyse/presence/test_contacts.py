"""The census: who is whom over several networks, told from salted hashes; circles, introducers, overlaps built on it."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ereput.analyse.presence.contacts_merge import Card, people
from ereput.collect.archives.base import Owner
from ereput.model import Kind, Subject, Target

OWNER = Owner(subject=Subject(names=("Alice Martin",)), salt=b"census")


def entry(network: str, name: str = "", **more: Any) -> tuple[str, list[tuple[str, str]]]:
    return network, OWNER.contact(name, **more)


def card(network: str, facts: list[tuple[str, str]]) -> Card:
    keys = [key.partition(":") for kind, key in facts if kind == "contact_key"]
    held = {kind: frozenset(v for k, _, v in keys if k == kind) for kind in ("name", "short", "email", "phone", "url")}
    return Card(
        network=network,
        full=bool(held["short"]),
        names=held["name"],
        shorts=held["short"],
        emails=held["email"],
        phones=held["phone"],
        urls=held["url"],
    )


def count(*entries: tuple[str, list[tuple[str, str]]]) -> int:
    return len(people([card(*one) for one in entries]))


SAME = [
    (entry("linkedin", "Zoé Lefèvre"), entry("vcard", "LEFEVRE Zoe")),
    (entry("linkedin", "Dr Zoé Lefèvre, PhD"), entry("facebook", "Zoé Lefèvre")),
    (entry("linkedin", "Zoé Lefèvre"), entry("facebook", "Zoé L.")),
    (entry("linkedin", "Zoé Lefèvre"), entry("vcard", "Z. Lefèvre")),
    (entry("linkedin", "Zoé Lefèvre-Petit"), entry("vcard", "Zoé Lefèvre")),
    (entry("linkedin", "Zoé Marie Lefèvre"), entry("vcard", "Zoé Lefèvre")),
    (entry("linkedin", "Zoé Lefèvre", emails=["z@a.example"]), entry("vcard", "Zoé Petit", emails=["Z@a.example"])),
    (entry("linkedin", "Zoé Lefèvre", phones=["+33 6 12 34 56 78"]), entry("vcard", "Zozo", phones=["06.12.34.56.78"])),
    (
        entry("linkedin", "Zoé Lefèvre", url="https://www.linkedin.com/in/zl"),
        entry("linkedin", "Zoé Petit", url="https://linkedin.com/in/ZL/"),
    ),
    (entry("instagram", "zoe_lefevre", url="zoe_lefevre"), entry("linkedin", "Zoé Lefèvre", url="https://linkedin.com/in/zl")),
]
OTHER = [
    (entry("linkedin", "Zoé Lefèvre"), entry("vcard", "Zacharie Lefèvre")),
    (entry("linkedin", "Jean Martin", url="in/jm1"), entry("linkedin", "Jean Martin", url="in/jm2")),
    (entry("vcard", "Anne Petit", phones=["02 40 00 00 00"]), entry("linkedin", "Paul Petit", phones=["0240000000"])),
    (entry("linkedin", "Zoé Lefèvre"), entry("linkedin", "Zoé L.")),
    (entry("instagram", "zoe_98", url="zoe_98"), entry("facebook", "Zoé")),
    (entry("linkedin", "Anne Roux", url="in/ar"), entry("xing", "Inès Petit", url="profile/ar")),
    (entry("vcard", "Z. Lefèvre"), entry("linkedin", "Zoé Lefèvre"), entry("linkedin", "Zacharie Lefèvre")),
    tuple(entry("vcard", f"{first} Petit", emails=["accueil@a.example"]) for first in ("Anne", "Paul", "Inès", "Luc")),
]


@pytest.mark.parametrize("entries", SAME)
def test_one_person_written_in_several_ways(entries) -> None:
    """« recenser l'ensemble de ses contacts »: the order, accents, titles, initials, a second name, an e-mail, a mobile: one person."""
    assert count(*entries) == 1


@pytest.mark.parametrize("entries", OTHER)
def test_when_in_doubt_two(entries) -> None:
    """Namesakes, households, switchboards and initials that fit two people are not merged."""
    assert count(*entries) == len(entries)


_CARDS = st.builds(
    lambda network, first, last, mail: entry(network, f"{first} {last}".strip(), emails=[mail] if mail else []),
    st.sampled_from(("linkedin", "vcard", "facebook")),
    st.sampled_from(("Zoé", "Z.", "Luc", "")),
    st.sampled_from(("Roux", "R.", "Petit Roux", "")),
    st.sampled_from(("a@x.example", "b@x.example", "")),
)


@settings(deadline=None)
@given(st.lists(_CARDS, max_size=8))
def test_the_census_is_a_partition(entries) -> None:
    """Every card is in one group and only one; a named card given twice adds nobody."""
    cards = [card(*one) for one in entries]
    groups = people(cards)
    assert sorted(itertools.chain(*groups)) == list(range(len(cards)))
    named = [c for c in cards if c.names]
    assert len(people([*named, *named])) <= len(people(named))


def contact(make, network: str, name: str, **more: Any):
    keys = OWNER.contact(name, emails=more.pop("emails", ()))
    hashed = {"contact_hash": keys[0][1], "contact_key": tuple(value for kind, value in keys if kind == "contact_key")}
    return make.mention(Kind.CONTACT, network=network, **hashed, **more)


def test_overlap_counts_people_and_not_cards(make) -> None:
    """« les personnes inscrites à la fois sur les 2 sites »: two cards of one person are one person on both networks."""
    mine = (contact(make, "linkedin", "Zoé Lefèvre"), contact(make, "linkedin", "Bob Dürand"), contact(make, "vcard", "Z. Lefèvre"))
    tables = make.ask("contacts.overlap", *mine)[1]
    assert tables["contacts.overlap"].rows == (("linkedin", "vcard", 1, 0.5, 1.0, 0),)
    assert dict(tables["contacts.overlap.sets"].rows) == {"linkedin": 1, "linkedin+vcard": 1}


def test_no_name_of_an_export_is_shown(make) -> None:
    """Other people are told by their work, else by where and when she met them: never by name, never by a hash."""
    one = contact(make, "linkedin", "Zoé Lefèvre", title="Analyste", organisation="Cartolis", days=900)
    two = contact(make, "linkedin", "Bob Dürand", days=1000)
    who = make.subject(employers=("Cartolis",), target=Target(occupation="Data analyst", employers=("Cartolis",)))
    tables = make.ask("contacts.introducers", one, two, who=who)[1]
    assert str(tables["contacts.introducers"].rows[0][1]) == "Analyste, Cartolis"
    from ereput.analyse.presence.contacts import contacts

    told = sorted(str(c.words) for c in contacts(make.known(one, two)))
    assert told == ["Analyste, Cartolis", "contact LinkedIn du 2024-02-24"]


def test_who_she_wants_to_reach_and_who_is_there(make) -> None:
    """« définir les personnes qu'ils cherchent à atteindre »: who hires, who decides, her peers, in each house aimed at and in all."""
    titles = ("Chargée de recrutement", "Directrice", "Data analyst", "Comptable")
    mine = [contact(make, "linkedin", f"P{chr(97 + i)} Q{chr(97 + i)}", title=t, organisation="Solvéa") for i, t in enumerate(titles)]
    mine.append(contact(make, "linkedin", "Zed Zed", title="Talent acquisition", organisation="Autre"))
    who = make.subject(target=Target(occupation="Data analyst", employers=("Solvéa",)))
    rows = make.ask("contacts.introducers", *mine, who=who)[1]["contacts.audiences"].rows
    assert [row[1:] for row in rows] == [(1, 1, 1, 1), (2, 1, 1, 1)]


def test_labels_of_an_address_book_are_circles(make) -> None:
    """« dans tous les cercles de ses relations »: family, sport, neighbourhood by her own labels; empty circles are named."""
    labels = ("Famille", "Club de judo", "Voisins", "Stage 2025", "Asso", "Perso")
    mine = [contact(make, "vcard", f"P{chr(97 + i)} Q{chr(97 + i)}", tag=label) for i, label in enumerate(labels)]
    table = make.ask("contacts.circles", *mine)[1]["contacts.circles"]
    held = {str(name): n for name, n in table.rows if n}
    assert held == dict.fromkeys(("famille", "sport", "voisinage", "stages et alternances", "associations", "vie privée"), 1)
    assert str(table.note) == "Cercles vides : école et études, employeurs, employeurs visés."


def test_changes_are_told_within_one_network(make) -> None:
    """« suivre les modifications de leur CV »: an address book that says another employer is no change of job."""
    from dataclasses import replace

    linkedin = replace(contact(make, "linkedin", "Zoé Lefèvre", organisation="Cartolis"), sha256="a")
    book = replace(contact(make, "vcard", "Zoé Lefèvre", organisation="Solvéa"), sha256="b")
    assert make.ask("contacts.changed", linkedin, book)[1]["contacts.changed"].status == "not_enough_data"
