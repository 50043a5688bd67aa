"""`profil.toml`: read, checked, every problem told at once; nobody audited without a mandate."""

from __future__ import annotations

import contextlib
import tomllib
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ereput.errors import MandateError, ProfileError
from ereput.keys import KEYS, account
from ereput.model import Handle, Purpose, Stage
from ereput.profile import load, parse

if TYPE_CHECKING:
    from pathlib import Path

TODAY = date(2026, 11, 20)
MANDATE = {"purpose": "self", "attested_on": date(2026, 11, 1)}
LEAST: dict[str, Any] = {"mandate": MANDATE, "person": {"names": ["Camille Durand"]}, "pages": ["https://blog.example.org/"]}
OPEN = ("handles", "keys")


def problems(body: dict[str, Any]) -> list[str]:
    """What `parse` says is wrong with `body`."""
    with pytest.raises(ProfileError) as caught:
        parse(body, today=TODAY)
    return [str(problem) for problem in caught.value.problems]


def test_every_example_of_the_key_table_is_read() -> None:
    """The examples that messages show, and that `ereput init` writes, are valid: all of them together make a profile."""
    tables: dict[str, list[str]] = {}
    for key in KEYS:
        head, dot, _ = key.path.partition(".")
        tables.setdefault(head if dot or head in OPEN else "", []).append(key.example)
    text = "\n".join(tables.pop("")) + "".join(f"\n[{name}]\n" + "\n".join(lines) for name, lines in tables.items())
    profile = parse(tomllib.loads(text), today=TODAY, environ={"BRAVE_API_KEY": "k"})
    assert profile.subject.stage is Stage.STUDENT_AFTER
    assert (profile.subject.born, profile.subject.born_year) == (None, 2003)
    assert profile.network.keys == (("brave", "k"),)
    assert profile.network.resolve == (("blog.example", "127.0.0.1:8000"),)
    assert profile.subject.seen == ("https://club.example.org/membres",)


def test_files_are_beside_the_profile_and_urls_are_left_alone(tmp_path: Path) -> None:
    """Relative files are taken from the profile's folder; offers and results may be addresses; a list of one may be written as one."""
    path = tmp_path / "profil.toml"
    path.write_text(
        'cv = "cv.pdf"\nexports = "a.zip"\n[mandate]\npurpose = "self"\nattested_on = 2026-11-01\n'
        '[person]\nnames = ["A"]\nborn = 2003-05-06\n[target]\noffers = ["o.pdf", "https://jobs.example.org/1"]\n',
        "utf-8",
    )
    profile = load(path, today=TODAY)
    assert profile.path == path
    assert profile.subject.cv == str(tmp_path / "cv.pdf")
    assert profile.subject.exports == (str(tmp_path / "a.zip"),)
    assert profile.subject.target.offers == (str(tmp_path / "o.pdf"), "https://jobs.example.org/1")
    assert (profile.subject.born, profile.subject.born_year) == (date(2003, 5, 6), 2003)


def test_handles_are_names_or_tables_one_or_several() -> None:
    """`github = "a"`, `{ user, base }`, or a list of either; the base loses its trailing slash."""
    handles = {"github": "a", "gitlab": [{"user": "b", "base": "https://git.example.org/"}, "c"]}
    found = parse({**LEAST, "handles": handles}, today=TODAY).subject.handles
    assert found == (
        Handle(service="github", user="a"),
        Handle(service="gitlab", user="b", base="https://git.example.org"),
        Handle(service="gitlab", user="c"),
    )


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("pages", ["ftp://x.example"]), ("pages", ["https://nodot/"]), ("pages", 3),
        ("exports", [3]), ("exports", {"a": 1}), ("cv", ""), ("cv", ["cv.pdf"]),
        ("language", "de"), ("mandate.purpose", "other"), ("mandate.attested_on", "2026-11-01"), ("person.emails", ["a@b"]),
        ("person.emails", ["a b@c.example"]), ("person.born", True), ("person.born", 12), ("person.born", "2003"), ("person.stage", "boss"),
        ("network.allow_loopback", "yes"), ("network.max_requests", 0), ("network.max_requests", True), ("network.max_requests", "9"),
        ("network.resolve", ["x"]), ("network.searxng", "searx"), ("handles", ["x"]), ("handles", {"github": {"user": "a", "host": "b"}}),
        ("handles", {"github": {"base": "https://x.example"}}), ("handles", {"github": 3}), ("keys", "x"), ("keys", {"brave": ""}),
    ],
)  # fmt: skip
def test_a_wrong_value_is_told_with_its_key_what_was_expected_and_an_example(path: str, value: Any) -> None:
    """One wrong value, one problem, which names the key and shows a value that would do."""
    key = next(key for key in KEYS if key.path == path)
    head, dot, tail = path.partition(".")
    body = {**LEAST, head: {**LEAST.get(head, {}), tail: value} if dot else value}
    (said,) = problems(body)
    assert said.startswith(f"{path} : attendu {key.expected}")
    assert said.endswith(f"Exemple : {key.example}")


