"""Real servers that nobody here wrote, each on a port of its own; one that is not installed is skipped, with the reason.

`make test-servers` installs them (see `install.sh` beside this file). Commands are looked for on PATH and in the folder that the
environment variable EREPUT_SERVERS names.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ereput.collect import stage
from ereput.model import Handle, Harvest, Mandate, Purpose, Subject
from ereput.profile import Network, Profile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

PATH = os.pathsep.join(filter(None, (os.environ.get("EREPUT_SERVERS"), os.environ["PATH"], "/usr/sbin")))
WAIT = 120.0


def needs(*commands: str, files: tuple[str, ...] = ()) -> dict[str, str]:
    """Where the commands are. Skips the test, saying what lacks."""
    if "EREPUT_SERVERS" not in os.environ:
        pytest.skip("real servers are started by make test-servers")
    found = {name: shutil.which(name, path=PATH) for name in commands}
    lacking = [name for name, where in found.items() if where is None] + [file for file in files if not Path(file).exists()]
    if lacking:
        pytest.skip(f"not installed: {', '.join(lacking)} (make test-servers installs it)")
    return {name: str(where) for name, where in found.items()}


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as held:
        return int(held.getsockname()[1])


@contextmanager
def running(command: list[str], url: str, *, cwd: Path, env: Mapping[str, str] | None = None) -> Iterator[None]:
    """Run a server in a group of its own until the block ends; it must answer at `url` (with any status)."""
    log = (cwd / "server.log").open("wb")
    process = subprocess.Popen(command, cwd=cwd, env={**os.environ, **(env or {})}, stdout=log, stderr=log, start_new_session=True)
    try:
        _wait(url, process, cwd / "server.log")
        yield
    finally:
        with suppress(ProcessLookupError):  # it ended by itself
            os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        log.close()


def _wait(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + WAIT
    while time.monotonic() < until:
        if process.poll() is not None:
            pytest.fail(f"{process.args[0]} ended at once: {log.read_text('utf-8', 'replace')[-800:]}")
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except urllib.error.HTTPError as error:
            error.close()
            return
        except OSError:
            time.sleep(0.1)
    pytest.fail(f"no answer at {url}: {log.read_text('utf-8', 'replace')[-800:]}")


@pytest.fixture
def look(tmp_path: Path) -> Callable[..., Harvest]:
    """Collect for one handle on one server of this machine."""

    def collected(service: str, user: str, base: str, *, name: str = "Alice Martin", pages: tuple[str, ...] = ()) -> Harvest:
        handles = (Handle(service=service, user=user, base=base),) if service else ()
        profile = Profile(
            subject=Subject(names=(name,), handles=handles, pages=pages),
            mandate=Mandate(purpose=Purpose.SELF, attested_on=date(2026, 11, 20)),
            network=Network(allow_loopback=True),
        )
        return stage.collect(profile, now=lambda: datetime.now(UTC), store=tmp_path / f"store-{service}-{user}")

    return collected
