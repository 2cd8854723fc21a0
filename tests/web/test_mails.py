"""邮件来信 by pages: what came by mail waits for a person; a mailbox of this machine's own is asked, over TLS."""

import socket
import socketserver
import ssl
import threading
from datetime import timedelta
from email.message import EmailMessage
from io import BytesIO

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from lianxin.base.gateways import BadGateway, GatewayAway, lines
from lianxin.base.gateways.imap import Imap
from lianxin.base.orgs.permissions import SYSTEM, NotAllowed
from lianxin.pure.webhooks import Address
from lianxin.web.office.mails import jobs
from lianxin.work.concerns.models import Concern
from lianxin.work.evidence.models import Evidence
from lianxin.work.mails import commands
from lianxin.work.mails.models import BoxLook, Mail
from lianxin.work.workorders.models import Slip
from tests import workslips_made as made
from tests.conftest import NOON
from tests.identity import certified

WORDS = "石桥村三组的路灯坏了一周，晚上走路不方便。"


def letter(text=WORDS, *files, n=1, **heads):
    message = EmailMessage()
    message["From"], message["Subject"] = "田小满 <tian@home.example>", "石桥村路灯"
    message["Message-ID"] = f"<m{n}@home.example>"
    for name, value in heads.items():
        message[name.replace("_", "-")] = value
    message.set_content(text)
    for name, data in files:
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


def picture():
    held = BytesIO()
    Image.new("RGB", (64, 48), "gray").save(held, "JPEG")
    return held.getvalue()


@pytest.fixture
def office(client, town, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOON)
    cache.clear()

    def as_(name):
        client.force_login(town.people[name])
        return client

    return as_


def brought(client, data, name="信.eml"):
    return client.post("/mails/", {"file": SimpleUploadedFile(name, data)}, follow=True)


