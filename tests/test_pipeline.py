"""The six stages in order, on the smallest profile: a CV and nothing else."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from ereput import pipeline
from ereput.errors import NothingCollected
from ereput.model import Audit, Axis
from ereput.profile import parse
from ereput.schema import from_json, to_json

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
CV = "Camille Durand\nData analyst à Nantes\nTéléphone : 06 39 98 27 41\nCompétences : SQL, Python, tableaux de bord\n"


def audit(folder: Path, cv: str | None = CV, **more: object) -> Audit:
    body = {"mandate": {"purpose": "self", "attested_on": date(2026, 11, 1)}, "person": {"names": ["Camille Durand"]}, "cv": "cv.txt"}
    if cv is not None:
        (folder / "cv.txt").write_text(cv, "utf-8")
    profile = parse({**body, **more}, today=NOW.date(), folder=folder)
    return pipeline.run(profile, now=lambda: NOW, store=folder / "store", offline=True, new_salt=lambda n: b"s" * n)


def test_a_cv_alone_makes_an_audit(tmp_path):
    """Every axis has a score or says why not; nothing was asked of the network; the JSON reads back."""
    made = audit(tmp_path)
    assert [score.axis for score in made.scores] == list(Axis)
    assert made.run.offline
    assert from_json(to_json(made)) == made


def test_same_profile_same_day_same_bytes(tmp_path):
    """Time, randomness and locale are arguments: two runs in two folders give the same document."""
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    assert to_json(audit(tmp_path / "a")) == to_json(audit(tmp_path / "b"))


def test_no_raw_value_in_the_audit(tmp_path):
    """What the CV holds of personal data is in the document only masked."""
    text = to_json(audit(tmp_path)).decode()
    assert "39 98 27" not in text
    assert str(tmp_path) not in text


def test_the_position_of_a_photograph_of_hers_is_found(tmp_path):
    """A picture in an export folder of hers: its EXIF position is a finding to settle before she publishes it, masked like the rest."""
    from PIL import Image

    image, exif = Image.new("RGB", (4, 4)), Image.Exif()
    exif[0x8825] = {1: "N", 2: (47.0, 13.0, 6.0), 3: "W", 4: (1.0, 33.0, 13.0)}
    (tmp_path / "photos").mkdir()
    image.save(tmp_path / "photos" / "plage.jpg", exif=exif)
    made = audit(tmp_path, exports=["photos"])
    (found,) = [finding for finding in made.findings if finding.kind == "COORDINATES"]
    assert found.rule == "exposure.exif"
    assert found.evidence[0].url == "file:photos/plage.jpg"
    assert "47.21" not in to_json(made).decode()


def test_nothing_collected_is_said(tmp_path):
    """When no source and no file could be read, there is no report to make: a coded error with a hint, exit 3."""
    with pytest.raises(NothingCollected) as caught:
        audit(tmp_path, cv=None)
    assert caught.value.exit_code == 3
    assert caught.value.hint is not None
    assert [str(problem) for problem in caught.value.problems] == ["cv.txt : cv.txt ne peut pas être ouvert."]


def test_the_pipeline_fits_on_a_page():
    """DESIGN: the six stages in order, under 100 lines."""
    assert len(Path(pipeline.__file__).read_text("utf-8").splitlines()) < 100
