"""The evidence of places, people and topics: city, school, employer, overlapping jobs, contacts cited, subjects in common."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ereput.model import Kind, Text, say
from ereput.resolve.clue import Clue, View, names_city, weigh, weights
from ereput.resolve.portrait import Job, Portrait, city, house, jobs_of, place, same_house
from ereput.resolve.spelling import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

BIG_CITIES = frozenset("paris marseille lyon toulouse nice nantes montpellier strasbourg bordeaux lille rennes".split())
"""The eleven communes over 200,000 inhabitants (INSEE, populations légales): living there tells little."""


def _places(known: Portrait, view: View) -> Iterator[Clue]:
    mention = view.mention
    theirs = {c for v in mention.all("location") if (c := city(v))}
    if shared := _first(c for c in sorted(known.cities) if c in theirs):
        yield Clue(family="city", weight=_city(shared), words=say("Même ville : {name}.", name=known.shown(shared)))
    elif shared := _first(c for c in sorted(known.cities) if any(names_city(c, s) for s in view.near(known))):
        yield Clue(
            family="city", weight=_city(shared), words=say("Votre ville est citée avec votre nom : {name}.", name=known.shown(shared))
        )
    elif shared := _first(c for c in sorted(known.cities) if names_city(c, view.padded)):
        far = _city(shared) * weights()["place"]["city_in_text"]
        yield Clue(family="city", weight=far, words=say("Votre ville est citée : {name}.", name=known.shown(shared)))
    elif theirs and known.cities:
        yield Clue(family="against", weight=weigh("place", "other_city"), words=say("Une autre ville : {name}.", name=min(theirs).title()))
    elif not theirs and known.cities and (other := _first(view.named_near(known, "city"))):
        weight = weigh("place", "other_city") * weights()["place"]["other_in_text"]
        yield Clue(family="against", weight=weight, words=say("Une autre ville : {name}.", name=other))
    site = _site(view.mention.url)
    if site and (mine := _first(h for h in sorted(known.employers | known.schools) if site <= set(h.split()))):
        yield Clue(family="place", weight=weigh("place", "site"), words=say("La page est sur le site de {name}.", name=known.shown(mine)))
    yield from _houses(known, known.employers, mention.all("organisation"), view, "employer")
    yield from _houses(known, known.schools, mention.all("school"), view, "school")


_HOUSE_WORDS: Mapping[str, Callable[[str], tuple[Text, Text, Text]]] = {
    "employer": lambda n: (
        say("Même employeur : {name}.", name=n), say("Votre employeur est cité : {name}.", name=n),
        say("Un autre employeur : {name}.", name=n),
    ),
    "school": lambda n: (
        say("Même école : {name}.", name=n), say("Votre école est citée : {name}.", name=n), say("Une autre école : {name}.", name=n)
    ),
}  # fmt: skip


def _houses(known: Portrait, mine: frozenset[str], shown: tuple[str, ...], view: View, kind: str) -> Iterator[Clue]:
    theirs = {house(v): v for v in shown}
    agreed = _first(v for h, v in sorted(theirs.items()) if any(same_house(h, m) for m in mine))
    if agreed:
        whole = 1 if mine & {house(agreed)} else weights()["place"]["in_part"]
        yield Clue(family="place", weight=weigh("place", kind) * whole, words=_HOUSE_WORDS[kind](agreed)[0])
    elif cited := _first(m for m in sorted(mine) if view.cites(m)):
        whole = weights()["place"]["in_part" if kind == "employer" and _in_longer(cited, view) else "in_text"]
        yield Clue(family="place", weight=weigh("place", kind) * whole, words=_HOUSE_WORDS[kind](known.shown(cited))[1])
    elif theirs and mine and not (kind == "employer" and view.mention.kind is Kind.LISTING):  # she may run a company beside her job
        yield Clue(family="against", weight=weigh("place", f"other_{kind}"), words=_HOUSE_WORDS[kind](min(theirs.values()))[2])
    elif mine and (other := _first(view.named_near(known, kind))):
        weight = weigh("place", f"other_{kind}") * weights()["place"]["other_in_text"]
        yield Clue(family="against", weight=weight, words=_HOUSE_WORDS[kind](other)[2])


def _in_longer(cited: str, view: View) -> bool:
    """Is the employer only named as a part of a longer name ("chez Cartolis Ouest")?"""
    around = [h for h in map(house, view.named("employer")) if f" {cited} " in f" {h} "]
    return bool(around) and cited not in around


def _jobs(known: Portrait, view: View) -> Iterator[Clue]:
    """Dated jobs: one place in the same years is hardly chance; in other years it is a colleague's; two jobs at once are two people's."""
    for job in jobs_of(view.mention):
        there = [own for own in known.jobs if same_house(job.house, own.house)]
        if any(_same_dates(job, own) for own in there):
            yield Clue(family="dates", weight=weigh("place", "dates"), words=say("Aux mêmes dates que vous."))
        elif there and not any(_together(job.start, job.end, own.start, own.end) > 0 for own in there):
            yield Clue(family="against", weight=weigh("place", "other_dates"), words=say("À d'autres dates que les vôtres."))
        elif not there and any(_together(job.start, job.end, own.start, own.end) > 3 for own in known.jobs):
            yield Clue(family="against", weight=weigh("place", "overlap"), words=say("Un autre emploi au même moment que le vôtre."))
    if view.mention.field("start") or not known.jobs:
        return
    told = [(own, s) for s in view.near(known) for own in known.jobs if own.start and f" {own.house} " in s]
    if any(str(own.start[0]) in _YEAR.findall(s) for own, s in told if own.start):
        yield Clue(family="dates", weight=weigh("place", "dates"), words=say("Aux mêmes dates que vous."))
    elif told and all((since := _SINCE.search(s)) and own.start and abs(int(since[1]) - own.start[0]) > 1 for own, s in told):
        yield Clue(family="against", weight=weigh("place", "other_dates"), words=say("À d'autres dates que les vôtres."))


def _result(known: Portrait, view: View) -> Iterator[Clue]:
    """A result's title tells who: "Name - Occupation - Employer | Network". None of it known of her is somebody else's life, softly."""
    if view.mention.kind is not Kind.RESULT or not (known.employers and known.titles):
        return
    told = [f" {fold(part)} " for part in re.split(r"\s[-–—|·]\s", view.mention.title)]
    hers = (*known.titles, *known.cities, *known.headlines, *known.skills)
    if (
        len(told) > 2
        and not any(f" {words} " in part for part in told for words in hers)
        and not any(
            same_house(house(part), mine) or f" {mine} " in f" {house(part)} " for part in told for mine in known.employers | known.schools
        )
    ):
        yield Clue(family="against", weight=weigh("place", "other_life"), words=say("Rien dans ce résultat ne vous ressemble."))


_SINCE = re.compile(r" (?:depuis|since) (?:\w{3,9} )?((?:19|20)\d\d) ")
_YEAR = re.compile(r" ((?:19|20)\d\d)(?= )")


def _same_dates(one: Job, other: Job) -> bool:
    """Did both begin in one year, and end in one year when both ended?"""
    if one.start is None or other.start is None or one.start[0] != other.start[0]:
        return False
    return one.end is None or other.end is None or one.end[0] == other.end[0]


def _together(a: tuple[int, int] | None, b: tuple[int, int] | None, c: tuple[int, int] | None, d: tuple[int, int] | None) -> int:
    """Months two periods share; an open end lasts."""
    far = 9999 * 12

    def n(point: tuple[int, int] | None, default: int) -> int:
        return point[0] * 12 + point[1] if point else default

    return min(n(b, far), n(d, far)) - max(n(a, 0), n(c, 0))


def _site(url: str) -> frozenset[str]:
    """The words of a site's name when there are at least two ("donnees-citoyennes.fr"): one word alone may be anybody's."""
    host = place(url).split("/")[0] if url.startswith("http") else ""
    words = frozenset(w for w in house(host.rsplit(".", 1)[0]).split() if len(w) > 1)
    return words if len(words) > 1 else frozenset()


def _city(name: str) -> float:
    return weigh("place", "big_city" if name in BIG_CITIES else "city")


def _people(known: Portrait, view: View) -> Iterator[Clue]:
    spoken = view.padded.split() if known.people else []
    said = {" ".join(spoken[i : i + n]) for n in (2, 3, 4) for i in range(len(spoken) - n + 1)}
    met = sorted(known.people & said)[: int(weights()["people"]["at_most"])]
    if met:
        words = say("{n} de vos contacts y sont cités.", n=len(met)) if len(met) > 1 else say("Un de vos contacts y est cité.")
        yield Clue(family="people", weight=weigh("people", "known") * len(met), words=words)


def _topics(known: Portrait, view: View) -> Iterator[Clue]:
    shown = set(map(fold, view.mention.all("skill")))
    shared = [s for s in sorted(known.skills) if len(s) > 2 and (s in shown or view.says(s))][: int(weights()["topic"]["at_most"])]
    if shared:
        words = say("Mêmes sujets : {names}.", names=", ".join(map(known.shown, shared)))
        yield Clue(family="topic", weight=weigh("topic", "skill") * len(shared), words=words)
    if same := _first(h for h in sorted(known.headlines) if view.says(h)):
        yield Clue(
            family="headline", weight=weigh("topic", "headline"), words=say("Même présentation : « {words} ».", words=known.shown(same))
        )
    titles = set(map(fold, view.mention.all("title")))
    told = titles or set(view.apposed(known))
    if known.titles and told and view.mention.kind is not Kind.LISTING and not any(_one_trade(a, b) for a in known.titles for b in told):
        yield Clue(family="against", weight=weigh("topic", "other_title"), words=say("Un autre métier : {title}.", title=min(told)))
    if known.titles & titles:
        yield Clue(family="topic", weight=weigh("topic", "title"), words=say("Même intitulé de poste."))
    elif cited := _first(t for t in sorted(known.titles) if any(f" {t} " in s for s in view.near(known))):
        yield Clue(
            family="title", weight=weigh("topic", "title_cited"), words=say("Votre intitulé de poste est cité : {title}.", title=cited)
        )


def _one_trade(one: str, other: str) -> bool:
    """May two titles be one trade? They share a word, or its beginning ("data analyst", "analyste de données"). Folded input."""
    stems = ({w[:5] for w in title.split() if len(w) > 3} for title in (one, other))
    return bool(set.intersection(*stems)) or one == other


def _first(values: Iterator[str]) -> str | None:
    return next(values, None)


LOOKS: tuple[Callable[[Portrait, View], Iterator[Clue]], ...] = (_places, _jobs, _result, _people, _topics)
