"""登记、办理、查看: what a clerk does at the counter and on the record page, and what is refused."""

import re
from datetime import timedelta

import pytest

from lianxin.base.custody import commands as custody
from lianxin.base.journal import book
from lianxin.work.concerns import commands
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.terms import Status
from tests.conftest import NOON
from tests.work.conftest import ASKER, LIMIT, at_state, lamp_topic, registered

CONTACT = {"purpose": "contact"}


def typed(**changes):
    return {"text": "村口的路灯坏了半个月。", "kind": "help", "unit": "石桥村", "name": "王长青", "phone": "13900000001",
            "channel": "counter", "people_count": "1", "entry_key": "k1", **changes}  # fmt: skip


class TestTheCounter:
    def test_shows_at_most_six_fields_first(self, enter):
        page = enter("worker").get("/concerns/register/").content.decode()
        first = page.split("<details", 1)[0].split('id="main"')[1]
        first = re.sub(r'<div class="subjects".*?</div>\s*<div class="pair">', "", first, flags=re.S)
        hidden = {"csrfmiddlewaretoken", "entry_key", "asked", "subjects", "no_subject", "look"}
        assert set(re.findall(r'name="(\w+)"', first)) - hidden == {
            "text", "kind", "unit", "name", "phone", "channel",
        }  # fmt: skip

    def test_gives_the_secret_once_and_never_in_an_address(self, enter, town):
        client = enter("worker")
        answer = client.post("/concerns/register/", typed(occurred_on="昨天"))
        concern = Concern.objects.get()
        assert answer.url == f"/concerns/{concern.code}/receipt/"
        first, second = client.get(answer.url).content.decode(), client.get(answer.url).content.decode()
        secret = re.search(r"\d{4} \d{4} \d{4}", first)
        assert (
            secret
            and secret[0] not in second
            and secret[0] not in client.get(f"/concerns/{concern.code}/").content.decode()
        )
        assert commands.open_with_secret(code=concern.code, secret=secret[0], at=NOON) == concern
        assert "secret" not in str(dict(client.session.items()))
        assert concern.occurred_on == NOON.date() - timedelta(days=1) and concern.requester.name == "王长青"

    def test_gives_the_secret_to_nobody_else_at_the_same_browser_and_keeps_it_nowhere(self, enter):
        answer = enter("worker").post("/concerns/register/", typed())
        client = enter("head")
        assert "lx_slip" in client.cookies and "receipt" not in client.session
        page = client.get(answer.url).content.decode()
        assert Concern.objects.get().title in page and not re.search(r"\d{4} \d{4} \d{4}", page)

    def test_gives_the_receipt_even_of_a_complaint_about_ones_own_unit(self, enter, town):
        client = enter("builder")
        about_us = typed(kind="complaint", unit="县住建局", subjects="县住建局", text="办事拖拉。")
        answer = client.post("/concerns/register/", about_us)
        assert re.search(r"\d{4} \d{4} \d{4}", client.get(answer.url).content.decode())
        assert client.get(answer.url).status_code == 404
        assert client.get(f"/concerns/{Concern.objects.get().code}/").status_code == 404

    def test_makes_one_of_a_double_submit(self, enter):
        client = enter("worker")
        assert client.post("/concerns/register/", typed()).url == client.post("/concerns/register/", typed()).url
        assert Concern.objects.count() == 1

    def test_asks_of_a_complaint_whom_it_is_about(self, enter, town):
        client = enter("clerk")
        refused = client.post("/concerns/register/", typed(kind="complaint"))
        assert (
            "请写明反映的单位或人员" in refused.content.decode() and "村口的路灯坏了半个月" in refused.content.decode()
        )
        assert "没有叫“火星村”的单位" in client.post("/concerns/register/", typed(unit="火星村")).content.decode()
        client.post("/concerns/register/", typed(kind="complaint", subjects="县住建局、张建"))
        concern = Concern.objects.get()
        assert concern.is_confidential
        assert concern.is_hidden_from(town.builder) and concern.is_hidden_from(town.building_head)

    def test_asks_once_about_the_names_that_stand_in_a_complaint(self, enter, town):
        client = enter("clerk")
        complaint = typed(kind="complaint", text="县住建局的张　建办事拖拉。", subjects="县住建局")
        page = client.post("/concerns/register/", complaint).content.decode()
        assert "内容里提到“张建”" in page and not Concern.objects.exists()
        asked = re.search(r'name="asked" value="([^"]+)"', page)[1]
        client.post("/concerns/register/", {**complaint, "asked": asked})
        assert Concern.objects.get().subjects.count() == 1

    def test_refuses_a_place_beyond_ones_post(self, enter):
        assert (
            "没有叫“沙河村”的单位"
            in enter("officer").post("/concerns/register/", typed(unit="沙河村")).content.decode()
        )
        assert enter("inspector").get("/concerns/register/").status_code == 403

    @pytest.mark.parametrize(("words", "day"), [("11.2", "2026-11-02"), ("十一月二日", "2026-11-02"), ("２０２６．１１．１", "2026-11-01"),
                                                ("前天", "2026-11-01"), ("12.5", "2025-12-05")])  # fmt: skip
    def test_reads_dates_as_people_write_them(self, enter, words, day):
        enter("worker").post("/concerns/register/", typed(occurred_on=words))
        assert Concern.objects.get().occurred_on.isoformat() == day

    def test_says_what_to_do_with_a_date_that_it_cannot_read(self, enter):
        page = enter("worker").post("/concerns/register/", typed(occurred_on="上个月吧")).content.decode()
        assert "看不懂日期“上个月吧”" in page and 'value="上个月吧"' in page


