"""Each collector against the server it was written for: it finds what was put there, and says absent for what was not."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import time
import urllib.request
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest

from ereput.model import Kind, Verdict
from tests.collect.servers.conftest import free_port, needs, running

pytestmark = pytest.mark.real_server

PROFILE = """<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8"><title>Alice Martin - Viadeo</title></head>
<body><div class="vcard"><h1 class="fn">Alice Martin</h1><p class="title">{role}</p></div></body></html>"""
VIADEO = "http://www.viadeo.com/fr/profile/alice.martin"


def old_web(path: Path) -> None:
    """A WARC of an old profile: three captures, one of them in latin-1, then a redirect and a 404."""
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    captures = [
        ("2010-03-02T10:00:00Z", "200 OK", "text/html; charset=utf-8", PROFILE.format(role="Étudiante").encode()),
        ("2013-06-01T10:00:00Z", "200 OK", "text/html; charset=utf-8", PROFILE.format(role="Chargée de communication").encode()),
        ("2015-06-01T10:00:00Z", "200 OK", "text/html; charset=iso-8859-1", PROFILE.format(role="Chargée d'études").encode("latin-1")),
        ("2019-01-01T10:00:00Z", "301 Moved Permanently", "text/html", b""),
        ("2021-01-01T10:00:00Z", "404 Not Found", "text/html", b"gone"),
    ]
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        for day, status, kind, body in captures:
            headers = StatusAndHeaders(status, [("Content-Type", kind), ("Content-Length", str(len(body)))], protocol="HTTP/1.1")
            record = writer.create_warc_record(
                VIADEO, "response", payload=BytesIO(body), http_headers=headers, warc_headers_dict={"WARC-Date": day}
            )
            writer.write_record(record)
            record.raw_stream.close()


def test_pywb(tmp_path, look):
    """The dead network's profile is found in a real archive, at three dates, in its own encoding; another one is absent."""
    commands = needs("wb-manager", "wayback")
    old_web(tmp_path / "viadeo.warc.gz")
    for words in (["init", "web"], ["add", "web", str(tmp_path / "viadeo.warc.gz")]):
        subprocess.run([commands["wb-manager"], *words], cwd=tmp_path, check=True, capture_output=True)
    port = free_port()
    base = f"http://127.0.0.1:{port}"
    with running([commands["wayback"], "-b", "127.0.0.1", "-p", str(port)], base, cwd=tmp_path):
        found = look("viadeo", "alice.martin", f"{base}/web")
        absent = look("viadeo", "personne.ici", f"{base}/web")
    titles = {mention.field("title") for mention in found.mentions}
    assert titles == {"Étudiante", "Chargée de communication", "Chargée d'études"}
    assert {mention.field("name") for mention in found.mentions} == {"Alice Martin"}
    assert not absent.mentions
    assert {row.verdict for row in absent.coverage} == {Verdict.ABSENT}


def test_mastodon_mock(tmp_path, look):
    """An account of a server of Mastodon's shapes is read, with its posts; another is absent."""
    command = needs("mastodon_mock")["mastodon_mock"]
    port = free_port()
    base = f"http://127.0.0.1:{port}"
    with running(
        [command, "serve", "--host", "127.0.0.1", "--port", str(port), "--in-memory", "--demo"], f"{base}/api/v1/instance", cwd=tmp_path
    ):
        with urllib.request.urlopen(f"{base}/api/v1/directory?limit=5&local=true", timeout=5) as answer:
            accounts = json.loads(answer.read())
        if not accounts:
            pytest.skip("the demonstration data of this version has no public account")
        found = look("mastodon", accounts[0]["acct"].partition("@")[0], base)
        absent = look("mastodon", "personne_ici", base)
    assert Kind.PROFILE in {mention.kind for mention in found.mentions}
    assert not absent.mentions
    assert Verdict.ABSENT in {row.verdict for row in absent.coverage}


MESSAGE = """From: {who}
To: liste@example.org
Subject: Relecture {number}
Date: Mon, 0{number} Jun 2020 10:0{number}:00 +0200
Message-ID: <msg{number}@example.org>
Content-Type: text/plain; charset=utf-8
MIME-Version: 1.0

Bonjour, message {number} de la liste.
"""


