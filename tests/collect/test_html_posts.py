"""Topic pages of forums without JSON-LD: each post with its author, date and words; nothing is cut out of pages of another shape."""

from __future__ import annotations

import time
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ereput.collect import html, page_reader
from ereput.model import Kind, Mention, Page, Query, say

URL = "https://forum.example/viewtopic.php?t=7"
NOW = datetime(2026, 11, 20, tzinfo=UTC)
PHPBB = """
<html lang="fr"><head><title>Une mousse sans œufs</title></head><body><h2 class="topic-title">Une mousse sans œufs</h2>
<div id="p41" class="post has-profile bg2"><div class="inner">
 <dl class="postprofile" id="profile41"><dt><a href="./memberlist.php?mode=viewprofile&amp;u=9" class="username">camille_d</a></dt>
  <dd class="profile-posts"><strong>Messages :</strong> 12</dd>
  <dd class="profile-custom-field profile-phpbb_location"><strong>Localisation :</strong> Nantes</dd></dl>
 <div class="postbody"><div id="post_content41"><h3 class="first"><a href="#p41">Une mousse sans œufs</a></h3>
  <p class="author"><span>par <strong><a class="username" href="./memberlist.php?u=9">camille_d</a></strong> » </span>
   <time datetime="2025-04-01T10:00:00+00:00">mar. 1 avr. 2025 10:00</time></p>
  <div class="content">Bonjour,<br>quelqu'un a-t-il <em>essayé</em> ?</div>
  <div id="sig41" class="signature">Camille, 06 39 98 00 00</div></div></div></div></div>
<div id="p42" class="post has-profile bg1"><div class="inner">
 <dl class="postprofile"><dt><span class="username-coloured">Admin</span></dt></dl>
 <div class="postbody"><p class="author">par <strong>Admin</strong> » 12 mars 2010, 10:20</p>
  <div class="content"><blockquote><div><cite>camille_d a écrit :</cite>quelqu'un a-t-il essayé ?</div></blockquote>Oui, hier.</div></div>
</div></div></body></html>"""
XENFORO = """
<html lang="en"><head><title>Eggless mousse</title></head><body><div class="block-body">
<article class="message message--post js-post" data-author="camille_d" data-content="post-51" id="js-post-51"><div class="message-inner">
 <section class="message-user"><h4 class="message-name"><a href="/members/camille_d.9/" class="username">camille_d</a></h4></section>
 <div class="message-main"><header class="message-attribution"><time class="u-dt" datetime="2025-04-01T10:00:00+0200">
  Apr 1, 2025</time></header>
 <article class="message-body"><div class="bbWrapper">Has anyone tried?</div></article>
 <aside class="message-signature"><div class="bbWrapper">Camille</div></aside></div></div></article>
<article class="message message--post" data-author="Sam" id="js-post-52">
 <article class="message-body"><div class="bbWrapper"><blockquote class="bbCodeBlock bbCodeBlock--quote">
  <a>camille_d said:</a><div>Has anyone tried?</div></blockquote>Yesterday.</div></article></article>
</div></body></html>"""
XENFORO_1 = """
<ol><li id="post-61" class="message" data-author="camille_d"><a class="username" href="members/camille_d.9/">camille_d</a>
<blockquote class="messageText">Has anyone tried?</blockquote>
<div class="privateControls"><abbr class="DateTime" data-time="1270000000">x</abbr></div></li></ol>"""

VBULLETIN_4 = """
<ol id="posts"><li class="postbitlegacy postbitim postcontainer old" id="post_71">
<div class="posthead"><span class="postdate old"><span class="date">12 mars 2010,&nbsp;<span class="time">10h20</span></span></span></div>
<div class="postdetails"><div class="userinfo"><div class="username_container">
 <a class="username offline popupctrl" href="members/9-camille_d"><strong>camille_d</strong></a></div></div>
<div class="postbody"><div class="content"><div id="post_message_71"><blockquote class="postcontent restore">
 <div class="bbcode_container"><div class="bbcode_quote">Qui a essayé ?</div></div>Moi, hier.</blockquote></div></div>
 <blockquote class="signature restore"><div class="signaturecontainer">Camille</div></blockquote></div></div></li></ol>"""
