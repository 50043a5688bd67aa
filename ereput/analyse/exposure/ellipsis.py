"""Sentences of the lane whose subject is implied, or stands after: what is read stays word for word, only the place of "je" differs.

Two constructions of both grammars (Riegel, Pellat et Rioul, Grammaire méthodique du français, "constructions détachées"; Huddleston and
Pullum, The Cambridge Grammar of the English Language, ch. 15, "supplements"): a state set at the head of a sentence belongs to the subject
of its main clause ("Épileptique, je conduis"), and a complement of company or of cause belongs to the action it completes ("en grève avec
la CGT", "en arrêt pour une dépression").
"""

from __future__ import annotations

import re

STATES = frozenset({"HEALTH", "DISABILITY", "PREGNANCY"})
"""Kinds of which one can be "en", "sous", "atteint de": their words open a sentence without any verb."""
_LINK = r"(?:[ '](?:de|d|du|des|à|au|une?|la|le|l|ma|mon|an?|my|the|grave|sévère|severe|longue|long)(?=[ '])){0,4}[ ']"
_STATE = re.compile(
    r"(?:en|sous|atteinte?|touchée? par|souffrant|suivie? pour|hospitalisée? pour|soignée? pour|traitée? pour|opérée?|sortie?|remise?"
    r"|on|with|under|living with|diagnosed with|suffering from|recovering from|back from)" + _LINK
)  # fmt: skip
_AFTERWARDS = re.compile(r"(?:après|suite à|malgré|after|following|despite) (?:une?|an?) ")
_ROLE = re.compile(
    r"(?:déléguée?|représentante?|permanente?|militante?|travailleu[rs]e?|bénéficiaire|allocataire|syndiquée?|union|shop)(?!\w)"
)
_I = r"(?:je |j'|i |i'(?:m|ve|ll|d) |me voi(?:ci|là))"
_THEN_I = re.compile(rf"[^.!?;:,\n]{{0,80}}(?:,[^.!?;:,\n]{{0,40}})?, {_I}")
_AT_ONCE_I = re.compile(rf"(?: (?:il y a|en \d{{4}}|in \d{{4}})[^.!?;:,\n]{{0,30}})?, {_I}")
_SINCE = re.compile(r" (?:depuis|jusqu'|since|until)[^.!?;:,\n]{2,60}(?:[.!\n]|$)")
_CAUSE = re.compile(
    r"(?<!\w)(?P<state>(?:en |on )?(?:arrêt|arrêtée?|congé|absente?|hospitalisée?|opérée?|suivie?|soignée?|traitée?|convalescence|repos"
    r"|rééducation|(?:sick |medical |maternity )?leave|treated|hospitali[sz]ed|operated|off (?:work|sick)))(?: [\w-]{1,15}){0,2}"
    r" (?:pour|à cause|suite|à la suite|après|with|for|after|because of|due to|following)" + _LINK + "$"
)  # fmt: skip
_BESIDE = re.compile(
    r"(?<!\w)(?:avec|aux côtés|derrière|dans le cortège|with|alongside|behind)(?: (?:les? |my |our )?(?:camarades?|collègues|comrades))?"
    r"(?:[ '](?:de|d|du|des|les?|la|l|mon|ma|notre|the|my|our|syndicat|union|from)(?=[ '])){0,4}[ ']$"
)
_ACTION = re.compile(
    r"(?<!\w)(?:manifs?|manifest\w+|gr[èe]ves?|mobilis\w+|milit(?:e|ons|er|é|ais)|lutt(?:e|ons|er|é|ais)|défil\w+|tract\w*|rassembl\w+"
    r"|piquet|revendi\w+|me bats|nous battons|dans la rue|strik(?:e|ing)|march(?:ed|ing)|demonstrat\w+|protest\w*|picket\w*|rall(?:y|ied))"
    r"(?!\w)"
)
_BYSTANDER = re.compile(
    r"(?<!\w)(?:négoci\w+|accords?|sign\w+|réunions?|rencontr\w+|discut\w+|échang\w+|reçu\w*|dialogu\w+|entretien|interview\w*|couver\w+"
    r"|reportage|photo\w*|film\w*|vue?s?|vois|voit|regard\w*|agreement|negotiat\w+|met|meetings?|talks?|deal|report\w*|saw|watch\w*|see)(?!\w)"
)
"""Words of the other side of the table, or of who looks on: an employer or a reporter is "with the union" too."""
_US = re.compile(r"(?<!\w)(?:(?:je|moi|nous|nos|notre|on|i|i'm|i've|we|we're|our|us)(?!\w)|j')")
_DAY = (
    r"(?:(?:ce matin|ce midi|ce soir|cet après-midi|hier|aujourd'hui|demain|today|yesterday|this morning|tomorrow|rendez-vous"
    r"|encore|toujours|tous|toutes|still|fi(?:er|ère)s? d'être|proud to be),? (?:et )?){0,3}"
)
_STANDS = re.compile(
    rf"{_DAY}(?:mobilisée?s?|rassemblée?s?|en grève|en manif|à la manif|à la manifestation|dans la rue|on strike|striking|marching|marched"
    r"|demonstrating|protesting|picketing)(?!\w)"
)
_CALLS = re.compile(rf"{_DAY}(?:(?:à la |en |à une |au )?(?:manif(?:estation)?|grève|rassemblement|piquet|rally|march|protest)(?!\w)|$)")
_GREETING = re.compile(
    r"\W*(?:(?:bonjour|bonsoir|salut|coucou|hello|hi|dear)(?!\w)[^,:]{0,30}[,:] )?"
    r"(?:(?:actuellement|toujours|encore|de nouveau|à nouveau|aujourd'hui|currently|still|being|been) )?"
)


