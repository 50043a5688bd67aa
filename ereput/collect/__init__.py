"""Stage 1: what is out there. Collectors are sans-IO (`base.Collector`), archive readers read the person's own exports."""

import sys

# httpx brings its own command line, with rich and pygments: two thirds of its start. It allows for its absence (`httpx[cli]`).
sys.modules.setdefault("httpx._main", None)  # type: ignore[arg-type]  # None there means "not importable" (Python's import system, 5.3.1)
