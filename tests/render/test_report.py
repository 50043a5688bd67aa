"""Laws of the compiled templates: they save time, and never lose a report."""

from __future__ import annotations

from pathlib import Path

from jinja2 import DictLoader, Environment
from jinja2.bccache import bc_magic

from ereput.render.report import _Kept


def _drawn(kept: Path) -> str:
    made = Environment(loader=DictLoader({"a": "{{ 1 + n }}"}), autoescape=True, bytecode_cache=_Kept(str(kept), "%s.cache"))
    return made.get_template("a").render(n=1)


def test_a_template_is_compiled_once_and_a_spoilt_copy_is_made_again(tmp_path: Path) -> None:
    """A copy that was cut short by a power cut, or holds something else, is compiled anew."""
    assert _drawn(tmp_path) == "2"
    (copy,) = tmp_path.glob("*.cache")
    whole = copy.read_bytes()
    for spoilt in (b"", whole[: len(bc_magic)], whole[: len(bc_magic) + 9], whole[:-9], bc_magic + b"x" * 40):
        copy.write_bytes(spoilt)
        assert _drawn(tmp_path) == "2"
        assert copy.read_bytes() == whole


def test_a_folder_that_cannot_be_written_loses_no_report(tmp_path: Path) -> None:
    """Without a place for the compiled copies the page is the same."""
    assert _drawn(tmp_path / "absent") == "2"
