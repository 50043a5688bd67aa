"""Where a keyword belongs, and how to write it: a question, or her own sentence taken elsewhere. Nothing is put in her mouth."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ereput.analyse.keywords.footprint import PUBLIC
from ereput.analyse.keywords.natures import CERTIFICATE, CONDITION, DIPLOMA, LICENCE, nature
from ereput.model import Presence, Subject, Text, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ereput.analyse.keywords.coverage import Standing
    from ereput.analyse.keywords.expected import Expected
    from ereput.analyse.keywords.footprint import Trace


RUBRICS: Mapping[str, tuple[Text, Text]] = {
    DIPLOMA: (say("la rubrique « Formation » de votre profil LinkedIn"), say("votre CV, rubrique Formation")),
    CERTIFICATE: (say("la rubrique « Licences et certifications » de votre profil LinkedIn"), say("votre CV, rubrique Certifications")),
    LICENCE: (say("la rubrique « Licences et certifications » de votre profil LinkedIn"), say("votre CV, sous vos coordonnées")),
    "language": (say("la rubrique « Langues » de votre profil LinkedIn"), say("votre CV, rubrique Langues")),
}
"""Where what is held or has a level is looked for: in public, and in a CV."""


def places(item: Expected, standing: Standing, subject: Subject, *, linkedin: bool = True) -> tuple[Text, ...]:
    """Where to write it, best first, at most three: only places she has, or that everybody may open; no `linkedin`, which a minor need not
    join, without an account there.
    """
    kind = nature(item.kind, item.label)
    if kind == CONDITION:  # a matter between her and the employer: nothing to publish
        return () if standing.in_cv else (say("votre lettre, ou l'entretien"),)
    if kind in RUBRICS:
        public, own = RUBRICS[kind]
        return (*((public,) if linkedin else ()), *(() if standing.in_cv else (own,)))
    missing_in_cv = () if standing.in_cv else (say("votre CV, rubrique Compétences"),)
    return (*tuple(_public(item, subject, linkedin=linkedin))[: 3 - len(missing_in_cv)], *missing_in_cv)


def _public(item: Expected, subject: Subject, *, linkedin: bool) -> Iterator[Text]:
    if linkedin and item.weight >= 0.9 and item.kind != "soft":
        yield say("le titre de votre profil LinkedIn")
    if subject.users_of("github") and item.kind in ("skill", "tool", "knowledge"):
        yield say("la description d'un dépôt GitHub ou votre page de présentation")
    if subject.pages:
        yield say("un titre ou le premier paragraphe d'un article de votre site")
    if linkedin:
        yield say("la rubrique « Infos » de votre profil LinkedIn")
        yield say("une expérience de votre profil LinkedIn, avec un résultat")


def suggestion(item: Expected, standing: Standing) -> Text:
    """A question, or the sentence of her own document that already says it."""
    first = standing.traces[0] if standing.traces else None
    if standing.state is Presence.PRESENT:
        return say("« {keyword} » se lit déjà en public : avez-vous un exemple récent à y ajouter ?", keyword=item.name)
    if standing.state is Presence.INVISIBLE:
        return _said(item, standing)
    if standing.state is Presence.OTHER_NAME and first:
        written = item.form if item.origin == "offer" else item.name
        return say(
            "Vous écrivez « {form} », l'offre écrit « {keyword} » : pouvez-vous employer les deux ?", form=first.form, keyword=written
        )
    if standing.state is Presence.CLOSE and first:
        return say(
            "Vous écrivez « {form} », proche de « {keyword} » : est-ce aussi votre cas ? Si oui, écrivez « {keyword} », avec un exemple.",
            form=first.form, keyword=item.name,
        )  # fmt: skip
    return _asked(item)


def _said(item: Expected, standing: Standing) -> Text:
    """She has it, but the public does not read it: it stands in a picture, or only in her own documents."""
    if pictured := next((t for t in standing.traces if t.pictured and t.audience in PUBLIC), None):
        return say(
            "« {form} » n'est que dans une image (texte de remplacement ou nom de fichier) : pouvez-vous l'écrire aussi en texte, à côté ?",
            form=pictured.form,
        )
    form = next((t.form for t in standing.traces), item.name)
    sentence = next((t for t in standing.traces if usable(t)), None)
    kind = nature(item.kind, item.label)
    if kind == "language":
        return say(
            "Vous citez « {form} » : votre niveau (A1 à C2) s'y lit-il, avec ce qui le montre (test, séjour, texte public même court) ?",
            form=form,
        )
    if kind == DIPLOMA:
        return say("Vous citez « {form} » : voulez-vous l'écrire aussi en public, avec l'année et l'établissement ?", form=form)
    if kind == CONDITION:
        return say("Vous citez « {form} » : votre CV suffit, rien n'est à publier.", form=form)
    if item.kind == "certification":
        return say("Vous citez « {form} » : voulez-vous l'écrire aussi là où un recruteur cherche ?", form=form)
    if sentence is not None and sentence.source == "cv":
        return say("Votre CV dit déjà : « {sentence} ». Voulez-vous le dire aussi en public ?", sentence=sentence.sentence)
    if sentence is not None:
        return say(
            "Votre document ({source}) dit déjà : « {sentence} ». Voulez-vous le dire aussi en public ?",
            source=sentence.source, sentence=sentence.sentence,
        )  # fmt: skip
    return say("Vous citez « {form} » sans le montrer en public : où l'avez-vous pratiqué, et avec quel résultat ?", form=form)


def _asked(item: Expected) -> Text:
    """Nothing of hers says it: only she knows."""
    if item.kind == "soft":
        return say("Dans quelle situation avez-vous montré ceci : {keyword} ? Racontez-la en deux lignes.", keyword=item.name)
    kind = nature(item.kind, item.label)
    if kind == "language":
        return say(
            "Parlez-vous « {keyword} » ? Si oui, écrivez votre niveau (A1 à C2, cadre européen) et ce qui le montre : "
            "un test, un séjour, un texte.",
            keyword=item.name,
        )
    if kind == DIPLOMA:
        return say(
            "Avez-vous ce diplôme ({keyword}), ou un équivalent ? Si oui, écrivez-le avec l'année et l'établissement ; en cours, "
            "dites-le aussi. Sinon, demandez si l'expérience peut en tenir lieu.",
            keyword=item.name,
        )
    if kind == LICENCE:
        return say("Avez-vous « {keyword} » ? Si oui, écrivez-le avec sa catégorie ; en cours, dites-le aussi.", keyword=item.name)
    if kind == CONDITION:
        return say("L'offre demande : {keyword}. Est-ce votre cas ? Répondez-y dans votre lettre ou à l'entretien.", keyword=item.name)
    if kind == CERTIFICATE:
        return say(
            "Avez-vous « {keyword} », encore valable ? Si oui, écrivez-le avec son année et l'organisme. Sinon, demandez si l'employeur le "
            "fait passer.",
            keyword=item.name,
        )
    return say(
        "Avez-vous déjà pratiqué « {keyword} » (études, stage, projet, bénévolat) ? Si oui, où, et pour quel résultat ?", keyword=item.name
    )


def usable(trace: Trace) -> bool:
    """A real sentence that can be read alone: five words at least, nothing masked in it, not a bare list."""
    words = trace.sentence.split()
    return len(words) >= 5 and "•" not in trace.sentence and trace.sentence.count(",") <= len(words) // 3
