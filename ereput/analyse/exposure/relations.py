"""What a text says of somebody's life around the identifiers: family, children, absence, home, habits, bank, birthplace, age of schooling.

Each is a sentence frame with its trigger words; `value` is the folded words that matter.
"""

from __future__ import annotations

import re

from ereput.analyse.exposure.base import Checked, Odds, Shape
from ereput.analyse.exposure.gazetteers import first_names, fold, is_commune
from ereput.model import say

_KIN = (
    r"(?:mari|femme|[ée]pouse|[ée]poux|compagnon|compagne|conjointe?|p[èe]re|m[èe]re|papa|maman|fr[èe]re|s[œo]e?ur"
    r"|cousine?|oncle|tante|neveu|ni[èe]ce|grand-m[èe]re|grand-p[èe]re"
    r"|belle-m[èe]re|beau-p[èe]re|husband|wife|mother|father|brother|sister|mum|dad|partner)"
)
_CHILD = (
    r"(?:fils|filles?|enfants?|b[ée]b[ée]|petite?|a[îi]n[ée]e?|cadette?|gar[çc]on|jumeaux|jumelles|son|daughter|kids?|baby|child|children)"
)
_NAME = r"[a-zà-öø-ÿ][a-zà-öø-ÿ'-]{1,20}"
_FAMILY = re.compile(rf"(?<!\w)(?:mon|ma|mes|notre|nos|my|our) (?:petite? |grande? |[a-z]{{3,9}} )?{_KIN},? (?P<v>{_NAME})")
_KIDS = re.compile(
    rf"(?<!\w)(?:mon|ma|mes|notre|nos|my|our) (?:petite? |grande? |deux |trois |premier |premi[èe]re "
    rf"|[a-z]{{3,9}} )?{_CHILD},? (?:s'appellent? |[a-z]{{0,3}}: )?(?P<v>{_NAME}(?:(?:, | et | and ){_NAME}){{0,3}})"
)
_MOTHER_NAME = re.compile(
    rf"(?<!\w)(?:nom de jeune fille(?: de (?:ma|sa) m[èe]re)?|mother's maiden name|n[ée]e) ?(?:est|is"
    rf"|:)? ?(?P<v>{_NAME})(?= [,.]|[,.]|$|\n)"
)
_PET = re.compile(
    rf"(?<!\w)(?:mon|ma|notre|my|our) (?:petite? |vieux |vieille )?(?:chien|chienne|chat|chatte|lapin|cheval|hamster"
    rf"|perroquet|dog|cat|pet),? (?:s'appelle |called |named )?(?P<v>{_NAME})"
)
_ABSENCE = re.compile(
    r"(?<!\w)(?:(?:je (?:suis|serai|pars|partirai|m'absente)|nous (?:sommes|serons|partons)|on (?:est|sera|part)"
    r"|i(?:'m| am|'ll be)|we(?:'re| are)) (?:actuellement |toute? |tous |currently |away )?"
    r"(?:en vacances|en cong[ée]s?|absente?s?|en voyage|en d[ée]placement|on holiday|on vacation|out of office|away"
    r"|à l'[ée]tranger)(?P<d>[^.\n!?]{0,40}?(?:jusqu'(?:au|en)|du \d|à partir d|du lundi|pendant|pour (?:une|deux"
    r"|trois|\d)|until|from|till|ce week-end|cette semaine|la semaine|en ao[uû]t|en juillet"
    r"|tout l'[ée]t[ée])[^.\n!?]{0,30})"
    r"|absente?s? (?:du|jusqu'au) \d[^.\n!?]{0,30}|(?:la )?maison (?:sera |est )?vide[^.\n!?]{0,40}|personne (?:à"
    r"|a) la maison[^.\n!?]{0,30})"
)
_HOME = re.compile(
    r"(?<!\w)(?:(?:j'habite|nous habitons|on habite|je vis|je loge|je r[ée]side|i live"
    r"|we live) (?:(?:toute? )?(?:seule?|alone) )?(?:au|à|a|dans|en|juste|pr[èe]s|rue|place|quartier|derri[èe]re"
    r"|en face|in|at|on|near)[^.\n!?,;]{3,60}"
    r"|(?:le )?code (?:de la porte|de l'immeuble|d'entr[ée]e) (?:est )?:? ?[\w]{3,8}|(?:la )?cl[ée]s? (?:est"
    r"|sont) (?:sous|cach[ée]es?)[^.\n!?]{3,40}|mon (?:appartement|immeuble|logement) (?:est|se trouve"
    r"|donne)[^.\n!?]{3,50})"
)
_ROUTINE = re.compile(
    r"(?<!\w)(?:(?:je (?:cours|fais|vais|nage|p[ée]dale|passe|promène|promene|prends|quitte|rentre|sors)"
    r"|on (?:court|se retrouve)|i (?:run|go|jog|walk|swim|leave|take)|mon (?:footing|jogging|parcours|trajet)"
    r"|ma (?:sortie|course|s[ée]ance))[^.\n!?]{0,60}?"
    r"(?:tous les (?:matins|soirs|jours|lundis?|mardis?|mercredis?|jeudis?|vendredis?|samedis?|dimanches?|midis)"
    r"|chaque (?:matin|soir|jour|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|semaine)|every (?:morning|day"
    r"|evening|night|monday|tuesday|wednesday|thursday|friday|saturday|sunday))[^.\n!?]{0,40}"
    r"|(?:tous les|chaque) (?:matins?|soirs?|lundis?|mardis?|mercredis?|jeudis?|vendredis?|samedis?"
    r"|dimanches?) (?:à \d{1,2} ?h[^.\n!?]{0,20})?,? (?:je (?:cours|vais|fais|nage|pars|promène)"
    r"|i run)[^.\n!?]{0,50})"
)
_BANKS = (
    r"(?:bnp(?: paribas)?|soci[ée]t[ée] g[ée]n[ée]rale|cr[ée]dit agricole|cr[ée]dit mutuel|caisse d'[ée]pargne"
    r"|banque populaire|la banque postale|banque postale|lcl|boursorama|boursobank|fortuneo|hello bank"
    r"|revolut|n26|cic|hsbc|ing|monabanq|nickel|barclays|lloyds|monzo)"
)
_BANK = re.compile(
    rf"(?<!\w)(?:(?:mon|ma|mes|my) (?:compte|comptes|banque|conseill[eè]re?|agence|cr[ée]dit|pr[êe]t|account"
    rf"|bank)(?: bancaire)?,?(?: (?:est|au|à la|chez|à|is|at|with|de|du|de la|,)){{0,2}} ?|je suis (?:client"
    rf"|cliente) (?:à la|au|chez|de la|du|de) ?|i bank with )(?P<v>{_BANKS})(?!\w)"
)
_BIRTHPLACE = re.compile(
    rf"(?<!\w)(?:n[ée](?:\(e\))?e?(?: le [\w/. -]{{4,24}}?)?,? (?:à|a|au) |lieu de naissance ?:? ?|born in "
    rf"|place of birth ?:? ?)(?P<v>{_NAME}(?:[ -](?:{_NAME})){{0,3}})"
)
_SALARY = re.compile(
    r"(?<!\w)(?:je (?:gagne|touche)|mon salaire(?: net| brut)?(?: est)?(?: de)?|i earn"
    r"|my salary is) ?:? ?(?P<v>\d[\d ]{2,6} ?(?:€|euros|k€|k|\$|£))"
)


