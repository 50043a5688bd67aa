"""The KINDs: every sort of personal data this room can name, in one place, with its name for the reader and the first thing to do about it.

Identity      PERSON DOB AGE BIRTHPLACE NIR TAX_ID ID_CARD PASSPORT DRIVING_LICENCE SCAN SIGNATURE INE RPPS ADELI
Contact       EMAIL PHONE ADDRESS ZIP LOCATION HOME ROUTINE ABSENCE COORDINATES PLATE
Money         IBAN RIB CREDIT_CARD BANK
Digital       PASSWORD API_KEY IP MAC HANDLE PROFILE_URL URL
Work          ORG EMPLOYER SCHOOL JOB_TITLE CLIENT CONFIDENTIAL SIREN SIRET VAT RCS
Family        FAMILY CHILD
Sensitive     HEALTH DISABILITY PREGNANCY RELIGION POLITICS UNION SEXUALITY GENDER ORIGIN GENETIC BIOMETRIC OFFENCE
              FAMILY_STATUS APPEARANCE MORALS POVERTY WHISTLEBLOWER (GDPR art. 9 and 10, Code du travail L1132-1: a lane apart)
Time          DATE MINOR (content posted before eighteen)
"""

from __future__ import annotations

from typing import NamedTuple

from ereput.model import Text, say


class About(NamedTuple):
    """A KIND for the reader: its name, and the remedy. A clue has no remedy: it helps to single a person out, and is no exposure by
    itself."""

    title: Text
    remedy: Text | None = None


_CUT = say("Retirez ce numéro de la page, ou demandez à son éditeur de le faire, puis demandez aux moteurs d'oublier la copie en cache.")
_OWN = say("N'en parlez que là où vous avez choisi vos lecteurs ; ailleurs, retirez ou raccourcissez ce passage.")
_ID = say(
    "Supprimez-le partout, et surveillez les démarches faites à votre nom ; en cas d'usage, portez plainte et"
    " signalez-le sur cybermalveillance.gouv.fr."
)
_BANK = say("Supprimez-le, prévenez votre banque si la page était publique, et surveillez vos prélèvements.")

