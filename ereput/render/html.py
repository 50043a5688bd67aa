"""The HTML page: one file, fonts and style inside, nothing fetched (its Content-Security-Policy says so), works with scripts off."""

from __future__ import annotations

import base64
import hashlib
from functools import cache

from markupsafe import Markup

from ereput.assets import folder
from ereput.model import Audit
from ereput.render import style
from ereput.render.base import Options
from ereput.render.report import document


class _Html:
    name = "html"
    suffix = ".html"

    def render(self, audit: Audit, options: Options) -> bytes:
        return document(audit, options, medium="html", css=_css(), script=_script(), script_hash=_hash(_script())).encode("utf-8")


FORMAT = _Html()


@cache
def _css() -> Markup:
    """Fonts and style sheets; tokens stay custom properties, so that a reader's own style may change them."""
    sheets = "\n".join(style.sheet(name) for name in ("tokens", "report", "screen"))
    return Markup(f"{style.embedded_fonts()}\n{sheets}\n{style.generated()}")  # noqa: S704  # our own packaged files


@cache
def _script() -> Markup:
    """The search: our own packaged script, whose hash the page's policy names."""
    return Markup((folder("templates") / "style" / "report.js").read_text(encoding="utf-8"))  # noqa: S704  # our own packaged file


def _hash(script: str) -> str:
    """The CSP source expression of an inline script (CSP Level 3, 2.3.1)."""
    return "sha256-" + base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode("ascii")
