"""How fast keywords are read, and in how much memory: `python -m bench.keywords`.

Loading the compiled index from its cache, walking and fully reading real offers (without the labelled sets, a text of ours), the ranking of
a title with its text, and a whole gap analysis: an offer, a CV and 300 mentions (600 kB). CPU seconds, medians of five. Compiling happens
in a process of its own: the peak that counts is that of the many runs that load what was compiled once.
"""

from __future__ import annotations

import json
import multiprocessing
import statistics
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from ereput.analyse.keywords import index, library, stage
from ereput.analyse.keywords.imports import install
from ereput.model import Audience, Band, Kind, Match, Mention, Reading, Subject

if TYPE_CHECKING:
    from collections.abc import Callable

DATA = Path(__file__).parents[2] / "shared" / "data"
OURS = (
    "Nous cherchons une personne pour construire des tableaux de bord Power BI, préparer les données avec Python et SQL, "
    "et présenter les résultats "
    "aux équipes. Vous maîtrisez Excel, vous aimez le travail en équipe et vous parlez anglais. "
    "La gestion de projet et la relation client sont un plus. "
)


def clock(work: Callable[[], object]) -> float:
    spent = []
    for _ in range(5):
        start = time.process_time()
        work()
        spent.append(time.process_time() - start)
    return statistics.median(spent)


def texts() -> list[str]:
    path = DATA / "keywords" / "offers_fr.dev.jsonl"
    if not path.exists():
        return [OURS * 8] * 300
    return [json.loads(line)["description"] for line in path.read_text("utf-8").splitlines()] * 15


def reading(text: str, kind: Kind, number: int) -> Reading:
    audience = Audience.PRIVATE if kind in (Kind.CV, Kind.OFFER) else Audience.INDEXED
    mention = Mention(source=f"s{number % 7}", url=f"https://x.example/{number}", kind=kind, text=text, audience=audience)
    return Reading(mention=mention, match=Match(mention=mention.id, probability=1.0, band=Band.CONFIRMED), language="fr", masked=text)


def peak() -> float:
    """The largest resident set of this process so far, in MB (`ru_maxrss` would count what its parent held when it was started)."""
    status = Path("/proc/self/status").read_text("ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def compile_once(folder: Path) -> None:
    """Install what is there and compile it, as the first run does."""
    for name, file in (("rome", "rome_v460.json.gz"), ("esco", "esco_fr_en.json.gz")):
        if (DATA / "taxonomy" / file).exists():
            install.install(name, [DATA / "taxonomy" / file], folder / "installed")
    start = time.process_time()
    library.open_library(installed=folder / "installed", cache=folder / "cache")
    print(f"compile                {time.process_time() - start:8.2f} s   (peak memory {peak():.0f} MB)", flush=True)


def load(folder: Path) -> None:
    cached = next((folder / "cache").glob("keywords-*.index"))
    loading = clock(lambda: index.load(cached))
    print(
        f"load from cache        {loading:8.2f} s   ({len(index.load(cached).texts):,} forms, {cached.stat().st_size / 1e6:.0f} MB)",
        flush=True,
    )


def measure(folder: Path) -> None:
    """All the rest, as every later run does."""
    known = library.open_library(installed=folder / "installed", cache=folder / "cache")
    print(f"memory once loaded     {peak():8.0f} MB")
    corpus = texts()
    size = sum(map(len, corpus)) / 1e6
    trie = known.matcher.index.trie
    walk = clock(lambda: [sum(1 for _ in trie.walk(trie.tokens(text))) for text in corpus])
    print(f"match                  {size / walk:8.1f} million characters a CPU second (tokenise, look up, walk)")
    read = clock(lambda: [len(known.matcher.find(text)) for text in corpus])
    print(f"read                   {size / read:8.1f} million characters a CPU second (and capitals, context, negation, offsets)")
    print(f"peak memory            {peak():8.0f} MB   (loaded, {size:.1f} million characters read)")
    ranker = known.ranker()
    rank = clock(lambda: [ranker.rank("Développeuse web (H/F)", text) for text in corpus[:200]])
    print(f"title and text         {1000 * rank / 200:8.1f} ms an offer ({ranker.source})")
    mentions = [reading((corpus[i % len(corpus)] * 3)[:2000], Kind.POST, i) for i in range(300)]
    whole = [reading(corpus[0], Kind.OFFER, 1000), reading(corpus[1], Kind.CV, 1001), *mentions]
    subject = Subject(names=("?",))
    gaps = clock(lambda: stage.gaps(whole, subject, now=datetime(2026, 11, 20, tzinfo=UTC), known=known))
    print(f"offer, CV, 600 kB      {gaps:8.2f} s")
    print(f"peak memory            {peak():8.0f} MB   (rankers of occupations and a gap analysis included)")


def main() -> int:
    with tempfile.TemporaryDirectory() as room:
        folder = Path(room)
        fresh = multiprocessing.get_context("spawn")
        for part in (compile_once, load, measure):
            process = fresh.Process(target=part, args=(folder,))
            process.start()
            process.join()
            if process.exitcode:
                return process.exitcode
    return 0


if __name__ == "__main__":
    sys.exit(main())
