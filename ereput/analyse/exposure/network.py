"""Addresses of machines: IP (v4, v6) and MAC."""

from __future__ import annotations

import ipaddress
import re

from ereput.analyse.exposure.base import REFERENCE, Checked, Odds, Shape
from ereput.model import say

_V4 = re.compile(r"(?<![\w.])(?<!version )(?<!v)\d{1,3}(?:\.\d{1,3}){3}(?![\w]|\.\d)")
_V6 = re.compile(r"(?<![\w:.])[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7}(?![\w:])")
_V6_CORE = re.compile(r":[0-9a-f]{0,4}:")
_MAC = re.compile(r"(?<![\w:-])[0-9a-f]{2}(?P<s>[:-])[0-9a-f]{2}(?:(?P=s)[0-9a-f]{2}){4}(?![\w:-])")
_MAC_CORE = re.compile(r"[:-][0-9a-f]{2}[:-]")


def check_ip(raw: str) -> Checked | None:
    """Whatever the standard library reads as an address; a version number such as 1.2.3.4 is trusted less."""
    try:
        address = ipaddress.ip_address(raw)
    except ValueError:
        return None
    if address.version == 6 and (sum(map(bool, raw.split(":"))) < 3 or not any(map(str.isdigit, raw))):
        return None
    if address.is_loopback or address.is_unspecified or raw.startswith("255.") or raw.endswith(".0.0"):
        return None  # this machine, a mask, a browser's version: nobody's address
    small = address.version == 4 and all(int(part) < 20 for part in raw.split(".")) and not address.is_private
    return Checked(str(address), "ip", 0.45 if small else 1.0)


def check_mac(raw: str) -> Checked | None:
    return Checked(raw.lower().replace("-", ":"), "mac")


RECOGNISER = (
    Shape(
        name="ip",
        kind="IP",
        title=say("Adresse IP"),
        source="RFC 791",
        pattern=_V4,
        check=check_ip,
        odds=Odds(checked=0.9),
        digits=4,
        lead=(0,),
        signs=(".",),
    ),
    Shape(
        name="ipv6",
        kind="IP",
        title=say("Adresse IP"),
        source="RFC 4291",
        pattern=_V6,
        check=check_ip,
        odds=Odds(checked=0.9),
        digits=2,
        signs=(":",),
        core=_V6_CORE,
    ),
    Shape(
        name="mac",
        kind="MAC",
        title=say("Adresse MAC"),
        source="IEEE 802",
        pattern=_MAC,
        check=check_mac,
        against=REFERENCE,
        odds=Odds(checked=0.95),
        signs=(":", "-"),
        core=_MAC_CORE,
        digits=1,
    ),
)
