"""The PDF: A4, tagged (PDF/UA-1, ISO 14289-1), fonts embedded, `audit.json` attached. The only module that knows WeasyPrint.

Nothing is read but the packaged fonts: every other address is refused. No date comes from the clock: same Audit, same bytes.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from ereput.assets import folder
from ereput.model import Audit, say
from ereput.render import style
from ereput.render.base import Options
from ereput.render.report import document
from ereput.render.voice import Voice
from ereput.schema import to_json

if TYPE_CHECKING:
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration

BASE = "ereput:"
"""The scheme of packaged assets; no other address is ever opened."""


def render(audit: Audit, options: Options) -> bytes:
    """The report as a PDF."""
    from weasyprint import HTML, Attachment

    fonts, sheet = _styles()
    when = audit.run.started_at
    voice = Voice(options.language)
    attachment = Attachment(
        string=to_json(audit),
        name="audit.json",
        description=voice.read(say("Les données de ce bilan, lisibles par un programme")),
        created=when,
        modified=when,
        relationship="Source",
    )
    page = HTML(string=document(audit, options, medium="pdf"), base_url=BASE, url_fetcher=_fetcher())
    body: bytes = page.write_pdf(
        stylesheets=[sheet],
        font_config=fonts,
        pdf_variant="pdf/ua-1",
        pdf_identifier=audit.run.id.encode("ascii", "replace"),
        attachments=[attachment],
    )
    return body


@cache
def _styles() -> tuple[FontConfiguration, CSS]:
    """The parsed style sheet and its fonts, made once a process: reading them is a sixth of the time of a short report."""
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()
    faces = "\n".join(
        f"@font-face {{ font-family: '{style.FAMILY}'; font-weight: {weight}; src: url({BASE}fonts/EreputSans-{name}.ttf); }}"
        for name, weight in style.WEIGHTS.items()
    )
    sheet = CSS(string=faces + style.resolved("tokens", "report", "print"), base_url=BASE, url_fetcher=_fetcher(), font_config=fonts)
    return fonts, sheet


@cache
def _fetcher() -> Any:
    """A URL fetcher that opens packaged fonts and refuses everything else: files, networks, data addresses, redirects."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    fonts = folder("templates") / "style" / "fonts"
    packaged = {f"{BASE}fonts/{path.name}": path for path in sorted(fonts.glob("*.ttf"))}

    class Packaged(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
        """Packaged assets only."""

        def fetch(self, url: str, headers: Any = None) -> Any:  # the signature is WeasyPrint's
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
