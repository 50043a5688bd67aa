"""Check digits of numbers, by python-stdnum: loaded when a text holds such a number, for few do and it takes 7 ms."""

from __future__ import annotations

from importlib import import_module


def keyed(norm: str, number: str) -> bool:
    """Whether the key of `number` is right by a `norm` of python-stdnum.

    >>> keyed("luhn", "79927398713"), keyed("fr.siren", "443061841"), keyed("iban", "FR0")
    (True, True, False)
    """
    return bool(import_module(f"stdnum.{norm}").is_valid(number))