KINDS: dict[str, About] = {
    "PERSON": About(say("Nom de personne")),
    "LOCATION": About(say("Lieu")),
    "ORG": About(say("Organisation")),
    "DATE": About(say("Date")),
    "URL": About(say("Adresse web")),
    "ZIP": About(say("Code postal")),
    "HANDLE": About(say("Pseudonyme")),
    "PROFILE_URL": About(say("Page de profil")),
    "EMPLOYER": About(say("Employeur")),
    "SCHOOL": About(say("École ou université")),
    "JOB_TITLE": About(say("Poste occupé")),
    "SIREN": About(say("Numéro SIREN")),
    "SIRET": About(say("Numéro SIRET")),
    "VAT": About(say("Numéro de TVA")),
    "RCS": About(say("Numéro RCS")),
    "DOB": About(
        say("Date de naissance"), say("Retirez-la, ou ne gardez que le jour et le mois pour vos amis : aucun recruteur n'en a besoin.")
    ),
    "AGE": About(say("Âge"), say("Un CV ou un profil n'a pas besoin d'âge : retirez-le si vous le pouvez.")),
    "BIRTHPLACE": About(say("Lieu de naissance"), say("Retirez-le : avec la date, il ouvre bien des démarches.")),
    "NIR": About(say("Numéro de sécurité sociale"), _ID),
    "TAX_ID": About(say("Numéro fiscal"), _ID),
    "ID_CARD": About(say("Carte d'identité"), _ID),
    "PASSPORT": About(say("Passeport"), _ID),
    "DRIVING_LICENCE": About(say("Permis de conduire"), _ID),
    "SCAN": About(say("Copie d'une pièce d'identité"), _ID),
    "SIGNATURE": About(
        say("Image de signature"), say("Retirez l'image : une signature se recopie. Signez vos PDF par un outil qui la protège.")
    ),
    "INE": About(say("Numéro étudiant (INE)"), _CUT),
    "RPPS": About(say("Numéro RPPS"), _CUT),
    "ADELI": About(say("Numéro ADELI"), _CUT),
    "EMAIL": About(
        say("Adresse e-mail"),
        say("Gardez une adresse réservée à votre recherche d'emploi, et retirez l'adresse personnelle des pages publiques."),
    ),
    "PHONE": About(
        say("Numéro de téléphone"),
        say("Remplacez-le par un formulaire ou par votre adresse professionnelle ; demandez son retrait aux autres sites."),
    ),
    "ADDRESS": About(say("Adresse postale"), say("Ne gardez que la ville : sur un CV ou un site, elle suffit.")),
    "HOME": About(say("Domicile"), say("Retirez ce qui situe votre logement : quartier, façade, vue, digicode.")),
    "ROUTINE": About(
        say("Habitudes et trajets"),
        say("Masquez le départ et l'arrivée de vos parcours et publiez-les après coup, sans horaires réguliers."),
    ),
    "ABSENCE": About(say("Absence annoncée"), say("Racontez vos vacances au retour, et retirez les dates d'absence des pages publiques.")),
    "COORDINATES": About(
        say("Position géographique"), say("Retirez la position de la photo ou de la page ; désactivez la localisation de l'appareil photo.")
    ),
    "PLATE": About(say("Plaque d'immatriculation"), say("Floutez la plaque sur la photo ou retirez-la du texte.")),
    "IBAN": About(say("IBAN"), _BANK),
    "RIB": About(say("RIB"), _BANK),
    "CREDIT_CARD": About(say("Carte bancaire"), say("Faites opposition tout de suite (0 892 705 705), puis supprimez la page.")),
    "BANK": About(say("Banque"), say("Retirez le nom de votre banque : il sert aux faux conseillers.")),
    "PASSWORD": About(say("Mot de passe"), say("Changez ce mot de passe maintenant, partout où il sert, puis supprimez la page.")),
    "API_KEY": About(
        say("Clé d'accès"), say("Révoquez la clé chez le fournisseur, puis créez-en une autre : l'effacer du texte ne suffit pas.")
    ),
    "IP": About(say("Adresse IP"), say("Retirez-la des journaux et des messages publiés.")),
    "MAC": About(say("Adresse MAC"), say("Retirez-la des journaux et des messages publiés.")),
    "CLIENT": About(
        say("Nom d'un client"), say("Décrivez la mission sans nommer le client, ou demandez son accord et celui de l'employeur.")
    ),
    "CONFIDENTIAL": About(
        say("Information confidentielle de l'employeur"),
        say("Retirez ce passage : il engage votre loyauté envers l'employeur, même après le contrat."),
    ),
    "FAMILY": About(say("Lien de famille"), say("Demandez l'accord de vos proches, ou retirez leurs prénoms.")),
    "CHILD": About(say("Enfant nommé"), say("Retirez le prénom et l'école de l'enfant : son image lui appartient déjà.")),
    "MINOR": About(
        say("Contenu publié avant vos dix-huit ans"),
        say(
            "Vous avez un droit renforcé à l'effacement de ce que vous avez publié mineur·e (RGPD art. 17, loi"
            " Informatique et Libertés art. 51)."
        ),
    ),
    "HEALTH": About(say("Santé"), _OWN),
    "DISABILITY": About(say("Handicap ou perte d'autonomie"), _OWN),
    "PREGNANCY": About(say("Grossesse"), _OWN),
    "RELIGION": About(say("Religion ou convictions"), _OWN),
    "POLITICS": About(say("Opinions politiques ou mandat électif"), _OWN),
    "UNION": About(say("Syndicat ou mutuelle"), _OWN),
    "SEXUALITY": About(say("Vie ou orientation sexuelle"), _OWN),
    "GENDER": About(say("Sexe ou identité de genre"), _OWN),
    "ORIGIN": About(say("Origine"), _OWN),
    "GENETIC": About(say("Données génétiques"), _OWN),
    "BIOMETRIC": About(say("Données biométriques"), _OWN),
    "OFFENCE": About(say("Infraction ou condamnation"), _OWN),
    "FAMILY_STATUS": About(say("Situation de famille"), _OWN),
    "APPEARANCE": About(say("Apparence physique"), _OWN),
    "MORALS": About(say("Mœurs"), _OWN),
    "POVERTY": About(say("Situation économique"), _OWN),
    "WHISTLEBLOWER": About(say("Alerte ou témoignage"), _OWN),
}
"""Every KIND, by name."""

CLUES = frozenset(name for name, about in KINDS.items() if about.remedy is None)
"""Kinds that are no exposure by themselves."""
SENSITIVE = frozenset([
    "HEALTH", "DISABILITY", "PREGNANCY", "RELIGION", "POLITICS", "UNION", "SEXUALITY", "GENDER", "ORIGIN", "GENETIC", "BIOMETRIC",
    "OFFENCE", "FAMILY_STATUS", "APPEARANCE", "MORALS", "POVERTY", "WHISTLEBLOWER",
])  # fmt: skip
"""Kinds of the lane apart."""
