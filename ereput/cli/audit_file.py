"""An `audit.json` on the command line."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ereput.cli.wording import unopened

if TYPE_CHECKING:
    from ereput.model import Audit


class AuditFile(click.Path):
    """An `audit.json`, named itself or by its folder: what `ereput audit -o FOLDER` was told is what the other commands take."""

    def __init__(self) -> None:
        super().__init__(path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        path = Path(value)
        return path / "audit.json" if path.is_dir() else path


def read(path: Path) -> Audit:
    """The audit in `path`. Raises UsageError when it cannot be read or is not one."""
    from ereput.schema import from_json

    try:
        body = path.read_bytes()
    except OSError as error:
        raise unopened(path, error) from error
    return from_json(body)