class TestALetter:
    def test_waits_until_somebody_enters_it_and_its_words_are_then_in_the_concern_alone(self, office, town):
        client = office("clerk")
        page = brought(client, letter(WORDS, ("灯.jpg", picture()), ("说明.txt", "三盏灯".encode())))
        shown = page.content.decode()
        mail = Mail.objects.get()
        assert WORDS in shown and "tian@home.example" in shown and "灯.jpg" in shown and not Concern.objects.exists()
        assert "以前收过" in brought(client, letter("换了几个字")).content.decode() and Mail.objects.count() == 1
        assert "三盏灯" in client.get(f"/mails/{mail.token}/?part=1").content.decode()
        assert "没有这个附件" in client.get(f"/mails/{mail.token}/?part=7").content.decode()
        assert "看邮件来信" in client.get("/today/").content.decode()

        typed = {
            "text": WORDS,
            "kind": "help",
            "unit": "石桥村",
            "name": "田小满",
            "channel": "letter",
            "photos": ["0"],
        }
        refused = client.post(f"/mails/{mail.token}/", {**typed, "unit": "", "text": "改过的话"})
        assert "改过的话" in refused.content.decode() and not Concern.objects.exists()
        client.post(f"/mails/{mail.token}/", typed)

        concern, kept = Concern.objects.get(), Mail.objects.get()
        assert (concern.text, concern.channel, concern.requester.name) == (WORDS, "letter", "田小满")
        assert Evidence.objects.get().concern == concern
        assert (kept.state, kept.letter, kept.raw, kept.sender, kept.concern) == (
            "entered", {}, b"", "tian@home.example", concern,
        )  # fmt: skip
        assert "tian@home.example" in client.get(f"/concerns/{concern.code}/").content.decode()
        assert client.get(f"/mails/{mail.token}/").url == f"/concerns/{concern.code}/"
        client.post(f"/mails/{mail.token}/", typed)
        assert Concern.objects.count() == 1
        answer = brought(client, letter("还是没修。", n=2, In_Reply_To="<m1@home.example>")).content.decode()
        assert concern.code in answer

    @pytest.mark.thorough
    def test_with_a_work_order_in_it_goes_through_the_reader_of_orders(self, office, town):
        client = office("clerk")
        brought(client, letter("见附件。", ("名单.csv", made.csv_gb()), ("x.exe", b"MZ")))
        mail = Mail.objects.get()

        for part in ("1", "9", "x"):
            assert client.post(f"/mails/{mail.token}/orders/", {"part": part}).url == f"/mails/{mail.token}/"
        assert Slip.objects.count() == 0
        page = client.post(f"/mails/{mail.token}/orders/", {"part": "0"}, follow=True)
        assert "GD202611030018" in page.content.decode() and Slip.objects.count() == 2
        mail.refresh_from_db()
        assert mail.state == "orders" and not Concern.objects.exists()

        brought(client, letter(made.chat(), n=2))
        second = Mail.objects.get(state="waiting")
        page = client.post(f"/mails/{second.token}/orders/", follow=True)
        assert made.NUMBER in page.content.decode()

    def test_that_is_none_is_put_away_with_a_reason_and_taken_up_again_while_it_is_there(self, office, town):
        client = office("clerk")
        brought(client, letter("开会请点链接", Auto_Submitted="auto-generated"))
        mail = Mail.objects.get()
        assert "自动发的" in client.get("/mails/").content.decode()
        client.post(f"/mails/{mail.token}/dismiss/", {"reason": " "})
        mail.refresh_from_db()
        assert mail.state == "waiting"

        client.post(f"/mails/{mail.token}/dismiss/", {"reason": "广告"})
        assert "广告" in client.get("/mails/").content.decode()
        client.post(f"/mails/{mail.token}/take-up/")
        mail.refresh_from_db()
        assert mail.state == "waiting"
        client.post(f"/mails/{mail.token}/dismiss/", {"reason": "广告"})
        commands.erase_due(by=SYSTEM, at=NOON + timedelta(days=8))
        mail.refresh_from_db()
        assert (mail.letter, mail.raw, mail.sender, mail.state) == ({}, b"", "", "dismissed")
        brought(client, letter("没人看", n=3))
        assert commands.erase_due(by=SYSTEM, at=NOON + timedelta(days=31)) == 1
        assert not Mail.objects.filter(erased_at=None).exists()
        client.post(f"/mails/{mail.token}/take-up/")
        assert Mail.objects.filter(state="waiting").count() == 0

    def test_is_of_its_unit_and_nobody_elses_and_no_other_file_is_taken(self, office, town):
        client = office("officer")
        for data, name in ((b"PK\x03\x04", "工单.docx"), (b"", "空.eml")):
            assert "不是邮件文件" in brought(client, data, name).content.decode()
        brought(client, b"\x00\xff\xfe not a mail at all", "坏.eml")
        mail = Mail.objects.get()

        assert mail.unit == town.qingshui and client.get(f"/mails/{mail.token}/").status_code == 200
        for name, code in (("stranger", 404), ("worker", 404), ("clerk", 200)):
            assert office(name).get(f"/mails/{mail.token}/").status_code == code
        with pytest.raises(NotAllowed):
            commands.dismiss(mail=mail, reason="不是我的", by=town.stranger, at=NOON)


class Box(socketserver.StreamRequestHandler):
    """对方的邮箱: as much of the protocol as is asked of it; `mails` by number, those in `seen` are not new."""

    mails: dict[int, bytes] = {}
    seen: list[int] = []
    word, is_away_after = "secret-word", 99

    def handle(self):
        self.say("* OK ready")
        for line in self.rfile:
            tag, _blank, asked = line.decode().strip().partition(" ")
            verb = asked.upper()
            if verb.startswith("LOGIN"):
                self.say(f"{tag} {'OK' if self.word in asked else 'NO'} x")
            elif verb.startswith("UID SEARCH"):
                self.say("* SEARCH " + " ".join(str(n) for n in self.mails if n not in self.seen), f"{tag} OK x")
            elif verb.startswith("UID FETCH"):
                self.fetch(tag, int(asked.split()[2]), verb)
            elif verb.startswith("UID STORE"):
                self.seen.append(int(asked.split()[2]))
                self.say(f"{tag} OK x")
            elif verb.startswith("CAPABILITY"):
                self.say("* CAPABILITY IMAP4rev1", f"{tag} OK x")
            else:
                self.say(f"{tag} OK x")

    def fetch(self, tag, n, verb):
        if n >= self.is_away_after:
            self.request.shutdown(socket.SHUT_RDWR)
            return
        data = self.mails[n]
        if "RFC822.SIZE" in verb:
            self.say(f"* {n} FETCH (UID {n} RFC822.SIZE {9_000_000 if b'LONG' in data else len(data)})", f"{tag} OK x")
            return
        self.wfile.write(f"* {n} FETCH (UID {n} BODY[] {{{len(data)}}}\r\n".encode() + data + b")\r\n")
        self.say(f"{tag} OK x")

    def say(self, *told):
        self.wfile.write("".join(f"{one}\r\n" for one in told).encode())