VBULLETIN_3 = """
<table id="post72" class="tborder"><tr><td class="thead">12 mars 2010, 10h20</td></tr><tr><td class="alt2">
<a class="bigusername" href="member.php?u=9">camille_d</a></td><td class="alt1" id="td_post_72">
<div id="post_message_72">Moi, hier.</div></td></tr></table>"""
SMF = """
<div class="windowbg" id="msg73"><div class="post_wrapper"><div class="poster"><h4><a href="https://forum.example/index.php?action=profile;u=9"
 title="Voir le profil de camille_d">camille_d</a></h4></div><div class="postarea"><div class="keyinfo"><div class="postinfo">
 <a href="https://forum.example/index.php?msg=73" class="smalltext">12 mars 2010 à 10:20</a></div></div>
<div class="post"><div class="inner" data-msgid="73" id="msg_73"><blockquote class="bbc_standard_quote"><cite>Sam</cite>Qui ?</blockquote>
 Moi, hier.</div></div></div><div class="moderatorbar"><div class="signature" id="msg_73_signature">Camille</div></div></div></div>"""
SMF_OLD = """
<div class="post_wrapper"><div class="poster"><h4><a href="index.php?action=profile;u=9">camille_d</a></h4></div>
<div class="keyinfo"><div class="smalltext">« le: 12 Mars 2010, 10:20 »</div></div>
<div class="post"><div class="inner" id="msg_74">Moi.</div></div></div>"""
FLARUM = """
<div id="app"></div><noscript id="flarum-content"><div class="container"><h1>Une mousse sans œufs</h1><div>
<article><div class="PostUser"><h3 class="PostUser-name">camille_d</h3></div><div class="Post-body"><p>Moi, hier.</p></div></article><hr>
</div></div></noscript>"""


def mentions(body: str, *, url: str = URL, declared: bool = False) -> list[Mention]:
    query = Query(url=url, why=say("x"), source="pages")
    page = Page(
        query=query, url=url, status=200, headers=(("content-type", "text/html; charset=utf-8"),), body=body.encode(), fetched_at=NOW
    )
    return list(page_reader.mentions(page, page_reader.html_of(page), declared=declared))


def test_phpbb() -> None:
    """Author, date, words, place, page of the author and own address of each post; quotes and signatures are marked as such."""
    first, second = mentions(PHPBB)
    assert (first.kind, first.author, first.url) == (Kind.POST, "camille_d", f"{URL}#p41")
    assert first.text == "Bonjour,\nquelqu'un a-t-il essayé ?\n--\nCamille, 06 39 98 00 00"
    assert first.published == datetime(2025, 4, 1, 10, tzinfo=UTC)
    assert (first.field("location"), first.field("handle")) == ("Nantes", "camille_d")
    assert first.field("url") == "https://forum.example/memberlist.php?mode=viewprofile&u=9"
    assert (second.kind, second.author, second.field("reply_to")) == (Kind.ANSWER, "Admin", URL)
    assert second.text == "> camille_d a écrit :quelqu'un a-t-il essayé ?\nOui, hier."
    assert second.published == datetime(2010, 3, 12, tzinfo=UTC)


def test_xenforo() -> None:
    """The same of both templates of XenForo; a date may be missing."""
    first, second = mentions(XENFORO, url="https://forum.example/threads/mousse.7/")
    assert (first.author, first.text) == ("camille_d", "Has anyone tried?\n--\nCamille")
    assert (first.url, first.field("url")) == (
        "https://forum.example/threads/mousse.7/#post-51",
        "https://forum.example/members/camille_d.9/",
    )
    assert first.published == datetime.fromisoformat("2025-04-01T10:00:00+02:00")
    assert second.text == "> camille_d said:\n> Has anyone tried?\nYesterday."
    assert second.published is None
    (old,) = mentions(XENFORO_1)
    assert (old.author, old.text, old.url) == ("camille_d", "Has anyone tried?", f"{URL}#post-61")
    assert old.published == datetime.fromtimestamp(1270000000, UTC)


