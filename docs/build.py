"""Writes what the documentation shows and is made by the program: the JSON Schema of audit.json, the list of checks, the tables of
collectors in README.md, the pictures of page 1.

    python docs/build.py

The pictures are made from the demonstration and need `pdftoppm` (poppler-utils); without it the schema alone is written.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from ereput.cli.audit import write
from ereput.cli.demo import demo
from ereput.render.base import Options
from ereput.schema import json_schema

HERE = Path(__file__).parent
DOTS = 80
"""Dots per inch of the pictures."""


def schema() -> None:
    body = json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n"
    (HERE / "audit.schema.json").write_text(body, "utf-8")


def checks() -> None:
    from ereput.analyse.presence.documentation import page

    (HERE / "checks.md").write_text(page(), "utf-8")


def collectors() -> None:
    from ereput.collect.documentation import filled

    readme = HERE.parent / "README.md"
    readme.write_text(filled(readme.read_text("utf-8")), "utf-8")


def pictures(pdftoppm: str) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        done = demo(folder, formats=("pdf",), language="fr")
        english, _ = write(done.audit, folder / "en", ("pdf",), Options(language="en"))
        for language, pdf in (("fr", done.paths["pdf"]), ("en", english["pdf"])):
            command = [pdftoppm, "-png", "-singlefile", "-r", str(DOTS), "-l", "1", str(pdf), str(HERE / f"page-1-{language}")]
            subprocess.run(command, check=True)  # noqa: S603  # our own PDF, a fixed command


def main() -> None:
    schema()
    checks()
    collectors()
    pdftoppm = shutil.which("pdftoppm")
    if pdftoppm is None:
        sys.exit("pdftoppm is not installed: the pictures were not made again.")
    pictures(pdftoppm)


if __name__ == "__main__":
    main()
