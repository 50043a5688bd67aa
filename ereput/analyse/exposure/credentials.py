"""Secrets in clear: passwords after their label, API keys by their makers' prefixes, private keys."""

from __future__ import annotations

import re

from ereput.analyse.exposure.base import Checked, Odds, Shape
from ereput.model import say

_PASSWORD = re.compile(
    r"(?<!\w)(?:mots? de passe|mdp|passwords?|passwd|pwd|passphrase|code wi-?fi|cl[ée] wi-?fi|code d'acc[èe]s|digicode)"
    r"(?: (?:du |de la )?(?:wi-?fi|est|is|compte|box|actuel|provisoire)){0,2} ?(?:[:=]|est|is|c'est|->"
    r"|→) ?[\"'«`]? ?(?P<v>[^\s\"'»`<>,;]{4,64})"
)
_PASSWORD_BARE = re.compile(r"(?<!\w)(?:mots? de passe|digicode|mdp|passwords?|passwd|pwd|passphrase) (?P<v>[^\s\"'»`<>,;()]{4,64})")
_PASSWORD_AFTER = re.compile(r"(?<![^\s\"'«])(?P<v>[^\s\"'»`<>,;()]{6,64}) comme mot de passe(?!\w)")
_IN_LINK = re.compile(r"://[\w.%+-]{1,64}:(?P<v>[^\s/@:]{4,64})@[\w.-]{2,253}")
"""RFC 3986 §3.2.1: user information, whose password part is deprecated because it stands in clear."""
_KEY = re.compile(
    r"(?<![\w-])(?:akia[0-9a-z_]{8,24}|asia[0-9a-z]{16}|gh[pousr]_[0-9a-z]{20,255}|github_pat_[0-9a-z_]{22,255}|glpat-[\w-]{16,64}"
    r"|sk-[0-9a-z][\w-]{4,200}|[sprk]k_(?:live|test)_[0-9a-z]{10,128}|aiza[\w-]{30,40}|xox[abprs]-[0-9a-z-]{10,128}|npm_[0-9a-z]{36}"
    r"|eyj[\w-]{8,512}\.eyj[\w-]{8,2048}\.[\w-]{8,512}|ya29\.[\w-]{20,512}|sg\.[\w-]{16,64}\.[\w-]{16,64}"
    r"|hf_[0-9a-z]{30,40}|\d{8,10}:aa[\w-]{30,40}|hooks\.slack\.com/services/[\w/]{20,120}|pypi-[\w-]{40,300})(?![\w-])"
)
"""Prefixes published by AWS, GitHub, GitLab, OpenAI, Stripe, Google, Slack, npm, SendGrid, Hugging Face, PyPI; RFC 7519 (JWT)."""
_LABELLED = re.compile(
    r"(?<!\w)(?:api[ _-]?key|secret(?:[ _-]?key)?|(?:aws[ _-])?secret[ _-]access[ _-]key|(?:access[ _-]?)?token(?= ?[:=])"
    r"|jeton(?: d'acc[èe]s)?|webhook|auth[ _-]?token|client[ _-]?secret|cl[ée] (?:d')?api(?: \w{2,20})?|cl[ée] secr[èe]te)"
    r" ?(?:[:=]|est|is)? ?[\"'`]?(?P<v>[\w+/=.-]{8,200})"
)
_PEM = re.compile(r"-----begin (?:[a-z]{2,10} ){0,2}private key-----")
_PLACEHOLDERS = re.compile(
    r"[*•x.\-_]{3,}|<.*|\$\{?.*|your.*|votre.*|oubli.*|perdu.*|incorrect.*|invalide.*|changeme|example|requis"
    r"|required|yes|no|oui|non|none|null|true|false"
)


