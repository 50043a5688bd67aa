"""How common a word is."""

from __future__ import annotations

import gzip
from pathlib import Path

import msgpack
import pytest
from wordfreq import top_n_list, zipf_frequency

from ereput import wordlist


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_file_says_what_the_package_says(language: str) -> None:
    """Every word of the short list, words it does not hold, and words that its tokenizer cuts rate as wordfreq rates them."""
    others = ["Paris", "l'équipe", "c++", "2026", "aujourd'hui", "qzxkw", "traçabilité", ""]
    for word in (*top_n_list(language, 40_000, wordlist="small"), *others):
        assert wordlist.zipf(word, language) == zipf_frequency(word, language, wordlist="small"), word


def test_another_format_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A list that a later version packs otherwise is not misread: it is said."""
    (tmp_path / "data").mkdir()
    packed = gzip.compress(msgpack.dumps([{"format": "dB", "version": 2}, ["le"]]))
    (tmp_path / "data" / "small_xx.msgpack.gz").write_bytes(packed)
    spec = type("Spec", (), {"origin": str(tmp_path / "__init__.py")})
    monkeypatch.setattr(wordlist.importlib.util, "find_spec", lambda name: spec)
    with pytest.raises(ValueError, match="dB"):
        wordlist.zipf("le", "xx")


def test_a_missing_package_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without wordfreq there is no silent zero."""
    monkeypatch.setattr(wordlist.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(ModuleNotFoundError):
        wordlist.zipf("le", "yy")
