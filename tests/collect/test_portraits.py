"""Prints of profile pictures: one picture is known again, a drawing says nothing, and only pictures that may be asked are asked."""

from __future__ import annotations

import io
import random
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import Image

from ereput.collect.identifiers import asked_about
from ereput.collect.portraits import DEFAULT, NotAPicture, Pictured, pictures_of, print_of, printed
from ereput.collect.stage import plan
from ereput.model import Handle, Harvest, Kind, Mandate, Mention, Page, Purpose, Query, Subject
from ereput.profile import Network, Profile
from ereput.registry import adapters
from ereput.resolve.stage import resolve

PHOTO = (Path(__file__).parents[2] / "fixtures/sources/avatars/found.jpg").read_bytes()
CAMILLE = Subject(names=("Camille Durand",), emails=("camille@courriel.example",))
WHEN = datetime(2026, 11, 20, tzinfo=UTC)


def saved(picture: Image.Image, kind: str = "PNG", **options: int) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def photo(seed: int) -> Image.Image:
    """Soft patches of many colours, as a photograph out of focus."""
    rng = random.Random(seed)
    small = Image.new("RGB", (9, 9))
    small.putdata([(rng.randrange(256), rng.randrange(256), rng.randrange(256)) for _ in range(81)])
    return small.resize((200, 200), Image.Resampling.BICUBIC)


def apart(one: str, other: str) -> int:
    return (int(one, 16) ^ int(other, 16)).bit_count()


@pytest.mark.parametrize(("size", "kind", "options"), [(64, "PNG", {}), (320, "JPEG", {"quality": 40}), (128, "WEBP", {}), (96, "GIF", {})])
def test_one_picture_is_known_again(size, kind, options) -> None:
    """Another size, format or compression changes six bits at most."""
    with Image.open(io.BytesIO(PHOTO)) as picture:
        again = saved(picture.resize((size, size)), kind, **options)
    assert apart(print_of(PHOTO), print_of(again)) <= 6


def test_two_pictures_differ() -> None:
    """Among thirty pictures no two are one."""
    prints = [print_of(saved(photo(n))) for n in range(30)]
    assert min(apart(a, b) for i, a in enumerate(prints) for b in prints[:i]) > 6


