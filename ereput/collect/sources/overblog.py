"""Over-blog: the RSS feed of a blog."""

from __future__ import annotations

from ereput.collect.feed_source import FeedSource
from ereput.model import say

COLLECTOR = FeedSource(
    name="overblog",
    title=say("Over-blog"),
    address="https://{user}.over-blog.com/rss",
    home="https://{user}.over-blog.com/",
    own="/rss",
)
