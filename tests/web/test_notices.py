"""隐私告知: every channel tells before particulars are given; what people were told stays readable and is kept on the record."""

import hashlib

import pytest
from django.test import Client
from django.urls import reverse

from lianxin.base.journal.models import Entry
from lianxin.base.notices import commands, queries
from lianxin.base.notices.defaults import VERSIONS
from lianxin.base.notices.models import Consent
from lianxin.base.notices.terms import PARTS, About, Channel
from lianxin.base.orgs.permissions import NotAllowed
from lianxin.pure.problems import Unfit
from lianxin.work.concerns.models import Concern
from tests.conftest import NOON
from tests.web import world as worlds
from tests.work.conftest import registered

NEW = "您写的只给办事的人看。"
#: what people were told; a better text is appended as a version, this one is never changed
FIRST = "2faa6f6c2203e0f4"


def changed(town, **given):
    parts = {name: f"{word}：新写的一段。" for name, word in PARTS.items()}
    return commands.set_notice(
        **{"channel": "web", "short": NEW, "parts": parts, "by": town.clerk, "at": NOON, **given}
    )


class TestANotice:
    def test_of_every_channel_has_every_part_and_never_changes(self) -> None:
        assert set(VERSIONS) == set(Channel)
        for channel in Channel:
            assert all(len(text) >= commands.SHORTEST for text in VERSIONS[channel][0].values()), channel
            assert set(VERSIONS[channel][0]) == {"short", *PARTS}
        told = "\n".join(f"{name}{text}" for one in Channel for name, text in VERSIONS[one][0].items())
        assert hashlib.sha256(told.encode()).hexdigest()[:16] == FIRST

    def test_is_changed_by_a_version_and_the_old_one_stays(self, town) -> None:
        before = queries.standing("web")
        made = changed(town)

        assert (before.number, made.number, queries.standing("web").short) == (1, 2, NEW)
        assert [one.number for one in queries.versions("web")] == [2, 1] and queries.standing("visit").number == 1
        old = Client().get(reverse("public:notice_version", args=["web", 1])).content.decode()
        assert before.short in old and "这是以前的一版" in old and NEW not in old
        now = Client().get(reverse("public:notice", args=["web"])).content.decode()
        assert NEW in now and "这是以前的一版" not in now and "第 2 版" in now
        assert Client().get(reverse("public:notice_version", args=["web", 3])).status_code == 404
        assert Entry.objects.filter(event="notice.set", of="notice:web").count() == 1
        for wrong, why in (
            ({}, "没有改动"),
            ({"short": " "}, "写清楚"),
            ({"short": "长" * 201}, "写短些"),
            ({"channel": "fax"}, "没有这个"),
        ):
            with pytest.raises(Unfit, match=why):
                changed(town, **wrong)
        with pytest.raises(NotAllowed):
            changed(town, short="换一句话试试。", by=town.officer)

    def test_is_changed_on_a_page_with_what_was_typed_kept(self, town) -> None:
        clerk = Client()
        clerk.force_login(town.people["clerk"])
        page, sent = reverse("custody:notice_change", args=["visit"]), {"short": "来了先说明来意。", "who": "短"}

        refused = clerk.post(page, sent)
        assert refused.status_code == 200 and "来了先说明来意。" in refused.content.decode()
        sent |= dict.fromkeys(PARTS, "照实写的一段话。")
        assert clerk.post(page, sent)["Location"] == reverse("custody:notices")
        assert "来了先说明来意。" in clerk.get(reverse("custody:notices")).content.decode()
        assert clerk.get(reverse("custody:notice_change", args=["fax"])).status_code == 404


#: the page where the particulars of each channel are entered or printed, and who opens it
SHOWN = {
    "web": ("public:submit", "nobody"), "counter": ("concerns:register", "clerk"), "visit": ("visits:new", "head"),
    "paper": ("public:paper_form", "nobody"), "dispute": ("disputes:record", "officer"), "household": ("households:new", "head"),
}  # fmt: skip


