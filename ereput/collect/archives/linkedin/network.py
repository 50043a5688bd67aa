"""Who she knows: contacts, recommendations, endorsements, invitations, follows. Other people are salted hashes, never names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ereput.collect import fields
from ereput.collect.archives.counting import OTHERS
from ereput.collect.archives.dates import iso, moment
from ereput.collect.archives.linkedin.sheet import Here, RowReader, Sheet, columns, plain
from ereput.model import Audience, Kind, Mention

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.collect.archives.rows import Row


def _connection(row: Row, here: Here) -> Iterator[Mention]:
    name = f"{row['first name']} {row['last name']}".strip()
    emails = [row["email address"]] if row["email address"] else []
    who = here.owner.contact(name, emails=emails, url=row["url"])
    if not who:
        return
    facts = [*who, (fields.ORGANISATION, row["company"]), (fields.TITLE, row["position"])]
    if row["connected on"]:
        facts.append((fields.START, iso(row["connected on"])))
    yield here.mention(Kind.CONTACT, facts=facts, published=moment(row["connected on"]), audience=Audience.MEMBERS)


def _recommendation(direction: str) -> RowReader:
    def read(row: Row, here: Here) -> Iterator[Mention]:
        other = here.owner.other(f"{row['first name']} {row['last name']}")
        if row["text"]:
            facts = [(fields.DIRECTION, direction), (fields.VISIBILITY, row["status"]), *other]
            audience = Audience.MEMBERS if row["status"].upper() in ("VISIBLE", "") else Audience.PRIVATE
            yield here.mention(
                Kind.RECOMMENDATION, text=row["text"], facts=facts, published=moment(row["creation date"]), audience=audience
            )

    return read


def _endorsement(direction: str, who: str) -> RowReader:
    def read(row: Row, here: Here) -> Iterator[Mention]:
        skill = row["skill name"]
        if skill:
            other = here.owner.other(f"{row[f'{who} first name']} {row[f'{who} last name']}")
            facts = [(fields.DIRECTION, direction), (fields.SKILL, skill), (fields.VISIBILITY, row["endorsement status"]), *other]
            yield here.mention(Kind.ENDORSEMENT, title=skill, facts=facts, published=moment(row["endorsement date"]))

    return read


def _invitation(row: Row, here: Here) -> Iterator[Mention]:
    incoming = row["direction"].upper() == "INCOMING"
    other = here.owner.other(row["from"] if incoming else row["to"])
    facts = [(fields.SECTION, "invitations"), (fields.DIRECTION, "received" if incoming else "given"), *other]
    yield here.mention(Kind.OTHER, facts=facts, published=moment(row["sent at"]), audience=Audience.PRIVATE)


def _followed(row: Row, here: Here) -> Iterator[Mention]:
    facts = [(fields.SECTION, "member_follows"), (fields.TYPE, row["status"]), *here.owner.other(row["fullname"])]
    yield here.mention(Kind.OTHER, facts=facts, published=moment(row["date"]), audience=Audience.PRIVATE)


SHEETS = (
    Sheet(
        names=("connections",),
        columns=columns("First Name,Last Name,URL,Email Address,Company,Position,Connected On"),
        read=_connection,
        domains=("CONNECTIONS",),
        alone=True,
    ),
    Sheet(
        names=("recommendations received",),
        columns=columns("First Name,Last Name,Company,Job Title,Text,Creation Date,Status"),
        read=_recommendation("received"),
        domains=("RECOMMENDATIONS_RECEIVED", "RECOMMENDATIONS"),
        alone=True,
    ),
    Sheet(
        names=("recommendations given",),
        columns=columns("First Name,Last Name,Company,Job Title,Text,Creation Date,Status"),
        read=_recommendation("given"),
        domains=("RECOMMENDATIONS_GIVEN",),
    ),
    Sheet(
        names=("endorsement received info", "endorsements received"),
        columns=columns("Endorsement Date,Skill Name,Endorser First Name,Endorser Last Name,Endorser Public Url,Endorsement Status"),
        read=_endorsement("received", "endorser"),
        domains=("ENDORSEMENTS_RECEIVED", "ENDORSEMENTS"),
        alone=True,
    ),
    Sheet(
        names=("endorsement given info", "endorsements given"),
        columns=columns("Endorsement Date,Skill Name,Endorsee First Name,Endorsee Last Name,Endorsee Public Url,Endorsement Status"),
        read=_endorsement("given", "endorsee"),
        domains=("ENDORSEMENTS_GIVEN",),
        alone=True,
    ),
    Sheet(
        names=("invitations",),
        columns=columns("From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl"),
        read=_invitation,
        domains=("INVITATIONS",),
        alone=True,
    ),
    Sheet(
        names=("member follows",),
        columns=columns("Date,Status,FullName"),
        read=_followed,
        domains=("MEMBER_FOLLOWING", "MEMBER_FOLLOWS"),
        alone=True,
    ),
    Sheet(
        names=("company follows",),
        columns=columns("Organization,Followed On"),
        read=plain(
            Kind.OTHER,
            title="organization",
            facts=((fields.ORGANISATION, "organization"),),
            published="followed on",
            section="company_follows",
        ),
        domains=("COMPANY_FOLLOWS",),
        alone=True,
    ),
    Sheet(
        names=("contacts", "importedcontacts", "imported contacts"),
        columns=columns(
            "Source,FirstName,MiddleName,LastName,Companies,Title,Emails,PhoneNumbers,CreatedAt,UpdatedAt,Addresses,Sites,InstantMessageHandles,"
            "FullName,Birthday,Location,BookmarkedAt,Profiles"
        ),
        skip=OTHERS,
        domains=("CONTACTS", "IMPORTED_CONTACTS"),
    ),
)
