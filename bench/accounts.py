"""The account checker on our mock web: confidently wrong, missed, wall time beside the latency bound, memory; beside peers when installed.

`make bench-accounts`, or `python -m bench.accounts [--sites 400] [--seed 7]`. Peers (sherlock, maigret) are looked for on PATH and in the
folder that the environment variable PEERS names; one that is not there is said to be absent.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

from bench import _mock_accounts as mock

IN_FLIGHT = 50


def measured_child(rules: Path, store: Path) -> None:
    """Run one check in this process and print its verdicts, wall seconds and peak memory as JSON."""
    from ereput.collect.accounts import check, read_sites

    started = time.monotonic()
    found = check(mock.HANDLE, store=store, now=lambda: datetime.now(UTC), sites=read_sites(rules), allow_loopback=True)
    wall = time.monotonic() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"verdicts": {account.site: account.verdict for account in found}, "wall": wall, "peak": peak}))


def bare(port: int, web: tuple[mock.Mock, ...]) -> float:
    """Wall seconds of one plain question a site over bare sockets, IN_FLIGHT at once: what this machine can do at this moment."""
    import asyncio

    async def whole() -> None:
        slots = asyncio.Semaphore(IN_FLIGHT)

        async def one(path: str) -> None:
            async with slots:
                reader, writer = await asyncio.open_connection("127.0.0.1", port)
                writer.write(f"GET {path} HTTP/1.1\r\nhost: x\r\n\r\n".encode())
                await reader.read()
                writer.close()

        await asyncio.gather(*(one(f"{site.prefix}{mock.HANDLE}x") for site in web))

    started = time.monotonic()
    asyncio.run(whole())
    return time.monotonic() - started


def ours(rules: Path, store: Path) -> tuple[dict[str, str], float, float]:
    command = [sys.executable, "-m", "bench.accounts", "--child", str(rules), str(store)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    body = json.loads(done.stdout)
    return body["verdicts"], body["wall"], body["peak"]


def program(name: str) -> str | None:
    folder = os.environ.get("PEERS")
    return shutil.which(name, path=f"{folder}{os.pathsep}{os.environ['PATH']}" if folder else None)


def sherlock(rules: Path, folder: Path) -> tuple[dict[str, str], float, float] | None:
    command = program("sherlock")
    if command is None:
        return None
    out = folder / "sherlock"
    out.mkdir(exist_ok=True)
    arguments = [
        command,
        mock.HANDLE,
        "--json",
        str(rules),
        "--print-all",
        "--no-color",
        "--timeout",
        "10",
        "--csv",
        "--folderoutput",
        str(out),
    ]
    started = time.monotonic()
    done = subprocess.run(arguments, capture_output=True, text=True, check=False, cwd=out)
    wall = time.monotonic() - started
    verdicts = {}
    for line in done.stdout.splitlines():
        sign, _, rest = line.partition("] ")
        name, _, said = rest.partition(":")
        if sign == "[+":
            verdicts[name.strip()] = "present"
        elif sign == "[-" and "Site" in name:
            verdicts[name.strip()] = "absent" if "Not Found" in said else "undecided"
    return verdicts, wall, _children_peak()


def maigret(rules: Path, folder: Path) -> tuple[dict[str, str], float, float] | None:
    command = program("maigret")
    if command is None:
        return None
    out = folder / "maigret"
    arguments = [
        command, mock.HANDLE, "--db", str(rules), "-a", "--no-recursion", "--no-extracting", "--timeout", "10", "--retries", "1",
        "-n", str(IN_FLIGHT), "--folderoutput", str(out), "--json", "ndjson", "--print-not-found",
        "--print-errors", "--no-color", "--no-progressbar",
    ]  # fmt: skip
    started = time.monotonic()
    done = subprocess.run(arguments, capture_output=True, text=True, check=False)
    wall = time.monotonic() - started
    verdicts = {}
    for line in done.stdout.splitlines():
        sign, _, rest = line.strip().partition("] ")
        name = rest.partition(":")[0].strip()
        if name.startswith("Site"):
            verdicts[name] = {"[+": "present", "[-": "absent"}.get(sign, "undecided")
    return verdicts, wall, _children_peak()


def _children_peak() -> float:
    """Peak of the largest child so far, MB: an upper bound for the peer just run."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def row(name: str, web: tuple[mock.Mock, ...], verdicts: dict[str, str], wall: float, peak: float, bound: float) -> Counter[str]:
    counts = Counter(mock.judged(site, verdicts.get(site.name, "undecided")) for site in web)
    print(
        f"{name:34} {counts['wrong']:6} {counts['missed']:7} {counts['right']:6} {counts['honest']:7} "
        f"{wall:7.2f} {wall / bound:6.2f} {peak:7.0f}"
    )
    return counts


def bound_of(web: tuple[mock.Mock, ...]) -> float:
    """The least wall time of one question a site at IN_FLIGHT in flight: latency, tries that trouble costs, and the waits asked for."""
    questions = {"limited_once": 2, "limited": 3, "down": 3, "flaky": 2, "dropped": 2, "redirect": 2, "login": 2}
    total = sum(questions.get(site.kind, 1) * mock.LATENCY for site in web)
    waits = {"limited_once": 1 + 2 * mock.LATENCY, "limited": 2 + 3 * mock.LATENCY, "down": 3 + 3 * mock.LATENCY}
    return float(max(total / IN_FLIGHT, *(waits.get(site.kind, 0.0) for site in web)))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sites", type=int, default=400)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--child", nargs=2, type=Path)
    options = parser.parse_args()
    if options.child:
        measured_child(*options.child)
        return 0
    failed = 0
    for hostile in (False, True):
        web = mock.sites(options.sites, seed=options.seed, hostile=hostile)
        bound = bound_of(web)
        print(
            f"\n{'hostile' if hostile else 'clean'} web: {options.sites} sites, seed {options.seed}, "
            f"bound {bound:.2f} s at {IN_FLIGHT} in flight"
        )
        print(f"{'':34} {'wrong':>6} {'missed':>7} {'right':>6} {'honest':>7} {'wall s':>7} {'ratio':>6} {'MB':>7}")
        with tempfile.TemporaryDirectory() as name, mock.serve(web) as (port, counts):
            folder = Path(name)
            print(f"{'bare sockets, one question a site':34} {'':6} {'':7} {'':6} {'':7} {bare(port, web):7.2f}")
            for kind, write in (("whatsmyname", mock.as_whatsmyname), ("sherlock", mock.as_sherlock), ("maigret", mock.as_maigret)):
                rules = write(web, port, folder / f"{kind}.json")
                for state in ("cold", "warm"):
                    counts.clear()
                    found = row(f"ereput, {kind} rules, {state}", web, *ours(rules, folder / f"store-{kind}"), bound)
                    failed += found["wrong"] + found["missed"]
            for kind, peer in (("sherlock", sherlock), ("maigret", maigret)):
                counts.clear()
                result = peer(folder / f"{kind}.json", folder)
                if result is None:
                    print(f"{kind:34} not installed (set PEERS to the folder of its command)")
                else:
                    row(kind, web, *result, bound)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
