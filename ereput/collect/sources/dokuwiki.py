"""DokuWiki: its full-text search through XML-RPC (dokuwiki.org/devel:xmlrpc), and a page's source by `do=export_raw`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote
from xml.sax.saxutils import escape

from ereput.collect.dates import from_seconds
from ereput.collect.encoding import decode
from ereput.collect.reading import Malformed, api, mention, plain, text_at, web
from ereput.model import Kind, Page, Query, Seen, Skip, Subject, Tally, Verdict, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.collect.base import Yield

PAGES = 20


class Refused(Exception):
    """The wiki answered with a fault, in its own words: its interface is closed, most often."""


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
                name, text = page.query.about("id"), decode(page.body, page.header("content-type"))
                yield mention(page, Kind.PAGE, url=page.query.about("shown"), title=name, text=plain(text))
            return
        if page.status >= 400:
            return
        try:
            hits = _answer(page.body)
        except Refused as refused:
            reason = say("Le wiki a refusé la demande : {code}.", code=str(refused)[:120])
            yield Skip(source=self.name, code="malformed", where=page.url, reason=reason)
            yield Seen(verdict=Verdict.UNDECIDED, reason=reason)
            return
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
        root = fromstring(body.lstrip())  # a blank line before the declaration is PHP's, and no XML
    except (ParseError, DefusedXmlException, ValueError) as error:
        raise Malformed from error
    if root.tag != "methodResponse":
        raise Malformed
    if root.find("fault") is not None:
        raise Refused(next((str(_value(m.find("value"))) for m in root.iter("member") if m.findtext("name") == "faultString"), "?"))
    return [{m.findtext("name") or "": _value(m.find("value")) for m in struct.findall("member")} for struct in root.iter("struct")]


def _value(node: Any) -> Any:
    if node is None:
        return ""
    child = node[0] if len(node) else node
    text = (child.text or "").strip()
    return int(text) if child.tag in ("int", "i4") and text.lstrip("-").isdecimal() else text


COLLECTOR = DokuWiki()