@pytest.fixture
def box(tmp_path, monkeypatch, settings):
    authority = certified(tmp_path, "mail.county.example")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "cert.pem", tmp_path / "key.pem")
    server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Box)
    server.daemon_threads = True
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    port = server.server_address[1]
    monkeypatch.setattr(lines, "found", lambda address: "127.0.0.1")
    monkeypatch.setattr(Box, "mails", {})
    monkeypatch.setattr(Box, "seen", [])
    monkeypatch.setenv("LIANXIN_IMAP_PASSWORD", Box.word)
    settings.MAIL_HOSTS = {"mail.county.example": "127.0.0.1", "other.example": ""}
    settings.IMAP = f"imaps://office%40county.example@mail.county.example:{port}/INBOX"
    settings.MAIL_CA = str(authority)
    yield settings
    server.shutdown()
    server.server_close()


class TestTheMailbox:
    @pytest.mark.thorough
    @pytest.mark.mechanism("F005")
    def test_is_looked_into_and_a_bad_letter_stops_nothing(self, office, town, box, monkeypatch):
        client = office("clerk")
        Box.mails = {1: letter(n=1), 2: b"\x00\xff", 3: letter("LONG", n=3), 4: letter(n=1), 5: letter("水管漏水", n=5)}

        assert jobs.poll_now() == 4 and Box.seen == [1, 2, 3, 4, 5] and jobs.poll_now() == 0
        assert {(one.unit_id, one.via) for one in Mail.objects.all()} == {(town.county.pk, "box")}
        long = next(one for one in Mail.objects.all() if "too_large" in one.letter.get("notes", ()))
        assert long.raw == b"" and "超过 8 MB" in client.get(f"/mails/{long.token}/").content.decode()
        assert "现在收信" in client.get("/mails/").content.decode()

        Box.mails[6], Box.mails[7] = letter(n=6), letter(n=7)
        monkeypatch.setattr(Box, "is_away_after", 7)
        with pytest.raises(GatewayAway):
            jobs.poll_now()
        assert Mail.objects.count() == 5 and 7 not in Box.seen and BoxLook.objects.get().problem
        assert "没有收成" in client.get("/mails/").content.decode()

        monkeypatch.setenv("LIANXIN_IMAP_PASSWORD", "wrong")
        with pytest.raises(GatewayAway, match="Refused"):
            jobs.poll_now()
        assert "不接受用户名、密码" in client.get("/mails/").content.decode()
        box.MAIL_CA = ""
        with pytest.raises(GatewayAway, match="SSLCertVerificationError"):
            jobs.poll_now()

    def test_is_only_one_that_the_site_named_and_leads_nowhere_else(self, office, town, settings, monkeypatch):
        assert jobs.poll_now() == 0 and not BoxLook.objects.exists()
        hosts = {"mail.county.example": ""}
        for url in ("imaps://u@other.example/", "http://u@mail.county.example/", "imaps://mail.county.example/",
                    "imaps://u:word@mail.county.example/", "imaps://u@mail.county.example:99999/", "x"):  # fmt: skip
            with pytest.raises(BadGateway):
                lines.account_of(url, "", hosts)
        account = lines.account_of("imaps://office%40county.example@mail.county.example/A%20B", "secret-word", hosts)
        assert (account.user, account.address.port, account.folder) == ("office@county.example", 993, "A B")
        assert "secret-word" not in repr(account)

        rows = [(0, 0, 0, "", (one, 993)) for one in ("93.184.216.34", "10.0.0.8")]
        monkeypatch.setattr("socket.getaddrinfo", lambda *_a, **_k: rows)
        with pytest.raises(GatewayAway, match="NotAllowedThere"):
            lines.found(Address("mail.county.example", 993, "/"))
        with pytest.raises(GatewayAway):
            list(Imap(account).letters())
