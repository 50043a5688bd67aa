"""The nouns of ereput: frozen values, standard library only.

Every stage takes these values in and gives these values out; none of them knows the network, a model or a file.
A sentence that a person will read is a `Text`: its French source and its arguments, translated when it is rendered, so that
one `Audit` can be read in any language. Personal values never enter `Evidence`, `Finding`, `Gap` or `Action` unmasked.
One file, longer than the house's measure, on purpose: it is read as a glossary, in the order of the flow; a file a noun was tried, and cost
every start 4 ms of processor (37 to 41).
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import TypeAlias

# --- words -----------------------------------------------------------------------------------------------------------

Arg: TypeAlias = "str | int | float | date | Text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A sentence for the reader: French source with `{name}` places, and what fills them.

    A word that follows a number is written `{name:singular|plural}`.
    `ereput.words.render` turns it into a string in a given language; two equal `Text` values always read the same.
    With `english` it is no sentence of ours but a name (see `named`): no catalogue holds it, and it is set as it is written.
    """

    msg: str
    args: tuple[tuple[str, Arg], ...] = ()
    english: str = ""

    def __str__(self) -> str:
        """The French reading, for logs of our own and for tests; reports go through `ereput.words`."""
        return self.msg.format_map({name: filled(value, str(value), "fr") for name, value in self.args}) if self.args else self.msg


def say(msg: str, /, **args: Arg) -> Text:
    """Make a `Text`. The literal `msg` is what Babel extracts: always call it with a plain string.

    >>> str(say("{n} {n:page lue|pages lues}", n=3))
    '3 pages lues'
    """
    return Text(msg=msg, args=tuple(sorted(args.items())))


def named(french: str, english: str) -> Text | str:
    """What has a name of its own in each language, as a skill or a job has; a plain string when one name serves both.

    >>> named("anglais", "English").english, named("SQL", "SQL"), named("dynamique", "")
    ('English', 'SQL', 'dynamique')
    """
    return Text(msg=french, english=english) if english and english != french else french


class _Filled(str):
    """What fills a place, and which of the two forms of a `{name:singular|plural}` goes with it."""

    __slots__ = ("plural",)
    plural: bool

    def __format__(self, spec: str) -> str:
        one, bar, many = spec.partition("|")
        return (many if self.plural else one) if bar else super().__format__(spec)


def filled(value: Arg, text: str, language: str) -> str:
    """`text`, the writing of `value`, able to choose between two forms of a word: "0 page" in French, "0 pages" in English (CLDR)."""
    made = _Filled(text)
    made.plural = isinstance(value, int | float) and (abs(value) >= 2 if language == "fr" else abs(value) != 1)
    return made


_LONE = re.compile("[\ud800-\udfff]")


def sound(text: str) -> str:
    """`text` with each lone surrogate, which UTF-8 cannot carry, replaced by U+FFFD; same length.

    >>> sound("a" + chr(0xD800)) == "a" + chr(0xFFFD)
    True
    """
    return _LONE.sub("\ufffd", text)


# --- who, and who allowed it -------------------------------------------------------------------------------------------


class Purpose(StrEnum):
    """For whom an audit is made: oneself, or somebody who is being counselled."""

    SELF = "self"
    COUNSELLING = "counselling"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mandate:
    """Who allowed this audit. `self`: the person attests it is herself; `counselling`: a signed mandate with scope and expiry."""

    purpose: Purpose
    attested_on: date
    by: str | None = None
    scope: str | None = None
    expires: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Handle:
    """An account the person says is hers. `base` is the server where there are many (GitLab, Mastodon, a wiki), without trailing slash."""

    service: str
    user: str
    base: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """The job she wants: offers (file paths or URLs), an occupation title, keywords of her own, employers she aims at."""

    offers: tuple[str, ...] = ()
    occupation: str | None = None
    keywords: tuple[str, ...] = ()
    employers: tuple[str, ...] = ()
    city: str | None = None

    def __bool__(self) -> bool:
        return bool(self.offers or self.occupation or self.keywords)


