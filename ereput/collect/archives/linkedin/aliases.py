"""Column names of LinkedIn exports in French, German, Spanish and Dutch, and the English names they stand for.

English is what LinkedIn writes today whatever the account's language; translated headers are met in older exports and in files that a
spreadsheet or a converter rewrote. A header that nobody knows is reported, and its row kept.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ereput.collect.archives.container import folded

if TYPE_CHECKING:
    from ereput.collect.archives.rows import Aliases

_TABLE = """
first name = prénom | vorname | nombre | voornaam
last name = nom | nom de famille | nachname | apellidos | apellido | achternaam
maiden name = nom de jeune fille | nom de naissance | geburtsname | apellido de soltera | meisjesnaam
address = adresse | dirección | adres
birth date = date de naissance | geburtsdatum | fecha de nacimiento | geboortedatum
headline = titre | titre du profil | titre professionnel | profil-slogan | profilslogan | titular | kopregel
summary = résumé | infos | zusammenfassung | extracto | samenvatting
industry = secteur | secteur d'activité | branche | sector | bedrijfstak
zip code = code postal | postleitzahl | código postal | postcode
geo location = lieu | localisation | standort | ubicación | locatie
location = lieu | localisation | standort | ort | ubicación | locatie
twitter handles = identifiants twitter | twitter-namen | usuarios de twitter
websites = sites web | sites internet | webseiten | websites | sitios web
instant messengers = messageries instantanées | instant-messenger
url = url | adresse url | lien | link | enlace | profil-url | url du profil
email address = adresse e-mail | e-mail | adresse email | adresse électronique | e-mail-adresse | correo electrónico | e-mailadres
company = entreprise | société | unternehmen | firma | empresa | bedrijf
company name = entreprise | nom de l'entreprise | société | unternehmen | nombre de la empresa | empresa | bedrijfsnaam
position = poste | fonction | intitulé du poste | position | cargo | puesto | functie
title = titre | intitulé du poste | poste | position | titel | stellenbezeichnung | cargo | título | functie
job title = titre | intitulé du poste | poste | stellenbezeichnung | cargo | functie
connected on = date de connexion | connecté le | en relation depuis le | verbunden am | vernetzt am | conectado el | gekoppeld op
description = description | beschreibung | descripción | beschrijving
started on = date de début | début | commencé le | begonnen am | startdatum | beginn | fecha de inicio | begonnen op
finished on = date de fin | fin | terminé le | beendet am | enddatum | ende | fecha de finalización | geëindigd op
start date = date de début | début | startdatum | beginn | fecha de inicio
end date = date de fin | fin | enddatum | ende | fecha de finalización
school name = école | établissement | nom de l'établissement | nom de l'école | hochschule | schule | centro educativo | school
notes = remarques | notes | notizen | anmerkungen | notas | notities
degree name = diplôme | nom du diplôme | abschluss | titulación | diploma
activities = activités | activités et associations | aktivitäten | actividades | activiteiten
name = nom | bezeichnung | nombre | naam
proficiency = niveau | maîtrise | kenntnisse | sprachkenntnisse | competencia | vaardigheid
authority = organisme | organisme de délivrance | aussteller | autoridad | instantie
license number = numéro de licence | lizenznummer | número de licencia
published on = publié le | date de publication | veröffentlicht am | fecha de publicación
publisher = éditeur | herausgeber | editorial | uitgever
issued on = délivré le | date d'obtention | ausgestellt am | fecha de emisión
confirmed = confirmé | confirmée | bestätigt | confirmado | bevestigd
primary = principal | principale | primär | primaria | primair
updated on = mis à jour le | mise à jour | aktualisiert am | actualizado el
number = numéro | nummer | número
extension = indicatif | extension | vorwahl | extensión
type = type | typ | art | tipo
date = date | datum | fecha
sharelink = lien du partage | lien de partage | link zum beitrag | freigabelink
sharecommentary = commentaire | commentaire du partage | texte | kommentar | comentario
sharedurl = url partagée | lien partagé | geteilte url | url compartida
mediaurl = url du média | medien-url
visibility = visibilité | sichtbarkeit | visibilidad | zichtbaarheid
link = lien | link | enlace
message = message | nachricht | mensaje | bericht
text = texte | text | texto | tekst
creation date = date de création | erstellungsdatum | fecha de creación
status = statut | état | status | estado
endorsement date = date de recommandation | date de la recommandation | datum der bestätigung
skill name = compétence | nom de la compétence | kenntnis | aptitud
organization = organisation | entreprise | unternehmen | organización
followed on = suivi le | suivie depuis le | gefolgt am | seguido el
from = de | von
to = à | an | para
sent at = envoyé le | gesendet am | enviado el
direction = direction | sens | richtung
category = catégorie | kategorie | categoría
"""


def _read(table: str) -> Aliases:
    found: dict[str, tuple[str, ...]] = {}
    for line in table.strip().splitlines():
        english, _, others = line.partition(" = ")
        for other in others.split("|"):
            found[folded(other)] = (*found.get(folded(other), ()), english)
    return found


ALIASES: Aliases = _read(_TABLE)
