"""存不进去: a full disk is told as one, and what was typed is given back; an error of ours stays one."""

import errno
import re
import sqlite3

import pytest
from django.db import InterfaceError, OperationalError
from django.test import Client

from lianxin.base.journal.book import ClockBehind
from lianxin.web.ui import unstored
from lianxin.work.concerns import commands
from lianxin.work.concerns.models import Concern

TYPED = {"text": "桥头的<灯>坏了", "kind": "help", "screen": "5", "entry_key": "one-form", "phone": "13900000000"}


def of_sqlite(code: int) -> OperationalError:
    """As Django gives it on: its own error, with the one of sqlite3 as its cause."""
    inner = sqlite3.OperationalError("…")
    inner.sqlite_errorcode = code
    outer = OperationalError("…")
    outer.__cause__ = inner
    return outer


def of_postgres(code: str) -> OperationalError:
    inner = Exception("…")
    inner.sqlstate = code  # type: ignore[attr-defined]
    outer = OperationalError("…")
    outer.__cause__ = inner
    return outer


@pytest.mark.parametrize(
    ("problem", "reason"),
    [
        (of_sqlite(sqlite3.SQLITE_FULL), "full"), (of_sqlite(sqlite3.SQLITE_READONLY | 3 << 8), "read_only"),
        (of_sqlite(sqlite3.SQLITE_BUSY), "busy"), (of_sqlite(sqlite3.SQLITE_IOERR | 4 << 8), "disk"),
        (of_sqlite(sqlite3.SQLITE_ERROR), ""), (of_postgres("53100"), "full"), (of_postgres("25006"), "read_only"),
        (of_postgres("40P01"), "busy"), (of_postgres("57P01"), "away"), (of_postgres("42P01"), ""),
        (OSError(errno.ENOSPC, "…"), "full"), (OSError(errno.EROFS, "…"), "read_only"), (OSError(errno.ENOENT, "…"), ""),
        (ClockBehind("…"), "clock"), (InterfaceError("…"), "away"), (ValueError("…"), ""),
    ],
)  # fmt: skip
def test_why_something_could_not_be_stored(problem: Exception, reason: str) -> None:
    assert unstored.why(problem) == reason


def sent(monkeypatch, problem: Exception):
    def fails(**_given: object) -> None:
        raise problem

    monkeypatch.setattr(commands, "submit", fails)
    return Client(raise_request_exception=False).post("/public/submit/", TYPED)


def test_a_full_disk_is_told_and_the_form_comes_back_to_be_sent_again(town, monkeypatch) -> None:
    with monkeypatch.context() as now:
        answer = sent(now, of_sqlite(sqlite3.SQLITE_FULL))
    text = answer.content.decode()
    held = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', text))

    assert answer.status_code == 503 and answer["Retry-After"] and "磁盘满了" in text
    assert held["text"] == "桥头的&lt;灯&gt;坏了" and {**held, "text": TYPED["text"]} == {
        **TYPED,
        "csrfmiddlewaretoken": "",
    }
    assert Client().post("/public/submit/", TYPED).status_code == 302
    assert Concern.objects.get().text == TYPED["text"]


def test_an_error_of_ours_stays_one(town, monkeypatch) -> None:
    answer = sent(monkeypatch, ValueError("…"))

    assert answer.status_code == 500 and "13900000000" not in answer.content.decode()


def test_no_password_is_given_back(town, monkeypatch) -> None:
    def fails(*_given: object, **_more: object) -> None:
        raise of_sqlite(sqlite3.SQLITE_READONLY)

    monkeypatch.setattr("django.contrib.auth.authenticate", fails)
    monkeypatch.setattr("allauth.account.adapter.DefaultAccountAdapter.authenticate", fails)
    answer = Client(raise_request_exception=False).post(
        "/accounts/login/", {"login": "qgb", "password": "Lianxin-2026"}
    )

    assert answer.status_code == 503 and "Lianxin-2026" not in answer.content.decode()


def test_a_page_is_shown_and_a_deed_that_is_done_is_told_where_the_session_cannot_be_saved(town, monkeypatch) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(town.people["clerk"])

    def fails(*_given: object, **_more: object) -> None:
        raise of_sqlite(sqlite3.SQLITE_FULL)

    monkeypatch.setattr("django.contrib.sessions.backends.db.SessionStore.save", fails)
    typed = {"text": "桥头的灯坏了", "kind": "help", "channel": "counter", "unit": "石桥村", "entry_key": "one-form"}

    assert client.get("/concerns/").status_code == 200
    assert client.post("/concerns/register/", typed).status_code == 302, "told to be done, or it would be sent again"
    assert Concern.objects.get().text == typed["text"]
