"""Default pictures by their address."""

from __future__ import annotations

import hashlib

import pytest

from ereput.pictures import is_default

GRAVATAR = "https://secure.gravatar.com/avatar"


@pytest.mark.parametrize(
    "url",
    [
        "https://pod.example/avatars/original/missing.png", "https://site.example/img/no-avatar.svg", "https://site.example/NoPhoto.gif",
        "https://site.example/u/default_profile.png", f"{GRAVATAR}/{'0' * 32}", f"{GRAVATAR}/?s=96&d=mm",
        f"{GRAVATAR}/{hashlib.md5(b'').hexdigest()}", f"{GRAVATAR}/{hashlib.sha256(b'').hexdigest()}?s=80",
    ],
)  # fmt: skip
def test_a_picture_of_nobody(url: str) -> None:
    """The usual words of a default picture, in any case, and Gravatar's answers when there is no e-mail."""
    assert is_default(url)


@pytest.mark.parametrize(
    "url",
    [
        f"{GRAVATAR}/{hashlib.md5(b'camille@example.org').hexdigest()}?s=96&d=mm&r=g", "https://blank.example/u/camille.jpg",
        "https://site.example/u/camille.jpg?fallback=default", "https://site.example/api/users/camille/avatar", "http://[", "",
    ],
)  # fmt: skip
def test_a_picture_of_somebody(url: str) -> None:
    """A word of the host or of the query says nothing of the picture, nor does an address that cannot be read."""
    assert not is_default(url)