class TestTheWholePath:
    def test_goes_from_the_counter_to_the_file_by_pages_alone(self, enter, town):
        enter("worker").post("/concerns/register/", typed())
        code = Concern.objects.get().code
        at = f"/concerns/{code}"
        client = enter("clerk")
        client.post(
            f"{at}/classify/",
            {"topic": lamp_topic().pk, "kind": "help", "handling": "time_limit", "clock": "", **LIMIT},
        )
        client.post(f"{at}/assign/", {"to": "县住建局", "due_on": "11.10", "instruction": "请现场看。"})
        client = enter("builder")
        assert "签收</button>" in client.get(f"{at}/").content.decode()
        client.post(f"{at}/acknowledge/")
        client.post(f"{at}/reply/", {"text": "已换新灯。"})
        client = enter("clerk")
        client.post(f"{at}/follow-up/", {"rating": "satisfied", "solved": "yes", "contacted": "yes", "comment": ""})
        client.post(f"{at}/close/", {"outcome": "solved"})
        concern = Concern.objects.get()
        assert (concern.status, concern.outcome, concern.rating) == ("closed", "solved", "")
        story = client.get(f"{at}/").content.decode()
        assert [word in story for word in ("请现场看。", "已换新灯。", "交办县住建局，限2026年11月10日办结")] == [
            True
        ] * 3

    @pytest.mark.parametrize(
        ("text", "title", "cards"),
        [
            ("桥头路灯不亮。", "", 0),
            (" 桥头路灯不亮 \n", "", 0),
            ("桥头路灯不亮。已经三天。", "", 1),
            ("桥头路灯不亮", "路灯", 1),
        ],
    )
    def test_shows_a_text_that_is_its_title_once(self, enter, town, text, title, cards):
        concern = registered(town, text=text, title=title).concern

        for address in (f"/concerns/{concern.code}/", f"/concerns/{concern.code}/classify/"):
            page = enter("clerk").get(address).content.decode()
            assert page.count('class="concern-text"') == cards
            assert "桥头路灯不亮" in page.split("</header>", 1)[1]

    def test_puts_a_refusal_beside_its_field_and_loses_nothing(self, enter, town):
        concern = registered(town).concern
        commands.classify(
            concern=concern, topic=lamp_topic(), kind="help", handling="time_limit", by=town.clerk, at=NOON, **LIMIT
        )
        client = enter("clerk")
        page = client.post(
            f"/concerns/{concern.code}/assign/", {"to": "县住建局", "due_on": "12.31", "instruction": "尽快"}
        )
        assert 'id="id_due_on_error"' in page.content.decode() and "尽快" in page.content.decode()
        assert Concern.objects.get().status == Status.REGISTERED

    def test_answers_a_deed_out_of_turn_with_409_and_without_the_right_with_403(self, enter, town):
        concern = at_state(town, Status.CLOSED)
        answer = enter("clerk").get(f"/concerns/{concern.code}/assign/")
        assert answer.status_code == 409 and f"/concerns/{concern.code}/" in answer.content.decode()
        assert enter("clerk").post(f"/concerns/{concern.code}/acknowledge/").status_code == 403
        assert enter("builder").post(f"/concerns/{concern.code}/acknowledge/").status_code == 409
        assert enter("stranger").get(f"/concerns/{concern.code}/assign/").status_code == 404

    @pytest.mark.thorough
    def test_opens_every_deed_that_the_record_offers(self, enter, town):
        for state in (
            Status.REGISTERED,
            Status.ASSIGNED,
            Status.IN_HAND,
            Status.RETURNED,
            Status.REPLIED,
            Status.CLOSED,
        ):
            concern = at_state(town, state)
            for name in ("clerk", "builder", "officer", "leader"):
                client = enter(name)
                page = client.get(f"/concerns/{concern.code}/").content.decode()
                for address in re.findall(rf'href="(/concerns/{concern.code}/[\w-]+/)"', page):
                    assert client.get(address).status_code == 200, (state, name, address)


