"""办事的人: each with a browser of his own, who sends a form again, the very same one, until he has an answer."""

import http.client
import re
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
FORM = "application/x-www-form-urlencoded"


@dataclass
class Answer:
    """An answer: `status` 0 where the line broke."""

    status: int
    where: str = ""
    text: str = ""
    seconds: float = 0.0


@dataclass
class Seen:
    """所见: what all of them were answered."""

    statuses: Counter[int] = field(default_factory=Counter)
    acknowledged: list[str] = field(default_factory=list)
    answered: list[str] = field(default_factory=list)
    unclear: list[str] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, answer: Answer) -> None:
        with self.lock:
            self.statuses[answer.status] += 1
            self.seconds.append(answer.seconds)
            if answer.status == 503 and "没有存进去" not in answer.text or answer.status in (500, 502, 504):
                self.unclear.append(f"{answer.status} {answer.text[:300]}")


class Person:
    """一个人: cookies, one line at a time, an address of his own."""

    def __init__(self, port: int, seen: Seen, peer: str) -> None:
        self.port, self.seen, self.peer = port, seen, peer
        self.cookies: dict[str, str] = {}
        self.token = ""

    def ask(self, method: str, path: str, body: str = "", timeout: float = 60) -> Answer:
        """One request, noted; a token that a page brings is kept."""
        headers = {"X-Forwarded-For": self.peer, "Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
        if body:
            headers["Content-Type"] = FORM
        began = time.monotonic()
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            line.request(method, path, body or None, headers)
            told = line.getresponse()
            text = told.read().decode("utf-8", "replace")
        except (OSError, http.client.HTTPException):
            return self._noted(Answer(0, seconds=time.monotonic() - began))
        finally:
            line.close()
        for name, value in told.getheaders():
            if name.lower() == "set-cookie":
                key, _, rest = value.partition("=")
                self.cookies[key] = rest.partition(";")[0]
        if found := TOKEN.search(text):
            self.token = found.group(1)
        return self._noted(Answer(told.status, told.getheader("Location", ""), text, time.monotonic() - began))

    def _noted(self, answer: Answer) -> Answer:
        self.seen.note(answer)
        return answer

    def until_answered(self, path: str, fields: dict[str, str], deadline: float) -> Answer:
        """Send the same form until it is answered otherwise than by a broken line or 503."""
        while True:
            while not self.token and time.monotonic() < deadline:
                if self.ask("GET", path).status != 200:
                    time.sleep(0.3)
            answer = self.ask("POST", path, urlencode({**fields, "csrfmiddlewaretoken": self.token}))
            if answer.status == 403 and "页面" in answer.text:
                self.token = ""  # the page was opened before one came in: it is opened again
            elif answer.status not in (0, 500, 502, 503, 504):
                return answer
            if time.monotonic() > deadline:
                return answer
            time.sleep(0.3)

    def come_in(self, username: str, password: str, deadline: float) -> None:
        """登录."""
        while (status := self.ask("GET", "/concerns/register/").status) != 200 and time.monotonic() < deadline:
            if status == 302:  # a line that broke says nothing: who is in already gets no page to come in by
                self.token = ""
                self.until_answered("/accounts/login/", {"login": username, "password": password}, deadline)
            else:
                time.sleep(0.3)

    def bring(self, key: str, deadline: float) -> bool:
        """我要反映: acknowledged is what was answered by a redirection."""
        answer = self.until_answered("/public/submit/", matter(key), deadline)
        if answer.status == 302:
            with self.seen.lock:
                self.seen.acknowledged.append(key)
        return answer.status == 302

    def register(self, key: str, deadline: float) -> bool:
        """登记, then 当场答复; that the second is refused as done already is an answer too."""
        fields = {"text": f"水管漏水 {key}", "kind": "help", "channel": "counter", "unit": "石桥村", "entry_key": key}
        answer = self.until_answered("/concerns/register/", fields, deadline)
        if answer.where.startswith("/accounts/"):  # a clock that jumped has ended the session
            self.come_in("qgb", "Lianxin-2026", deadline)
        if answer.status != 302 or not answer.where.startswith("/concerns/"):
            return False
        with self.seen.lock:
            self.seen.acknowledged.append(key)
        code = answer.where.split("/concerns/")[1].split("/")[0]
        answer = self.until_answered(f"/concerns/{code}/answer-now/", {"text": f"当场修好了 {key}"}, deadline)
        if answer.status == 409 or answer.where.startswith("/concerns/"):
            with self.seen.lock:
                self.seen.answered.append(key)
        return True


def matter(key: str) -> dict[str, str]:
    """What a resident fills in."""
    return {"text": f"路灯坏了 {key}", "kind": "help", "entry_key": key, "screen": "5", "name": "某某",
            "phone": "13900000000"}  # fmt: skip


def at_work(port: int, seen: Seen, writers: int, stop: threading.Event, seconds: float) -> list[threading.Thread]:
    """So many people at work, residents and officials in turn, until they are told to stop."""
    deadline = time.monotonic() + seconds

    def work(number: int) -> None:
        person = Person(port, seen, f"10.1.{number}.0")
        is_official = number % 2 == 1
        if is_official:
            person.come_in("qgb", "Lianxin-2026", deadline)
        done = 0
        while not stop.is_set():
            person.peer = f"10.1.{number}.{done // 15 % 250}"
            (person.register if is_official else person.bring)(f"w{number}-{done}", deadline)
            done += 1

    threads = [threading.Thread(target=work, args=(number,), daemon=True) for number in range(writers)]
    for thread in threads:
        thread.start()
    return threads


def wrong(seen: Seen, found: dict[str, Any]) -> dict[str, object]:
    """What must be empty: lost, doubled, half, not clear."""
    return {
        "lost": sorted(set(seen.acknowledged) - set(found["concerns"])),
        "answers lost": sorted(set(seen.answered) - set(found["answers"])),
        "twice": sorted(key for key, n in Counter(seen.acknowledged).items() if n > 1) + found["half"],
        "unsound": "" if found["sound"] == "ok" and found["codes"] else found["sound"],
        "unclear": seen.unclear[:3],
    }  # fmt: skip


NOTHING_WRONG: dict[str, object] = {"lost": [], "answers lost": [], "twice": [], "unsound": "", "unclear": []}
