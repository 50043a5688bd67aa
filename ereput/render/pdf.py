"""The PDF: A4, tagged (PDF/UA-1, ISO 14289-1), fonts embedded, `audit.json` attached. The only module that knows WeasyPrint.

Nothing is read but the packaged fonts: every other address is refused. No date comes from the clock: same Audit, same bytes.
"""

from __future__ import annotations

import atexit
import re
from functools import cache
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import fromstring
from zlib import compress

from ereput.assets import folder
from ereput.cycles import uncollected
from ereput.errors import SetupError
from ereput.model import Audit, say
from ereput.render import quick, style
from ereput.render.base import Options
from ereput.render.report import document, environment
from ereput.render.voice import Voice
from ereput.schema import to_json

if TYPE_CHECKING:
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration

BASE = "ereput:"
"""The scheme of packaged assets; no other address is ever opened."""


@uncollected()
def render(audit: Audit, options: Options) -> bytes:
    """The report as a PDF. Raises SetupError when this machine lacks Pango."""
    fonts, sheet = _styles()
    from weasyprint import Attachment

    when = audit.run.started_at
    attachment = Attachment(
        string=to_json(audit),
        name="audit.json",
        description=Voice(options.language).read(say("Les données de ce bilan, lisibles par un programme")),
        created=when,
        modified=when,
        relationship="Source",
    )
    body: bytes = _page(_tight(document(audit, options, medium="pdf"))).write_pdf(
        stylesheets=[sheet], font_config=fonts, pdf_variant="pdf/ua-1", attachments=[attachment], finisher=_finish
    )
    return body


def warm(language: str) -> None:
    """All that does not depend on an audit, made ahead: imports, sheets, fonts, compiled templates. Raises SetupError without Pango."""
    _styles()
    made = environment(language, "pdf")
    for name in made.list_templates(filter_func=lambda name: name.startswith("report/") and name.endswith(".html.j2")):
        if name != "report/html.html.j2":
            made.get_template(name)
    shapes = "".join(f"<p style='font-weight: {weight}'>Aé</p>" for weight in style.WEIGHTS.values())
    page(f"<html lang='{language}'><title>x</title><body style=\"font-family: '{style.FAMILY}'\">{shapes}</body></html>", identifier="x")


def page(text: str, *, identifier: str) -> bytes:
    """A short page of HTML of ours (a letter) as a tagged PDF with the same fonts; `identifier` stands for what would be random.

    Raises SetupError when this machine lacks Pango.
    """
    fonts, _ = _styles()  # reading the sheet is what declares the fonts
    body: bytes = _page(text).write_pdf(
        font_config=fonts, pdf_variant="pdf/ua-1", pdf_identifier=identifier.encode("ascii", "replace"), finisher=_finish
    )
    return body


_BLOCK = "article|caption|col|colgroup|dd|div|dl|dt|h[123]|header|li|nav|ol|p|section|table|tbody|td|th|thead|tr|ul"
_AROUND = re.compile(rf"\s*(</?(?:{_BLOCK})(?:\s[^<>]*)?>)\s*")


def _tight(page: str) -> str:
    """`page` without the white space around its blocks, which nobody sees and of which WeasyPrint makes a box each."""
    return _AROUND.sub(r"\1", page)


def _finish(_: Any, pdf: Any) -> None:
    """Links are printed as they are shown (ISO 14289-1, 7.18.1: the Print flag, ISO 32000-1 table 165, bit 3), a glyph that moves by
    nothing does not say so (ISO 32000-1, 9.4.3): WeasyPrint writes a zero after nearly every one, a third of the page; and streams are
    packed with zlib's usual effort: the most, which pydyf asks for, takes three times as long for a fortieth of the file.
    """
    for thing in pdf.objects:
        if isinstance(thing, dict) and thing.get("Subtype") == "/Link":
            thing["F"] = 4
        elif getattr(thing, "compress", False):
            body = b"\n".join(map(_written, thing.stream))
            thing.stream, thing.extra["Filter"], thing.compress = [compress(body)], "/FlateDecode", False