def test_public_inbox(tmp_path, look):
    """Her messages on a real list are found by its own search, others' are not; a stranger is absent."""
    commands = needs("public-inbox-init", "public-inbox-mda", "public-inbox-index", "public-inbox-httpd")
    home = tmp_path / "home"
    (home / ".public-inbox").mkdir(parents=True)
    env = {**os.environ, "HOME": str(home), "PI_DIR": str(home / ".public-inbox")}
    config = str(home / ".public-inbox" / "config")
    subprocess.run(["git", "config", "--file", config, "publicinboxmda.spamcheck", "none"], check=True, env=env)
    port = free_port()
    base = f"http://127.0.0.1:{port}/liste"
    init = [commands["public-inbox-init"], "-V2", "liste", str(tmp_path / "liste"), base, "liste@example.org"]
    subprocess.run(init, check=True, env=env, capture_output=True)
    for number, who in enumerate(
        ("Alice Martin <alice@example.org>", "Bob Durand <bob@example.org>", "Alice Martin <alice@work.example>"), 1
    ):
        message = MESSAGE.format(who=who, number=number).encode()
        mda = [commands["public-inbox-mda"], "--no-precheck"]
        subprocess.run(mda, input=message, check=True, env={**env, "ORIGINAL_RECIPIENT": "liste@example.org"}, capture_output=True)
    subprocess.run([commands["public-inbox-index"], str(tmp_path / "liste")], check=True, env=env, capture_output=True)
    command = [commands["public-inbox-httpd"], "-l", f"127.0.0.1:{port}", "-W0"]
    with running(command, base + "/", cwd=tmp_path, env=env):
        found = look("public_inbox", "Alice Martin", base)
        absent = look("public_inbox", "Personne Ici", base)
    assert {mention.author for mention in found.mentions} == {"Alice Martin"}
    assert {mention.field("email") for mention in found.mentions} == {"alice@example.org", "alice@work.example"}
    assert not absent.mentions
    assert {row.verdict for row in absent.coverage} == {Verdict.ABSENT}


def test_mediawiki(tmp_path, look):
    """An account, its edits and the pages that cite the name are found on a real MediaWiki; a stranger is absent."""
    php = needs("php", files=("/usr/share/mediawiki/maintenance/install.php",))["php"]
    port = free_port()
    base = f"http://127.0.0.1:{port}"
    scripts = "/usr/share/mediawiki/maintenance"
    install = [
        php, f"{scripts}/install.php", "--dbtype", "sqlite", "--dbpath", str(tmp_path), "--dbname", "wiki", "--server", base,
        "--scriptpath", "",
        "--lang", "fr", "--confpath", str(tmp_path), "--pass", "Ch4ngeMeNow!!", "Wiki de test", "Admin",
    ]  # fmt: skip
    subprocess.run(install, check=True, capture_output=True, cwd=tmp_path)
    env = {**os.environ, "MW_CONFIG_FILE": str(tmp_path / "LocalSettings.php")}

    def script(*words: str, text: str = "") -> None:
        subprocess.run(
            [php, f"{scripts}/{words[0]}", *words[1:]], input=text.encode(), check=True, capture_output=True, env=env, cwd=tmp_path
        )

    script("createAndPromote.php", "AliceM", "Zx9-another-pass")
    script("edit.php", "-u", "AliceM", "-s", "création", "Alice Martin", text="'''Alice Martin''' est une ingénieure fictive.")
    script("rebuildtextindex.php")
    with running([php, "-S", f"127.0.0.1:{port}", "-t", "/usr/share/mediawiki"], f"{base}/api.php", cwd=tmp_path, env=env):
        found = look("mediawiki", "AliceM", f"{base}/api.php")
        absent = look("mediawiki", "PersonneIci", f"{base}/api.php", name="Claude Inconnu")
    assert {mention.kind for mention in found.mentions} >= {Kind.PROFILE, Kind.POST, Kind.PAGE}
    assert not absent.mentions
    assert {row.verdict for row in absent.coverage} == {Verdict.ABSENT}


WP_CONFIG = """<?php
define('DB_NAME', 'wp'); define('DB_USER', 'root'); define('DB_PASSWORD', ''); define('DB_HOST', 'localhost:{socket}');
define('WP_CONTENT_DIR', '/usr/share/wordpress/wp-content');
define('WP_HTTP_BLOCK_EXTERNAL', true); define('DISABLE_WP_CRON', true); define('AUTOMATIC_UPDATER_DISABLED', true);
define('WP_HOME', '{base}'); define('WP_SITEURL', '{base}');
$table_prefix = 'wp_';
"""
WP_INSTALL = """<?php
$_SERVER['HTTP_HOST'] = '127.0.0.1'; $_SERVER['SERVER_NAME'] = '127.0.0.1'; $_SERVER['REQUEST_URI'] = '/';
define('WP_INSTALLING', true);
require '{root}/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
wp_install('Carnet', 'alice', 'alice@example.org', true, '', 'Ch4ngeMeNow', 'fr_FR');
wp_update_user(['ID' => 1, 'display_name' => 'Alice Martin', 'description' => 'Personne fictive']);
wp_insert_post(['post_title' => 'Mon premier stage', 'post_content' => '<p>Voici mon bilan, signé Alice Martin.</p>',
                'post_status' => 'publish', 'post_author' => 1]);
wp_insert_comment(['comment_post_ID' => 1, 'comment_author' => 'Bob Durand', 'comment_author_email' => 'bob@example.org',
                   'comment_content' => 'Bravo Alice Martin !', 'comment_approved' => 1]);
"""


