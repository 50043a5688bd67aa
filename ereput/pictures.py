"""A site's default picture, told by its address: it is nobody's face, so it is neither asked for nor compared."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_OF_NOBODY = re.compile(
    r"default|missing|placeholder|mystery|blank|no[-_]?(?:avatar|photo)|anonymous|^/avatar/?$"
    r"|/(?:0{32}|d41d8cd98f00b204e9800998ecf8427e|e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855)",
    re.IGNORECASE,
)
"""Words of such paths ("/avatars/original/missing.png" on Mastodon); and Gravatar without an e-mail: no hash, zeros, or the MD5 or SHA-256
of nothing."""


def is_default(url: str) -> bool:
    """Is the picture at `url` one that a site shows of whoever gave none? Only the path tells: `d=mm` is there whoever is pictured.

    >>> is_default("https://pod.example/avatars/original/missing.png"), is_default("https://gravatar.com/avatar/5f3a?d=mm")
    (True, False)
    """
    try:
        return _OF_NOBODY.search(urlsplit(url).path) is not None
    except ValueError:  # an address that cannot be taken apart names no picture
        return False
