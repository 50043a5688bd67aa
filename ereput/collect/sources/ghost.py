"""Ghost: the RSS feed of a publication (ghost.org/docs)."""

from __future__ import annotations

from ereput.collect.feed_source import FeedSource
from ereput.model import say

COLLECTOR = FeedSource(
    name="ghost",
    title=say("Ghost"),
    address="https://{user}.ghost.io/rss/",
    home="https://{user}.ghost.io/",
    own="/rss/",
)
