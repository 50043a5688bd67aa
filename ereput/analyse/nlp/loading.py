"""Loads a spaCy model with its entity recogniser alone, on the faster matrix product of this machine (PERFORMANCE "NLP")."""

from __future__ import annotations

import gc
import os
import sys
import time
from contextlib import suppress
from types import ModuleType
from typing import TYPE_CHECKING, Any

from ereput.analyse.nlp.tokens import tokenizer
from ereput.cycles import uncollected

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from spacy.language import Language

ROUNDS = 3
SHAPE = (128, 288, 288)  # rows, inner, columns: of the size that the recogniser multiplies
UNREAD = ("strings",)
"""Left on the disk: 713,000 words that name the rows of the vectors for people. The entity recogniser knows rows by hash, and a text brings
its own words; without them the same entities (tested) cost 130 MB and 0.4 s less."""


M_TRIM_THRESHOLD, M_MMAP_THRESHOLD = -1, -3  # mallopt(3)
KEPT = 16 << 20  # bytes: above the largest array of a batch, and below what mallopt refuses


def load(name: str) -> Language:
    """The model `name` (an installed package, or a folder): NER only, tokens and entities identical to `spacy.load`."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # read when numpy is first imported; more threads only burn processor time here
    with uncollected():
        import_library()
        loaded = _loaded(name)
        gc.freeze()  # the library and the model stay until the end: no later walk through them
    return loaded


def import_library() -> None:
    """Import spaCy without its command line, which it imports for the function `spacy.info`: a third of the time of `import spacy`.

    Whoever wants `spacy.cli` later gets the real one.
    """
    if "spacy" in sys.modules:
        return
    absent = ModuleType("spacy.cli.info")
    absent.__dict__["info"] = None
    names = ("spacy.cli", "spacy.cli.info")
    sys.modules.update(dict.fromkeys(names, absent))
    try:
        with suppress(ImportError):  # another edition of spaCy wants more of it: it is imported as it is, below
            import spacy  # noqa: F401 - what the rest of this room finds imported
    finally:
        for unwanted in names:
            sys.modules.pop(unwanted, None)


def _loaded(name: str) -> Language:
    from spacy.util import load_meta

    folder = locate(name)
    keep_memory()
    choose_product()
    meta = load_meta(folder / "meta.json")
    others = [*(pipe for pipe in meta["pipeline"] if pipe != "ner"), *UNREAD]
    if meta["lang"] == "fr" and (folder / "tokenizer").is_file():
        return _french(folder, meta, others)
    import spacy

    return spacy.load(folder, exclude=others)


def locate(name: str) -> Path:
    """The folder of the model's data."""
    from pathlib import Path

    from spacy.util import get_package_path

    folder = Path(name) if os.sep in name else get_package_path(name)
    return folder if (folder / "config.cfg").is_file() else next(path.parent for path in sorted(folder.glob("*-*/config.cfg")))


def _french(folder: Path, meta: dict[str, Any], others: list[str]) -> Language:
    """As `spacy.load`, without importing `spacy.lang.fr`: only its tokenizer exceptions would be used, and the model stores them itself."""
    from spacy.language import BaseDefaults, Language
    from spacy.util import load_config

    class Bare(BaseDefaults):
        """No rule of its own: the tokenizer made from them is replaced below by the one that the model stores."""

        prefixes = suffixes = infixes = ()

    class French(Language):  # type: ignore[no-untyped-call]  # spaCy annotates no __init_subclass__
        lang, Defaults = "fr", Bare

    nlp = French.from_config(load_config(folder / "config.cfg"), exclude=others, meta=meta)
    nlp.from_disk(folder, exclude=[*others, "tokenizer"])
    _ask_less(nlp)
    nlp.tokenizer = tokenizer(nlp.vocab, folder / "tokenizer")
    return nlp


def _ask_less(nlp: Language) -> None:
    """Has only that found out of each new word which the recogniser looks at, and not the twenty things that others may ask."""
    from spacy.attrs import IDS

    ner: Any = nlp.get_pipe("ner")
    vocab: Any = nlp.vocab
    columns = {name for node in ner.model.walk() if node.name == "extract_features" for name in node.attrs["columns"]}
    asked = {IDS[name] if isinstance(name, str) else name for name in {*columns, "IS_SPACE", "LANG"}}
    vocab.lex_attr_getters = {name: getter for name, getter in vocab.lex_attr_getters.items() if name in asked}


def keep_memory() -> bool:
    """Has glibc keep what an array of a batch leaves for that of the next; whether it could be asked (elsewhere, nothing is done).

    By default it gives each of them back to the system and asks again: half a million page faults, up to a third of the reading time.
    """
    import ctypes
    import sys

    mallopt = getattr(ctypes.CDLL(None), "mallopt", None) if sys.platform == "linux" else None
    return bool(mallopt and mallopt(M_MMAP_THRESHOLD, KEPT) and mallopt(M_TRIM_THRESHOLD, 4 * KEPT))


def choose_product() -> str:
    """Sets thinc's product to the faster of BLIS and numpy's OpenBLAS here ("blis", "numpy"), by a timing of a few milliseconds.

    thinc takes BLIS's generic kernel on processors that BLIS does not know; the two give the same entities (tested).
    """
    from thinc.api import NumpyOps, set_current_ops

    candidates = {"blis": NumpyOps(), "numpy": NumpyOps(use_blis=False)}
    times = {name: _timing(ops.gemm) for name, ops in candidates.items()}
    best = min(times, key=times.__getitem__)
    set_current_ops(candidates[best])
    return best


def _timing(product: Callable[..., Any]) -> float:
    import numpy

    rows, inner, columns = SHAPE
    left, right = numpy.ones((rows, inner), dtype="float32"), numpy.ones((columns, inner), dtype="float32")
    product(left, right, trans2=True)
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.perf_counter()
        product(left, right, trans2=True)
        best = min(best, time.perf_counter() - start)
    return best
