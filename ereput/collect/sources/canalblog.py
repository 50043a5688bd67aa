"""Canalblog: the RSS feed of a blog."""

from __future__ import annotations

from ereput.collect.feed_source import FeedSource
from ereput.model import say

COLLECTOR = FeedSource(
    name="canalblog",
    title=say("Canalblog"),
    address="https://{user}.canalblog.com/rss.xml",
    home="https://{user}.canalblog.com/",
    own="/rss.xml",
)
