"""短信告知: a resident who wishes it is told that his matter moved, by number and day alone; without a place nothing is made."""

import base64
import csv
import email
import email.policy
import re
import socketserver
import ssl
import threading
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from lianxin.base import gateways
from lianxin.base.gateways import lines
from lianxin.base.gateways.folder import mobile_of
from lianxin.base.journal.models import Entry
from lianxin.base.orgs.permissions import SYSTEM, NotAllowed
from lianxin.web.office.callbacks import sms_jobs
from lianxin.work.concerns import commands as concerns
from lianxin.work.concerns.commands.intake import Asker
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.terms import Status
from lianxin.work.sms import commands
from lianxin.work.sms.models import Sms, SmsWish
from lianxin.work.sms.terms import State
from tests.conftest import NOON
from tests.web.test_webhooks import certified
from tests.work.conftest import ASKER, at_state, registered

LINE = re.compile(
    r"^(\S+)群众工作站：您反映的事（编号 \S{4} \S{4}）.+凭回执上的密码可查进度，或拨打 \S+。工作人员不会向您要密码。$"
)
SUBMITTED = {"screen": "5", "kind": "help", "text": "村口的路灯坏了。", "entry_key": "sms-1", "phone": "139-0000-0001"}


@pytest.fixture
def out(town: Any, tmp_path: Path, settings: Any, monkeypatch: Any) -> Path:
    """The county's SMS platform looks into this folder; what the journal holds so far has been looked at."""
    cache.clear()
    monkeypatch.setattr(timezone, "now", lambda: NOON)
    settings.SMS = f"folder:{tmp_path / 'out'}"
    commands.gather(is_on=True, by=SYSTEM, at=NOON)
    return tmp_path / "out"


def rows(out: Path) -> list[dict[str, str]]:
    found = [csv.DictReader(file.read_text("utf-8-sig").splitlines()) for file in sorted(out.glob("*.csv"))]
    return [row for one in found for row in one]


def wished(town: Any) -> Concern:
    """One whose requester wishes it, taken up and given to the department."""
    concern = registered(town).concern
    commands.wish(concern=concern, wishes=True, at=NOON)
    return at_state(town, Status.ASSIGNED, concern)


class TestAMessage:
    def test_goes_out_once_for_each_step_with_no_word_of_the_matter(self, town: Any, out: Path) -> None:
        concern = wished(town)

        assert sms_jobs.tell_now() == 1 and sms_jobs.tell_now() == 0

        (row,) = rows(out)
        assert row["手机号"] == "13900000001" and LINE.match(row["短信内容"]), row["短信内容"]
        assert "已受理，最晚" in row["短信内容"] and concern.code[:4] in row["短信内容"]
        assert concern.title not in row["短信内容"] and ASKER.name not in str(row)
        assert Entry.objects.filter(event="concern.sms_handed", of=concern.ref).count() == 1
        assert Sms.objects.get().state == State.HANDED and not list(out.glob("*.part"))

    def test_is_made_for_nobody_who_did_not_wish_it_nor_while_there_is_no_place(
        self, town: Any, out: Path, settings: Any
    ) -> None:
        at_state(town, Status.ASSIGNED)
        assert sms_jobs.tell_now() == 0 and Sms.objects.count() == 0
        place, settings.SMS = settings.SMS, ""
        wished(town)
        sms_jobs.tell_now()
        settings.SMS = place
        assert sms_jobs.tell_now() == 0 and not out.exists(), "what happened before is no news"

    def test_stops_when_the_resident_says_so(self, town: Any, out: Path) -> None:
        concern = wished(town)
        commands.gather(is_on=True, by=SYSTEM, at=NOON)

        commands.wish(concern=concern, wishes=False, at=NOON)

        assert sms_jobs.tell_now() == 0 and Sms.objects.get().state == State.DROPPED
        assert commands.wish(concern=concern, wishes=False, at=NOON) is None
        nobody = registered(town, asker=Asker()).concern
        with pytest.raises(Unfit, match="没有留电话"):
            commands.wish(concern=nobody, wishes=True, at=NOON)
        with pytest.raises(NotAllowed):
            commands.wish(concern=concern, wishes=True, by=town.admin, at=NOON)

    def test_to_what_is_no_mobile_waits_for_a_person(self, town: Any, out: Path, enter: Any) -> None:
        concern = wished(town)
        concern.requester.phone = "0812-5550101"
        concern.requester.save()
        sms_jobs.tell_now()
        (sms,) = Sms.objects.all()
        assert (sms.state, sms.why) == (State.FAILED, "留的不是手机号") and not out.exists()

        worker = enter("worker")
        page = worker.get("/callbacks/sms/").content.decode()
        assert concern.code in page and "留的不是手机号" in page and "0812" not in page
        assert enter("water").get("/callbacks/sms/").content.decode().count(concern.code) == 0
        assert enter("water").post(reverse("callbacks:retry_sms", args=[sms.pk])).status_code == 404
        worker = enter("worker")
        assert worker.post(reverse("callbacks:retry_sms", args=[sms.pk])).status_code == 302
        concern.requester.phone = "13900000002"
        concern.requester.save()
        assert sms_jobs.tell_now() == 1 and Sms.objects.get().tries == 2
        assert (
            worker.post(reverse("callbacks:drop_sms", args=[sms.pk]), follow=True).content.decode().count("不用再决定")
        )

    def test_that_may_have_gone_when_the_server_fell_is_not_sent_again_by_itself(self, town: Any, out: Path) -> None:
        wished(town)
        commands.gather(is_on=True, by=SYSTEM, at=NOON)
        commands._begin(NOON)

        assert sms_jobs.tell_now() == 0 and Sms.objects.get().state == State.HANDING
        commands._begin(NOON + timedelta(minutes=11))
        assert Sms.objects.get().state == State.FAILED and "不知道有没有发出" in Sms.objects.get().why

    def test_waits_while_the_folder_cannot_be_written(self, town: Any, out: Path) -> None:
        wished(town)
        out.write_text("not a folder")

        with pytest.raises(gateways.GatewayAway):
            sms_jobs.tell_now()
        assert Sms.objects.get().state == State.WAITING
        out.unlink()
        assert sms_jobs.tell_now() == 1


