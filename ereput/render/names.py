"""Names for the reader of the places that were read: networks, sites and services by their own name, the others in words."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from ereput.model import Text, say

_PROPER = MappingProxyType(
    {
        "blogger": "Blogger",
        "bluesky": "Bluesky",
        "bodacc": "BODACC",
        "brave": "Brave Search",
        "canalblog": "Canalblog",
        "commoncrawl": "Common Crawl",
        "crossref": "Crossref",
        "dailymotion": "Dailymotion",
        "devto": "DEV",
        "discord": "Discord",
        "discourse": "Discourse",
        "dokuwiki": "DokuWiki",
        "facebook": "Facebook",
        "ghost": "Ghost",
        "gitea": "Gitea",
        "github": "GitHub",
        "gitlab": "GitLab",
        "gravatar": "Gravatar",
        "hackernews": "Hacker News",
        "hal": "HAL",
        "hibp": "Have I Been Pwned",
        "huggingface": "Hugging Face",
        "hyperkitty": "HyperKitty",
        "idref": "IdRef",
        "ietf": "IETF",
        "instagram": "Instagram",
        "kagi": "Kagi",
        "keybase": "Keybase",
        "lemmy": "Lemmy",
        "linkedin": "LinkedIn",
        "linkedin_dma": "LinkedIn",
        "marginalia": "Marginalia",
        "mastodon": "Mastodon",
        "medium": "Medium",
        "mhonarc": "MHonArc",
        "mojeek": "Mojeek",
        "openalex": "OpenAlex",
        "orcid": "ORCID",
        "overblog": "OverBlog",
        "peertube": "PeerTube",
        "pipermail": "Pipermail",
        "public_inbox": "public-inbox",
        "reddit": "Reddit",
        "rfc": "RFC Editor",
        "searxng": "SearXNG",
        "slack": "Slack",
        "stackexchange": "Stack Exchange",
        "substack": "Substack",
        "takeout": "Google Takeout",
        "telegram": "Telegram",
        "theses": "theses.fr",
        "tumblr": "Tumblr",
        "twitter": "X",
        "whatsapp": "WhatsApp",
        "wikidata": "Wikidata",
        "wikipedia": "Wikipedia",
        "wordpress": "WordPress",
        "wordpress_com": "WordPress.com",
        "x": "X",
        "youtube": "YouTube",
        "youtube_feed": "YouTube",
    }
)
"""Source id -> the name that its owner gives it: the same in every language."""

SOURCES: Mapping[str, Text] = MappingProxyType(
    {
        **{id_: Text(msg=name) for id_, name in _PROPER.items()},
        "accounts": say("Comptes"),
        "alerts": say("Alertes"),
        "archive": say("Archives du web"),
        "associations": say("Associations"),
        "bookmarks": say("Favoris"),
        "companies": say("Entreprises"),
        "contacts_csv": say("Carnet d'adresses (CSV)"),
        "cv": say("CV"),
        "feeds": say("Fils"),
        "import": say("Import"),
        "letter": say("Lettre"),
        "mbox": say("Messagerie"),
        "mediawiki": Text(msg="Wiki"),
        "occupations": say("Référentiel des métiers"),
        "offer": say("Offre"),
        "offers": say("Offres"),
        "pages": say("Pages"),
        "profile": say("Profil"),
        "robots": say("robots.txt"),
        "search_results": say("Page de résultats"),
        "sitemap": say("Plan du site"),
        "vcard": say("Carnet d'adresses"),
    }
)
"""Source id -> its name."""
