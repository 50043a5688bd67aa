"""YouTube: the feed of a channel named by its id. The service answers 404 for living channels at times: that is undecided, never absent."""

from __future__ import annotations

from ereput.collect.feed_source import FeedSource
from ereput.model import say

COLLECTOR = FeedSource(
    name="youtube_feed",
    title=say("YouTube (fil d'une chaîne)"),
    needs=say("handles.youtube_feed = « UC… », l'identifiant de la chaîne"),
    address="https://www.youtube.com/feeds/videos.xml?channel_id={user}",
    home="https://www.youtube.com/channel/{user}",
    own="/feeds/videos.xml",
    missing_is_absent=False,
)