class Stage(StrEnum):
    """Where the person stands; `student_before` is never blamed for an absent profile (CHECKS D7)."""

    STUDENT_BEFORE = "student_before"
    STUDENT_AFTER = "student_after"
    JOB_SEEKER = "job_seeker"


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """The person, as she describes herself in `profil.toml`. `names[0]` is the name she uses. File paths are absolute.

    `pages` are hers; `seen` are pages where her name stands, that may be a namesake's: read, never taken as declared.
    """

    names: tuple[str, ...]
    variants: tuple[str, ...] = ()
    handles: tuple[Handle, ...] = ()
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    city: str | None = None
    schools: tuple[str, ...] = ()
    employers: tuple[str, ...] = ()
    born: date | None = None
    born_year: int | None = None
    pages: tuple[str, ...] = ()
    exports: tuple[str, ...] = ()
    cv: str | None = None
    letter: str | None = None
    target: Target = Target()
    stage: Stage = Stage.JOB_SEEKER
    language: str = ""
    search_results: tuple[str, ...] = ()
    seen: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return self.names[0]

    def age(self, today: date) -> int | None:
        """Full years on `today`, at most: her year of birth alone leaves one year open. None when she gave neither.

        Born on 29 February, she is a year older on the 28th.
        """
        if self.born is None:
            return None if self.born_year is None else today.year - self.born_year
        birthday = min((self.born.month, self.born.day), (2, 28)) if self.born.month == 2 else (self.born.month, self.born.day)
        return today.year - self.born.year - ((today.month, today.day) < birthday)

    def is_minor(self, today: date) -> bool:
        """Is she under eighteen on `today`, for sure?"""
        age = self.age(today)
        return age is not None and age < 18

    def users_of(self, service: str) -> tuple[Handle, ...]:
        return tuple(h for h in self.handles if h.service == service)


# --- what is asked and what comes back -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """One thing to ask the network. `context` travels to `Collector.read` untouched; `trail` are the words "why" in the dry run."""

    url: str
    why: Text
    source: str
    method: str = "GET"
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes | None = None
    context: tuple[tuple[str, str], ...] = ()

    def about(self, key: str, default: str = "") -> str:
        return dict(self.context).get(key, default)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What came back: final URL, status, lower-case headers, decompressed body (bytes), time (UTC), SHA-256 of the body, redirects."""

    query: Query
    url: str
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    fetched_at: datetime
    redirects: tuple[str, ...] = ()
    from_cache: bool = False

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.body).hexdigest()

    def header(self, name: str, default: str = "") -> str:
        return next((value for key, value in self.headers if key == name.lower()), default)


class Audience(StrEnum):
    """Who can see it; weighs visibility (Liu & Terzi 2010, doi 10.1145/1870096.1870102)."""

    INDEXED = "indexed"  # a public page that a search engine may index
    PUBLIC = "public"  # public, but not indexed (noindex, behind a click)
    MEMBERS = "members"  # members or contacts of a network
    PRIVATE = "private"  # the person's own export, CV, mailbox


class Kind(StrEnum):
    """What a mention is."""

    PROFILE = "profile"
    POST = "post"
    COMMENT = "comment"
    ANSWER = "answer"
    ARTICLE = "article"
    PAGE = "page"
    LISTING = "listing"
    RESULT = "result"  # a line of a search results page: title, snippet, rank; the page itself was not read
    DOCUMENT = "document"
    CV = "cv"
    LETTER = "letter"
    OFFER = "offer"
    POSITION = "position"
    EDUCATION = "education"
    SKILL = "skill"
    CERTIFICATE = "certificate"
    PROJECT = "project"
    RECOMMENDATION = "recommendation"
    ENDORSEMENT = "endorsement"
    REACTION = "reaction"
    CONTACT = "contact"
    ACCOUNT = "account"
    IMAGE = "image"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One place where the subject may appear.

    `fields` are the structured facts the source gives (see `ereput/collect/fields.py` for the names in use).
    `declared` is true when the person named this page or account in her profile, or when it comes from her own export.
    `author` is the account that wrote it; `sha256` and `seen_at` point at the answer or file it was read from.
    """

    source: str
    url: str
    kind: Kind
    title: str = ""
    text: str = ""
    fields: tuple[tuple[str, str], ...] = ()
    published: datetime | None = None
    author: str | None = None
    audience: Audience = Audience.INDEXED
    language: str | None = None
    declared: bool = False
    rank: int | None = None
    seen_at: datetime | None = None
    sha256: str = ""

    id: str = ""

    def __post_init__(self) -> None:
        """The id is stable over runs: from where the mention stands and what it is, not from when it was seen. A copy keeps its id.

        A lone surrogate (JSON from strangers may hold one) becomes U+FFFD: same length, and every later stage may rely on UTF-8.
        """
        for name in ("url", "title", "text", "author"):
            if (value := getattr(self, name)) and not value.isascii() and _LONE.search(value):
                object.__setattr__(self, name, sound(value))
        if any(not value.isascii() and _LONE.search(value) for _, value in self.fields):
            object.__setattr__(self, "fields", tuple((key, sound(value)) for key, value in self.fields))
        if not self.id:
            key = "\x1f".join((self.source, self.url, self.kind, self.title, self.text[:200], str(self.published), repr(self.fields)))
            object.__setattr__(self, "id", hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()[:16])

    def field(self, name: str, default: str = "") -> str:
        return next((value for key, value in self.fields if key == name), default)

    def all(self, name: str) -> tuple[str, ...]:
        return tuple(value for key, value in self.fields if key == name)


