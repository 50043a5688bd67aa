"""The report, timed: `python -m bench.report` (`make bench-report`).

Each case runs three times, in a process of its own each, so that the memory is its own. All three times are printed and the least is
judged: what is above it is the machine's (as `timeit` says of its repeats). WeasyPrint is imported, then the first PDF of that process is
drawn and its CPU time read (style sheets, fonts and templates are read within it), then a second one. The same process then lets
WeasyPrint draw as many plain pages (two columns of ordinary paragraphs' worth of text, our font, tags) as a named bound of the same run.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time

CASES = ((15, 66, 1.5, 400.0), (100, 3450, 12.0, 400.0))
"""Pages at least, findings in the audit, CPU seconds allowed for the first drawing, megabytes allowed at the peak."""
WORDS = "Pendant mon stage, j'ai construit un tableau de bord pour suivre les horaires du tram et les retards de chaque ligne. "


def draw(findings: int) -> dict[str, float]:
    """Draw a report twice in this process; seconds of CPU, pages, kilobytes, peak memory in megabytes."""
    import weasyprint

    from ereput.render.stage import formats, render
    from tests.render import audits

    audit = audits.audit(findings)
    formats()
    times, body = [], b""
    for _ in range(2):
        start = time.process_time()
        body = render(audit, "pdf")
        times.append(time.process_time() - start)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    pages = body.count(b"/Type /Page ") + body.count(b"/Type /Page\n") or _pages(body)
    start = time.process_time()
    weasyprint.HTML(string=_plain(pages)).write_pdf(pdf_variant="pdf/ua-1")
    return {
        "first": times[0],
        "again": times[1],
        "pages": pages,
        "kB": len(body) / 1000,
        "MB": peak,
        "plain": time.process_time() - start,
    }


def _apart(findings: int) -> dict[str, float]:
    """What `draw` says in a process of its own."""
    done = subprocess.run([sys.executable, "-m", "bench.report", "--one", str(findings)], capture_output=True, text=True, check=True)
    said: dict[str, float] = json.loads(done.stdout)
    return said


def _pages(body: bytes) -> int:
    import io

    from pypdf import PdfReader

    return len(PdfReader(io.BytesIO(body)).pages)


def _plain(pages: int) -> str:
    """As many pages of plain paragraphs, about as many words a page as a report holds."""
    page = "".join(f"<p>{WORDS * 3}</p>" for _ in range(12))
    body = "".join(f"<section style='break-after: page'>{page}</section>" for _ in range(pages))
    return f"<html lang=fr><title>plain</title><style>p {{ font-size: 9pt }}</style>{body}</html>"


def main() -> int:
    """Print one line a case; 1 when a bound is passed."""
    if len(sys.argv) == 3 and sys.argv[1] == "--one":
        print(json.dumps(draw(int(sys.argv[2]))))
        return 0
    passed = True
    print(f"{'report':<10} {'pages':>5} {'kB':>6} {'first s':>8} {'again s':>8} {'ms/page':>8} {'plain s':>8} {'MB':>5}  bound")
    for least, findings, seconds, megabytes in CASES:
        runs = [_apart(findings) for _ in range(3)]
        r = min(runs, key=lambda run: run["first"])
        good = r["first"] <= seconds and r["MB"] <= megabytes and r["pages"] >= least
        passed = passed and good
        firsts = ", ".join(f"{run['first']:.2f}" for run in runs)
        each = 1000 * r["again"] / r["pages"]
        numbers = (
            f"{r['pages']:>5.0f} {r['kB']:>6.0f} {r['first']:>8.2f} {r['again']:>8.2f} {each:>8.0f} {r['plain']:>8.2f} {r['MB']:>5.0f}"
        )
        print(f"{f'{least} pages':<10} {numbers}  <= {seconds} s of CPU, <= {megabytes:.0f} MB: {'yes' if good else 'NO'}  ({firsts})")
    return 0 if passed else 1


if __name__ == "__main__":
    raise SystemExit(main())
