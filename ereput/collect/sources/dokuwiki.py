"""DokuWiki: its full-text search through XML-RPC (dokuwiki.org/devel:xmlrpc), and a page's source by `do=export_raw`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote
from xml.sax.saxutils import escape

from ereput.collect.dates import from_seconds
from ereput.collect.reading import Malformed, api, mention, plain, text_at, web
from ereput.model import Kind, Page, Query, Seen, Subject, Tally, Verdict, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.collect.base import Yield

PAGES = 20


class DokuWiki:
    name = "dokuwiki"
    title = say("Wikis sous DokuWiki")
    needs = say("handles.dokuwiki = { user, base }")
    terms = say("API publique du wiki, quand il l'ouvre.")
    key = ""

    def plan(self, subject: Subject) -> Iterator[Query]:
        for handle in subject.users_of(self.name):
            if handle.base:
                words = subject.name if handle.user in ("", "-") else handle.user
                for query in dict.fromkeys((subject.name, words)):
                    body = (
                        '<?xml version="1.0"?><methodCall><methodName>dokuwiki.search</methodName><params><param><value>'
                        f"<string>{escape(query)}</string></value></param></params></methodCall>"
                    )
                    yield api(
                        f"{handle.base}/lib/exe/xmlrpc.php", say("les pages de ce wiki qui citent votre nom"), self.name,
                        headers=(("content-type", "text/xml"),), body=body.encode(), base=handle.base,
                    )  # fmt: skip

    def read(self, page: Page) -> Iterator[Yield]:
        if page.query.about("id"):
            if page.status < 400:
                name = page.query.about("id")
                yield mention(page, Kind.PAGE, url=page.query.about("shown"), title=name, text=plain(page.body.decode("utf-8", "replace")))
            return
        if page.status >= 400:
            return
        hits = _answer(page.body)
        base = page.query.about("base")
        for hit in hits[:PAGES]:
            name = text_at(hit, "id")
            url = f"{base}/doku.php?id={quote(name, safe=':')}"
            yield mention(
                page, Kind.PAGE, url=url, title=text_at(hit, "title") or name, text=plain(text_at(hit, "snippet")),
                published=from_seconds(hit.get("rev") or hit.get("mtime")), rank=hits.index(hit) + 1,
            )  # fmt: skip
            yield web(f"{url}&do=export_raw", say("une page de ce wiki qui cite votre nom"), self.name, id=name, shown=url)
        yield Tally(
            name="dokuwiki", read=min(len(hits), PAGES), skipped=max(0, len(hits) - PAGES), reason=say("au-delà des vingt premières")
        )
        if not hits:
            yield Seen(verdict=Verdict.ABSENT, reason=say("Aucune page de ce wiki ne cite ce nom."))


def _answer(body: bytes) -> list[dict[str, Any]]:
    """The structs of an XML-RPC answer. Raises Malformed for a fault or for what is none; entities are refused."""
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import ParseError, fromstring

    try:
        root = fromstring(body)
    except (ParseError, DefusedXmlException, ValueError) as error:
        raise Malformed from error
    if root.tag != "methodResponse" or root.find("fault") is not None:
        raise Malformed
    return [{m.findtext("name") or "": _value(m.find("value")) for m in struct.findall("member")} for struct in root.iter("struct")]


def _value(node: Any) -> Any:
    if node is None:
        return ""
    child = node[0] if len(node) else node
    text = (child.text or "").strip()
    return int(text) if child.tag in ("int", "i4") and text.lstrip("-").isdecimal() else text


COLLECTOR = DokuWiki()