class TestTheWish:
    def test_is_given_with_the_form_and_taken_back_with_the_slip(self, town: Any, out: Path, settings: Any) -> None:
        resident = Client()
        assert "用短信告诉我" in resident.get(reverse("public:submit")).content.decode()
        refused = resident.post(reverse("public:submit"), {**SUBMITTED, "sms": "on", "phone": ""})
        assert "要短信的，请留手机号" in refused.content.decode() and not Concern.objects.exists()
        assert resident.post(reverse("public:submit"), {**SUBMITTED, "sms": "on"}).status_code == 302
        assert SmsWish.objects.get().wishes

        settings.SMS = ""
        assert "用短信告诉我" not in Client().get(reverse("public:submit")).content.decode()

    def test_is_changed_on_ones_own_page(self, town: Any, out: Path, settings: Any) -> None:
        receipt = registered(town)
        held = {"code": receipt.concern.code, "secret": receipt.secret}

        page = Client().post(reverse("public:sms"), {**held, "wishes": "yes"}).content.decode()
        assert "记下了：办到哪一步" in page and "不要短信了" in page and SmsWish.objects.get().wishes
        assert "不再给您发短信" in Client().post(reverse("public:sms"), {**held, "wishes": "no"}).content.decode()
        wrong = Client().post(reverse("public:sms"), {**held, "secret": "0000 0000 0000", "wishes": "yes"})
        assert wrong.status_code != 302 and not SmsWish.objects.get().wishes
        settings.SMS = ""
        assert "短信告知" not in Client().post(reverse("public:follow"), held).content.decode()

    def test_is_taken_down_at_the_counter(self, town: Any, out: Path, enter: Any) -> None:
        monday = {
            "text": "水管漏水",
            "kind": "help",
            "channel": "counter",
            "unit": "石桥村",
            "entry_key": "c-1",
            "sms": "on",
        }
        worker = enter("worker")
        assert "请填手机号" in worker.post("/concerns/register/", monday).content.decode()
        assert worker.post("/concerns/register/", {**monday, "phone": "13900000003"}).status_code == 302
        assert SmsWish.objects.get().wishes


def test_a_place_that_is_none_is_said_when_the_server_starts() -> None:
    assert gateways.of("") is None and isinstance(gateways.of("folder:/srv/sms"), gateways.Folder)
    for wrong in ("folder:sms", "smtp://x", "http://x/y"):
        with pytest.raises(gateways.BadGateway, match="folder:/完整路径"):
            gateways.of(wrong)
    assert issubclass(ImproperlyConfigured, Exception)