def test_all_problems_are_told_at_once() -> None:
    """A typo, a wrong value, an unknown table and a missing name: four problems in one go."""
    body = {"mandate": MANDATE, "page": ["https://x.example"], "person": {"citty": "Nantes", "born": "x"}, "zzz": {"a": 1}}
    said = problems(body)
    assert len(said) == 5
    assert any("page n'est pas une clé connue. Vouliez-vous écrire pages ?" in line for line in said)
    assert any("person.citty" in line and "person.city ?" in line for line in said)
    assert any(line == "zzz n'est pas une clé connue." for line in said)
    assert any(line.startswith("person.names manque") for line in said)


def test_a_name_of_the_wrong_type_is_told_once() -> None:
    """A wrong `person.names` is not also said to be missing."""
    assert len(problems({**LEAST, "person": {"names": 3}})) == 1


@pytest.mark.parametrize(
    ("write", "words"),
    [
        (None, "ne peut pas être ouvert"),
        (b"a = \xff", "n'est pas en UTF-8"),
        (b"a = ", "n'est pas du TOML valable"),
        (b"a = " + 5_000 * b"[", "emboîtent"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read_is_one_clear_problem(tmp_path: Path, write: bytes | None, words: str) -> None:
    """Absent, not UTF-8, not TOML: said with the file's name, never a traceback."""
    path = tmp_path / "profil.toml"
    if write is not None:
        path.write_bytes(write)
    with pytest.raises(ProfileError) as caught:
        load(path, today=TODAY)
    (said,) = map(str, caught.value.problems)
    assert words in said
    assert str(path) in said
    assert str(path) in str(caught.value)


@pytest.mark.parametrize(
    ("mandate", "code"),
    [
        (None, "no_mandate"),
        ({"purpose": "self"}, "no_mandate"),
        ({**MANDATE, "attested_on": date(2026, 11, 21)}, "mandate_future"),
        ({**MANDATE, "expires": date(2026, 11, 19)}, "mandate_expired"),
        ({**MANDATE, "purpose": "counselling"}, "mandate_incomplete"),
        ({**MANDATE, "purpose": "counselling", "by": "SCUIO", "scope": "tout"}, "mandate_incomplete"),
        ({**MANDATE, "purpose": "counselling", "by": "SCUIO", "scope": "tout", "expires": date(2026, 11, 1)}, "mandate_expired"),
    ],
)
def test_without_a_valid_mandate_nothing_is_audited(mandate: dict[str, Any] | None, code: str) -> None:
    """No mandate, a future one, an expired one, a counselling one that does not say who, what and until when: refused, with a hint."""
    body = {key: value for key, value in LEAST.items() if key != "mandate"} | ({"mandate": mandate} if mandate else {})
    with pytest.raises(MandateError) as caught:
        parse(body, today=TODAY)
    assert caught.value.code == code
    assert caught.value.hint is not None
    assert caught.value.exit_code == 2


def test_a_counselling_mandate_runs_to_its_last_day() -> None:
    """Complete and not expired: accepted, on its last day too."""
    mandate = {**MANDATE, "purpose": "counselling", "by": "SCUIO", "scope": "tout", "expires": TODAY}
    assert parse({**LEAST, "mandate": mandate}, today=TODAY).mandate.purpose is Purpose.COUNSELLING


@pytest.mark.parametrize(
    ("born", "refused"), [(2012, True), (2011, False), (date(2011, 11, 21), True), (date(2011, 11, 20), False), (None, False)]
)
def test_nobody_under_fifteen(born: Any, refused: bool) -> None:
    """A person under 15 is refused; by the year alone, only when every birthday of that year is too young."""
    body = {**LEAST, "person": {"names": ["A"]} | ({"born": born} if born else {})}
    if not refused:
        assert parse(body, today=TODAY).subject.name == "A"
        return
    with pytest.raises(MandateError) as caught:
        parse(body, today=TODAY)
    assert caught.value.code == "minor"


def test_a_name_alone_is_refused() -> None:
    """Nothing but a name would audit namesakes; pages where the name was seen do not help."""
    body = {"mandate": MANDATE, "person": {"names": ["A"], "city": "Nantes"}, "seen": ["https://x.example/"]}
    with pytest.raises(MandateError) as caught:
        parse(body, today=TODAY)
    assert caught.value.code == "name_alone"


@given(st.dictionaries(st.sampled_from([*{key.path.split(".")[0] for key in KEYS}, "x"]), st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3), max_leaves=8,
), max_size=6))  # fmt: skip
def test_whatever_stands_in_the_file_only_our_errors_come_out(body: dict[str, Any]) -> None:
    """Any TOML at all gives a profile, a ProfileError or a MandateError."""
    with contextlib.suppress(ProfileError, MandateError):
        parse(body, today=TODAY)


def test_no_name_at_all_is_a_missing_name() -> None:
    """An empty list of names is told as a missing key, not met later as a crash."""
    with pytest.raises(ProfileError) as caught:
        parse({**LEAST, "person": {"names": []}}, today=TODAY)
    assert any(str(problem).startswith("person.names manque") for problem in caught.value.problems)


@pytest.mark.parametrize(
    ("service", "written", "user", "base"),
    [
        ("github", "https://github.com/zoe-n/depot", "zoe-n", None),
        ("orcid", "https://orcid.org/0000-0002-1825-0097", "0000-0002-1825-0097", None),
        ("openalex", "orcid.org/0000-0002-1825-0097", "0000-0002-1825-0097", None),
        ("linkedin", "www.linkedin.com/in/zoe", "zoe", None),
        ("mastodon", "https://social.example/@zoe", "zoe@social.example", None),
        ("mastodon", "@zoe@social.example", "zoe@social.example", None),
        ("bluesky", "https://bsky.app/profile/zoe.bsky.social", "zoe.bsky.social", None),
        ("stackoverflow", "https://stackoverflow.com/users/12/zoe", "12", None),
        ("stackoverflow", "12@superuser", "12@superuser", None),
        ("hackernews", "https://news.ycombinator.com/user?id=zoe", "zoe", None),
        ("linkedin", "https://fr.linkedin.com/in/zo%C3%A9-no%C3%ABl/", "zoé-noël", None),
        ("viadeo", "http://www.viadeo.com/fr/profile/zoe.noel", "zoe.noel", None),
        ("medium", "https://medium.com/@zoe", "zoe", None),
        ("medium", "https://zoe.medium.com/", "zoe", None),
        ("tumblr", "https://www.tumblr.com/zoe", "zoe", None),
        ("substack", "zoe.substack.com", "zoe", None),
        ("ghost", "https://carnet.example/", "carnet.example", "https://carnet.example"),
        ("wordpress_com", "https://carnet.example/", "carnet.example", None),
        ("gitlab", "https://gitlab.com/zoe", "zoe", None),
        ("gitlab", "https://git.univ.example/zoe", "zoe", "https://git.univ.example"),
        ("discourse", "https://forum.example/u/zoe/summary", "zoe", "https://forum.example"),
        ("huggingface", "@zoe", "zoe", None),
        ("companies", "Zoé Noël", "Zoé Noël", None),
        ("archive", "https://old.example/zoe", "https://old.example/zoe", None),
        ("github", "https://[bad/", "https://[bad/", None),
        ("github", "@", "@", None),
    ],
)
def test_an_account_may_be_given_by_its_address(service, written, user, base):
    """A person copies the address of her profile: the account in it is asked for, never the address, which every site says absent."""
    made = account(service, written)
    assert (made.service, made.user, made.base) == (service, user, base)
