"""Where somebody lives, where she is and when she is not: home, habits and timetable, announced absence. What a burglar reads first."""

from __future__ import annotations

import re

from ereput.analyse.exposure.base import Checked, Odds, Shape, lower
from ereput.analyse.exposure.gazetteers import fold, is_commune
from ereput.analyse.exposure.phrases import USAGE, check_words
from ereput.model import say

_DAY = r"(?:lundis?|mardis?|mercredis?|jeudis?|vendredis?|samedis?|dimanches?)"
_DAY_EN = r"(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)s?"
_HOUR = r"\d{1,2} ?[h:] ?(?:\d\d)?"
_WHEN = (
    r"(?:jusqu'(?:au|à|en)|du \d|de \w{3,9} à|à partir d|pendant|pour (?:une?|deux|trois|quatre|dix|quinze|tout|\d)"
    r"|toute? l[ae] (?:semaine|mois)"
    rf"|tout l'[ée]t[ée]|ce week-end|cette semaine|la semaine|(?:une|deux|trois|quatre) semaines?|en (?:juillet|ao[uû]t)|{_DAY}"
    r"|until|till|from|next week|all (?:summer|week)|for (?:a|one|two|three|\d))"
)
_MONTH = r"(?:janvier|f[ée]vrier|mars|avril|mai|juin|juillet|ao[uû]t|septembre|octobre|novembre|d[ée]cembre)"
_ABSENCE = re.compile(
    r"(?<!\w)(?:(?:(?:je|on|nous|i'm|i am|i'll be|we're|we are|we'll be) )?(?:suis |serai |sommes |serons |est |sera |sont )?"
    r"(?:actuellement |toute? |tous |currently )?(?:en (?:vacances|cong[ée]s?|rtt|voyage|d[ée]placement)|absente?s?(?: du bureau)?"
    rf"|à l'[ée]tranger|out of (?:the )?office|on (?:holiday|vacation|leave)|abroad|away)"
    rf"[^.\n!?]{{0,40}}?(?<!\w){_WHEN}[^.\n!?]{{0,30}}(?!\w)"
    r"|(?:je|nous|on|et moi|toute la famille) (?:pars|part|partons|partirai|partirons|sont partis|est partis|m'envole|embarque"
    r"|quitte|quittons"
    rf"|m'absente)(?!\w)[^.\n!?]{{0,40}}?(?<!\w){_WHEN}[^.\n!?]{{0,30}}(?!\w)"
    rf"|(?:we're|i'm|we are|i am) (?:flying|going|leaving) [^.\n!?]{{0,40}}?(?<!\w){_WHEN}[^.\n!?]{{0,30}}(?!\w)"
    rf"|(?:de retour|retour|je rentre|je reprends(?: le travail)?|back) (?:le \d|on \d|fin {_MONTH}|d[ée]but {_MONTH}"
    rf"|mi-{_MONTH})[^.\n!?]{{0,20}}(?!\w)"
    r"|(?:pas|plus|personne|nobody is|no one is) (?:(?:chez (?:moi|nous)|(?:à|a) la maison)[^.\n!?]{0,30}|(?:at )?home (?:until"
    r"|till|from)[^.\n!?]{1,20})"
    r"|(?:maison|appartement|logement|studio|house|flat) (?:(?:sera|est|will be|is|reste) )?(?:vide|inoccup[ée]e?|empty)"
    rf" (?:{_WHEN})[^.\n!?]{{0,30}}|maison (?:sera|est) vide[^.\n!?]{{0,40}})"
)
_HOME = re.compile(
    r"(?<!\w)(?:(?:j'habite|nous habitons|on habite|je vis|je loge|je r[ée]side|i live"
    r"|we live) (?:(?:toute? )?(?:seule?|alone) )?(?:au|à|a|dans|en|juste|pr[èe]s|rue|place|quartier|la r[ée]sidence|derri[èe]re"
    r"|en face|in|at|on|near|opposite|above|behind|next to)[^.\n!?,;]{3,60}"
    r"|(?:le )?code (?:de la porte|de l'immeuble|d'entr[ée]e) (?:est )?:? ?[\w]{3,8}|(?:la )?cl[ée]s? (?:est"
    r"|sont) (?:sous|cach[ée]es?)[^.\n!?]{3,40}|(?:mon (?:appartement|immeuble|logement)|ma maison|my (?:flat|house)) (?:est|se trouve"
    r"|donne|is)[^.\n!?]{3,50})"
)
_OFTEN = (
    rf"(?:tous les (?:matins|soirs|jours|midis|apr[èe]s-midis?|{_DAY})|chaque (?:matin|soir|midi|jour|semaine|{_DAY})|(?:du"
    rf"|de chaque) (?:matin|soir|{_DAY})"
    rf"|every (?:morning|day|evening|night|{_DAY_EN}))"
)
_ROUTINE = re.compile(
    r"(?<!\w)(?:(?:(?:je|j'|nous|on|i) ?(?:me |m'|nous |se )?"
    r"(?:cours|court|fais|vais|suis|nage|p[ée]dale|passe|promène|promene|prends|quitte|rentre|sors|d[ée]jeune|d[îi]ne|mange"
    r"|travaille|emm[èe]ne"
    r"|d[ée]pose|retrouve|marche|va|fait|pars|run|go|jog|walk|swim|leave|take|cycle|have lunch|have dinner|work)|i'm"
    r"|mon (?:footing|jogging|parcours|trajet)"
    rf"|ma (?:sortie|course|s[ée]ance|boucle))(?!\w)[^.\n!?]{{0,60}}?(?<!\w){_OFTEN}[^.\n!?]{{0,40}}"
    rf"|{_OFTEN}[^.\n!?]{{0,24}}?,? (?:je|nous|on|i) (?:me )?(?:cours|vais|fais|nage|pars|promène|rentre|prends|mange|traverse"
    rf"|d[ée]jeune|d[îi]ne|marche"
    r"|emm[èe]ne|d[ée]pose|run|go|walk|swim|take)[^.\n!?]{0,50}"
    r"|(?:je|i) (?:cours|promène|promene|emm[èe]ne|d[ée]pose|nage|run|walk|jog)[^.\n!?]{0,40}? (?:vers|à|at) \d{1,2} ?(?:h|am"
    r"|pm)[^.\n!?]{0,40})"
)
_TIMETABLE = re.compile(
    r"(?<!\w)(?:(?:mon |my )?(?:emploi du temps|timetable)|mes horaires|mon planning|my (?:schedule|hours"
    r"|shifts?))(?: \w{1,12}){0,3} ?:? ?"
    rf"(?:(?:du |le |on )?(?:{_DAY}|{_DAY_EN})[^\n]{{0,12}})?{_HOUR}[^\n]{{0,60}}"
)


