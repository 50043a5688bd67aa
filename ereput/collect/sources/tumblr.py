"""Tumblr: the RSS feed of a blog."""

from __future__ import annotations

from ereput.collect.feed_source import FeedSource
from ereput.model import say

COLLECTOR = FeedSource(
    name="tumblr",
    title=say("Tumblr"),
    address="https://{user}.tumblr.com/rss",
    home="https://{user}.tumblr.com/",
    own="/rss",
)