def check_first_name(raw: str) -> Checked | None:
    """The words are given names, with a capital as in the text."""
    names = [part for part in re.split(r", | et | and ", raw) if part]
    good = [name for name in names if name[0].isupper() and first_names().get(fold(name), 0) >= 200]
    return Checked(fold(" ".join(names)), "first_name") if good and len(good) == len(names) else None


def check_capital(raw: str) -> Checked | None:
    """Capitalised words, small ones between them, up to the first that is neither."""
    keep = 0
    for match in re.finditer(r"\S+", raw):
        word = match[0]
        if word[0].isupper() or (word[0].isdigit() and keep):
            keep = match.end() - (word[-1] in ".,;:")
            if word[-1] in ".,;:":
                break
        elif not keep or word not in ("de", "la", "le", "sur", "en", "du", "les", "des", "et", "&"):
            break
    return Checked(fold(raw[:keep]), "capital", keep=keep) if keep else None


def check_home(raw: str) -> Checked | None:
    """Closer than a town: "j'habite à Nantes" locates nobody's home."""
    rest = re.split(r"(?<!\w)(?:à|a|dans|en|au|in|at|on|near)(?!\w) ?", raw.strip(" .,"), maxsplit=1)[-1]
    words = rest.split()
    town = any(
        is_commune(" ".join(words[:n])) and (len(words) == n or not words[n][0].islower() or words[n] in ("et", "depuis", "and", "avec"))
        for n in (1, 2, 3, 4)
    )
    return None if town or len(words) == 1 else Checked(fold(raw))


