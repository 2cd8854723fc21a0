"""查毒: a file that the scanner calls bad reaches no page; one that it has not seen waits outside unless the site says not."""

import socket
import struct
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from lianxin.base.files import scanner
from lianxin.project.health import _scanner

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!" + b"$H+H*"


class Clamd:
    """A clamd that knows one virus: reads the pieces as the protocol has them, answers, and says what it was shown."""

    def __init__(self, place: Path) -> None:
        self.place, self.seen = place, []  # type: Path, list[bytes]
        self.line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.line.bind(str(place))
        self.line.listen()
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self) -> None:
        while True:
            try:
                come, _address = self.line.accept()
            except OSError:
                return
            with come, come.makefile("rb") as read:
                come.sendall(self.answer(read))

    def answer(self, read: Any) -> bytes:
        word = b""
        while not word.endswith(b"\0"):
            word += read.read(1)
        if word == b"zPING\0":
            return b"PONG\0"
        told = b""
        while length := struct.unpack(">I", read.read(4))[0]:
            told += read.read(length)
        self.seen.append(told)
        if told == b"too large":
            return b"INSTREAM size limit exceeded. ERROR\0"
        return b"stream: Eicar-Signature FOUND\0" if EICAR in told else b"stream: OK\0"


@pytest.fixture
def clamd(tmp_path: Path, settings: Any) -> Iterator[Clamd]:
    made = Clamd(tmp_path / "clamd.ctl")
    settings.CLAMD = str(made.place)
    yield made
    made.line.close()


def send(client: Client, content: bytes) -> Any:
    file = SimpleUploadedFile("诉求台账.txt", content)
    return client.post(reverse("checker:index"), {"text": "打过的字", "file": file})


class TestTheScanner:
    def test_is_shown_every_byte_and_its_word_counts(self, clamd: Clamd) -> None:
        long = b"x" * (scanner.PIECE * 2 + 7)

        assert scanner.verdict(str(clamd.place), [long[:5], long[5:]]) == "" and clamd.seen == [long]
        assert scanner.verdict(str(clamd.place), [b"a", EICAR]) == "Eicar-Signature"
        with pytest.raises(scanner.Away):
            scanner.verdict(str(clamd.place), [b"too large"])
        with pytest.raises(scanner.Away):
            scanner.verdict("/nowhere/clamd.ctl", [b"x"])

    def test_keeps_a_bad_file_from_every_page_and_what_was_typed_is_not_lost(
        self, town: Any, clamd: Clamd, caplog: Any
    ) -> None:
        client = Client()
        client.force_login(town.people["clerk"])

        answer = send(client, b"before " + EICAR)

        text = answer.content.decode()
        assert answer.status_code == 400 and "Eicar-Signature" in text and "打过的字" in text
        assert any("bad file" in one.message and "诉求台账" not in one.message for one in caplog.records)
        good = send(client, "路灯坏了。".encode())
        assert good.status_code == 200 and "查出病毒" not in good.content.decode() and len(clamd.seen) == 2

    def test_that_does_not_answer_keeps_files_outside_or_not_as_the_site_says(self, town: Any, settings: Any) -> None:
        client = Client()
        client.force_login(town.people["clerk"])
        settings.CLAMD = "/nowhere/clamd.ctl"

        refused = send(client, b"abc")
        assert (
            refused.status_code == 503
            and "查毒程序" in refused.content.decode()
            and "打过的字" in refused.content.decode()
        )
        settings.CLAMD_AWAY = "take"
        assert send(client, b"abc").status_code == 200

    def test_works_for_nobody_who_may_not_send(self, town: Any, clamd: Clamd) -> None:
        send(Client(), EICAR)
        send(Client(enforce_csrf_checks=True), EICAR)

        assert clamd.seen == []

    def test_stands_in_the_doctors_list(self, clamd: Clamd, settings: Any) -> None:
        assert [one.state for one in _scanner(timezone.now())] == ["good"]
        settings.CLAMD = "/nowhere/clamd.ctl"
        assert [one.state for one in _scanner(timezone.now())] == ["bad"]
        settings.CLAMD = ""
        assert [one.state for one in _scanner(timezone.now())] == ["warning"]
