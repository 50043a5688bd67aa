"""Every statement of the report has evidence (address, date, hash) or names what it was computed from."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from ereput.model import Audit, Evidence, Table, say
from ereput.render import origins
from ereput.render.stage import render
from tests.render import audits
from tests.render.proof import unproven


def ours(findings: int) -> Audit:
    """The audit of the other tests, without the table that no stage makes."""
    audit = audits.audit(findings)
    return replace(audit, tables=tuple(table for table in audit.tables if table.id != "stranger.table"))


def test_our_audits_stand_on_evidence() -> None:
    """The audits of the other tests obey the rule, so that what they show is what a report shows."""
    assert unproven(ours(40)) == ()


def test_a_statement_without_evidence_is_found() -> None:
    """The walk sees a finding, a word, a part or an action that stands on nothing."""
    audit = ours(4)
    bare = replace(
        audit,
        findings=(replace(audit.findings[0], evidence=(Evidence(url="https://example.org/"),)), *audit.findings[1:]),
        gaps=(replace(audit.gaps[0], why=None), *audit.gaps[1:]),
        actions=(replace(audit.actions[0], targets=("nowhere",)),),
    )
    assert unproven(bare) == ("finding f00000", "gap concept:0", "action a0")


@pytest.mark.parametrize("field", ["mentions", "coverage", "skips", "matches", "findings", "gaps", "tables", "scores", "actions"])
def test_every_part_of_an_audit_is_walked(field: str) -> None:
    """What stands on nothing is found wherever it is."""
    audit = ours(4)
    first, *others = getattr(audit, field)
    bare = {
        "mentions": {"sha256": "", "seen_at": None},
        "coverage": {"sha256": "", "seen_at": None, "reason": None},
        "skips": {"code": ""},
        "matches": {"reasons": ()},
        "findings": {"evidence": (*getattr(first, "evidence", ()), Evidence(url="https://example.org/"))},
        "gaps": {"why": None},
        "tables": {"id": "unheard.of"},
        "scores": {"rubric": ""},
        "actions": {"targets": ()},
    }[field]
    assert len(unproven(replace(audit, **{field: (replace(first, **bare), *others)}))) == 1


def test_every_table_says_what_it_was_computed_from() -> None:
    """Each family of tables that the code makes has its inputs in words; the page and Markdown print them."""
    made: set[str] = set()
    for path in Path(origins.__file__).parents[1].rglob("*.py"):
        code = path.read_text("utf-8")
        made |= {*re.findall(r'\b(?:table|lacking|Table)\(\s*(?:id=)?"([a-z_]+\.[a-z_.]+)"', code)}
        if re.search(r"\b(?:table|lacking|Table)\(\s*(?:id=)?NAME\b", code):
            made |= {*re.findall(r'^NAME = "([a-z_.]+)"', code, flags=re.M)}
    assert len(made) > 60
    assert {name for name in made if origins.origin(name) is None} == set()
    audit = replace(audits.audit(1), tables=(Table(id="coherence.cv", title=say("…"), columns=("what",), rows=(("x",),)),))
    for format_ in ("html", "md"):
        assert "votre CV et vos profils" in render(audit, format_).decode()


def test_a_finding_without_evidence_says_so() -> None:
    """The report does not hide it: the reader is asked to check."""
    audit = audits.audit(1)
    page = render(replace(audit, findings=(replace(audit.findings[0], evidence=()),)), "html").decode()
    assert "Constat sans preuve jointe" in page


def test_every_proof_is_on_the_page() -> None:
    """Address, day and hash of each card's evidence, and the inputs of a computation, are printed."""
    audit = audits.audit(8)
    computed = replace(audit.findings[0], evidence=(Evidence(url="", computed_from=("mention-1", "mention-2")),))
    page = render(replace(audit, findings=(computed, *audit.findings[1:])), "html").decode()
    assert "Calcul à partir de\u00a0: mention-1, mention-2" in page
    assert f"empreinte {audits.SHA[:12]}" in page
    assert "lu le 21\u00a0novembre 2026" in page
