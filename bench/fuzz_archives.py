"""Fuzzes every archive reader, the containers and the documents: `python -m bench.fuzz_archives [--seconds 600] [--keep FOLDER]`.

Coverage-guided (atheris, libFuzzer). It starts from `fixtures/exports/corpus` (small files, each named "reader__file name") and
keeps what reaches new code in FOLDER, so that the next run goes on from there. A traceback, 20 s on one input or 1 GB of memory is a
failure: the input is written beside, and the exit code is not 0. Atheris is a development tool: `pip install atheris`.
"""

from __future__ import annotations

import argparse
import importlib
import io
import sys
from pathlib import Path
from typing import Any

SEEDS = Path(__file__).parents[1] / "fixtures" / "exports" / "corpus"


def targets() -> list[tuple[str, str]]:
    """The reader of each seed, and the file name under which the seed is read."""
    pairs = (path.name.partition("__") for path in sorted(SEEDS.iterdir()))
    return [(reader, name.replace("+", "/")) for reader, _, name in pairs]


def seeds(folder: Path) -> None:
    """Writes the seeds as inputs: one byte that chooses the target, then the file."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, path in enumerate(sorted(SEEDS.iterdir())):
        (folder / f"seed-{path.name}").write_bytes(bytes([number]) + path.read_bytes())


def main() -> int:
    """Runs until the time is over or something breaks."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=600)
    parser.add_argument("--keep", type=Path, default=Path("build/fuzz"))
    options = parser.parse_args()
    try:
        atheris: Any = importlib.import_module("atheris")
    except ImportError:
        print("atheris is not installed: pip install atheris")
        return 2
    with atheris.instrument_imports(include=["ereput.collect"]):
        from ereput.collect.archives.base import Owner
        from ereput.collect.archives.opening import open_stream
        from ereput.collect.archives.stage import readers
        from ereput.collect.documents import read as read_document
        from ereput.errors import ArchiveError, DocumentError
        from ereput.model import Subject

        known = readers()
    owner = Owner(subject=Subject(names=("Alice Martin",), emails=("alice.martin@example.org",)), salt=b"s")
    names = targets()

    def one_input(data: bytes) -> None:
        choice, body = (data[0] if data else 0) % (len(names) + 2), data[1:]
        try:
            if choice == len(names):
                read_document(body, "x")
                return
            reader, file = names[choice] if choice < len(names) else ("", "x.zip")
            with open_stream(file, io.BytesIO(body)) as archive:
                for each in [known[reader]] if reader else known.values():
                    if each.recognises(archive):
                        for _ in each.read(archive, owner):
                            pass
        except (ArchiveError, DocumentError):
            return

    seeds(options.keep)
    limits = [
        f"-max_total_time={options.seconds}",
        "-max_len=8192",
        "-timeout=20",
        "-rss_limit_mb=1024",
        f"-artifact_prefix={options.keep}/failure-",
    ]
    arguments: list[Any] = [sys.argv[0], str(options.keep), *limits]
    atheris.Setup(arguments, one_input)
    atheris.Fuzz()
    return 0


if __name__ == "__main__":
    sys.exit(main())
