"""A seeded, fictional French corpus of namesakes: N identities × M pages, shared names, near employers, conflicting dates.

Everybody here is made up. A page is hard on purpose: names reversed, shortened or misspelt, former cities, employers of the same group,
dates that are wrong now and then, pages that say nothing but a name. `python -m bench.homonyms SEED` prints one group.
"""

from __future__ import annotations

import random
import sys
from dataclasses import dataclass, field
from datetime import UTC, datetime

from ereput.model import Handle, Kind, Mention, Subject

FIRST = ("Camille Thomas Léa Nicolas Chloé Julien Manon Alexandre Sarah Guillaume Élodie Mathieu Anaïs Benjamin Mohamed Inès Yacine Fatima "
         "Jean-Baptiste Anne-Sophie Maëlle Gwenaëlle Étienne Zoé Sébastien Aurélie Romain Justine Florian Margaux").split()  # fmt: skip
COMMON = "Martin Bernard Petit Durand Moreau Garcia Roux Fournier Girard".split()
MEDIUM = "Lemoine Delorme Besson Carlier Ferrand Hamelin Poirier Benali Tessier".split()
RARE = "Kervoazec Trottignon Malavergne Quiniou Escoubas Zaborowski Péraldi-Noy d'Argenlieu Bouchenafa".split()
CITIES = """
Nantes Rennes Lille Lyon Paris Bordeaux Toulouse Angers Brest Quimper Limoges Dijon Besançon Pau Tarbes Metz Vannes Laval Saint-
Nazaire Cholet Roanne Albi Vesoul Gap Colmar Évreux Auch Foix Guéret Tulle Dole Beaune Sète Alès Millau Rodez Agen Dax Royan
Saintes Niort Poitiers Blois Vendôme Chartres Dreux Beauvais Soissons Laon Lens Arras Calais Sedan Verdun Épinal Belfort
""".split()
SCHOOLS = tuple(
    f"{kind} {city}" for city in CITIES[:30] for kind in ("Université de", "IUT de", "École de commerce de", "Lycée des métiers de")
)
HOUSES = tuple(
    f"{a}{b}" for a in ("Carto", "Bru", "Verd", "Solv", "Miran", "Kel", "Orf", "Lumi", "Van", "Nor", "Pica", "Font", "Riva", "Oza",
    "Tur", "Bel")
    for b in ("lis", "mair", "ane", "éa", "dol", "tis", "ège", "cité")
)  # fmt: skip
BRANCHES = ("", " Conseil", " Services", " Ingénierie", " Ouest", " SAS")
SKILLS = ("sql python excel comptabilité soudure pâtisserie cartographie marketing juridique infirmière paysage vidéo couture vente "
          "logistique enseignement mécanique graphisme").split()  # fmt: skip
TITLES = ("analyste", "chargée d'études", "technicien", "assistant commercial", "ingénieure", "comptable", "graphiste", "enseignant")
SHORT = {"Alexandre": "Alex", "Nicolas": "Nico", "Benjamin": "Ben", "Guillaume": "Guill", "Sébastien": "Seb", "Mohamed": "Mohammed",
"Thomas": "Tom",
         "Yacine": "Yassine", "Jean-Baptiste": "JB", "Mathieu": "Matthieu"}  # fmt: skip
