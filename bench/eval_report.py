"""The PDF against a judge that nobody here wrote: `make eval-report`. `outloud` (PDF/UA-1, ISO 14289-1) finds 0 errors in any report of
two languages, three editions and 0, 1, 10 and 500 findings; each time, size and number of warnings is printed. Exit 1 at the first error.
"""

from __future__ import annotations

import sys
import tempfile
import time
from itertools import product
from pathlib import Path
from typing import Any

from ereput.render.base import Options
from ereput.render.share import SHAREABLE
from ereput.render.stage import render
from tests.render import audits

FINDINGS = (0, 1, 10, 500)
LANGUAGES = ("fr", "en")
EDITIONS = ("candidate", "student", "counsellor")


def judged(folder: Path, findings: int, language: str, edition: str) -> Any:
    """What outloud says of one report (`errors`, `warnings`, `findings`, `stats`)."""
    from outloud import check  # type: ignore[import-untyped]  # outloud has no types

    path = folder / f"{findings}-{language}-{edition}.pdf"
    path.write_bytes(render(audits.audit(findings), "pdf", Options(language=language, edition=edition, share=SHAREABLE)))
    return check(str(path))


def main() -> int:
    """Print one line a report; 1 when one has an error."""
    try:
        import outloud
    except ImportError:
        print("report: outloud is not installed (requirements/dev.lock has it); nothing is judged")
        return 0
    wrong = 0
    print(f"outloud {outloud.__version__}")
    print(f"{'findings':>8} {'language':<8} {'edition':<10} {'pages':>5} {'errors':>6} {'warnings':>8} {'cpu s':>6}")
    with tempfile.TemporaryDirectory() as folder:
        for findings, language, edition in product(FINDINGS, LANGUAGES, EDITIONS):
            start = time.process_time()
            said = judged(Path(folder), findings, language, edition)
            spent = time.process_time() - start
            pages = said.stats.get("pages", 0)
            print(f"{findings:>8} {language:<8} {edition:<10} {pages:>5} {said.errors:>6} {said.warnings:>8} {spent:>6.1f}", flush=True)
            for found in said.findings:
                if found.severity == "error":
                    print(f"         {found.rule}: {found.message}")
            wrong += said.errors + (not pages)
    print("0 errors" if not wrong else f"{wrong} errors")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