@pytest.mark.parametrize(("typed", "is_right"), [
    ("13900000001", True), ("+86 139-0000-0001", True), ("0086（139）00000001", True), ("12345", False), ("", False),
    ("1390000000", False), ("13900000001,13900000002", False), ("=13900000001", False),
])  # fmt: skip
def test_a_mobile_number_is_told_from_others(typed: str, is_right: bool) -> None:
    assert mobile_of(typed) == ("13900000001" if is_right else "")


class Post(socketserver.StreamRequestHandler):
    """对方的邮件服务器: takes, refuses for good, refuses for now, or falls away in the midst."""

    got: list[tuple[str, bytes]] = []
    known = base64.b64encode(b"\0office@county.example\0secret-word").decode()

    def handle(self) -> None:
        to = ""
        self.say("220 ready")
        for line in self.rfile:
            told, _blank, rest = line.decode().strip().partition(" ")
            verb = told.upper()
            if verb == "EHLO":
                self.say("250-here", "250 AUTH PLAIN")
            elif verb == "AUTH":
                self.say("235 ok" if rest.partition(" ")[2] == self.known else "535 no")
            elif verb == "RCPT":
                to = rest
                self.say("550 nobody of that name" if "nobody" in to else "450 later" if "later" in to else "250 ok")
            elif verb == "DATA":
                self.say("354 go")
                data = b"".join(iter(self.rfile.readline, b".\r\n"))
                if "falls" in to:
                    return
                self.got.append((to, data))
                self.say("250 ok")
            else:
                self.say("221 bye" if verb == "QUIT" else "250 ok")

    def say(self, *told: str) -> None:
        self.wfile.write("".join(f"{one}\r\n" for one in told).encode())


@pytest.fixture
def post(tmp_path: Path, monkeypatch: Any, settings: Any) -> Any:
    """A server on this machine, reached because its name is fixed to this address."""
    authority = certified(tmp_path, "mail.county.example")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "cert.pem", tmp_path / "key.pem")
    server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Post)
    server.daemon_threads = True
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    monkeypatch.setattr(lines, "found", lambda address: "127.0.0.1")
    monkeypatch.setattr(Post, "got", [])
    monkeypatch.setattr(timezone, "now", lambda: NOON)
    monkeypatch.setenv("LIANXIN_MAIL_PASSWORD", "secret-word")
    settings.MAIL_HOSTS, settings.MAIL_CA = {"mail.county.example": "127.0.0.1"}, str(authority)
    settings.MAIL = f"smtps://office%40county.example@mail.county.example:{server.server_address[1]}"
    settings.MAIL_FROM = "office@county.example"
    yield settings
    server.shutdown()
    server.server_close()


class Kept:
    """A gateway that keeps what it is given."""

    def __init__(self) -> None:
        self.got: list[gateways.Message] = []

    def hand(self, messages: Any) -> dict[str, str]:
        self.got += messages
        return {}


def code_in(words: str) -> str:
    found = re.search(r"验证码是 (\d{6})，", words)
    assert found, words
    return found[1]


def letter_in(place: Path) -> Any:
    """The one letter that lies there, taken away."""
    (file,) = place.glob("*.eml")
    found = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
    file.unlink()
    return found


def by_mail(town: Any, address: str) -> Concern:
    concern = registered(town).concern
    commands.ask_mail(concern=concern, address=address, at=NOON)
    kept = Kept()
    commands.send_mail_codes(gateway=kept, by=SYSTEM, at=NOON)
    commands.prove_mail(concern=concern, code=code_in(kept.got[0].text), at=NOON)
    return at_state(town, Status.ASSIGNED, concern)