# --- what was looked at ----------------------------------------------------------------------------------------------------


class Verdict(StrEnum):
    """Five words for one look (DESIGN 4.1). Blocked is never absent."""

    PRESENT = "present"
    ABSENT = "absent"
    BLOCKED = "blocked"
    BROKEN_RULE = "broken_rule"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A collector's own word on one answer, when status and content together mean more than the status alone."""

    verdict: Verdict
    reason: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Skip:
    """What could not be looked at. `code` is one of `ereput.errors.SKIPS`; `reason` says what happened, `hint` what to do."""

    source: str
    code: str
    where: str
    reason: Text
    hint: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Rows of one kind in one file or answer: `read` became mentions, `skipped` did not, for `reason`. read + skipped = all rows."""

    name: str
    read: int
    skipped: int = 0
    reason: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """One thing looked at (a URL or a file) and what came of it."""

    source: str
    where: str
    verdict: Verdict
    reason: Text | None = None
    status: int | None = None
    seen_at: datetime | None = None
    sha256: str = ""
    tallies: tuple[Tally, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Harvest:
    """What the collect stage gives: everything found, everything looked at, everything that could not be."""

    mentions: tuple[Mention, ...] = ()
    coverage: tuple[Coverage, ...] = ()
    skips: tuple[Skip, ...] = ()


# --- is it her? -------------------------------------------------------------------------------------------------------------


class Band(StrEnum):
    """What a probability is called, from the surest; where one begins is in `ereput/resolve/stage.py`."""

    CONFIRMED = "confirmed"
    PROBABLE = "probable"
    TO_CHECK = "to_check"
    NAMESAKE = "namesake"


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """Is this mention the subject? Probability, band, and the reasons in words. `by_user`: she said so, and she wins."""

    mention: str
    probability: float
    band: Band
    reasons: tuple[Text, ...] = ()
    by_user: bool = False

    @property
    def counts(self) -> bool:
        """Only these enter a score."""
        return self.band in (Band.CONFIRMED, Band.PROBABLE)


# --- what is judged -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Where a statement comes from. `quote` is masked before it gets here; `span` are code points in the mention's text.

    `hers`: she published it herself, from an account of hers, and may edit or delete it.
    """

    url: str
    quote: str = ""
    span: tuple[int, int] | None = None
    sha256: str = ""
    seen_at: datetime | None = None
    mention: str = ""
    audience: Audience = Audience.INDEXED
    computed_from: tuple[str, ...] = ()
    hers: bool = False


class Severity(StrEnum):
    """How grave a finding is, from the gravest; INFO is only worth knowing, GOOD is good news."""

    CRITICAL = "critical"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    INFO = "info"
    GOOD = "good"


