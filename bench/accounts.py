"""The account checker on our mock web, beside peers: confidently wrong, missed, time beside the latency bound, processor, memory.

`make bench-accounts`, or `python -m bench.accounts [--sites 400] [--seed 7]`. `wall` is of the whole process, `asking` without the start of
Python. Peers (sherlock, maigret) are looked for on PATH and in the folder that the environment variable PEERS names; one that is not there
is said to be absent.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from bench import _mock_accounts as mock

IN_FLIGHT = 50
"""The engine's own, checked in `main`: imported here, it would bring the HTTP client before the clock of `child` starts."""


@dataclass(slots=True)
class Run:
    """What one checker said (verdict by site) and cost: seconds of wall and processor, peak MB, seconds of asking when known."""

    output: str
    wall: float
    cpu: float
    peak: float
    verdicts: dict[str, str] = field(default_factory=dict)
    asking: float | None = None


def run(command: list[str], **options: object) -> Run:
    started = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, **options)  # type: ignore[call-overload]  # cwd and stderr
    output = process.stdout.read()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return Run(output, time.monotonic() - started, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def child(rules: Path, store: Path) -> None:
    """Run one check in this process and print its verdicts and wall seconds as JSON."""
    from ereput.collect.accounts import check, read_sites

    started = time.monotonic()
    found = check(mock.HANDLE, store=store, now=lambda: datetime.now(UTC), sites=read_sites(rules), allow_loopback=True)
    asking = time.monotonic() - started
    print(json.dumps({"verdicts": {account.site: account.verdict for account in found}, "asking": asking}))


def ours(rules: Path, store: Path) -> Run:
    done = run([sys.executable, "-m", "bench.accounts", "--child", str(rules), str(store)])
    said = json.loads(done.output)
    done.verdicts, done.asking = said["verdicts"], said["asking"]
    return done


def sherlock(command: str, rules: Path, folder: Path) -> Run:
    done = run(
        [command, mock.HANDLE, "--json", str(rules), "--print-all", "--no-color", "--timeout", "10", "--folderoutput", str(folder)],
        cwd=folder, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    for line in done.output.splitlines():
        sign, _, rest = line.partition("] ")
        name, _, said = rest.partition(":")
        if sign == "[+":
            done.verdicts[name.strip()] = "present"
        elif sign == "[-" and "Site" in name:
            done.verdicts[name.strip()] = "absent" if "Not Found" in said else "undecided"
    return done


def maigret(command: str, rules: Path, folder: Path) -> Run:
    arguments = [
        command, mock.HANDLE, "--db", str(rules), "-a", "--no-recursion", "--no-extracting", "--timeout", "10", "--retries", "1",
        "-n", str(IN_FLIGHT), "--folderoutput", str(folder), "--json", "ndjson", "--print-not-found",
        "--print-errors", "--no-color", "--no-progressbar",
    ]  # fmt: skip
    done = run(arguments, cwd=folder, stderr=subprocess.DEVNULL)
    for line in done.output.splitlines():
        sign, _, rest = line.strip().partition("] ")
        name = rest.partition(":")[0].strip()
        if name.startswith("Site"):
            done.verdicts[name] = {"[+": "present", "[-": "absent"}.get(sign, "undecided")
    return done


PEERS = {"sherlock": sherlock, "maigret": maigret}


def program(name: str) -> str | None:
    folder = os.environ.get("PEERS")
    return shutil.which(name, path=f"{folder}{os.pathsep}{os.environ['PATH']}" if folder else None)


def bare(port: int, web: tuple[mock.Mock, ...]) -> float:
    """Wall seconds of one plain question a site over bare sockets, IN_FLIGHT at once: what this machine can do at this moment."""

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


def bound_of(web: tuple[mock.Mock, ...]) -> float:
    """The least seconds of asking at IN_FLIGHT in flight: whole rounds of every request that a site needs (all last as long), or the waits
    that one site asks for.
    """
    rounds = -(-sum(mock.requests(site) for site in web) // IN_FLIGHT) * mock.LATENCY
    waits = {"limited_once": 1.0, "limited": 2.0, "down": 3.0, "flaky": 1.0, "dropped": 1.0}
    return max(rounds, *(waits.get(site.kind, 0.0) + mock.requests(site) * mock.LATENCY for site in web))


def row(name: str, web: tuple[mock.Mock, ...], done: Run, bound: float) -> Counter[str]:
    counts = Counter(mock.judged(site, done.verdicts.get(site.name, "undecided")) for site in web)
    asking = done.wall if done.asking is None else done.asking
    print(
        f"{name:34} {counts['wrong']:6} {counts['missed']:7} {counts['right']:6} {counts['honest']:7} "
        f"{asking:8.2f} {asking / bound:6.2f} {done.wall:8.2f} {done.cpu:6.2f} {done.peak:5.0f}",
        flush=True,
    )
    return counts


def measure(web: tuple[mock.Mock, ...], folder: Path) -> int:
    """One table; returns how many of our verdicts were wrong or missed."""
    bound, failed = bound_of(web), 0
    print(f"{len(web)} sites, bound {bound:.2f} s at {IN_FLIGHT} in flight")
    print(
        f"{'':34} {'wrong':>6} {'missed':>7} {'right':>6} {'honest':>7} {'asking s':>8} {'ratio':>6} {'wall s':>8} {'CPU s':>6} {'MB':>5}"
    )
    with mock.serve(web) as (port, counts):
        print(f"{'bare sockets, one question a site':34} {'':29} {bare(port, web):8.2f}")
        for kind, write in (("whatsmyname", mock.as_whatsmyname), ("sherlock", mock.as_sherlock), ("maigret", mock.as_maigret)):
            rules = write(web, port, folder / f"{kind}.json")
            for state in ("cold", "warm"):
                counts.clear()
                found = row(f"ereput, {kind} rules, {state}", web, ours(rules, folder / f"store-{kind}"), bound)
                failed += found["wrong"] + found["missed"]
        for name, peer in PEERS.items():
            command = program(name)
            if command is None:
                print(f"{name:34} not installed (set PEERS to the folder of its command)")
                continue
            counts.clear()
            row(name, web, peer(command, folder / f"{name}.json", folder), bound)
    return failed


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sites", type=int, default=400)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--child", nargs=2, type=Path)
    options = parser.parse_args()
    if options.child:
        child(*options.child)
        return 0
    from ereput.collect.fetch import Limits

    assert Limits().in_flight == IN_FLIGHT
    failed = 0
    for hostile in (False, True):
        print(f"\n{'hostile' if hostile else 'clean'} web, seed {options.seed}: ", end="")
        with tempfile.TemporaryDirectory() as name:
            failed += measure(mock.sites(options.sites, seed=options.seed, hostile=hostile), Path(name))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
