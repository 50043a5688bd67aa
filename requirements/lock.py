"""Write the pinned sets from what pyproject.toml allows: run.lock (what a user needs), dev.lock (tests, lint, types), fuzz.lock, build.lock.

Each is resolved by pip in a new environment and holds names and versions only: no host, no address. The oldest Python that
pyproject.toml allows decides, whatever Python runs this.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent
PYTHON = "3.11.0"
HEADER = "# Made by `make lock` from pyproject.toml; do not edit.\n"


def resolve(wanted: list[str], constraints: Path | None = None) -> dict[str, str]:
    """What pip would install for `wanted`: name -> version."""
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--dry-run", "--ignore-installed", "--report", "-", *wanted]
    command += ["--python-version", PYTHON, "--only-binary", ":all:", "--target", "."]
    if constraints:
        command += ["-c", str(constraints)]
    report = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)  # noqa: S603 - our own list of names
    return {item["metadata"]["name"].lower().replace("_", "-"): item["metadata"]["version"] for item in report["install"]}


def write(path: Path, versions: dict[str, str]) -> None:
    path.write_text(HEADER + "".join(f"{name}=={version}\n" for name, version in sorted(versions.items())), "utf-8")


def main() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    here = ROOT / "requirements"
    run = resolve(project["project"]["dependencies"])
    write(here / "run.lock", run)
    with tempfile.TemporaryDirectory() as folder:
        constraints = Path(folder) / "run.txt"
        write(constraints, run)
        dev = resolve(project["project"]["dependencies"] + project["dependency-groups"]["dev"], constraints)
    write(here / "dev.lock", {name: version for name, version in dev.items() if name not in run})
    write(here / "fuzz.lock", resolve(project["dependency-groups"]["fuzz"]))
    write(here / "build.lock", resolve(project["build-system"]["requires"]))


if __name__ == "__main__":
    main()