class TestWhereItIsShown:
    @pytest.mark.parametrize("channel", SHOWN)
    def test_is_a_line_on_the_page_with_the_way_to_all_of_it(self, town, channel) -> None:
        name, who = SHOWN[channel]
        client = worlds.client_of(worlds.World(town), who)
        client.cookies["lx_elder"] = "1"
        text = client.get(reverse(name)).content.decode()

        assert queries.standing(channel).short in text
        if channel == "paper":
            assert all(words in text for _part, words in queries.standing(channel).parts)
        else:
            assert reverse("public:notice", args=[channel]) in text
        other = "questionnaire"
        assert queries.standing(other).short not in text

    def test_leads_to_all_channels_from_one_page(self) -> None:
        text = Client().get(reverse("public:privacy")).content.decode()
        assert all(reverse("public:notice", args=[one]) in text for one in Channel if one != Channel.WEB)
        for one in Channel:
            page = Client().get(reverse("public:notice", args=[one])).content.decode()
            assert all(str(word) in page and words in page for word, words in queries.standing(one).parts)

    pytestmark = pytest.mark.django_db


class TestWhatTheRecordKeeps:
    @pytest.mark.parametrize(
        ("sent", "kept"), [("1", "web/1"), ("2", "web/2"), ("9", "web/2"), ("", "web/2"), ("x", None)]
    )
    def test_is_the_version_that_its_page_carried(self, town, sent, kept) -> None:
        changed(town)
        form = {"text": "村口的灯坏了。", "kind": "help", "notice": sent, "screen": "5", "entry_key": "k" * 32}
        answer = Client().post(reverse("public:submit"), form)

        if kept is None:  # refused in words, nothing typed is lost
            assert (
                answer.status_code == 200
                and "村口的灯坏了。" in answer.content.decode()
                and not Concern.objects.exists()
            )
            return
        of = Concern.objects.get().ref
        assert Entry.objects.get(event="concern.registered", of=of).detail["notice"] == kept

    def test_is_shown_beside_the_record_by_the_way_it_came(self, town) -> None:
        one = registered(town, channel="telephone").concern
        elsewhere = registered(town, channel="from_above", text="上级转来的另一件事。").concern

        kept = {entry.of: entry.detail["notice"] for entry in Entry.objects.filter(event="concern.registered")}
        assert (kept[one.ref], kept[elsewhere.ref]) == ("counter/1", "")
        clerk = worlds.client_of(worlds.World(town), "clerk")
        address = reverse("public:notice_version", args=["counter", 1])
        assert address in clerk.get(reverse("concerns:detail", args=[one.code])).content.decode()
        assert (
            "/public/privacy/"
            not in clerk.get(reverse("concerns:detail", args=[elsewhere.code])).content.decode().split("<footer")[0]
        )


class TestAConsent:
    def test_is_given_once_and_taken_back_with_its_trace(self, town) -> None:
        record = registered(town).concern
        given = {"record": record, "about": About.SENSITIVE, "by": town.clerk, "at": NOON}
        with pytest.raises(Unfit, match="谁同意"):
            commands.give_consent(**given, who=" ", how="spoken", channel="counter")
        with pytest.raises(Unfit, match="怎样同意"):
            commands.give_consent(**given, who="王长青本人", how="guessed", channel="counter")
        with pytest.raises(Unfit, match="没有记过"):
            commands.withdraw_consent(**given, reason="")

        one = commands.give_consent(**given, who="王长青本人", how="spoken", channel="counter")
        assert commands.give_consent(**given, who="王长青本人", how="written", channel="counter") == one
        assert (one.notice, queries.consent(record.ref, About.SENSITIVE)) == ("counter/1", one)
        commands.withdraw_consent(**given, reason="")
        assert queries.consent(record.ref, About.SENSITIVE) is None and Consent.objects.count() == 1
        assert commands.give_consent(**given, who="王长青本人", how="written", channel="counter") != one
        told = list(Entry.objects.filter(of=record.ref, event__startswith="consent.").values_list("event", flat=True))
        assert told == ["consent.given", "consent.withdrawn", "consent.given"]
        assert "王长青" not in str(list(Entry.objects.values_list("detail", flat=True)))
