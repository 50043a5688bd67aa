"""What the command line stands on and the other rooms are given: the clock, the user's folders, the environment."""

from __future__ import annotations

import hashlib
import os
from datetime import UTC, date, datetime
from pathlib import Path

STORE = "EREPUT_HOME"
"""Environment variable: a folder to use instead of the user's data folder."""


def now() -> datetime:
    """The time of things that are dated, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """The day where the user is: a mandate expires on her calendar."""
    return datetime.now().astimezone().date()


def home() -> Path:
    """Where ereput remembers things: $EREPUT_HOME, else the data folder of the user (XDG on Linux)."""
    asked = os.environ.get(STORE)
    if asked:
        return Path(asked).expanduser()
    import platformdirs

    return platformdirs.user_data_path("ereput", appauthor=False)


def cache() -> Path:
    """Where things that can be made again are: the cache folder of the user, which EREPUT_HOME does not move."""
    import platformdirs

    return platformdirs.user_cache_path("ereput", appauthor=False)


def store_of(profile: Path) -> Path:
    """The memory of one profile (salt, answers, decisions): apart from any other profile's, and found again from its path."""
    key = hashlib.sha256(str(profile.resolve()).encode("utf-8", "surrogateescape")).hexdigest()[:16]
    return home() / "profiles" / key


def accounts() -> Path:
    """What `ereput accounts` remembers between calls: answers and controls. It belongs to the user, not to one profile."""
    return home() / "accounts"