def detached(kind: str, frame: str, before: str, term: str, after: str) -> bool:
    """True when the expression is (in) a state at the head of its sentence and "je" is the subject that follows, or nobody is.

    `before` and `after` are the sentence around `term`, in lower case.

    >>> detached("HEALTH", "is", "", "épileptique", " depuis l'enfance, je conduis.")
    True
    >>> detached("HEALTH", "firm", "en ", "congé maladie", ", vous gardez vos droits.")
    False
    """
    head = _head(before)
    if frame in ("is", "firm") and not head:
        return (frame == "is" or _ROLE.match(term) is not None) and _THEN_I.match(after) is not None
    if kind not in STATES or frame not in ("has", "firm"):
        return False
    if _STATE.fullmatch(head):
        return bool(_THEN_I.match(after) or _SINCE.match(after))
    return bool(_AFTERWARDS.fullmatch(head) and _AT_ONCE_I.match(after))


def caused(kind: str, before: str, after: str) -> str:
    """Of what the expression is the cause: "hers" for a leave or care that opens the sentence before "je" ("En arrêt pour une dépression,
    je …"), "said" for one that the words before give to somebody, "" for none."""
    head = _head(before)
    match = _CAUSE.search(head, max(0, len(head) - 80)) if kind in STATES else None
    if match is None:
        return ""
    if match.start() > 0:
        return "said"
    return "hers" if _THEN_I.match(after) or _SINCE.match(after) else ""


def abreast(before: str, after: str) -> bool:
    """True when the expression is whom she (or a "we") demonstrates or strikes with: both the action and the first person are in the words.

    >>> abreast("j'ai manifesté avec la ", " hier.")
    True
    >>> abreast("nous avons signé l'accord de fin de grève avec la ", ".")
    False
    """
    head = _head(before)
    company = _BESIDE.search(head, max(0, len(head) - 60))
    if company is None or not _ACTION.search(head + after) or _BYSTANDER.search(head + after):
        return False
    if _US.search(head):
        return True
    if _STANDS.match(head) and ("," not in after or _US.search(after)):
        return True
    return bool(_CALLS.match(head[: company.start()]) and _US.search(after))


def _head(before: str) -> str:
    """What stands before the expression in its sentence, without a greeting or a bullet."""
    return before[_GREETING.match(before).end() :]  # type: ignore[union-attr]  # it matches nothing too