class TestTheRecord:
    def test_masks_the_requester_until_shown_and_writes_each_showing_down(self, enter, town):
        concern = registered(town).concern
        client = enter("clerk")
        page = client.get(f"/concerns/{concern.code}/").content.decode()
        assert "王**" in page and "139****0001" in page and ASKER.phone not in page
        before = book.story(concern.ref).count()
        assert ASKER.phone in client.post(f"/concerns/{concern.code}/reveal/", CONTACT).content.decode()
        assert book.story(concern.ref).filter(event="concern.revealed").count() == 1
        assert book.story(concern.ref).count() == before + 1
        assert enter("leader").post(f"/concerns/{concern.code}/reveal/", CONTACT).status_code == 403

    @pytest.mark.parametrize("purpose", ["", "'; DROP"])
    def test_shows_nobody_to_who_does_not_say_what_for(self, enter, town, purpose):
        concern = registered(town).concern
        answer = enter("clerk").post(f"/concerns/{concern.code}/reveal/", {"purpose": purpose}, follow=True)
        assert "请选择看来做什么" in answer.content.decode() and ASKER.phone not in answer.content.decode()
        assert not book.story(concern.ref).filter(event="concern.revealed").exists()

    def test_stops_showing_after_what_the_county_set(self, enter, town):
        custody.set_limits(per_hour=2, per_day=3, by=town.clerk, at=NOON)
        concern = registered(town).concern
        client = enter("clerk")
        answers = [client.post(f"/concerns/{concern.code}/reveal/", CONTACT).status_code for _try in range(3)]
        assert answers == [200, 200, 429]
        assert book.story(concern.ref).filter(event="concern.revealed").count() == 2

    @pytest.mark.mechanism("M016")
    def test_explains_its_date_day_by_day(self, enter, town):
        concern = registered(town, channel="reception_day").concern
        page = enter("clerk").get(f"/concerns/{concern.code}/").content.decode()
        days = re.findall(r'<td class="number">(\d+|不计)</td>', page)
        assert days == ["不计", "1", "2", "3", "不计", "不计", "4", "5", "6", "7"]
        assert "2026年11月12日" in page

    def test_says_why_something_cannot_be_done_now(self, enter, town):
        concern = registered(town).concern
        page = enter("clerk").get(f"/concerns/{concern.code}/").content.decode()
        assert "请先分类受理，再交办。" in page and "现在是“待分办”" in page

    def test_prints_the_slip_without_a_confidential_requester(self, enter, town):
        concern = registered(town, kind="tip_off", text="有人偷排。").concern
        at_state(town, Status.ASSIGNED, concern)
        page = enter("clerk").get(f"/concerns/{concern.code}/print/").content.decode()
        assert (
            "群众诉求交办单" in page and "王" not in page.split("<table")[1] and "13900" not in page.split("<table")[1]
        )