NAMESAKES = {"common": 160.0, "medium": 18.0, "rare": 0.4}


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One made-up identity: where she lived, studied and worked, what she is known by."""

    first: str
    last: str
    born: int
    cities: tuple[str, ...]
    schools: tuple[str, ...]
    jobs: tuple[tuple[str, int, int | None], ...]
    title: str
    skills: tuple[str, ...]
    handle: str
    email: str
    phone: str

    @property
    def name(self) -> str:
        return f"{self.first} {self.last}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """People of one name and their pages. `pages` are (mention, index of its owner; -1 = somebody of a near name); `declared` by owner."""

    name: str
    namesakes: float
    people: tuple[Person, ...]
    subjects: tuple[Subject, ...]
    pages: tuple[tuple[Mention, int], ...]
    declared: tuple[tuple[Mention, ...], ...] = field(default=())


def generate(seed: int, groups: int = 30) -> tuple[Group, ...]:
    """`groups` groups of namesakes; the same seed gives the same corpus."""
    rng = random.Random(seed)
    return tuple(_group(rng, i) for i in range(groups))


def _group(rng: random.Random, index: int) -> Group:
    band = rng.choices(("common", "medium", "rare"), (5, 3, 2))[0]
    last = rng.choice({"common": COMMON, "medium": MEDIUM, "rare": RARE}[band])
    first = rng.choice(FIRST)
    size = rng.randint(*{"common": (3, 6), "medium": (2, 4), "rare": (1, 2)}[band])
    people: list[Person] = []
    for i in range(size):
        people.append(_person(rng, first, last, people, f"{index}{i}"))
    pages = [(_page(rng, p, f"g{index}p{i}n{k}"), i) for i, p in enumerate(people) for k in range(rng.randint(4, 9))]
    pages += [(_page(rng, _near(rng, people[0], index), f"g{index}x{k}"), -1) for k in range(rng.randint(1, 3))]
    rng.shuffle(pages)
    declared = tuple(_declared(rng, p, f"g{index}d{i}") for i, p in enumerate(people))
    subjects = tuple(_subject(rng, p, mine) for p, mine in zip(people, declared, strict=True))
    return Group(
        name=people[0].name, namesakes=NAMESAKES[band] * rng.uniform(0.5, 2), people=tuple(people), subjects=subjects,
        pages=tuple(pages), declared=declared,
    )  # fmt: skip


def _person(rng: random.Random, first: str, last: str, others: list[Person], tag: str) -> Person:
    born = rng.randint(1955, 2004)
    cities = tuple(rng.sample(CITIES, 2))
    schools = tuple(rng.sample(SCHOOLS, rng.randint(1, 2)))
    houses = rng.sample(HOUSES, 3)
    if others:  # what makes namesakes hard: a city, a school or a group of companies in common
        twin = rng.choice(others)
        cities = (twin.cities[0], cities[1]) if rng.random() < 0.05 else cities
        schools = (twin.schools[0],) if rng.random() < 0.03 else schools
        houses[0] = twin.jobs[0][0].split(" ")[0] if rng.random() < 0.05 else houses[0]
        born = twin.born + rng.randint(-1, 1) if rng.random() < 0.04 else born
    start = max(born + 20, 1985)
    jobs = ((houses[0] + rng.choice(BRANCHES), start, start + 4), (houses[1] + rng.choice(BRANCHES), start + 4, None))
    initials = f"{first[0]}{last}".lower().replace("'", "").replace("é", "e").replace("-", "")
    handle = (
        f"{initials}{born % 100}" if rng.random() < 0.4 else rng.choice(("lune", "orage", "pixel", "mistral", "bocage", "rocher")) + tag
    )
    return Person(
        first=first, last=last, born=born, cities=cities, schools=schools, jobs=jobs, title=rng.choice(TITLES),
        skills=tuple(rng.sample(SKILLS, 3)), handle=handle, email=f"{initials}.{tag}@courriel.example",
        phone=f"0{rng.randint(1, 5)} 61 91 {rng.randint(10, 99)} {rng.randint(10, 99)}",
    )  # fmt: skip


def _near(rng: random.Random, person: Person, index: int) -> Person:
    """Somebody of another first name, or of a neighbouring spelling."""
    first = rng.choice([f for f in FIRST if f != person.first])
    other = _person(rng, first, person.last, [person], f"x{index}")
    if rng.random() < 0.3:
        return Person(**{s: getattr(other, s) for s in other.__slots__} | {"first": person.first, "last": person.last + "eau"})
    return other


def _subject(rng: random.Random, person: Person, declared: tuple[Mention, ...]) -> Subject:
    """What she tells of herself: always a name and a city, most of the rest most of the time."""
    employers = tuple(j[0] for j in person.jobs if rng.random() < 0.8)
    return Subject(
        names=(person.name,), city=person.cities[0], schools=tuple(s for s in person.schools if rng.random() < 0.85), employers=employers,
        emails=(person.email,), phones=(person.phone,), handles=(Handle(service="forum",
        user=person.handle),) if rng.random() < 0.7 else (),
        born_year=person.born if rng.random() < 0.6 else None, pages=tuple(m.url for m in declared),
    )  # fmt: skip


def _declared(rng: random.Random, person: Person, tag: str) -> tuple[Mention, ...]:
    """What she gave: her own page, and four times in five the export of a professional network (jobs, studies, skills)."""
    own = (("name", person.name), ("location", person.cities[0]), ("handle", person.handle), *(("skill", s) for s in person.skills))
    page = Mention(source="web", url=f"https://perso-{tag}.example", kind=Kind.PAGE, fields=own, declared=True)
    if rng.random() > 0.8:
        return (page,)
    export = f"https://reseau.example/{tag}"
    jobs = [
        Mention(source="export", url=f"{export}/job{k}", kind=Kind.POSITION, declared=True, fields=(
            ("organisation", house), ("start", str(start)), *((("end", str(end)),) if end else ()), ("location", person.cities[1 - k]),
            ("title", person.title),
        ))
        for k, (house, start, end) in enumerate(person.jobs)
    ]  # fmt: skip
    studies = [Mention(source="export", url=f"{export}/school{k}", kind=Kind.EDUCATION, declared=True, fields=(("school", school),))
               for k, school in enumerate(person.schools)]  # fmt: skip
    return (page, *jobs, *studies)


def shown_name(rng: random.Random, person: Person) -> str:
    """The name as some page writes it."""
    forms = (
        (0.55, person.name), (0.15, f"{person.last.upper()} {person.first}"), (0.08, person.name.replace("-", " ")),
        (0.08, f"{SHORT.get(person.first, person.first)} {person.last}"), (0.08, f"{person.first[0]}. {person.last}"),
        (0.06, f"{person.first} {person.last[:-1]}" if len(person.last) > 6 else person.name),
    )  # fmt: skip
    return rng.choices([f for _, f in forms], [w for w, _ in forms])[0]


def _page(rng: random.Random, person: Person, tag: str) -> Mention:
    kind = rng.choices(
        ("profile", "work", "article", "forum", "listing", "event", "paper", "club", "bare"), (24, 16, 12, 10, 8, 12, 8, 7, 3)
    )[0]
    return PAGES[kind](rng, person, shown_name(rng, person), f"https://site-{tag}.example/{kind}")


def _profile(rng: random.Random, p: Person, name: str, url: str) -> Mention:
    city = p.cities[0] if rng.random() < 0.85 else p.cities[1]
    fields = [("name", name), ("location", f"{city}, France"), ("title", p.title)]
    if rng.random() < 0.6:
        fields.append(("organisation", rng.choice(p.jobs)[0]))
    if rng.random() < 0.5:
        fields.append(("school", rng.choice(p.schools)))
    if rng.random() < 0.5:
        fields.append(("handle", p.handle))
    fields += [("skill", s) for s in p.skills if rng.random() < 0.5]
    return Mention(source="web", url=url, kind=Kind.PROFILE, fields=tuple(fields), text=f"{name}, {p.title}")


def _work(rng: random.Random, p: Person, name: str, url: str) -> Mention:
    house, start, end = rng.choice(p.jobs)
    wrong = rng.choice((-1, 1)) if rng.random() < 0.08 else 0
    fields = [("name", name), ("organisation", house), ("title", p.title), ("start", str(start + wrong)), ("location", p.cities[0])]
    fields += [("end", str(end))] if end else []
    return Mention(source="web", url=url, kind=Kind.POSITION, fields=tuple(fields))


def _article(rng: random.Random, p: Person, name: str, url: str) -> Mention:
    when = datetime(rng.randint(2016, 2025), 5, 1, tzinfo=UTC)
    age = f", {when.year - p.born} ans," if rng.random() < 0.5 and when.year - p.born > 14 else ","
    where = rng.choice((f"chez {p.jobs[1][0]}", f"à {p.cities[0]}", f"à {p.cities[0]}, passée par {rng.choice(p.schools)}"))
    text = f"Rencontre avec {name}{age} {p.title} {where}. On parle de {rng.choice(p.skills)} et de projets."
    return Mention(source="web", url=url, kind=Kind.ARTICLE, title="Portrait", text=text, published=when)


def _forum(rng: random.Random, p: Person, name: str, url: str) -> Mention:
    signed = f"\n-- \n{name}, {p.cities[0]}" if rng.random() < 0.6 else f"\n-- \n{name} {p.email}"
    return Mention(source="web", url=url, kind=Kind.COMMENT, author=p.handle, text=f"Une question de {rng.choice(p.skills)}.{signed}",
                   fields=(("handle", p.handle),))  # fmt: skip


def _listing(rng: random.Random, p: Person, name: str, url: str) -> Mention:
    fields = (
        ("name", name),
        ("location", f"44000 {p.cities[0]}"),
        *((("phone", p.phone),) if rng.random() < 0.5 else (("born", str(p.born)),)),
    )
    return Mention(source="web", url=url, kind=Kind.LISTING, fields=fields, text=f"{name} {p.cities[0]}")


def _event(rng: random.Random, p: Person, name: str, url: str) -> Mention:
    text = f"Intervenants : {name} ({p.jobs[-1][0]}, {p.title}), autour de {', '.join(p.skills[:2])}. Lieu : {rng.choice(CITIES)}."
    return Mention(source="web", url=url, kind=Kind.PAGE, title="Programme de la journée", text=text)


def _paper(rng: random.Random, p: Person, name: str, url: str) -> Mention:
    text = f"{name}. Mémoire de {rng.choice(p.skills)}, {rng.choice(p.schools)}, soutenu en {p.born + 22}."
    return Mention(source="web", url=url, kind=Kind.DOCUMENT, text=text, published=datetime(p.born + 22, 9, 1, tzinfo=UTC))


def _club(rng: random.Random, p: Person, name: str, url: str) -> Mention:
    text = f"Résultats du cross de {p.cities[0]} : 12. {name} ({rng.choice(p.schools)})"
    return Mention(source="web", url=url, kind=Kind.PAGE, title="Résultats", text=text)


def _bare(_: random.Random, p: Person, name: str, url: str) -> Mention:
    return Mention(source="web", url=url, kind=Kind.PAGE, title="Liste des signataires", text=f"… ; {name} ; …")


PAGES = {"profile": _profile, "work": _work, "article": _article, "forum": _forum, "listing": _listing, "event": _event, "paper": _paper,
         "club": _club, "bare": _bare}  # fmt: skip

if __name__ == "__main__":
    for shown, owner in generate(int(sys.argv[1]) if len(sys.argv) > 1 else 0, 1)[0].pages:
        print(owner, shown.kind, dict(shown.fields), shown.text)
