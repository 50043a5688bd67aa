"""Substack: the RSS feed of a newsletter."""

from __future__ import annotations

from ereput.collect.feed_source import FeedSource
from ereput.model import say

COLLECTOR = FeedSource(
    name="substack",
    title=say("Substack"),
    address="https://{user}.substack.com/feed",
    home="https://{user}.substack.com/",
    own="/feed",
)
