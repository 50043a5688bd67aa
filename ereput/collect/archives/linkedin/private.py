"""What LinkedIn keeps and only she sees: what it infers, job searches, courses; and the registers that are counted, not read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ereput.collect import fields
from ereput.collect.archives.counting import NOT_NEEDED, PRIVATE_TALK
from ereput.collect.archives.dates import moment
from ereput.collect.archives.linkedin.sheet import Here, Pairs, RowReader, Sheet, columns, plain
from ereput.model import Audience, Kind, Mention, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.collect.archives.rows import Row

IDENTITY = say("pièces d'identité : elles ne sont pas lues")
TECHNICAL = say("journal technique de connexion")
INFERRED = "inferred"
_TARGETING = (
    "Member Age,Company Category,Company Connections,Company Follower of,Company Growth Rate,Company Industries,"
    "Company Names,Company Revenue,"
    "Company Size,Contact Interests,Degree Class,Degrees,Fields of Study,Graduation Year,Interface Locale,"
    "interfaceLocales,Job Functions,Job Seniorities,"
    "Job Titles,Member Gender,Member Groups,Member Interests,Member Schools,Member Skills,Member Traits,"
    "Product Interests,Profile Locations,"
    "Years of Experience,Buyer Groups,High Value Audiences,Recent Device OS,Recent Page Visitors,Member Traits - Job Seeker,Locations"
    ",degreeClass,Function By Size,Interface Locales,interfaceLocale,High Value Audience Segments,Standard Audience Segments"
)


def _targeting(row: Row, here: Here) -> Iterator[Mention]:
    """One mention per column that says something: headers repeat (`Company Names` three times), so cells are read by place."""
    for name, value in row.cells:
        if value:
            facts = [(fields.SECTION, INFERRED), (fields.TYPE, name or "?")]
            title, text = name.capitalize(), value.replace(";", " ; ")
            yield here.mention(Kind.OTHER, title=title, text=text, facts=facts, audience=Audience.PRIVATE)


def _reached(row: Row) -> tuple[tuple[str, str], ...]:
    """Contact details given with an application: hers only when the e-mail is one she named, a recruiter's otherwise."""
    return (fields.EMAIL, row["contact email"]), (fields.PHONE, row["contact phone number"])


def _application(row: Row, here: Here) -> Iterator[Mention]:
    facts = [
        (fields.SECTION, "applications"),
        (fields.TITLE, row["job title"]),
        *(_reached(row) if here.owner.uses(row["contact email"]) else ()),
    ]
    if row:
        title = " — ".join(filter(None, (row["job title"], row.any("company name", "company"))))
        at = moment(row.any("application date", "date applied"))
        yield here.mention(Kind.OTHER, title=title, text=row["question and answers"], facts=facts, published=at, audience=Audience.PRIVATE)


def _private(
    title: str, section: str, *, text: tuple[str, ...] = (), published: str = "", facts: Pairs = (), dates: Pairs = ()
) -> RowReader:
    return plain(
        Kind.OTHER, title=title, text=text, facts=facts, dates=dates, published=published, section=section, audience=Audience.PRIVATE
    )


