"""What she declares on her profile: shown to members (audience MEMBERS), except contact details, which only she sees (PRIVATE)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ereput.collect import fields
from ereput.collect.archives.dates import iso, moment
from ereput.collect.archives.linkedin.sheet import Here, Sheet, bracketed, columns, plain
from ereput.model import Audience, Kind, Mention

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.collect.archives.rows import Row

_PRIVATE = ("maiden name", "address", "zip code", "birth date", "instant messengers")


def _profile(row: Row, here: Here) -> Iterator[Mention]:
    name = f"{row['first name']} {row['last name']}".strip()
    shown = [
        (fields.NAME, name),
        (fields.HEADLINE, row["headline"]),
        (fields.SUMMARY, row["summary"]),
        (fields.LOCATION, row.any("geo location", "location")),
        ("industry", row["industry"]),
        *((fields.SAME_AS, f"https://x.com/{handle.lstrip('@')}") for handle in bracketed(row["twitter handles"])),
        *((fields.URL, url) for url in bracketed(row["websites"])),
    ]
    url = row["public profile url"]
    text = "\n".join(filter(None, (row["headline"], row["summary"])))
    yield here.mention(Kind.PROFILE, url=url, title=name, text=text, facts=shown)
    if any(row[column] for column in _PRIVATE):
        address = " ".join(filter(None, (row["address"], row["zip code"])))
        hidden = [(fields.NAME, name), (fields.ADDRESS, address), (fields.BIRTH, iso(row["birth date"]) if row["birth date"] else "")]
        text = "\n".join(f"{column.capitalize()}: {row[column]}" for column in _PRIVATE if row[column])
        yield here.mention(Kind.ACCOUNT, title=name, text=text, facts=hidden, audience=Audience.PRIVATE)


def _email(row: Row, here: Here) -> Iterator[Mention]:
    if row["email address"]:
        facts = [(fields.EMAIL, row["email address"])]
        yield here.mention(Kind.ACCOUNT, text=row["email address"], facts=facts, audience=Audience.PRIVATE)


def _phone(row: Row, here: Here) -> Iterator[Mention]:
    if row["number"]:
        number = f"{row['extension']} {row['number']}".strip()
        facts = [(fields.PHONE, number), (fields.TYPE, row["type"])]
        yield here.mention(Kind.ACCOUNT, text=number, facts=facts, audience=Audience.PRIVATE)


def _registration(row: Row, here: Here) -> Iterator[Mention]:
    facts = [(fields.CREATED, iso(row["registered at"])), (fields.IP, row["registration ip"])]
    if row["registered at"] or row["registration ip"]:
        yield here.mention(Kind.ACCOUNT, facts=facts, published=moment(row["registered at"]), audience=Audience.PRIVATE)


_DATES = ((fields.START, "started on"), (fields.END, "finished on"))
SHEETS = (
    Sheet(
        names=("profile",),
        columns=columns(
            "First Name,Last Name,Maiden Name,Address,Birth Date,Headline,Summary,Industry,Zip Code,Geo Location,Twitter Handles,Websites,"
            "Instant Messengers,Public Profile URL,Location"
        ),
        read=_profile,
        domains=("PROFILE",),
        alone=True,
    ),
    Sheet(
        names=("profile summary",),
        columns=("profile summary",),
        read=plain(Kind.PROFILE, title="", text=("profile summary",), facts=((fields.SUMMARY, "profile summary"),)),
        domains=("PROFILE_SUMMARY",),
        alone=True,
    ),
    Sheet(
        names=("positions",),
        columns=columns("Company Name,Title,Description,Location,Started On,Finished On"),
        read=plain(
            Kind.POSITION,
            title="title",
            text=("description",),
            facts=((fields.TITLE, "title"), (fields.ORGANISATION, "company name"), (fields.LOCATION, "location")),
            dates=_DATES,
        ),
        domains=("POSITIONS",),
        alone=True,
    ),
    Sheet(
        names=("education",),
        columns=columns("School Name,Start Date,End Date,Notes,Degree Name,Activities,Field of Study,Grade"),
        read=plain(
            Kind.EDUCATION,
            title="degree name",
            text=("field of study", "notes", "activities"),
            facts=((fields.SCHOOL, "school name"), (fields.DEGREE, "degree name")),
            dates=((fields.START, "start date"), (fields.END, "end date")),
        ),
        domains=("EDUCATION",),
        alone=True,
    ),
    Sheet(
        names=("skills",),
        columns=("name",),
        read=plain(Kind.SKILL, title="name", facts=((fields.SKILL, "name"),)),
        domains=("SKILLS",),
    ),
    Sheet(
        names=("languages",),
        columns=columns("Name,Proficiency"),
        read=plain(Kind.SKILL, title="name", facts=((fields.SKILL, "name"), (fields.LEVEL, "proficiency")), section="languages"),
        domains=("LANGUAGES",),
    ),
    Sheet(
        names=("certifications",),
        columns=columns("Name,Url,Authority,Started On,Finished On,License Number"),
        read=plain(
            Kind.CERTIFICATE,
            title="name",
            facts=((fields.ORGANISATION, "authority"), (fields.URL, "url")),
            dates=_DATES,
            published="started on",
        ),
        domains=("CERTIFICATIONS",),
        alone=True,
    ),
    Sheet(
        names=("projects",),
        columns=columns("Title,Description,Url,Started On,Finished On"),
        read=plain(Kind.PROJECT, title="title", text=("description",), facts=((fields.URL, "url"),), dates=_DATES),
        domains=("PROJECTS",),
    ),
    Sheet(
        names=("publications",),
        columns=columns("Name,Published On,Description,Publisher,Url,Title,Publication Date"),
        read=plain(
            Kind.ARTICLE,
            title="name",
            text=("description",),
            facts=((fields.ORGANISATION, "publisher"), (fields.URL, "url"), (fields.TITLE, "title")),
            published="published on",
            section="publications",
        ),
        domains=("PUBLICATIONS",),
    ),
    Sheet(
        names=("honors", "honors awards", "honors and awards"),
        columns=columns("Title,Description,Url,Issued On,Issuer"),
        read=plain(Kind.CERTIFICATE, title="title", text=("description",), dates=((fields.START, "issued on"),), section="honors"),
        domains=("HONORS",),
    ),
    Sheet(
        names=("courses",),
        columns=columns("Name,Number,Course Name,School"),
        read=plain(Kind.OTHER, title="name", facts=((fields.TITLE, "course name"), (fields.SCHOOL, "school")), section="courses"),
        domains=("COURSES",),
    ),
    Sheet(
        names=("patents",),
        columns=columns("Title,Description,Patent Number,Application Number,Filed On,Issued On,Status,Url"),
        read=plain(Kind.OTHER, title="title", text=("description",), facts=((fields.URL, "url"),), section="patents"),
        domains=("PATENTS",),
    ),
    Sheet(
        names=("test scores", "testscores"),
        columns=columns("Name,Score,Test Name,Test Date,Date,Description"),
        read=plain(
            Kind.OTHER, title="name", text=("description",), facts=((fields.TITLE, "test name"), (fields.LEVEL, "score")), section="tests"
        ),
        domains=("TEST_SCORES",),
    ),
    Sheet(
        names=("volunteering", "volunteer experience", "volunteering experiences"),
        columns=columns("Company Name,Organization,Role,Cause,Started On,Finished On,Start Date,End Date,Description"),
        read=plain(
            Kind.POSITION,
            title="role",
            text=("description",),
            facts=(
                (fields.TITLE, "role"),
                (fields.ORGANISATION, "company name"),
                (fields.ORGANISATION, "organization"),
                (fields.TAG, "cause"),
            ),
            dates=(*_DATES, (fields.START, "start date"), (fields.END, "end date")),
            section="volunteering",
        ),
        domains=("VOLUNTEERING_EXPERIENCES", "VOLUNTEERING"),
    ),
    Sheet(
        names=("organizations", "organisations"),
        columns=columns("Name,Organization Name,Position,Role,Description,Started On,Finished On,Start Date,End Date"),
        read=plain(
            Kind.POSITION,
            title="position",
            text=("description",),
            facts=((fields.ORGANISATION, "name"), (fields.ORGANISATION, "organization name"), (fields.TITLE, "position")),
            dates=_DATES,
            section="organizations",
        ),
        domains=("ORGANIZATIONS",),
    ),
    Sheet(
        names=("causes you care about", "causes", "interests"),
        columns=columns("Supported Causes,Cause Name,Cause,Interest Name,Name"),
        read=plain(
            Kind.OTHER,
            title="name",
            facts=((fields.TAG, "supported causes"), (fields.TAG, "cause name"), (fields.TAG, "cause"), (fields.TAG, "interest name")),
            section="causes",
        ),
        domains=("CAUSES_YOU_CARE_ABOUT",),
    ),
    Sheet(
        names=("email addresses",),
        columns=columns("Email Address,Confirmed,Primary,Updated On"),
        read=_email,
        domains=("EMAIL_ADDRESSES",),
        alone=True,
    ),
    Sheet(
        names=("phonenumbers", "phone numbers", "whatsapp phone numbers"),
        columns=columns("Extension,Number,Type,Is_WhatsApp_Number"),
        read=_phone,
        domains=("PHONE_NUMBERS", "WHATSAPP_NUMBERS"),
    ),
    Sheet(
        names=("registration",),
        columns=columns("Registered At,Registration Ip,Subscription Types"),
        read=_registration,
        domains=("REGISTRATION",),
        alone=True,
    ),
)
