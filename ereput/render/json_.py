"""JSON "ereput/1": the Audit itself, as `ereput.schema` writes it. Every other format is a reading of it."""

from __future__ import annotations

from ereput.model import Audit
from ereput.render.base import Options
from ereput.schema import to_json


class _Json:
    name = "json"
    suffix = ".json"

    def render(self, audit: Audit, options: Options) -> bytes:  # data have no language
        return to_json(audit)


FORMAT = _Json()
