"""What to do about what a check found, as a verb: an action says its gesture; which finding it settles stands beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ereput.model import Finding, Text, say

if TYPE_CHECKING:
    from collections.abc import Mapping

DO: Mapping[str, Text] = {
    "activity.mix": say("Répondre ou commenter, une fois ce mois-ci"),
    "activity.push": say("Expliquer une chose que vous savez faire"),
    "activity.regularity": say("Publier un peu, régulièrement"),
    "activity.requests": say("Partager avant de demander"),
    "activity.targeting": say("Publier aussi sur le métier que vous visez"),
    "coherence.cv": say("Accorder le CV et le profil : {label}"),
    "coherence.profiles": say("Accorder vos profils entre eux"),
    "contacts.circles": say("Retrouver trois personnes avec qui vous avez travaillé"),
    "contacts.internship": say("Inviter vos collègues de stage : {label}"),
    "contacts.renew": say("Reprendre contact, deux messages par mois"),
    "letter.generic": say("Adresser votre lettre à cet employeur"),
    "links.channel": say("Donner un moyen professionnel de vous joindre"),
    "links.choice": say("Lier l'étude, le texte ou les données d'origine"),
    "links.cloud": say("Vérifier qui peut ouvrir vos espaces partagés"),
    "links.context": say("Donner un contexte à ce que vous partagez"),
    "links.profile": say("Relier ce profil à votre métier : {label}"),
    "networks.content": say("Écrire quelques lignes de votre main : {label}"),
    "networks.dormant": say("Décider du sort de ce compte : {label}"),
    "networks.map": say("Choisir un réseau pour votre métier"),
    "partition.link": say("Séparer ce compte des autres, si vous le voulez : {label}"),
    "readable.closed": say("Ouvrir au moins une page aux moteurs"),
    "readable.index": say("Décider si les moteurs doivent lire cette page"),
    "readable.machine": say("Ajouter des repères pour les moteurs"),
    "recruiter.view": say("Faire remonter une page à votre nom"),
    "showcase.complete": say("Compléter le profil : {label}"),
    "stale.facts": say("Mettre à jour : {label}"),
    "visibility.articles": say("Montrer sur votre profil les cours que vous avez terminés"),
    "visibility.echo": say("Demander une recommandation"),
    "words.language": say("Traduire votre titre et votre présentation"),
    "words.stuffing": say("Répéter moins souvent : « {label} »"),
    "words.vague": say("Dire autrement : « {label} »"),
}
"""By rule. `{label}` is what the finding is about: a house, a network, a word. Never a place, which the action's link tells: what is to be
done alike at many places is told once.
"""


def titled(fact: Finding) -> Text:
    """What to do about `fact`; its own title where its rule has no verb of its own, or the verb lacks what it is about."""
    do = DO.get(fact.rule)
    if do is None or ("{label}" in do.msg and not fact.label):
        return fact.title
    return Text(msg=do.msg, args=(("label", fact.name),)) if "{label}" in do.msg else do
