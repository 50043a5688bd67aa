"""Work and studies: employer, school, job title; what binds an employee's discretion: clients named, confidential matters.

EMPLOYER, SCHOOL and JOB_TITLE are clues (they help to single a person out), CLIENT and CONFIDENTIAL are exposures (Code du travail
L1222-1).
"""

from __future__ import annotations

import re

from ereput.analyse.exposure.base import Checked, Odds, Shape
from ereput.analyse.exposure.gazetteers import fold
from ereput.model import say

_CAP = r"[^\W\d_][\w&'.-]{1,30}"
_JOB = (
    r"(?:ing[ée]nieure?|d[ée]veloppeu(?:r|se)|data analyste?|data scientist|analyste|chef(?:fe)? de projet"
    r"|responsable|directeur|directrice|manager|consultante?|assistante?|technicien(?:ne)?"
    r"|comptable|infirmi[èe]re?|m[ée]decin|avocate?|professeure?|enseignante?|doctorante?|[ée]tudiante?|stagiaire"
    r"|alternante?|apprentie?|vendeu(?:r|se)|commerciale?|boulang[èe]re?|journaliste"
    r"|graphiste|designer|architecte|juriste|chercheu(?:r|se)|community manager|chargée? de [a-zà-ÿ]+"
    r"|conseill[èe]re?|secr[ée]taire|pharmacien(?:ne)?|kin[ée]sith[ée]rapeute|coiffeu(?:r|se)"
    r"|engineer|developer|analyst|consultant|teacher|nurse|student|intern|phd student|lawyer|designer"
    r"|marketing manager|accountant|researcher)"
)
_TITLE = re.compile(
    rf"(?<!\w)(?P<v>{_JOB}(?: (?:en|de|d'|des|du|senior|junior|in|of|marketing|commerciale?|g[ée]n[ée]rale?"
    rf"|technique|logiciel|data|web|fullstack|informatique) ?(?:[a-zà-ÿ'-]{{2,24}})?){{0,2}})(?!\w)"
)
_EMPLOYER = re.compile(
    rf"(?<!\w)(?:(?:je travaille|j'ai travaillé|je bosse|travaillant|employée?|salariée?|embauchée?|recrutée?"
    rf"|en poste|stage|alternance|cdi|cdd|{_JOB}) (?:[a-zà-ÿ' ]{{0,30}} )?chez|i work (?:at|for)|working (?:at|for)"
    rf"|employed by|mon employeur,?|my employer,?) (?P<v>{_CAP}(?: {_CAP}){{0,3}})"
)
_SCHOOL = re.compile(
    rf"(?<!\w)(?P<v>(?:universit[ée](?: (?:de|d'|du|des|la|paris|catholique))?|[ée]cole (?:nationale |sup[ée]rieure "
    rf"|centrale |normale |polytechnique |de |d'|des )+|iut (?:de |d')?|institut (?:de |d'|des |national )|lyc[ée]e "
    rf"|coll[èe]ge |insa |iae |sciences po ?|university of )[ ]?{_CAP}(?:[ -](?:de |la |du )?{_CAP}){{0,3}})"
)
_CONFIDENTIAL = re.compile(
    r"(?<!\w)(?:strictement confidentiel(?:le)?s?|confidentiel(?:le)?s? (?:d[ée]fense|entreprise|client|interne)"
    r"|document(?:s)? confidentiels?|information(?:s)? confidentielles?|ne pas diffuser|diffusion restreinte"
    r"|usage interne(?: uniquement)?|(?:sous|signé une?) (?:nda|accord de confidentialit[ée])|internal use only"
    r"|strictly confidential|secret des affaires|pas encore annonc[ée]e?s?"
    r"|chiffre d'affaires (?:interne|non publi[ée])|plan social (?:non annonc[ée]|en pr[ée]paration))(?!\w)"
)
_CLIENT = re.compile(
    rf"(?<!\w)(?:(?:pour|chez|avec|de) (?:mon|ma|notre|nos|le|un) (?:gros |principal |grand )?clients?,? (?:est "
    rf"|[:,] ?)?|(?:mon|notre|nos) (?:gros |principal |grand |nouveau )?clients?(?: est| sont|,| :)? |our (?:main "
    rf"|new )?client(?: is|,)? |my client )(?P<v>{_CAP}(?: {_CAP}){{0,2}})"
)


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


def check_school(raw: str) -> Checked | None:
    """Somewhere a capital after the first letter: the name of the school, not the common noun."""
    return Checked(fold(raw), "capital") if any(char.isupper() for char in raw[1:]) else None


def check_words(raw: str) -> Checked | None:
    return Checked(fold(raw))


_JOB_WORDS = frozenset(
    "ingénieur ingénieure ingenieur développeur développeuse developpeur data analyste chef cheffe responsable"
    " directeur directrice manager consultant consultante assistant assistante"
    " technicien technicienne comptable infirmier infirmière médecin avocat avocate professeur professeure"
    " enseignant enseignante doctorant doctorante étudiant étudiante stagiaire alternant"
    " alternante apprenti apprentie vendeur vendeuse commercial commerciale boulanger boulangère journaliste"
    " graphiste designer architecte juriste chercheur chercheuse community chargé"
    " chargée conseiller conseillère secrétaire pharmacien pharmacienne kinésithérapeute coiffeur coiffeuse"
    " engineer developer analyst consultant teacher nurse student intern phd lawyer"
    " marketing accountant researcher".split()
)
RECOGNISER = (
    Shape(
        name="job_title",
        around=1,
        kind="JOB_TITLE",
        title=say("Poste occupé"),
        source="France Travail, ROME",
        pattern=_TITLE,
        check=check_words,
        odds=Odds(alone=0.6),
        gate=_JOB_WORDS,
    ),
    Shape(
        name="employer",
        around=90,
        kind="EMPLOYER",
        title=say("Employeur"),
        source="usage",
        pattern=_EMPLOYER,
        check=check_capital,
        odds=Odds(checked=0.75),
        gate=frozenset("chez work working employed employeur employer".split()),
    ),
    Shape(
        name="school",
        around=14,
        kind="SCHOOL",
        title=say("École ou université"),
        source="usage",
        pattern=_SCHOOL,
        check=check_school,
        odds=Odds(checked=0.75),
        gate=frozenset("université universite école ecole iut institut lycée lycee collège college insa iae sciences university".split()),
    ),
    Shape(
        name="client",
        around=30,
        kind="CLIENT",
        title=say("Nom d'un client"),
        source="Code du travail L1222-1",
        pattern=_CLIENT,
        check=check_capital,
        odds=Odds(checked=0.65),
        gate=frozenset("client clients".split()),
    ),
    Shape(
        name="confidential",
        around=30,
        kind="CONFIDENTIAL",
        title=say("Information confidentielle de l'employeur"),
        source="Code de commerce L151-1 ; Code du travail L1222-1",
        pattern=_CONFIDENTIAL,
        check=check_words,
        odds=Odds(alone=0.7),
        gate=frozenset(
            "confidentiel confidentielle confidentiels confidentielles diffuser diffusion interne nda"
            " confidentialité internal confidential secret annoncé annoncée annoncés annoncées social".split()
        ),
    ),
)
