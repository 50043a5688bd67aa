"""Stack Exchange API 2.3 (api.stackexchange.com/docs): profile and answers. The quota and `backoff` are honoured by asking little."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from ereput.collect import fields
from ereput.collect.dates import from_seconds
from ereput.collect.reading import api, facts, load_object, mention, plain, rows_at, text_at, texts_at
from ereput.model import Kind, Mention, Page, Query, Seen, Skip, Subject, Tally, Verdict, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.collect.base import Yield

API = "https://api.stackexchange.com"
_THROTTLED = "502"


class StackExchange:
    name = "stackexchange"
    title = say("Stack Overflow et Stack Exchange")
    needs = say("handles.stackoverflow = votre numéro de compte (dans l'adresse de votre profil)")
    terms = say("API publique, 300 demandes par jour sans clé ; contenus CC BY-SA.")
    key = ""

    def plan(self, subject: Subject) -> Iterator[Query]:
        for service in ("stackoverflow", "stackexchange"):
            for handle in subject.users_of(service):
                number, _, site = handle.user.partition("@")
                root = f"{handle.base or API}/2.3/users/{quote(number, safe='')}"
                where = quote(site or "stackoverflow")
                yield api(f"{root}?site={where}", say("votre profil de questions-réponses"), self.name, part="user")
                answers = f"{root}/answers?site={where}&order=desc&sort=activity&pagesize=100&filter=withbody"
                yield api(answers, say("vos réponses publiques"), self.name, part="answers")

    def read(self, page: Page) -> Iterator[Yield]:
        body = load_object(page)
        if "error_id" in body:
            yield from _error(page, body)
            return
        rows = rows_at(body, "items")
        if page.query.about("part") == "user":
            yield from (_profile(page, row) for row in rows)
            if not rows:
                yield Seen(verdict=Verdict.ABSENT, reason=say("Ce site n'a pas de compte avec ce numéro."))
            return
        yield from (_answer(page, row) for row in rows)
        more = say("au-delà des cent plus récentes") if body.get("has_more") is True else None
        yield Tally(name="stackexchange:answers", read=len(rows), skipped=1 if more else 0, reason=more)
        yield Seen(verdict=Verdict.PRESENT if rows else Verdict.ABSENT, reason=say("La liste a été lue."))


def _error(page: Page, body: dict[str, Any]) -> Iterator[Yield]:
    if text_at(body, "error_id") == _THROTTLED:
        yield Skip(source=page.query.source, code="rate_limited", where=page.url, reason=say("Le quota du jour est atteint."))
        yield Seen(verdict=Verdict.BLOCKED, reason=say("Le quota du jour est atteint."))
    else:
        yield Seen(verdict=Verdict.UNDECIDED, reason=say("Le site a refusé la demande : {code}.", code=text_at(body, "error_name")))


def _profile(page: Page, row: dict[str, Any]) -> Mention:
    name = plain(text_at(row, "display_name"))
    created, seen = from_seconds(row.get("creation_date")), from_seconds(row.get("last_access_date"))
    values = facts(
        (fields.NAME, name), (fields.HANDLE, text_at(row, "user_id")), (fields.LOCATION, plain(text_at(row, "location"))),
        (fields.URL, text_at(row, "website_url")), (fields.AVATAR, text_at(row, "profile_image")), (fields.NETWORK, "stackexchange"),
        (fields.CREATED, created.isoformat() if created else ""), (fields.LAST_ACTIVE, seen.isoformat() if seen else ""),
        (fields.COUNT + "reputation", text_at(row, "reputation")),
    )  # fmt: skip
    text = plain(text_at(row, "about_me"))
    return mention(page, Kind.PROFILE, url=text_at(row, "link"), title=name, text=text, fields=values, author=name, declared=True)


def _answer(page: Page, row: dict[str, Any]) -> Mention:
    number = text_at(row, "answer_id")
    site = page.url.partition("site=")[2].partition("&")[0]
    host = f"{site}.com" if site in ("stackoverflow", "superuser", "serverfault", "askubuntu") else f"{site}.stackexchange.com"
    return mention(
        page, Kind.ANSWER, url=text_at(row, "link") or f"https://{host}/a/{number}", text=plain(text_at(row, "body")),
        fields=facts(
            (fields.TAG, texts_at(row, "tags")), (fields.COUNT + "score", text_at(row, "score")),
            ("accepted", "true" if row.get("is_accepted") is True else ""), (fields.REPLY_TO, text_at(row, "question_id")),
        ),
        published=from_seconds(row.get("creation_date")), author=plain(text_at(row, "owner", "display_name")) or None, declared=True,
    )  # fmt: skip


COLLECTOR = StackExchange()
