"""Blogger: the Atom feed of a blog (developers.google.com/blogger)."""

from __future__ import annotations

from ereput.collect.feed_source import FeedSource
from ereput.model import say

COLLECTOR = FeedSource(
    name="blogger",
    title=say("Blogger"),
    address="https://{user}.blogspot.com/feeds/posts/default?max-results=50",
    home="https://{user}.blogspot.com/",
    own="/feeds/posts/default?max-results=50",
)
