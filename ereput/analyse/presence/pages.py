"""Her own public pages among what was read: the ones whose HTML she can change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ereput.analyse.presence.once import Once
from ereput.model import Kind, Reading

if TYPE_CHECKING:
    from ereput.analyse.presence.base import Known

KINDS = frozenset({Kind.PAGE, Kind.ARTICLE, Kind.PROFILE, Kind.POST})
HTML_FIELDS = frozenset({"robots", "description", "canonical", "jsonld", "og", "hcard", "generator"})


@Once
def own_pages(known: Known) -> tuple[Reading, ...]:
    """One reading per URL under a page she declared, that was read as HTML (not a feed's item, not an export)."""
    roots = {p.rstrip("/") for p in known.subject.pages}
    folders = tuple(f"{root}/" for root in roots)
    found: dict[str, Reading] = {}
    for reading in known.readings:
        mention = reading.mention
        if mention.kind not in KINDS or not (mention.url in roots or mention.url.startswith(folders)):
            continue
        kept = found.get(mention.url)
        if kept is None or _html(reading) > _html(kept):
            found[mention.url] = reading
    html = [r for r in found.values() if _html(r) or r.mention.url.rstrip("/") in roots]
    return tuple(html)


def _html(reading: Reading) -> int:
    return sum(name in HTML_FIELDS for name, _ in reading.mention.fields)