@pytest.mark.parametrize(
    ("body", "text", "anchor", "dated"),
    [
        (VBULLETIN_4, "> Qui a essayé ?\nMoi, hier.\n--\nCamille", "#post71", True),
        (VBULLETIN_3, "Moi, hier.", "#post72", True),
        (SMF, "> SamQui ?\nMoi, hier.\n--\nCamille", "#msg73", True),
        (SMF_OLD, "Moi.", "#msg74", True),
        (FLARUM, "Moi, hier.", "", False),
    ],
    ids=["vBulletin 4", "vBulletin 3", "SMF 2.1", "SMF 2.0", "Flarum"],
)
def test_the_other_engines(body: str, text: str, anchor: str, dated: bool) -> None:
    """The same of the templates of vBulletin, SMF and Flarum."""
    (post,) = mentions(f"<html lang='fr'><title>Une mousse</title><body>{body}</body></html>")
    assert (post.author, post.text, post.url) == ("camille_d", text, f"{URL}{anchor}")
    assert post.published == (datetime(2010, 3, 12, tzinfo=UTC) if dated else None)


@pytest.mark.parametrize(
    "url",
    [
        "https://forum.example/viewtopic.php?t=7&start=10", "https://forum.example/threads/mousse.7/page-2",
        "https://forum.example/index.php?topic=7.15", "https://forum.example/d/7-mousse/20", "https://forum.example/threads/7-mousse/page2",
    ],
)  # fmt: skip
def test_what_stands_first_on_a_further_page_is_an_answer(url: str) -> None:
    """Only the first page of a topic opens it."""
    assert [mention.kind for mention in mentions(PHPBB, url=url)] == [Kind.ANSWER, Kind.ANSWER]


def test_a_declared_topic_is_not_made_of_the_words_of_others() -> None:
    """A page she gave as hers keeps its own mention, without the posts; the posts are told apart by their author."""
    page, *posts = mentions(PHPBB, declared=True)
    assert page.declared
    assert "essayé" not in page.text
    assert "Oui, hier" not in page.text
    assert [(post.author, post.declared) for post in posts] == [("camille_d", False), ("Admin", False)]


def test_who_describes_more_is_believed() -> None:
    """JSON-LD that holds the first post only does not hide the others; that holds them all is kept, and nothing comes twice."""
    node = '{"@type": "DiscussionForumPosting", "text": "Bonjour", "author": {"@type": "Person", "name": "camille_d"}}'
    script = '<script type="application/ld+json">[%s]</script>'
    assert [m.author for m in mentions(PHPBB + script % node)] == ["camille_d", "Admin"]
    assert [m.text for m in mentions(PHPBB + script % f"{node}, {node.replace('Bonjour', 'Oui')}")] == ["Bonjour", "Oui"]


@pytest.mark.parametrize(
    "body",
    [
        '<div class="post"><h2>Mon billet</h2><div class="content">Des mots à moi.</div></div>',
        '<div class="post"><div class="postbody"><div class="content">Personne ne signe ces mots.</div></div></div>',
        '<div class="post"><p class="author"><strong>A</strong></p><div class="postbody"><div class="content"> </div></div>Des mots</div>',
        '<div class="message">Votre message est parti.</div>',
        '<article class="message" data-author="A">Pas de corps.</article>',
    ],
)
def test_other_shapes_are_left_alone(body: str) -> None:
    """A blog's post, an unsigned block, an empty post, a notice: the page keeps its words."""
    page = html.read(body.encode(), url=URL)
    assert page.posts == ()
    assert page.text


def test_a_hostile_topic_takes_bounded_time() -> None:
    """Posts within posts, thousands of posts or of quotes, endless names: 200 at most, in a few seconds of processor."""
    one = (
        '<div class="post" id="p1"><p class="author"><strong>{}</strong></p><div class="postbody"><div class="content">{}</div></div></div>'
    )
    nested = '<div class="post"><div class="postbody"><div class="content">x' * 300
    quotes = one.format("a", "<blockquote>x" * 3_000)
    began = time.process_time()
    for body in (one.format("a", "b") * 5_000, nested, quotes, one.format("n" * 100_000, "b")):
        found = html.read(body.encode(), url=URL).posts
        assert len(found) <= 200
        assert all(len(post.author) <= 120 for post in found)
    assert time.process_time() - began < 10


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60), st.text(max_size=60))
def test_nothing_breaks_it(name: str, when: str) -> None:
    """Whatever stands in the attributes and the words, a page is read."""
    body = XENFORO_1.replace("camille_d", name).replace("1270000000", when).replace("Has anyone tried?", when)
    assert len(html.read(body.encode("utf-8", "replace"), url=URL).posts) <= 1
