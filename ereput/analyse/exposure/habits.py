"""Where somebody lives, where she is and when she is not: home, habits and timetable, announced absence. What a burglar reads first."""

from __future__ import annotations

import re

from ereput.analyse.exposure.base import Checked, Odds, Shape
from ereput.analyse.exposure.gazetteers import fold, is_commune
from ereput.analyse.exposure.phrases import USAGE, check_words
from ereput.model import say

_DAY = r"(?:lundis?|mardis?|mercredis?|jeudis?|vendredis?|samedis?|dimanches?)"
_DAY_EN = r"(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)s?"
_HOUR = r"\d{1,2} ?[h:] ?(?:\d\d)?"
_ABSENCE = re.compile(
    r"(?<!\w)(?:(?:je (?:suis|serai|pars|partirai|m'absente)|nous (?:sommes|serons|partons)|on (?:est|sera|part)"
    r"|i(?:'m| am|'ll be)|we(?:'re| are)) (?:actuellement |toute? |tous |currently |away )?"
    r"(?:en vacances|en cong[ée]s?|absente?s?|en voyage|en d[ée]placement|on holiday|on vacation|out of office|away"
    r"|à l'[ée]tranger)(?P<d>[^.\n!?]{0,40}?(?:jusqu'(?:au|en)|du \d|à partir d|du lundi|pendant|pour (?:une|deux"
    r"|trois|\d)|until|from|till|ce week-end|cette semaine|la semaine|en ao[uû]t|en juillet"
    r"|tout l'[ée]t[ée])[^.\n!?]{0,30})"
    r"|(?:en vacances|en cong[ée]s?|absente?s?(?: du bureau)?|out of (?:the )?office|on holiday|on vacation),? (?:du|jusqu'(?:au|à|en)"
    r"|until|till|from) [^.\n!?]{1,30}|(?:je serai |nous serons )?de retour le \d{1,2}[^.\n!?]{0,20}"
    r"|(?:la )?maison (?:sera |est )?vide[^.\n!?]{0,40}|personne (?:à|a) la maison[^.\n!?]{0,30})"
)
_HOME = re.compile(
    r"(?<!\w)(?:(?:j'habite|nous habitons|on habite|je vis|je loge|je r[ée]side|i live"
    r"|we live) (?:(?:toute? )?(?:seule?|alone) )?(?:au|à|a|dans|en|juste|pr[èe]s|rue|place|quartier|derri[èe]re"
    r"|en face|in|at|on|near|opposite|above|behind|next to)[^.\n!?,;]{3,60}"
    r"|(?:le )?code (?:de la porte|de l'immeuble|d'entr[ée]e) (?:est )?:? ?[\w]{3,8}|(?:la )?cl[ée]s? (?:est"
    r"|sont) (?:sous|cach[ée]es?)[^.\n!?]{3,40}|(?:mon (?:appartement|immeuble|logement)|ma maison|my (?:flat|house)) (?:est|se trouve"
    r"|donne|is)[^.\n!?]{3,50})"
)
_ROUTINE = re.compile(
    r"(?<!\w)(?:(?:je (?:cours|fais|vais|suis|nage|p[ée]dale|passe|promène|promene|prends|quitte|rentre|sors)"
    r"|on (?:court|se retrouve)|i (?:run|go|jog|walk|swim|leave|take)|mon (?:footing|jogging|parcours|trajet)"
    r"|ma (?:sortie|course|s[ée]ance))[^.\n!?]{0,60}?"
    rf"(?:tous les (?:matins|soirs|jours|midis|{_DAY})|(?:du|de chaque) (?:matin|soir|{_DAY})"
    rf"|chaque (?:matin|soir|jour|semaine|{_DAY})|every (?:morning|day|evening|night|{_DAY_EN}))[^.\n!?]{{0,40}}"
    rf"|(?:tous les|chaque) (?:matins?|soirs?|{_DAY}) (?:à \d{{1,2}} ?h[^.\n!?]{{0,20}})?,? (?:je (?:cours|vais|fais|nage|pars|promène)"
    r"|i run)[^.\n!?]{0,50})"
)
_TIMETABLE = re.compile(
    r"(?<!\w)(?:(?:mon |my )?(?:emploi du temps|timetable)|mes horaires|mon planning|my (?:schedule|hours|shifts?))(?: \w{1,12}){0,3} ?:? ?"
    rf"(?:(?:du |le |on )?(?:{_DAY}|{_DAY_EN})[^\n]{{0,12}})?{_HOUR}[^\n]{{0,60}}"
)


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
        around=44,
        kind="ABSENCE",
        title=say("Absence annoncée"),
        source=USAGE,
        pattern=_ABSENCE,
        check=check_words,
        odds=Odds(alone=0.75),
        gate=frozenset(
            "vacances congé congés absent absente absents absentes voyage déplacement holiday vacation office away étranger maison"
            " retour".split()
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
        gate=frozenset("tous chaque every footing jogging parcours trajet sortie séance".split()),
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