def _written(part: Any) -> bytes:
    """A part of a stream of pydyf as bytes."""
    if isinstance(part, bytes):
        return part.replace(b">0<", b"") if part.endswith(b"] TJ") else part
    written: bytes = part.data if hasattr(part, "data") else str(part).encode("ascii")
    return written


def _page(text: str) -> Any:
    """A WeasyPrint document whose default sheet is our own short one (`base.css`), which spares it a fifth of its time."""
    return _page_class()(string=text, base_url=BASE, url_fetcher=_fetcher())


_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no document of XML 1.0 may hold (2.2): a letter may quote any address."""


@cache
def _page_class() -> Any:
    from weasyprint import HTML, cssselect2

    class Page(HTML):  # type: ignore[misc]  # WeasyPrint has no types
        """HTML with our default sheet, read by the C parser of XML: our templates close what they open (a test says so), and WeasyPrint's
        own reader of HTML, in Python, takes a tenth of the time of a report.
        """

        def __init__(self, *, string: str, base_url: str, url_fetcher: Any) -> None:
            self.base_url, self.url_fetcher, self.media_type = base_url, url_fetcher, "print"
            root = fromstring(_NOT_XML.sub("", string))  # noqa: S314  # our own templates: no entity is declared, every value is escaped
            self.wrapper_element = cssselect2.ElementWrapper.from_html_root(root, content_language=None)
            self.etree_element = self.wrapper_element.etree_element

        def _ua_stylesheets(self, forms: bool = False) -> list[Any]:
            return [_default_sheet()]

    return Page


@cache
def _default_sheet() -> Any:
    from weasyprint import CSS

    return CSS(string=style.sheet("base"), url_fetcher=_fetcher())


@cache
def _styles() -> tuple[FontConfiguration, CSS]:
    """The parsed style sheet and its fonts, made once a process: reading them is a sixth of the time of a short report."""
    try:
        from weasyprint import CSS
        from weasyprint.text.fonts import FontConfiguration
    except OSError as error:  # the shared library is looked for when WeasyPrint is imported
        raise SetupError(
            say("Le PDF demande la bibliothèque Pango, absente de cette machine."),
            code="no_pango",
            hint=say("Installez-la (Debian : libpango-1.0-0 et libpangoft2-1.0-0), ou demandez le rapport en HTML."),
        ) from error
    quick.install()
    fonts = FontConfiguration()
    faces = "\n".join(
        f"@font-face {{ font-family: '{style.FAMILY}'; font-weight: {weight}; src: url({BASE}fonts/EreputSans-{name}.ttf); }}"
        for name, weight in style.WEIGHTS.items()
    )
    atexit.register(_styles.cache_clear)  # the fonts must go before the interpreter does: their destructor calls into Pango
    sheet = CSS(
        string=faces + style.resolved("tokens", "report", "print") + style.generated(),
        base_url=BASE,
        url_fetcher=_fetcher(),
        font_config=fonts,
    )
    return fonts, sheet


@cache
def _fetcher() -> Any:
    """A URL fetcher that opens packaged fonts and refuses everything else: files, networks, data addresses, redirects."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    fonts = folder("templates") / "style" / "fonts"
    packaged = {f"{BASE}fonts/{path.name}": path for path in sorted(fonts.glob("*.ttf"))}

    class Packaged(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
        """Packaged assets only."""

        def fetch(self, url: str, headers: Any = None) -> Any:
            path = packaged.get(url)
            if path is None:
                raise ValueError("only packaged assets are read")
            return URLFetcherResponse(url, body=path.read_bytes(), headers={"Content-Type": "font/ttf"})

    return Packaged()


class _Pdf:
    name = "pdf"
    suffix = ".pdf"

    def render(self, audit: Audit, options: Options) -> bytes:
        return render(audit, options)


FORMAT = _Pdf()