def test_wordpress(tmp_path, look):
    """A real WordPress, by both forms of its API: her account, her post, a visitor's comment; a stranger is absent."""
    commands = needs("php", "mariadbd", "mariadb-install-db", files=("/usr/share/wordpress/wp-load.php",))
    database, site, socket = tmp_path / "db", tmp_path / "site", tmp_path / "m.sock"
    ignored = shutil.ignore_patterns("wp-config.php", "wp-content")  # Debian's own configuration is chosen by host in /etc
    shutil.copytree("/usr/share/wordpress", site, ignore=ignored, ignore_dangling_symlinks=True)
    me = ["--user=root"] if os.geteuid() == 0 else []
    install = [commands["mariadb-install-db"], "--no-defaults", f"--datadir={database}", "--auth-root-authentication-method=normal", *me]
    subprocess.run(install, check=True, capture_output=True)
    port = free_port()
    base = f"http://127.0.0.1:{port}"
    (site / "wp-config.php").write_text(
        WP_CONFIG.format(socket=socket, base=base) + "define('ABSPATH', __DIR__ . '/'); require ABSPATH . 'wp-settings.php';\n"
    )
    (tmp_path / "install.php").write_text(WP_INSTALL.format(root=site))
    mariadb = subprocess.Popen(
        [commands["mariadbd"], "--no-defaults", f"--datadir={database}", "--skip-networking", f"--socket={socket}", *me],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    try:
        _until(socket.exists)
        client = needs("mariadb")["mariadb"]
        subprocess.run(
            [client, "--no-defaults", f"--socket={socket}", "-uroot", "-e", "CREATE DATABASE wp"], check=True, capture_output=True
        )
        subprocess.run([commands["php"], str(tmp_path / "install.php")], check=True, capture_output=True, cwd=site)
        with running([commands["php"], "-S", f"127.0.0.1:{port}", "-t", str(site)], base, cwd=tmp_path):
            found = look("wordpress", "alice", base)
            absent = look("wordpress", "personne-ici", base, name="Claude Inconnu")
    finally:
        mariadb.terminate()
        mariadb.wait(20)
    kinds = {mention.kind for mention in found.mentions}
    assert {Kind.PROFILE, Kind.ARTICLE} <= kinds
    assert "alice" in {mention.field("handle") for mention in found.mentions}
    assert Kind.PROFILE not in {mention.kind for mention in absent.mentions}


def _until(done, *, seconds: float = 30.0) -> None:
    until = time.monotonic() + seconds
    while not done():
        if time.monotonic() > until:
            pytest.fail("the server did not start")
        time.sleep(0.1)


PDS = """
import { TestNetworkNoAppView } from '@atproto/dev-env';
const [pds, plc] = [Number(process.env.PDS), Number(process.env.PLC)];
await TestNetworkNoAppView.create({ pds: { port: pds, hostname: 'localhost' }, plc: { port: plc } });
"""


def xrpc(base: str, method: str, body: dict[str, object], token: str = "") -> dict[str, str]:
    """Call a procedure of the AT Protocol (atproto.com/specs/xrpc)."""
    headers = {"content-type": "application/json"} | ({"authorization": f"Bearer {token}"} if token else {})
    request = urllib.request.Request(f"{base}/xrpc/{method}", json.dumps(body).encode(), headers)
    with urllib.request.urlopen(request, timeout=20) as answer:
        return json.loads(answer.read())


def test_bluesky_pds(tmp_path, look):
    """A real personal data server: the account and its posts are read from its repository; a stranger is absent."""
    node = needs("node")["node"]
    folder = Path(os.environ.get("EREPUT_PDS", "/nonexistent"))
    if not (folder / "node_modules" / "@atproto" / "dev-env").is_dir():
        pytest.skip("EREPUT_PDS names no folder with the npm package @atproto/dev-env (make test-servers installs it)")
    script = folder / "ereput-start.mjs"
    script.write_text(PDS)
    pds, plc = free_port(), free_port()
    base = f"http://localhost:{pds}"
    with running([node, str(script)], f"{base}/xrpc/_health", cwd=tmp_path, env={"PDS": str(pds), "PLC": str(plc)}):
        account = {"email": "alice@test.invalid", "handle": "alice.test", "password": "hunter2-hunter2"}
        alice = xrpc(base, "com.atproto.server.createAccount", account)
        post = {"$type": "app.bsky.feed.post", "text": "Je cherche un stage à Lyon", "createdAt": datetime.now(UTC).isoformat()}
        record = {"repo": alice["did"], "collection": post["$type"], "record": post}
        xrpc(base, "com.atproto.repo.createRecord", record, alice["accessJwt"])
        found = look("bluesky_pds", "alice.test", base)
        absent = look("bluesky_pds", "personne.test", base)
    assert "Je cherche un stage à Lyon" in {mention.text for mention in found.mentions}
    assert not absent.mentions
    assert {row.verdict for row in absent.coverage} == {Verdict.ABSENT}
