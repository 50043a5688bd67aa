"""Work and studies: employer, school, job title; what binds an employee's discretion: clients named, confidential matters.

EMPLOYER, SCHOOL and JOB_TITLE are clues (they help to single a person out), CLIENT and CONFIDENTIAL are exposures (Code du travail
L1222-1).
"""

from __future__ import annotations

import re

from ereput.analyse.exposure.base import Checked, Odds, Shape
from ereput.analyse.exposure.gazetteers import fold
from ereput.analyse.exposure.phrases import PROPER, check_capital, check_words
from ereput.model import say

_JOBS = (
    "ingénieur|ingénieure|ingenieur|développeur|développeuse|developpeur|data analyste|data analyst|data scientist|analyste|chef de projet"
    "|cheffe de projet|responsable|directeur|directrice|manager|consultant|consultante|assistant|assistante|technicien|technicienne"
    "|comptable|infirmier|infirmière|aide-soignant|aide-soignante|sage-femme|médecin|dentiste|avocat|avocate|professeur|professeure"
    "|enseignant|enseignante|institutrice|instituteur|éducateur|éducatrice|animateur|animatrice|doctorant|doctorante|étudiant|étudiante"
    "|stagiaire|alternant|alternante|apprenti|apprentie|vendeur|vendeuse|caissier|caissière|commercial|commerciale|boulanger|boulangère"
    "|cuisinier|cuisinière|serveur|serveuse|plombier|électricien|électricienne|maçon|menuisier|soudeur|mécanicien|mécanicienne|chauffeur"
    "|magasinier|agriculteur|agricultrice|journaliste|traducteur|traductrice|rédacteur|rédactrice|bibliothécaire|graphiste|designer"
    "|architecte|juriste|notaire|chercheur|chercheuse|community manager|conseiller|conseillère|secrétaire|pharmacien|pharmacienne"
    "|kinésithérapeute|coiffeur|coiffeuse|gendarme|policier|policière|pompier|postier|facteur|factrice"
    "|engineer|developer|analyst|teacher|nurse|student|intern|phd student|lawyer|marketing manager|accountant|researcher|plumber"
    "|electrician|cook|waiter|waitress|driver|librarian|journalist|translator"
)
_JOB = rf"(?:{'|'.join(sorted(_JOBS.split('|'), key=len, reverse=True))}|chargée? de [a-zà-ÿ]+)"
_JOB_WORDS = frozenset(re.findall(r"[^\W\d_]+", _JOBS)) - {"de"} | {"chargé", "chargée"}
_TITLE = re.compile(
    rf"(?<!\w)(?P<v>{_JOB}(?: (?:en|de|d'|des|du|senior|junior|in|of|marketing|commerciale?|g[ée]n[ée]rale?"
    rf"|technique|logiciel|data|web|fullstack|informatique) ?(?:[a-zà-ÿ'-]{{2,24}})?){{0,2}})(?!\w)"
)
_SOMEBODY = re.compile(r"(?<!\w)(?:(?<!suis )(?:une? |la |le |les |l')|(?:des|ces?|cette|aux?|the) )$")
"""An article says that a job is somebody's or a thing's ("un plombier est passé", "le facteur de risque"); her own has none in French."""
_EMPLOYER = re.compile(
    rf"(?<!\w)(?:(?:je travaille|j'ai travaillé|je bosse|travaillant|employée?|salariée?|embauchée?|recrutée?"
    rf"|en poste|stage|alternance|cdi|cdd|{_JOB}) (?:[a-zà-ÿ' ]{{0,30}} )?chez|i work (?:at|for)|working (?:at|for)"
    rf"|employed by|(?:(?:re)?joindre|j'ai (?:quitt[ée]|rejoint)|je quitte|mon patron|licenci[ée]e? (?:de|par)|embauch[ée]e? par"
    rf"|recrut[ée]e? par|commencer)(?: chez)?|{_JOB} (?:à la|at)|mon employeur,?|my employer,?|employeur(?: actuel)? :|employer:"
    rf"|(?:salariée?|employée?|cadre|agent)"
    rf" (?:de la|du|de|à la)) (?P<v>{PROPER}(?: {PROPER}){{0,3}})"
)
_SCHOOL = re.compile(
    rf"(?<!\w)(?P<v>(?:universit[ée](?: (?:de|d'|du|des|la|paris|catholique))?|[ée]cole (?:nationale |sup[ée]rieure "
    rf"|centrale |normale |polytechnique |de |d'|des )+|iut (?:de |d')?|institut (?:de |d'|des |national )|lyc[ée]e "
    rf"|coll[èe]ge |insa |iae |sciences po ?|university of )[ ]?{PROPER}(?:[ -](?:de |la |du )?{PROPER}){{0,3}}"
    rf"|(?:{PROPER} ){{1,3}}(?:university|school(?: for \w{{2,12}})?|college)|sorbonne universit[ée]"
    rf"|(?:cfa|[ée]cole (?:primaire|maternelle|[ée]l[ée]mentaire)) (?:de |du |d')?{PROPER}(?:[ -]{PROPER}){{0,2}}"
    rf"|hec(?: paris)?|essec|escp|edhec|insead|centralesup[ée]lec|polytechnique|agroparistech|epitech|epita)(?!\w)"
)
_CONFIDENTIAL = re.compile(
    r"(?<!\w)(?:strictement confidentiel(?:le)?s?|confidentiel(?:le)?s? (?:d[ée]fense|entreprise|client|interne)"
    r"|document(?:s)? confidentiels?|information(?:s)? confidentielles?|ne pas (?:diffuser|divulguer|communiquer)"
    r"|diffusion (?:restreinte|interdite)"
    r"|sous embargo|(?:document|note|pr[ée]sentation|rapport) interne|clause de confidentialit[ée]"
    r"|r[ée]serv[ée]e? aux (?:associ[ée]s|salari[ée]s|actionnaires)"
    r"|(?:projet|budget|feuille de route|contrat|rapport|plan|pr[ée]sentation|accord) (?:secr[eè]te?|confidentiel(?:le)?)"
    r"|usage interne(?: uniquement)?(?! ou)|(?:sous|signé une?) (?:nda|accord de confidentialit[ée])|internal use only"
    r"|(?:strictly|company|proprietary and|commercially) confidential|do not (?:share|distribute|disclose)|secret des affaires"
    r"|pas encore annonc[ée]e?s?"
    r"|chiffre d'affaires (?:interne|non publi[ée])|plan social (?:non annonc[ée]|en pr[ée]paration)"
    r"|(?<![^\n])[^\w\n]{0,3}(?:confidentiel(?:le)?s?|confidential)(?=[^\w\n]{0,3}(?:$|\n)| [–:-] ))(?!\w)"
)
_CLIENT = re.compile(
    rf"(?<!\w)(?:(?:pour|chez|avec|de) (?:mon|ma|notre|nos|le|un) (?:gros |principal |grand )?clients?,? (?:est "
    rf"|[:,] ?)?|(?:mon|notre|nos) (?:gros |principal |grand |nouveau )?clients?(?: est| sont|,| :)? |our (?:main "
    rf"|new )?client(?: is|,)? |my client "
    rf"|pour le compte de |(?:compte|portefeuille) clients? ?:? |clients? (?:final|principal|historique) ?: ?|plus gros client,? "
    rf"|grands comptes(?: suivis)? : |(?<![^\n]) ?client : "
    rf"|(?<![^\n•·|*-]) ?(?:clients|r[ée]f[ée]rences clients|key clients) ?: )(?P<v>{PROPER}(?: {PROPER}){{0,2}})"
)