class Axis(StrEnum):
    """The four scores, never merged: findable, credible, alive, protected."""

    FINDABLE = "findable"
    CREDIBLE = "credible"
    ALIVE = "alive"
    PROTECTED = "protected"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One judged fact. `id` is a fingerprint stable over runs (rule + normalised, salted value), so that two audits can be compared.

    `kind` is the recogniser's or check's noun (PHONE, NIR, coherence.title…); `whose` is "subject", "other" or "organisation";
    `label` is the masked value or short name; `lane` is "" or "sensitive" (GDPR art. 9/10, Code du travail L1132-1: for the person only);
    `weight` is the share of exposure this fact carries (0–1, exposure findings only).
    """

    id: str
    rule: str
    kind: str
    axis: Axis
    severity: Severity
    confidence: float
    title: Text
    explanation: Text
    label: str = ""
    remedy: Text | None = None
    why: tuple[Text, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    whose: str = "subject"
    lane: str = ""
    weight: float = 0.0
    details: tuple[tuple[str, str], ...] = ()

    @property
    def name(self) -> Text | str:
        """`label` as a reader reads it: its title knows its English, when it is a word that has one."""
        return next(
            (value for _, value in self.title.args if isinstance(value, Text) and value.english and value.msg == self.label), self.label
        )


class Presence(StrEnum):
    """How a keyword stands in one source (KEYWORDS §7)."""

    PRESENT = "present"
    OTHER_NAME = "other_name"
    CLOSE = "close"
    ABSENT = "absent"
    INVISIBLE = "invisible"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """One keyword in one source: its state, the form that was read, and the proof."""

    source: str
    state: Presence
    form: str = ""
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """One keyword the job asks for, and how the person stands to it. `state` is the best of her public sources.

    `keyword` is its French name, the same whatever the language of the report, `english` its English one where that is another word; a
    reader reads `name`.
    `weight` 0–1; `why` quotes the offer or names the occupation; `belongs` says where to write it; `suggestion` is a question
    or a sentence built from her own documents, never an assertion in her place; `hidden` is why an invisible word is not found.
    `kind` is "hard", "soft", "language" or "certification" (what one has or has not: a diploma, a licence).
    """

    keyword: str
    concept: str
    weight: float
    required: bool
    state: Presence
    kind: str = "hard"
    in_cv: bool = False
    proven: bool = False
    sightings: tuple[Sighting, ...] = ()
    why: Evidence | None = None
    belongs: tuple[Text, ...] = ()
    suggestion: Text | None = None
    hidden: Text | None = None
    english: str = ""

    @property
    def name(self) -> Text | str:
        return named(self.keyword, self.english)

    @property
    def seen(self) -> tuple[Sighting, ...]:
        """The sightings that found something, those that make its state first."""
        return tuple(sorted((s for s in self.sightings if s.state is not Presence.ABSENT), key=lambda s: s.state is not self.state))

    @property
    def missing(self) -> bool:
        return self.state in (Presence.ABSENT, Presence.INVISIBLE)


Cell: TypeAlias = "str | int | float | date | Text | None"


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Measured rows behind a figure or a page of the report. `status`: "ok", "not_enough_data" or "too_early"."""

    id: str
    title: Text
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...] = ()
    status: str = "ok"
    note: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of a score: value 0–100, its weight in the axis, what it was computed from."""

    id: str
    title: Text
    value: float | None
    weight: float
    inputs: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """One of the four axes. `value` is None when coverage is too thin for a grade: then `why_not` says so."""

    axis: Axis
    value: float | None
    low: float
    high: float
    grade: str
    word: Text
    parts: tuple[Part, ...] = ()
    why_not: tuple[Text, ...] = ()
    evidence_count: int = 0
    rubric: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """What to do. `gain` is points on `axis` if done; `letter` names a template; `targets` are the findings or gaps it settles."""

    id: str
    title: Text
    detail: Text
    axis: Axis
    minutes: int
    gain: float
    link: str | None = None
    deadline: date | None = None
    letter: str | None = None
    targets: tuple[str, ...] = ()
    difficulty: str = "easy"


class State(StrEnum):
    """Where an action or a finding stands in her plan (`plan.toml`)."""

    OPEN = "open"
    ASKED = "asked"
    DONE = "done"
    ACCEPTED = "accepted"


# --- the whole -----------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """How this audit was made: identity and times (UTC), tool and rubric versions, mandate, notices and licences to print."""

    id: str
    started_at: datetime
    finished_at: datetime
    version: str
    mandate: Mandate
    offline: bool = False
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit:
    """Everything above for one run. Immutable; every report is a pure rendering of it. Contact details in `subject` are masked."""

    subject: Subject
    run: Run
    schema: str = "ereput/1"
    mentions: tuple[Mention, ...] = ()
    matches: tuple[Match, ...] = ()
    skips: tuple[Skip, ...] = ()
    coverage: tuple[Coverage, ...] = ()
    findings: tuple[Finding, ...] = ()
    gaps: tuple[Gap, ...] = ()
    tables: tuple[Table, ...] = ()
    scores: tuple[Score, ...] = ()
    actions: tuple[Action, ...] = ()

    def score(self, axis: Axis) -> Score | None:
        return next((s for s in self.scores if s.axis is axis), None)

    def table(self, id_: str) -> Table | None:
        return next((t for t in self.tables if t.id == id_), None)


# --- what analysis works on (never serialised: raw text and raw values live here only) --------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A named entity: code points [start, end) of the text, label PER, LOC, ORG or MISC."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A personal datum in a text: code points [start, end), KIND, confidence after context, and how it was decided.

    `value` is the normalised raw value (E.164, IBAN without spaces, folded name): it never leaves the analysis.
    """

    start: int
    end: int
    kind: str
    confidence: float
    rule: str
    value: str = field(default="", repr=False)
    base: float = 0.0
    checks: tuple[str, ...] = ()
    context: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A mention read once: its language, entities, personal spans, and its text with every identifier masked.

    `masked` has the same length as `mention.text`, so offsets hold in both; quotations are always cut from `masked`.
    """

    mention: Mention
    match: Match
    language: str
    entities: tuple[Entity, ...] = ()
    spans: tuple[Span, ...] = ()
    masked: str = ""