_TIME = re.compile(_WHEN)


def check_absence(raw: str) -> Checked | None:
    """Up to the comma behind the last word of time: what follows tells something else."""
    low = lower(raw)
    last = max((match.end() for match in _TIME.finditer(low)), default=len(low))
    comma = low.find(",", last)
    kept = (raw if comma < 0 else raw[:comma]).rstrip()
    return Checked(fold(kept), keep=len(kept))


def check_home(raw: str) -> Checked | None:
    """Closer than a town: "j'habite à Nantes" locates nobody's home."""
    rest = re.split(r"(?<!\w)(?:à|a|dans|en|au|in|at|on|near)(?!\w) ?", raw.strip(" .,"), maxsplit=1)[-1]
    words = rest.split()
    town = any(
        is_commune(" ".join(words[:n])) and (len(words) == n or not words[n][0].islower() or words[n] in ("et", "depuis", "and", "avec"))
        for n in (1, 2, 3, 4)
    )
    return None if town or len(words) == 1 else Checked(fold(raw))


RECOGNISER = (
    Shape(
        name="absence",
        around=60,
        kind="ABSENCE",
        title=say("Absence annoncée"),
        source=USAGE,
        pattern=_ABSENCE,
        check=check_absence,
        odds=Odds(alone=0.75),
        gate=frozenset(
            "vacances congé congés rtt absent absente absents absentes absente voyage déplacement holiday vacation office away abroad leave"
            " étranger maison chez retour rentre reprends back pars part partons partirai envole embarque quitte quittons flying going"
            " leaving appartement logement studio house flat home".split()
        ),
    ),
    Shape(
        name="home",
        around=24,
        kind="HOME",
        title=say("Domicile"),
        source=USAGE,
        pattern=_HOME,
        check=check_home,
        odds=Odds(alone=0.7),
        gate=frozenset("habite habitons vis loge réside live code clé clés cle appartement immeuble logement maison flat house".split()),
    ),
    Shape(
        name="routine",
        kind="ROUTINE",
        title=say("Habitudes et trajets"),
        source=USAGE,
        pattern=_ROUTINE,
        check=check_words,
        odds=Odds(alone=0.7),
        gate=frozenset("tous chaque every footing jogging parcours trajet sortie séance boucle cours promène emmène dépose nage".split()),
    ),
    Shape(
        name="timetable",
        around=24,
        kind="ROUTINE",
        title=say("Habitudes et trajets"),
        source=USAGE,
        pattern=_TIMETABLE,
        check=check_words,
        odds=Odds(alone=0.7),
        digits=2,
        gate=frozenset("emploi horaires planning timetable schedule hours shift shifts".split()),
    ),
)