def check_school(raw: str) -> Checked | None:
    """Somewhere a capital after the first letter: the name of the school, not the common noun."""
    capital = any(char.isupper() for char in raw[1:]) or (raw[0].isupper() and " " not in raw)
    return Checked(fold(raw), "capital") if capital else None


def check_title(raw: str) -> Checked | None:
    """The title without the small words that its last complement left behind: "manager of the" is a manager."""
    words = raw.split()
    while len(words) > 1 and words[-1].lower() in _TRAILING:
        words.pop()
    return Checked(fold(" ".join(words)), keep=len(" ".join(words)))


_TRAILING = frozenset(
    "en de d' du des of in the our his her my their a an at for and et le la les l' un une mon ma notre nos à au aux qui"
    " chez depuis pour dans avec par sur mais ou où since with".split()
)
RECOGNISER = (
    Shape(
        name="job_title",
        around=1,
        kind="JOB_TITLE",
        title=say("Poste occupé"),
        source="France Travail, ROME",
        pattern=_TITLE,
        check=check_title,
        against=_SOMEBODY,
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
        gate=_JOB_WORDS
        | frozenset(
            "chez work working employed employeur employer salarié salariée employé employée cadre agent joindre rejoindre quitté rejoint"
            " quitte patron licencié licenciée embauché embauchée recruté recrutée commencer".split()
        ),
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
        gate=frozenset(
            "cfa school sorbonne université universite école ecole iut institut lycée lycee collège college insa iae sciences"
            " university hec essec escp edhec"
            " insead centralesupélec centralesupelec polytechnique agroparistech epitech epita".split()
        ),
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
        gate=frozenset("client clients compte comptes".split()),
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
            " confidentialité internal confidential secret annoncé annoncée annoncés annoncées social"
            " divulguer communiquer share distribute disclose embargo réservée réservé rapport note document présentation".split()
        ),
    ),
)