class TestAMail:
    def test_is_wished_on_ones_own_page_and_laid_into_a_folder_with_no_word_of_the_matter(
        self, town: Any, out: Path, settings: Any, client: Client, tmp_path: Path
    ) -> None:
        receipt = registered(town)
        slip, own = {"code": receipt.concern.code, "secret": receipt.secret}, reverse("public:sms")
        assert "您的邮箱" not in client.post(reverse("public:follow"), slip).content.decode()
        client.post(own, {**slip, "wishes": "mail", "address": "tian@home.example"})
        assert not SmsWish.objects.exists(), "nothing is asked where there is no way to send it"
        settings.MAIL, settings.MAIL_FROM = f"folder:{tmp_path / 'mail'}", "office@county.example"
        for bad in ("tian", "a@b.example\r\nBcc: c@d.example", "a@b.example, c@d.example", ""):
            page = client.post(own, {**slip, "wishes": "mail", "address": bad}).content.decode()
            assert "notice error" in page and not SmsWish.objects.exists()
        assert 'value="tian"' in client.post(own, {**slip, "wishes": "mail", "address": "tian"}).content.decode()
        page = client.post(own, {**slip, "wishes": "mail", "address": "tian@HOME.example"}).content.decode()
        assert "验证码发到您写的邮箱了" in page and "tian@" not in page and "等您用验证码确认" in page
        at_state(town, Status.ASSIGNED, receipt.concern)
        assert sms_jobs.tell_now() == 0, "nothing of the matter goes where nobody has confirmed it"
        sms_jobs.send_codes.func()
        first = letter_in(tmp_path / "mail")
        assert first["To"] == "tian@home.example" and receipt.concern.code not in first.get_content()
        code = code_in(first.get_content())
        wrong = {**slip, "wishes": "code", "mail_code": f"{(int(code) + 1) % 10**6:06d}"}
        assert "验证码不对" in client.post(own, wrong).content.decode() and not SmsWish.objects.get().wishes
        page = client.post(own, {**slip, "wishes": "code", "mail_code": f"{code[:3]} {code[3:]}"}).content.decode()
        assert "用邮件告诉您" in page and "tian@" not in page and "您要用邮件知道进展" in page

        concerns.acknowledge(concern=receipt.concern, by=town.builder, at=NOON)
        concerns.reply(concern=receipt.concern, text="已换新灯。", by=town.builder, at=NOON)
        assert sms_jobs.tell_now() == 1 and rows(out) == [] and sms_jobs.tell_now() == 0
        message = letter_in(tmp_path / "mail")
        words = message.get_content()
        assert (message["To"], message["From"]) == ("tian@home.example", "office@county.example")
        assert message["Auto-Submitted"] == "auto-generated" and "有进展" in message["Subject"]
        assert "已答复。" in words and "http" not in words and receipt.concern.title not in words + message["Subject"]
        assert receipt.secret not in words and ASKER.name not in words
        assert Entry.objects.filter(event="concern.mail_handed", of=receipt.concern.ref).count() == 1

        client.post(own, {**slip, "wishes": "no"})
        assert SmsWish.objects.get().address == "" and not SmsWish.objects.get().wishes
        client.post(own, {**slip, "wishes": "yes"})
        assert SmsWish.objects.get().wishes and not SmsWish.objects.get().is_by_mail

    @pytest.mark.thorough
    def test_goes_out_over_tls_and_what_is_refused_waits_for_a_person(self, town: Any, post: Any, enter: Any) -> None:
        commands.gather(is_on=False, has_mail=True, by=SYSTEM, at=NOON)
        good = by_mail(town, "tian@home.example")
        for address in ("nobody@home.example", "later@home.example", "falls@home.example", "last@home.example"):
            by_mail(town, address)
        with pytest.raises(gateways.GatewayAway, match="Later"):
            sms_jobs.tell_now()

        told = {str(one.concern.sms_wish.address).partition("@")[0]: one for one in Sms.objects.all()}
        assert {name: one.state for name, one in told.items()} == {
            "tian": State.HANDED, "nobody": State.FAILED, "later": State.WAITING, "falls": State.FAILED, "last": State.WAITING,
        }  # fmt: skip
        assert told["nobody"].why == "对方的邮箱不收，请核对地址" and "不知道有没有发出" in told["falls"].why
        ((_to, data),) = Post.got
        assert good.code not in data.decode() and b"=?utf-8?" in data and b"Content-Transfer-Encoding: base64" in data
        for _n in range(2):
            with suppress(gateways.GatewayAway):
                sms_jobs.tell_now()
        told["later"].refresh_from_db()
        assert (told["later"].state, told["later"].tries) == (State.FAILED, 3) and len(Post.got) == 2
        assert sms_jobs.tell_now() == 0
        untrusted = gateways.mail_of(post.MAIL, post.MAIL_FROM, post.MAIL_HOSTS)
        with pytest.raises(gateways.GatewayAway, match="SSLCertVerificationError"):
            untrusted.hand([gateways.Message("1-1", "tian@home.example", "话", "主题", NOON)])
        for wrong in ("smtps://u@other.example", "smtps://mail.county.example", "http://u@mail.county.example"):
            with pytest.raises(gateways.BadGateway):
                gateways.mail_of(wrong, "a@b.example", post.MAIL_HOSTS)
        with pytest.raises(gateways.BadGateway, match="LIANXIN_MAIL_FROM"):
            gateways.mail_of(post.MAIL, "nobody", post.MAIL_HOSTS)
        page = enter("worker").get("/callbacks/sms/").content.decode()
        assert "对方的邮箱不收" in page and "home.example" not in page
