"""How fast, and in how much memory, exports are read: `python -m bench.archives [--big GIGABYTES]`.

Two measures, each in a process of its own so that its peak memory is its own: a LinkedIn export with 30,000 contacts and 5,000 posts
(target 3 s), and a generated X archive of 4 GB (target 500 MB): 200,000 posts, private messages of which one file of 2.5 GB, films.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import multiprocessing
import random
import resource
import sys
import tempfile
import time
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from ereput.collect.archives.stage import read
from ereput.model import Subject

if TYPE_CHECKING:
    from collections.abc import Callable

CONTACTS, SHARES, TWEETS = 30_000, 5_000, 200_000
WORDS = (
    "stage données analyse lyon équipe projet merci python tableau rapport client qualité réunion outil visite formation atelier".split()
)
Result = tuple[float, float, int]


def _sentence(rng: random.Random, words: int) -> str:
    return " ".join(rng.choice(WORDS) for _ in range(words))


def _table(header: str, rows: list[list[str]]) -> str:
    text = io.StringIO()
    csv.writer(text).writerows([header.split(","), *rows])
    return text.getvalue()


def make_linkedin(path: Path) -> None:
    """An export of the complete kind, fictional."""
    rng = random.Random(1)
    contacts = [
        [
            f"Prénom{i}",
            f"Nom{rng.randrange(10**6)}",
            f"https://www.linkedin.com/in/p-{i}",
            "",
            rng.choice(WORDS),
            rng.choice(WORDS),
            "05 Mar 2024",
        ]
        for i in range(CONTACTS)
    ]
    shares = [
        [f"2025-04-{i % 28 + 1:02d} 07:30:00", f"https://www.linkedin.com/feed/update/{i}", _sentence(rng, 60), "", "", "PUBLIC"]
        for i in range(SHARES)
    ]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        header = "First Name,Last Name,URL,Email Address,Company,Position,Connected On"
        archive.writestr("Connections.csv", 'Notes:\n"Some text, here."\n\n' + _table(header, contacts))
        archive.writestr("Shares_123456789.csv", _table("Date,ShareLink,ShareCommentary,SharedUrl,MediaUrl,Visibility", shares))


def make_x(path: Path, size: int) -> None:
    """An archive of `size` bytes, stored: what takes the place in real ones (messages, films), and posts."""
    rng = random.Random(2)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED, allowZip64=True) as archive:
        account = [{"account": {"username": "alice_m", "accountId": "42", "accountDisplayName": "Alice"}}]
        archive.writestr("data/account.js", "window.YTD.account.part0 = " + json.dumps(account))
        with archive.open("data/tweets.js", "w") as out:
            out.write(b"window.YTD.tweets.part0 = [")
            for i in range(TWEETS):
                tweet = {"id_str": str(10**18 + i), "full_text": _sentence(rng, 20), "created_at": "Sat Mar 14 09:00:00 +0000 2026"}
                out.write((b"," if i else b"") + json.dumps({"tweet": tweet}).encode())
            out.write(b"]")
        film = rng.randbytes(1 << 20)
        left, part = size - path.stat().st_size, 0
        message = {"messageCreate": {"text": _sentence(rng, 60), "createdAt": "2026-03-14T09:00:00.000Z"}}
        talk = b"," + json.dumps({"dmConversation": {"messages": [message] * 100}}).encode()
        while left > 0:
            chunk = min(left, 500_000_000 if part else size * 5 // 8)
            name = f"data/direct-messages-part{part}.js" if part % 2 == 0 else f"data/tweets_media/{part}.mp4"
            with archive.open(name, "w", force_zip64=True) as out:
                if part % 2 == 0:
                    out.write(f"window.YTD.direct_messages.part{part} = [{{}}".encode())
                    for _ in range(chunk // len(talk) // 50):
                        out.write(talk * 50)
                    out.write(b"]")
                else:
                    for _ in range(chunk >> 20):
                        out.write(film)
            left, part = left - chunk, part + 1


def _measure(path: str, queue: multiprocessing.Queue[Result]) -> None:
    start = time.perf_counter()
    found = read([path], Subject(names=("Alice Martin",)), b"salt")
    taken = time.perf_counter() - start
    queue.put((taken, _peak(), len(found.mentions)))


def _peak() -> float:
    """MB at most resident. /proc says it for this program; getrusage also counts what the parent had before."""
    status = Path("/proc/self/status")
    if status.exists():
        return next(int(line.split()[1]) / 1024 for line in status.read_text().splitlines() if line.startswith("VmHWM"))
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measure(path: Path) -> Result:
    """Seconds, peak memory in MB, mentions; in a fresh process."""
    context = multiprocessing.get_context("spawn")
    queue: multiprocessing.Queue[Result] = context.Queue()
    process = context.Process(target=_measure, args=(str(path), queue))
    process.start()
    result = queue.get()
    process.join()
    return result


def main() -> int:
    """Prints a table; exit 1 when a target is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--big", type=float, default=4.0, help="size of the X archive in GB; 0 leaves it out")
    big = parser.parse_args().big
    missed = 0
    cases: list[tuple[str, Callable[[Path], None], float, float]] = [("linkedin, 30,000 contacts, 5,000 posts", make_linkedin, 3.0, 500)]
    if big:
        cases.append((f"x, {big:g} GB", lambda path: make_x(path, int(big * 1e9)), 600.0, 500))
    print(f"{'export':<40} {'s':>8} {'MB':>8} {'mentions':>10}  target")
    for name, make, seconds, memory in cases:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "export.zip")
            make(path)
            taken, peak, mentions = measure(path)
        ok = taken <= seconds and peak <= memory
        missed += not ok
        print(f"{name:<40} {taken:8.2f} {peak:8.0f} {mentions:10,}  {'met' if ok else 'MISSED'} ({seconds:g} s, {memory:g} MB)")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
