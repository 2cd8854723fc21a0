"""邮件: letters of residents and offices, and whatever else a mailbox that the world knows is sent."""

import doctest
import random
from email.message import EmailMessage
from email.mime.message import MIMEMessage

import pytest

from lianxin.pure import mails
from lianxin.pure.mails import Note, read, reading, writing

HEAD = b"From: =?utf-8?B?55Sw5bCP5ruh?= <tian@home.example>\r\nSubject: =?utf-8?B?6Lev54Gv5LiN5Lqu?=\r\nMessage-ID: <a1@home.example>\r\n"


def letter(text="石桥村三组路灯不亮。", *files, html="", **heads):
    message = EmailMessage()
    message["From"], message["Subject"], message["Message-ID"] = (
        "田小满 <tian@home.example>",
        "路灯",
        "<a1@home.example>",
    )
    for name, value in heads.items():
        message[name.replace("_", "-")] = value
    message.set_content(text)
    if html:
        message.add_alternative(html, subtype="html")
    for name, data in files:
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


def nested(depth):
    body = b"".join(
        b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (n, n) for n in range(depth)
    )  # fmt: skip
    return HEAD + body + b"\r\nx"


class TestALetter:
    def test_is_words_sender_and_files(self):
        found = read(
            letter(
                "路灯不亮。", ("工单.docx", b"PK"), ("../../x/名单.csv", b"1"), Date="Mon, 02 Nov 2026 09:00:00 +0800"
            )
        )

        assert (found.name, found.address, found.subject, found.text) == (
            "田小满",
            "tian@home.example",
            "路灯",
            "路灯不亮。",
        )
        assert [(one.name, one.data) for one in found.parts] == [("工单.docx", b"PK"), ("名单.csv", b"1")]
        assert found.sent == "2026-11-02T09:00:00+08:00" and found.notes == ()

    def test_is_the_same_by_its_id_and_knows_what_it_answers(self):
        first, again = read(letter("一")), read(letter("二"))
        answer = read(letter("三", In_Reply_To="<a1@home.example>"))
        bare = HEAD.replace(b"Message-ID", b"X-Other")

        assert first.key == again.key == answer.answers[0]
        assert read(bare + b"\r\n1").key != read(bare + b"\r\n2").key == read(bare + b"\r\n2").key

    @pytest.mark.parametrize("name", ["gb18030", "gb2312", "utf-8", "big5"])
    def test_of_an_old_program_is_read_with_and_without_its_charset(self, name):
        words = "清水鎮路燈不亮" if name == "big5" else "清水镇路灯不亮"
        told = HEAD + b"Content-Type: text/plain; charset=%s\r\n\r\n" % name.encode() + words.encode(name)
        silent = b"Subject: " + words.encode(name) + b"\r\n\r\n" + words.encode(name)

        assert read(told).text == words
        assert name == "big5" or (read(silent).text, read(silent).subject) == (words, words)

    def test_written_as_a_page_is_its_words_alone(self):
        page = "<html><script>alert(1)</script><p>水管<b>漏水</b></p><img src='https://spy.example/1.gif'></html>"
        message = HEAD + b"Content-Type: text/html; charset=utf-8\r\n\r\n" + page.encode()

        assert read(message).text == "水管漏水" and read(message).notes == (Note.MARKUP,)
        assert read(letter("水管漏水。", html=page)).text == "水管漏水。"

    @pytest.mark.parametrize(
        "data, note",
        [
            (b"", Note.EMPTY), (HEAD + b"\r\n", Note.EMPTY), (HEAD + b"\r\n\x00\xff\xfe\xfd\xe4", Note.CHARSET),
            (HEAD + b"Content-Type: text/calendar\r\n\r\nBEGIN:VCALENDAR", Note.CALENDAR),
            (HEAD + b"\r\n" + b"x" * 9_000_000, Note.TOO_LARGE), (HEAD + b"\r\n" + b"x " * 30_000, Note.CUT),
            (nested(3000), Note.TANGLED),
            (HEAD + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + b"--b\r\n\r\nx\r\n" * 10_000, Note.MANY_PARTS),
            (letter("", *[(f"{n}.txt", b"1") for n in range(60)]), Note.MANY_PARTS),
            (HEAD + b"Auto-Submitted: auto-replied\r\n\r\nx", Note.BY_MACHINE),
        ],
    )  # fmt: skip
    def test_that_is_not_one_is_said_to_be_so(self, data, note):
        found = read(data)

        assert note in found.notes and len(found.key) == 64
        assert not data or found.name == "田小满"

    def test_badly_made_is_read_as_far_as_it_goes(self):
        bad = [
            b"Content-Type: text/plain; charset=no-such\r\n\r\n" + "你好".encode(),
            b"Content-Type: text/plain; charset*=x'y'%FF%00\r\n\r\nhello",
            b"Content-Transfer-Encoding: base64\r\n\r\n5L2g5aW9=!!!x",
            b"Content-Transfer-Encoding: x-uuencode\r\n\r\nbegin 644 x\r\nnonsense",
            b"Content-Type: multipart/mixed\r\n\r\nno boundary",
            b"Content-Type: multipart/mixed; boundary=b\r\n\r\nbefore",
            b'Content-Disposition: attachment; filename="=?x?Q?=ff?="\r\n\r\nz',
            b"Content-Disposition: attachment; filename*=utf-9''%ff%fe\r\n\r\nz",
            b"Date: Mon, 99 Foo 99999 99:99:99 +99999\r\nFrom: \xff\xfe<\r\n\r\nz",
            b"Subject: =?utf-8?B?////?= =?gb2312?Q?=C4?=\r\nIn-Reply-To: <<<>\r\n\r\nz",
        ]
        assert [str(read(one).notes) for one in bad if not read(one).key] == []
        assert "你好" in read(bad[0]).text and "5L2g5aW9" in read(bad[2]).text

        drawn = random.Random(10)
        whole = letter("路灯。", ("a.txt", b"1"), html="<p>路灯</p>")
        for _n in range(60):
            spoilt = bytearray(whole)
            for _m in range(drawn.randint(1, 30)):
                spoilt[drawn.randrange(len(spoilt))] = drawn.randrange(256)
            assert read(bytes(spoilt[: drawn.randrange(1, len(spoilt))])).key

    def test_inside_a_letter_is_a_file_and_is_not_opened(self):
        outer = EmailMessage()
        outer["From"] = "a@b.example"
        outer.set_content("转给您")
        outer.make_mixed()
        inner = EmailMessage()
        inner.set_content("里面")
        outer.attach(MIMEMessage(inner))

        found = read(outer.as_bytes())
        assert read(nested(19)).text == "x"
        assert [one.kind for one in found.parts] == ["message/rfc822"] and "里面" not in found.text


def test_the_examples_run():
    assert [doctest.testmod(one).failed for one in (mails, reading, writing)] == [0, 0, 0]
