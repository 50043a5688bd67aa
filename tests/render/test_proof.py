"""Every statement of the report has evidence (address, date, hash) or names what it was computed from."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path

import pytest

from ereput.model import Evidence
from ereput.render.stage import render
from ereput.schema import from_json
from tests.render import audits
from tests.render.proof import unproven

DEMO = "EREPUT_AUDIT"


def test_our_audits_stand_on_evidence() -> None:
    """The audits of the other tests obey the rule, so that what they show is what a report shows."""
    assert unproven(audits.audit(40)) == ()


def test_a_statement_without_evidence_is_found() -> None:
    """The walk sees a finding, a word, a part or an action that stands on nothing."""
    audit = audits.audit(4)
    bare = replace(
        audit,
        findings=(replace(audit.findings[0], evidence=(Evidence(url="https://example.org/"),)), *audit.findings[1:]),
        gaps=(replace(audit.gaps[0], why=None), *audit.gaps[1:]),
        actions=(replace(audit.actions[0], targets=("nowhere",)),),
    )
    assert unproven(bare) == ("finding f00000", "gap concept:0", "action a0")


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


def test_a_real_audit_stands_on_evidence() -> None:
    """The audit named by EREPUT_AUDIT (for example the demonstration's) obeys the rule."""
    if not (path := os.environ.get(DEMO)):
        pytest.skip(f"{DEMO} names no audit.json")
    data = Path(path).read_bytes()
    assert unproven(from_json(data)) == ()
    assert json.loads(data)["schema"] == "ereput/1"
