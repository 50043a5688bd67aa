"""One page of a headless Chromium, asked over two pipes in the DevTools protocol (https://chromedevtools.github.io/devtools-protocol/)."""

from __future__ import annotations

import json
import os
import select
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--remote-debugging-pipe")
"""Without its sandbox, because it reads our own pages only and may run as root; not in /dev/shm, which a container may have small."""
WAIT = 120.0
"""Seconds for one answer."""
WINDOW: dict[str, object] = {"width": 1280, "height": 900, "deviceScaleFactor": 1, "mobile": False}
KEYS = {"Tab": (9, ""), "Enter": (13, "\r"), "ArrowRight": (39, "")}
"""Windows virtual key code, and the character that the key writes."""


class Browser:
    """The page. Every method raises RuntimeError with the browser's own words, or with what ended it."""

    def __init__(self, asks: int, answers: int) -> None:
        self._asks, self._answers, self._heard, self._count, self._session, self._loaded = asks, answers, b"", 0, "", 0
        self.requested: list[str] = []
        """Every address asked for since `open`."""
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self.ask("Page.enable")
        self.ask("Network.enable")
        self.window()
        self.media("")

    def ask(self, method: str, /, **params: object) -> dict[str, Any]:
        """The result of one command."""
        self._count += 1
        said: dict[str, object] = {"id": self._count, "method": method, "params": params}
        os.write(self._asks, json.dumps(said | ({"sessionId": self._session} if self._session else {})).encode() + b"\0")
        while (message := self._next()).get("id") != self._count:
            pass
        if "error" in message:
            raise RuntimeError(f"{method}: {message['error']['message']}")
        result: dict[str, Any] = message["result"]
        return result

    def open(self, page: Path, *, scripts: bool = True) -> None:
        """Reads a file to its end, with the page's own scripts on or off."""
        self.ask("Emulation.setScriptExecutionDisabled", value=not scripts)
        self.requested.clear()
        self._loaded = 0
        self.ask("Page.navigate", url=page.as_uri())
        while not self._loaded:
            self._next()

    def run(self, script: str) -> Any:
        """What an expression of ours is worth in the page, whatever its policy and its scripts; a promise is awaited."""
        answer = self.ask("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        if "exceptionDetails" in answer:
            raise RuntimeError(str(answer["exceptionDetails"].get("exception", answer["exceptionDetails"])))
        return answer["result"].get("value")

    def press(self, key: str) -> None:
        """One key, down and up."""
        code, text = KEYS[key]
        named: dict[str, object] = {"key": key, "code": key, "windowsVirtualKeyCode": code}
        self.ask("Input.dispatchKeyEvent", type="keyDown", **named, **({"text": text} if text else {}))
        self.ask("Input.dispatchKeyEvent", type="keyUp", **named)

    def window(self, **changed: object) -> None:
        """A window of 1280 by 900 CSS pixels, but for what is `changed`."""
        self.ask("Emulation.setDeviceMetricsOverride", **(WINDOW | changed))

    def media(self, kind: str) -> None:
        """On "screen" or "print" ("" is the screen), for a reader who asked that nothing moves: a scroll is over when it is asked."""
        self.ask("Emulation.setEmulatedMedia", media=kind, features=[{"name": "prefers-reduced-motion", "value": "reduce"}])

    def _next(self) -> dict[str, Any]:
        """The next message; addresses and the end of a load are noted on the way."""
        while b"\0" not in self._heard:
            if not select.select([self._answers], [], [], WAIT)[0]:
                raise RuntimeError(f"the browser said nothing for {WAIT} seconds")
            if not (piece := os.read(self._answers, 1 << 20)):
                raise RuntimeError("the browser ended")
            self._heard += piece
        line, _, self._heard = self._heard.partition(b"\0")
        message: dict[str, Any] = json.loads(line)
        if message.get("method") == "Network.requestWillBeSent":
            self.requested.append(message["params"]["request"]["url"])
        self._loaded += message.get("method") == "Page.loadEventFired"
        return message


@contextmanager
def browsing(command: str, profile: Path) -> Iterator[Browser]:
    """A browser with a profile of its own, until the block ends. It reads us on descriptor 3 and answers on 4."""
    reads, asks = os.pipe()
    answers, writes = os.pipe()
    start = ["/bin/bash", "-c", f'exec "$@" 3<&{reads} 4>&{writes}', "bash", command, *FLAGS, f"--user-data-dir={profile}", "about:blank"]
    with (profile / "said.log").open("wb") as log:
        process = subprocess.Popen(start, pass_fds=(reads, writes), stdin=subprocess.DEVNULL, stdout=log, stderr=log)
    os.close(reads)
    os.close(writes)
    try:
        yield Browser(asks, answers)
    finally:
        process.kill()
        process.wait()
        os.close(asks)
        os.close(answers)
