"""`--keep-evidence`: a WARC (ISO 28500) of every answer that supports a statement, so that it can be shown again and checked by hash."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from ereput import __version__
from ereput.collect import robots

if TYPE_CHECKING:
    from pathlib import Path

    from ereput.collect.journal import Journal
    from ereput.model import Harvest, Page


def write_warc(path: Path, journal: Journal, harvest: Harvest) -> int:
    """Write the answers that the mentions and verdicts of `harvest` rest on to `path` (gzip per record). Returns how many.

    An absence is a statement as a mention is: its answer is kept too.
    """
    from warcio.warcwriter import WARCWriter

    wanted = {*(mention.sha256 for mention in harvest.mentions), *(row.sha256 for row in harvest.coverage)} - {None, ""}
    pages = [page for page in journal.pages() if page.sha256 in wanted and page.url != robots.address(page.url)]  # "no" is a body of both
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        writer.write_record(
            writer.create_warcinfo_record(path.name, {"software": f"ereput/{__version__}", "format": "WARC File Format 1.0"})
        )
        for page in pages:
            record = _record(writer, page)
            writer.write_record(record)
            record.raw_stream.close()  # warcio leaves its buffer open
    path.chmod(0o600)
    return len(pages)


def _record(writer: Any, page: Page) -> Any:
    """A response record. The body is kept decompressed, so Content-Encoding is not said again; lengths are recomputed."""
    from warcio.statusandheaders import StatusAndHeaders

    dropped = {"content-encoding", "transfer-encoding", "content-length"}
    headers = [(name, value) for name, value in page.headers if name not in dropped]
    headers.append(("content-length", str(len(page.body))))
    return writer.create_warc_record(
        page.url,
        "response",
        payload=BytesIO(page.body),
        http_headers=StatusAndHeaders(f"{page.status} {'OK' if page.status == 200 else 'Answer'}", headers, protocol="HTTP/1.1"),
        warc_headers_dict={"WARC-Date": page.fetched_at.strftime("%Y-%m-%dT%H:%M:%SZ")},
    )