@pytest.mark.parametrize("seed", range(4))
def test_a_drawing_says_nothing(seed) -> None:
    """A grey silhouette, an identicon, initials on a colour: not evidence."""
    rng = random.Random(seed)
    drawn = Image.new("RGB", (80, 80), (rng.randrange(256), 200, 90))
    half = [[rng.random() < 0.5 for _ in range(3)] for _ in range(5)]
    for y, row in enumerate(half):
        for x, on in enumerate((*row, row[1], row[0])):
            if on:
                drawn.paste((40, rng.randrange(256) // 200, 60), (x * 16, y * 16, x * 16 + 16, y * 16 + 16))
    assert print_of(saved(drawn)) == DEFAULT
    assert print_of(saved(Image.new("RGBA", (80, 80), (128, 128, 128, 90)))) == DEFAULT


@pytest.mark.parametrize("body", [b"", b"<svg/>", b"\x89PNG\r\n\x1a\n", PHOTO[:200], b"GIF89a" + b"\xff" * 50])
def test_what_is_no_picture(body) -> None:
    """Bytes of strangers are told apart, whatever they are."""
    with pytest.raises(NotAPicture):
        print_of(body)


def test_neither_huge_nor_tiny() -> None:
    """A bomb is not opened; a dot is no portrait."""
    for picture in (Image.new("1", (5000, 5000)), Image.new("RGB", (4, 4))):
        with pytest.raises(NotAPicture):
            print_of(saved(picture))


def profile(url: str, avatar: str, *, declared: bool = False, **fields: str) -> Mention:
    told = (("name", "Camille Durand"), ("avatar", avatar), *fields.items())
    return Mention(source="pages", url=url, kind=Kind.PROFILE, fields=told, declared=declared)


def picture(url: str, print_: str, *, declared: bool = False) -> Mention:
    return Mention(source="avatars", url=url, kind=Kind.IMAGE, fields=(("avatar", url), ("avatar_print", print_)), declared=declared)


@pytest.mark.parametrize(
    "url",
    [
        "https://media.licdn.com.linkedin.com/a.jpg", "data:image/png;base64,AA", "https://pod.example/avatars/original/missing.png",
        "ftp://a.example/a.png",
    ],
)  # fmt: skip
def test_what_is_never_asked(url) -> None:
    """A refused host, a default picture, an address that is none."""
    assert pictures_of(profile("https://pod.example/@c", url)) == ()


def test_profiles_lead_to_their_pictures() -> None:
    """A collector asks on for the picture of a profile it read; everything else of it is as it was."""
    inner = adapters("ereput.collect.sources", "COLLECTOR")["huggingface"]
    outer = Pictured(inner)
    (query,) = outer.plan(Subject(names=("C D",), handles=(Handle(service="huggingface", user="c"),)))
    page = Page(query=query, url=query.url, status=200, headers=(), body=b'{"user": "c", "avatarUrl": "/a/c.png"}', fetched_at=WHEN)
    asked = [item for item in outer.read(page) if isinstance(item, Query)]
    assert [(q.source, q.url) for q in asked] == [("avatars", "https://huggingface.co/a/c.png")]
    assert [item for item in outer.read(page) if not isinstance(item, Query)] == list(inner.read(page))
    assert (outer.name, outer.title, outer.needs, outer.terms, outer.key) == (inner.name, inner.title, inner.needs, inner.terms, inner.key)


def test_only_who_asks_for_pictures_has_them_asked() -> None:
    """`network.ask` opens them; the dry run names Gravatar's, by the print of her address, and those of her own exports."""
    mandate = Mandate(purpose=Purpose.SELF, attested_on=WHEN.date())
    closed, opened = (plan(Profile(subject=CAMILLE, mandate=mandate, network=Network(ask=ask))) for ask in ((), ("avatars",)))
    assert not closed and [q.source for q in opened] == ["avatars"]
    assert "camille" not in opened[0].url and "d=404" in opened[0].url
    own = Harvest(mentions=(profile("https://pod.example/@c", "https://pod.example/c.png", declared=True),))
    asked = asked_about(CAMILLE, Network(ask=("avatars",)), own).subject
    queries = list(adapters("ereput.collect.sources", "COLLECTOR")["avatars"].plan(asked))
    assert "https://pod.example/c.png" in [q.url for q in queries]


def test_the_same_picture_is_evidence_and_a_site_s_is_not() -> None:
    """Her picture on another account is strong evidence; another picture, a drawing, or one that a whole site shows is not."""
    near, far = "00000000ffff0003", "ffffffff00000000"
    seen = (
        profile("https://a.example/c", "https://a.example/1.png", declared=True),
        profile("https://b.example/c", "https://b.example/2.png"),
        profile("https://c.example/c", "https://c.example/3.png"),
        profile("https://d.example/c", "https://d.example/4.png"),
        *(profile(f"https://e.example/{n}", "https://e.example/5.png") for n in range(3)),
        picture("https://a.example/1.png", "00000000ffff0000"), picture("https://b.example/2.png", near),
        picture("https://c.example/3.png", far), picture("https://d.example/4.png", DEFAULT),
        picture("https://e.example/5.png", "00000000ffff0000"),
    )  # fmt: skip
    told = printed(seen)
    assert [m.kind for m in told] == [Kind.PROFILE] * 7 and [m.id for m in told] == [m.id for m in seen[:7]]
    matches = resolve(CAMILLE, told, decisions={})
    pictured = ["Même photo de profil." in [str(r) for r in m.reasons] for m in matches]
    assert pictured == [False, True, False, False, False, False, False] and matches[1].counts and not matches[2].counts


def test_her_gravatar_teaches_her_picture() -> None:
    """The picture tied to her own address is hers, without any profile."""
    hers = picture("https://gravatar.example/x", "00000000ffff0000", declared=True)
    there = profile("https://b.example/c", "https://b.example/2.png")
    told = printed((hers, there, picture("https://b.example/2.png", "00000000ffff0001")))
    assert resolve(CAMILLE, told, decisions={})[1].counts


def test_no_picture_changes_nothing() -> None:
    """Without pictures the mentions are those that came, and one address of a default picture is no clue."""
    seen = tuple(profile(f"https://{x}.example/c", "https://x.example/default.png", declared=x == "a") for x in "ab")
    assert printed(seen) == seen
    assert not resolve(CAMILLE, seen, decisions={})[1].counts