SHEETS = (
    Sheet(
        names=("ad targeting",),
        columns=columns(_TARGETING),
        read=_targeting,
        domains=("AD_TARGETING", "ADS_TARGETING"),
        alone=True,
    ),
    Sheet(
        names=("inferences about you", "inferences"),
        columns=columns("Category,Type of inference,Description,Inference"),
        read=_private("type of inference", INFERRED, text=("description", "inference"), facts=((fields.TYPE, "category"),)),
        domains=("INFERENCES", "INFERENCE_TAKEOUT"),
        alone=True,
    ),
    Sheet(
        names=("learning",),
        columns=columns(
            "Content Title,Content Description,Content Type,Content Last Watched Date (if viewed),"
            "Content Completed At (if completed),Content Saved,"
            "Notes taken on videos (if taken)"
        ),
        read=_private(
            "content title",
            "learning",
            text=("content description",),
            published="content completed at (if completed)",
            dates=((fields.END, "content completed at (if completed)"),),
            facts=((fields.TYPE, "content type"),),
        ),
        domains=("LEARNING",),
        alone=True,
    ),
    Sheet(
        names=("searchqueries", "search queries"),
        columns=columns("Time,Search Query"),
        read=_private("search query", "searches", published="time"),
        domains=("SEARCHES", "SEARCH_QUERIES"),
        alone=True,
    ),
    Sheet(
        names=("savedjobalerts", "saved job alerts", "saved searches", "savedsearches"),
        columns=columns("ALERT_PARAMETERS,QUERY_CONTEXT,SAVED_SEARCH_ID,Saved Search,Search Query,Created On"),
        read=_private("search query", "saved_searches", text=("alert parameters", "query context", "saved search")),
        domains=("JOB_ALERTS", "SAVED_JOB_ALERTS"),
        alone=True,
    ),
    Sheet(
        names=("job applications",),
        columns=columns(
            "Application Date,Contact Email,Contact Phone Number,Company Name,Job Title,Job Url,Resume Name,"
            "Question And Answers,Date Applied,Company,Status"
        ),
        read=_application,
        domains=("JOB_APPLICATIONS",),
        alone=True,
    ),
    Sheet(
        names=("saved jobs",),
        columns=columns("Saved Date,Job Url,Job Title,Company Name"),
        read=_private("job title", "saved_jobs", text=("company name",), facts=((fields.LINK, "job url"),), published="saved date"),
        domains=("SAVED_JOBS",),
        alone=True,
    ),
    Sheet(
        names=("job applicant saved answers", "job applicant saved screening question responses", "saved job answers"),
        columns=columns("Question,Answer"),
        read=_private("question", "saved_answers", text=("answer",)),
        domains=("JOB_APPLICANT_SAVED_ANSWERS",),
    ),
    Sheet(
        names=("saved articles",),
        columns=columns("Saved At,Link,Name"),
        read=_private("name", "saved", facts=((fields.LINK, "link"),), published="saved at"),
    ),
    Sheet(
        names=("job seeker preferences", "job preferences"),
        columns=columns(
            "Locations,Industries,Company Employee Count,Preferred Job Types,Job Titles,Open To Recruiters,Dream Companies,"
            "Profile Shared With Job Poster,"
            "Job Title For Searching,Job Seeker Activity Level,Preferred Start Time Range Start,"
            "Preferred Start Time Range End,Commute Preference Starting Address,"
            "Commute Preference Starting Time,Mode Of Transportation,Maximum Commute Duration,Open Candidate Visibility,"
            "Job Seeking Urgency Level,"
            "Phone Number,Introduction Statement,Job Title For Searching Fast Growing Companies,Preferred Start Time Range"
        ),
        read=_private(
            "job titles",
            "job_preferences",
            text=("introduction statement", "locations", "industries"),
            facts=((fields.PHONE, "phone number"),),
        ),
        domains=("JOB_SEEKER_PREFERENCES",),
        alone=True,
    ),
    Sheet(
        names=("messages", "guide messages", "learning role play messages", "learning coach messages"),
        columns=columns(
            "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,"
            "FOLDER,ATTACHMENTS,IS MESSAGE DRAFT,"
            "IS CONVERSATION DRAFT"
        ),
        skip=PRIVATE_TALK,
        domains=("INBOX", "MESSAGES"),
        alone=True,
    ),
    Sheet(
        names=("logins",), columns=columns("Login Date,IP Address,User Agent,Login Type"), skip=TECHNICAL, domains=("LOGINS",), alone=True
    ),
    Sheet(
        names=("security challenges",),
        columns=columns("Challenge Date,IP Address,User Agent,Country,Challenge Type"),
        skip=TECHNICAL,
        domains=("SECURITY_CHALLENGE_PIPE",),
        alone=True,
    ),
    Sheet(
        names=("verifications", "private identity asset"),
        columns=columns(
            "First name,Middle name,Last name,Verification type,Year of birth,Issuing authority,Document type,"
            "Verification service provider,"
            "Verified date,Expiry date,Private Identity Asset Name,Private Identity Asset Raw Text"
        ),
        skip=IDENTITY,
        domains=("VERIFICATIONS",),
        alone=True,
    ),
    Sheet(
        names=("receipts", "receipts v2"),
        columns=columns(
            "First Name,Last Name,Billing Country,Postal Code,Transaction Made At,Description,Cost Amount,Discount Amount,"
            "Fee Amount,Tax Amount,Total Amount,"
            "Currency Code,Payment Method Type,Invoice Number"
        ),
        skip=NOT_NEEDED,
        domains=("RECEIPTS",),
        alone=True,
    ),
    Sheet(
        names=("ads clicked", "lan ads engagement"),
        columns=columns("Ad clicked Date,Ad Title/Id,Action,Ad Id,Page/App,Date"),
        skip=NOT_NEEDED,
        domains=("ADS_CLICKED",),
        alone=True,
    ),
)
