"""One whole audit, timed: `python -m bench.audit [--sites N]` (`make bench-audit`).

N TLS endpoints (400), each a host of its own on loopback, with a seeded lognormal latency around 250 ms; 3 % never answer. About half
have a page about the person, the others say 404. Each is asked for its robots.txt, then for one page, on one connection when the client
keeps it. The whole road is run, from the profile to the PDF, and compared with the floor of the same run: the network's own bound (what the
same latencies cost with the same number of requests in flight, longest first, if nothing else took any time) plus the drawing of the
same PDF.
"""

from __future__ import annotations

import argparse
import asyncio
import heapq
import json
import random
import resource
import shutil
import ssl
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path

IN_FLIGHT, TIMEOUT, MEAN, HANGING = 200, 5, 0.25, 0.03
WALL, CPU, MEMORY = 1.25, 9.0, 800.0
SENTENCES = (
    "Pendant mon stage, j'ai construit un tableau de bord pour suivre les horaires du tram et les retards de chaque ligne.",
    "Camille Durand a présenté ses requêtes SQL devant les bénévoles de l'association, à la médiathèque de Nantes.",
    "La première version ne tenait pas compte des jours fériés : il a fallu reprendre le modèle de données avec l'équipe.",
    "Nous avons publié le jeu de données nettoyé, la documentation et les scripts Python dans un dépôt ouvert à tous.",
    "L'atelier se tient chaque mardi ; Julie Le Goff et Marc Petit accueillent les nouveaux et prêtent du matériel.",
    "Un indicateur utile se lit sans légende, se vérifie à la main et se discute avec ceux qui font le travail.",
)


def certificate(folder: Path) -> tuple[Path, Path]:
    """A self-signed certificate for every host of the bench."""
    if shutil.which("openssl") is None:
        print("skipped: needs the openssl command to make a certificate")
        raise SystemExit(0)
    key, cert = folder / "key.pem", folder / "cert.pem"
    curve = "-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2".split()
    command = ["openssl", "req", "-x509", *curve, "-keyout", str(key), "-out", str(cert)]
    command += ["-subj", "/CN=bench.example", "-addext", "subjectAltName=DNS:*.bench.example"]
    subprocess.run(command, check=True, capture_output=True)
    return key, cert


def page(rng: random.Random, index: int) -> bytes:
    """A page of about 2.7 kB of French prose about the person."""
    text = "".join(f"<p>{' '.join(rng.sample(SENTENCES, 4))} Note {index}-{n}.</p>" for n in range(6))
    head = f"<title>Camille Durand, note {index}</title>"
    return f"<!doctype html><html lang=fr><head>{head}</head><body><article><h1>Note {index}</h1>{text}</article></body></html>".encode()