class TestTheFrame:
    @pytest.mark.thorough
    def test_shows_only_the_doors_of_the_post(self, enter):
        def words(name):
            page = enter(name).get("/today/").content.decode()
            return re.findall(r"</svg><span>(\w+)</span>", page.split('class="rail"')[1].split("</nav>")[0])

        assert "诉求" in words("clerk") and "设置" in words("clerk")
        assert words("admin") == ["今日", "设置"]
        assert "设置" not in words("worker")

    def test_changes_the_post_only_to_ones_own(self, enter, town):
        client = enter("clerk")
        client.get("/today/")
        key = client.session.session_key
        client.post("/ui/post/", {"posting": town.postings["admin"].pk})
        assert "钱程" not in client.get("/ui/me/").content.decode() and client.get("/concerns/").status_code == 200
        client.post("/ui/post/", {"posting": town.postings["clerk"].pk})
        assert client.session.session_key != key

    def test_remembers_large_type_without_an_account_and_returns_only_to_itself(self, client, town):
        answer = client.post("/ui/elder/", {"elder": "1", "next": "https://elsewhere.example/"})
        assert answer.url == "/"
        assert 'class="elder"' in client.get("/accounts/login/").content.decode()
        assert client.post("/ui/language/", {"language": "en", "next": "/accounts/login/"}).url == "/accounts/login/"

    def test_holds_no_inline_style_or_script(self, enter, town):
        concern = at_state(town, Status.REPLIED)
        client = enter("clerk")
        for address in (
            "/today/",
            "/concerns/",
            f"/concerns/{concern.code}/",
            "/concerns/register/",
            "/ui/components/",
            "/ui/me/",
        ):
            page = client.get(address).content.decode()
            assert not re.search(r'\sstyle="|\son\w+="|<style|<script(?![^>]*\ssrc=)', page), address

    def test_takes_a_complaint_about_the_system_itself(self, enter):
        enter("worker").post("/feedback/", {"about": "burden", "text": "同样的表填了三遍。", "entry_key": "f1"})
        heard = enter("clerk").get("/feedback/list/").content.decode()
        assert "同样的表填了三遍。" in heard and "未留姓名" in heard and "石小桥" not in heard
        assert enter("worker").get("/feedback/list/").status_code == 403


class TestTheErrorPages:
    @pytest.mark.parametrize(
        "address", ["/nothing/", "/concerns/ZZZZZZZZ/", "/concerns/zzz/", "/setup/people/99999999999999999999/"]
    )
    def test_say_in_a_sentence_that_nothing_was_found(self, enter, address):
        answer = enter("admin").get(address)
        assert answer.status_code == 404 and "没有找到这一页" in answer.content.decode()

    def test_say_that_it_was_too_large(self, enter):
        answer = enter("worker").post("/concerns/register/", typed(text="长" * 1_000_000))
        assert answer.status_code == 413 and "提交的内容太大" in answer.content.decode()


class TestTheSettings:
    def test_lets_the_administrator_make_a_colleague_who_can_then_work(self, enter, client):
        admin = enter("admin")
        made = admin.post(
            "/setup/people/new/", {"username": "xinren", "name": "新人", "phone": "", "password": "Qinghe-7788"}
        )
        admin.post(made.url, {"unit": "石桥村", "role": "station_worker", "valid_from": "今天"})
        admin.logout()
        assert client.post("/accounts/login/", {"login": "xinren", "password": "Qinghe-7788"}).status_code == 302
        assert client.get("/concerns/register/").url == "/accounts/password/change/"
        own = {"oldpassword": "Qinghe-7788", "password1": "Qinghe-8899-zj", "password2": "Qinghe-8899-zj"}
        assert client.post("/accounts/password/change/", own).status_code == 302
        assert client.get("/concerns/register/").status_code == 200

    def test_refuses_a_role_that_the_unit_does_not_have(self, enter, town):
        page = enter("admin").post(
            f"/setup/people/{town.people['worker'].pk}/",
            {"unit": "石桥村", "role": "county_clerk", "valid_from": "今天"},
        )
        assert "该类单位没有这个职务" in page.content.decode()

    def test_ends_a_posting_and_an_account_at_once(self, enter, town, client):
        enter("admin").post(f"/setup/people/{town.people['worker'].pk}/disable/")
        client.force_login(town.people["worker"])
        assert client.get("/concerns/register/").status_code in (302, 403)
        enter("admin").post(f"/setup/postings/{town.postings['officer'].pk}/end/", {"valid_to": "2026-11-02"})
        client.force_login(town.people["officer"])
        assert client.get("/concerns/register/").status_code == 403

    def test_is_closed_to_everybody_else(self, enter):
        for address in ("/setup/units/", "/setup/people/", "/setup/people/new/", "/setup/units/new/"):
            assert enter("clerk").get(address).status_code == 403
            assert enter("admin").get(address).status_code == 200