def check_password(raw: str) -> Checked | None:
    """Not a placeholder, not a word of the sentence: a digit, a sign or mixed case is expected."""
    value = raw.rstrip(".)")
    low = value.lower()
    if len(value) < 4 or raw.endswith("()") or _PLACEHOLDERS.fullmatch(low.rstrip("!?")):
        return None
    word = value.rstrip("!?")
    plain_word = word.isalpha() and (word.islower() or word.istitle() or word.isupper())
    return Checked(value, "" if plain_word else "secret_shape", keep=len(value))


def check_bare(raw: str) -> Checked | None:
    """Behind the bare word, only what holds letters and a digit: "mdp Azerty123"; not "mot de passe oublié"."""
    return check_labelled(raw.rstrip(".)"))


def check_key(raw: str) -> Checked | None:
    return Checked(raw, "secret_prefix")


def check_labelled(raw: str) -> Checked | None:
    """A labelled value that holds a digit and a letter."""
    value = raw.rstrip(".")
    mixed = any(map(str.isdigit, value)) and any(map(str.isalpha, value))
    return Checked(value, "secret_shape", keep=len(value)) if mixed and not _PLACEHOLDERS.fullmatch(value.lower()) else None


_WORDS = frozenset({"passe", "mdp", "password", "passwords", "passwd", "pwd", "passphrase", "wifi", "wi", "accès", "acces", "digicode"})
RECOGNISER = (
    Shape(
        name="password",
        kind="PASSWORD",
        title=say("Mot de passe en clair"),
        source="CNIL, recommandation mots de passe 2022-100",
        pattern=_PASSWORD,
        check=check_password,
        odds=Odds(alone=0.0, checked=0.9),
        gate=_WORDS,
    ),
    Shape(
        name="password_after",
        kind="PASSWORD",
        title=say("Mot de passe en clair"),
        source="CNIL, recommandation mots de passe 2022-100",
        pattern=_PASSWORD_AFTER,
        check=check_bare,
        odds=Odds(checked=0.75),
        digits=1,
        gate=_WORDS,
    ),
    Shape(
        name="password_in_link",
        kind="PASSWORD",
        title=say("Mot de passe en clair"),
        source="RFC 3986",
        pattern=_IN_LINK,
        check=check_password,
        odds=Odds(alone=0.6, checked=0.99),
        signs=("://",),
    ),
    Shape(
        name="password_bare",
        kind="PASSWORD",
        title=say("Mot de passe en clair"),
        source="CNIL, recommandation mots de passe 2022-100",
        pattern=_PASSWORD_BARE,
        check=check_bare,
        odds=Odds(checked=0.75),
        digits=1,
        gate=_WORDS,
    ),
    Shape(
        name="api_key",
        kind="API_KEY",
        title=say("Clé d'accès (API)"),
        source="préfixes publiés par les fournisseurs ; RFC 7519",
        pattern=_KEY,
        check=check_key,
        odds=Odds(checked=0.95),
        digits=1,
        signs=(
            "akia",
            "asia",
            "ghp_",
            "gho_",
            "ghu_",
            "ghs_",
            "ghr_",
            "github_pat_",
            "glpat-",
            "sk-",
            "k_live_",
            "k_test_",
            "aiza",
            "xox",
            "npm_",
            "eyj",
            "ya29",
            "sg.",
            "hf_",
            "pypi-",
            ":aa",
            "hooks.slack",
        ),
    ),
    Shape(
        name="api_key_labelled",
        kind="API_KEY",
        title=say("Clé d'accès (API)"),
        source="OWASP, Secrets Management",
        pattern=_LABELLED,
        check=check_labelled,
        odds=Odds(checked=0.8),
        digits=1,
        gate=frozenset({"api", "apikey", "key", "secret", "secretkey", "token", "jeton", "webhook", "clé", "cle", "accesstoken"}),
    ),
    Shape(
        name="private_key",
        kind="API_KEY",
        title=say("Clé privée"),
        source="RFC 7468",
        pattern=_PEM,
        check=check_key,
        odds=Odds(checked=0.99),
        gate=frozenset({"private"}),
    ),
)