class Sites:
    """The endpoints: one TLS server on loopback that answers by the Host header, each host after its own latency."""

    def __init__(self, count: int, folder: Path) -> None:
        rng = random.Random(20261121)
        self.hosts = [f"h{i:03}.bench.example" for i in range(count)]
        self.latency = {host: rng.lognormvariate(-1.5, 0.5) * MEAN / 0.25 for host in self.hosts}
        self.hanging = set(rng.sample(self.hosts, int(count * HANGING)))
        self.pages = {host: page(rng, i) for i, host in enumerate(self.hosts) if i % 25 < 12}
        self._key, self._cert = certificate(folder)
        self.cert = self._cert
        self.port = 0

    def start(self) -> None:
        ready = threading.Event()
        threading.Thread(target=lambda: asyncio.run(self._serve(ready)), daemon=True).start()
        ready.wait()

    async def _serve(self, ready: threading.Event) -> None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self._cert, self._key)
        server = await asyncio.start_server(self._answer, "127.0.0.1", 0, ssl=context, backlog=1000)
        self.port = server.sockets[0].getsockname()[1]
        ready.set()
        await server.serve_forever()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer after answer on one connection, as web servers do."""
        with suppress(ConnectionError, asyncio.IncompleteReadError, ssl.SSLError):
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
                host = next(line[6:].split(":")[0] for line in head.split("\r\n") if line.lower().startswith("host: "))
                robots = head.startswith("GET /robots.txt")
                await asyncio.sleep(3600 if host in self.hanging else self.latency[host])
                body = b"" if robots else self.pages.get(host, b"")
                status = b"200 OK" if body else b"404 Not Found"
                writer.write(b"HTTP/1.1 %s\r\ncontent-type: text/html\r\ncontent-length: %d\r\n\r\n%s" % (status, len(body), body))
                await writer.drain()
        writer.close()

    def bound(self) -> float:
        """Seconds that the latencies alone cost: robots.txt then the page of each host, IN_FLIGHT at once, longest first."""
        chains = sorted((TIMEOUT if h in self.hanging else 2 * self.latency[h] for h in self.hosts), reverse=True)
        slots = [0.0] * IN_FLIGHT
        for chain in chains:
            heapq.heappush(slots, heapq.heappop(slots) + chain)
        return max(slots)


def audited(sites: dict[str, object], folder: Path) -> None:
    """In a process of its own: the audit and its PDF; prints what it cost as JSON."""
    import httpx  # noqa: F401 - imported before the clock starts, as everything the interpreter loads once
    import weasyprint  # noqa: F401

    from ereput import pipeline, profile
    from ereput.render.base import Options
    from ereput.render.stage import render, warm

    hosts = [str(host) for host in sites["hosts"]]  # type: ignore[attr-defined]  # a list of names, from JSON
    body = {
        "pages": [f"https://{host}/" for host in hosts],
        "mandate": {"purpose": "self", "attested_on": date(2026, 11, 20)},
        "person": {"names": ["Camille Durand"], "city": "Nantes"},
        "target": {"occupation": "data analyst"},
        "network": {
            "allow_loopback": True, "disabled": ["sitemap"], "in_flight": IN_FLIGHT, "timeout": TIMEOUT, "ca_file": str(sites["cert"]),
            "resolve": dict.fromkeys(hosts, f"127.0.0.1:{sites['port']}"),
        },
    }  # fmt: skip
    read = profile.parse(body, today=date(2026, 11, 22))
    started = time.perf_counter()
    made = pipeline.run(read, now=lambda: datetime.now(UTC), store=folder / "store", meanwhile=lambda: warm("fr"))
    collected = time.perf_counter()
    pdf = render(made, "pdf", Options())
    drawn = time.perf_counter()
    usage = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    report = {
        "wall": drawn - started,
        "pdf": drawn - collected,
        "cpu": sum(u.ru_utime + u.ru_stime for u in usage),
        "memory": sum(u.ru_maxrss for u in usage) / 1024,
        "pages": sum(m.kind in ("page", "post", "article") for m in made.mentions),
        "bytes": len(pdf),
    }
    print(json.dumps(report))


def main() -> int:
    """Print a table; 1 when a goal is missed."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--sites", type=int, default=400)
    options.add_argument("--run", help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.run:
        sites = json.loads(chosen.run)
        audited(sites, Path(sites["folder"]))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        sites = Sites(chosen.sites, Path(folder))
        sites.start()
        given = json.dumps({"hosts": sites.hosts, "port": sites.port, "cert": str(sites.cert), "folder": folder})
        command = [sys.executable, "-m", "bench.audit", "--run", given]
        done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=Path(__file__).parent.parent)
        if done.returncode:
            print(done.stderr, file=sys.stderr)
            return 1
        cost = json.loads(done.stdout.splitlines()[-1])
    floor = sites.bound() + cost["pdf"]
    served = f"{chosen.sites} TLS endpoints, {len(sites.hanging)} silent, {len(sites.pages)} pages"
    print(f"{served}; {IN_FLIGHT} in flight; PDF of {cost['bytes']:,} bytes")
    rows = (
        ("wall / floor", cost["wall"] / floor, WALL, f"{cost['wall']:.1f} s / ({sites.bound():.1f} network + {cost['pdf']:.1f} PDF)"),
        ("CPU s", cost["cpu"], CPU, "both processes, imports of both included"),
        ("peak MB", cost["memory"], MEMORY, "sum of both processes"),
    )
    for name, value, goal, note in rows:
        print(f"{name:<14}{value:>8.2f}   goal ≤ {goal:<6} {'ok  ' if value <= goal else 'MISS'}  {note}")
    return int(any(value > goal for _, value, goal, _ in rows))


if __name__ == "__main__":
    sys.exit(main())
