"""Medium: the last ten stories of an author, by RSS."""

from __future__ import annotations

from ereput.collect.feed_source import FeedSource
from ereput.model import say

COLLECTOR = FeedSource(
    name="medium",
    title=say("Medium"),
    address="https://medium.com/feed/@{user}",
    home="https://medium.com/@{user}",
    own="/feed",
)