def check_words(raw: str) -> Checked | None:
    return Checked(fold(raw))


_KIN_WORDS = frozenset(
    "mari femme épouse epouse époux epoux compagnon compagne conjoint conjointe père pere mère mere papa maman"
    " frère frere soeur sœur cousin cousine oncle tante neveu nièce niece grand belle"
    " beau husband wife mother father brother sister mum dad partner".split()
)
_CHILD_WORDS = frozenset(
    "fils fille filles enfant enfants bébé bebe petit petite aîné aînée cadet cadette garçon garcon jumeaux"
    " jumelles son daughter kid kids baby child children".split()
)
_USAGE = "usage ; CNIL, PIA"
RECOGNISER = (
    Shape(
        name="family",
        around=24,
        kind="FAMILY",
        title=say("Lien de famille"),
        source=_USAGE,
        pattern=_FAMILY,
        check=check_first_name,
        odds=Odds(checked=0.85),
        gate=_KIN_WORDS,
    ),
    Shape(
        name="pet",
        around=24,
        kind="FAMILY",
        title=say("Animal nommé"),
        source=_USAGE,
        pattern=_PET,
        check=check_capital,
        odds=Odds(checked=0.6),
        gate=frozenset("chien chienne chat chatte lapin cheval hamster perroquet dog cat pet".split()),
    ),
    Shape(
        name="mother_name",
        around=16,
        kind="FAMILY",
        title=say("Nom de jeune fille"),
        source=_USAGE,
        pattern=_MOTHER_NAME,
        check=check_capital,
        odds=Odds(checked=0.6),
        gate=frozenset({"jeune", "maiden"}),
    ),
    Shape(
        name="child",
        around=24,
        kind="CHILD",
        title=say("Enfant nommé"),
        source="Loi 2024-120 du 19 février 2024",
        pattern=_KIDS,
        check=check_first_name,
        odds=Odds(checked=0.85),
        gate=_CHILD_WORDS,
    ),
    Shape(
        name="absence",
        around=44,
        kind="ABSENCE",
        title=say("Absence annoncée"),
        source=_USAGE,
        pattern=_ABSENCE,
        check=check_words,
        odds=Odds(alone=0.75),
        gate=frozenset(
            "vacances congé congés absent absente absents absentes voyage déplacement holiday vacation office away étranger maison".split()
        ),
    ),
    Shape(
        name="home",
        around=24,
        kind="HOME",
        title=say("Domicile"),
        source=_USAGE,
        pattern=_HOME,
        check=check_home,
        odds=Odds(alone=0.7),
        gate=frozenset("habite habitons vis loge réside live code clé clés cle appartement immeuble logement".split()),
    ),
    Shape(
        name="routine",
        kind="ROUTINE",
        title=say("Habitudes et trajets"),
        source=_USAGE,
        pattern=_ROUTINE,
        check=check_words,
        odds=Odds(alone=0.7),
        gate=frozenset("tous chaque every".split()),
    ),
    Shape(
        name="bank",
        around=24,
        kind="BANK",
        title=say("Banque"),
        source=_USAGE,
        pattern=_BANK,
        check=check_words,
        odds=Odds(alone=0.75),
        gate=frozenset("banque compte comptes conseiller conseillère agence crédit prêt client cliente bank account".split()),
    ),
    Shape(
        name="salary",
        around=24,
        kind="POVERTY",
        title=say("Revenus"),
        source="Code du travail L1132-1",
        pattern=_SALARY,
        check=check_words,
        odds=Odds(alone=0.6),
        digits=3,
        gate=frozenset("gagne touche salaire earn salary".split()),
    ),
    Shape(
        name="birthplace",
        around=20,
        kind="BIRTHPLACE",
        title=say("Lieu de naissance"),
        source="Code civil art. 57",
        pattern=_BIRTHPLACE,
        check=check_capital,
        odds=Odds(checked=0.85),
        gate=frozenset("né née ne nee naissance born birth".split()),
    ),
)
