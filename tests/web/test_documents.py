"""公文的页面: one document goes through all of them, from the choice of its kind to everybody's page and back."""

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from lianxin.reports.documents.models import Document, PageText
from tests.good_files import parts_of
from tests.reports.word import with_figure
from tests.work.conftest import registered
from tests.work.drive_scenes import drive_made
from tests.work.writing_scenes import publicity_made


def start(client: Client, **more: str) -> Document:
    client.post(reverse("documents:new"), {"kind": "summary_month", "unit": "清水镇", "period": "2026-11", **more})
    return Document.objects.get()


def page(client: Client, name: str, *args: object, **query: object) -> str:
    answer = client.get(reverse(f"documents:{name}", args=args, query=query or None))
    assert answer.status_code == 200, answer
    return answer.content.decode()


class TestLife:
    @pytest.mark.thorough
    @pytest.mark.mechanism("M292", "M303")
    def test_goes_from_the_summary_through_the_pages_to_the_heads_signature(self, enter, town):
        for _ in range(3):
            registered(town)
        client = enter("officer")
        shown = client.get(reverse("summaries:index"), {"unit": town.qingshui.pk, "period": "2026-11"}).content.decode()
        assert "存为公文" in shown and "月总结" in page(client, "new")
        document = start(client)
        code = document.code
        shown = page(client, "document", code)
        assert "起草中" in shown and 'class="bound bound"' in shown and "送签" in shown
        assert reverse("figures:open") in shown

        edited = page(client, "edit", code)
        boxes = re.findall(r'<textarea name="(line-\d+)"[^>]*>([^<]*)</textarea>', edited)
        name, text = next((name, text) for name, text in boxes if "{1：" in text)
        sent = {"base": 1, "title": document.title, "addressee": "县群工办", name: re.sub(r"\{1：[^}]*\}", "{1：999}", text)
                + "联系人张小花，电话13900000001，另有66家企业反映情况。\n以上情况已经核实。"}  # fmt: skip
        assert client.post(reverse("documents:edit", args=[code]), {**sent, name: "第{9999}件"}).status_code == 200
        assert client.post(reverse("documents:edit", args=[code]), sent).status_code == 302
        again = client.post(reverse("documents:edit", args=[code]), sent).content.decode()
        assert "又有了新的版本" in again
        shown = page(client, "document", code)
        assert "县群工办" in shown and "999" not in shown
        assert "没有出处" in shown and "个人信息" in shown
        changes = page(client, "diff", code)
        assert "66<small>手填</small>" in changes and "以上情况已经核实" in changes

        refused = client.post(reverse("documents:deed", args=[code, "submit"])).content.decode()
        assert "像是个人信息" in refused
        named = page(client, "persons", code)
        assert "13900000001" in named
        keys = re.findall(r'name="key" value="([0-9a-f]{64})"', named)
        client.post(reverse("documents:persons", args=[code]), {"base": 2, "key": keys})
        assert "13900000001" not in page(client, "document", code)
        assert client.post(reverse("documents:deed", args=[code, "submit"])).status_code == 302

        head = enter("leader")
        assert document.title.replace("\n", "") in head.get(reverse("today")).content.decode()
        signed = head.post(
            reverse("documents:deed", args=[code, "issue"]), {"number": "", "head": "", "beyond_why": ""}
        )
        assert signed.status_code == 302
        shown = page(head, "document", code)
        assert "报告〔2026〕1号" in shown and "唐山河" in shown and "SHA-256" in shown
        assert head.get(reverse("documents:docx", args=[code])).content[:2] == b"PK"
        opened = head.get(reverse("figures:open"), {
            "code": "document.issued:document_kind=summary_month", "unit": town.qingshui.pk, "period": "2026",
        }).content.decode()  # fmt: skip
        assert code in opened
        assert "报告〔2026〕1号" in page(head, "index", state="signed", kind="summary_month", words="主要做法")
        assert "没有这样的公文" in page(head, "index", words="没有这些字")
        assert enter("stranger").get(reverse("documents:document", args=[code])).status_code == 404


class TestWord:
    @pytest.mark.thorough
    def test_comes_back_with_its_figures_bound_and_a_changed_one_named(self, enter, town):
        for _ in range(4):
            registered(town)
        client = enter("officer")
        code = start(client).code
        data = client.get(reverse("documents:docx", args=[code])).content
        changed = with_figure(data, "4", "5")

        sent = {"file": SimpleUploadedFile("改.docx", changed)}
        answer = client.post(reverse("documents:word", args=[code]), sent, follow=True)
        shown = answer.content.decode()
        assert "手工改过" in shown and 'class="figure-hand"' in shown and "4改为5" in shown
        shown = page(client, "document", code)
        assert "（原为4）" in shown and "不符·被改动" in shown and "改为：4" in shown
        assert "还有 1 处不符" in client.post(reverse("documents:deed", args=[code, "submit"])).content.decode()
        versions = page(client, "versions", code)
        assert "改.docx" in versions and "用 Word、WPS 修改" in versions
        kept = re.search(reverse("documents:file", args=[code, 0]).replace("/0/", r"/(\d+)/"), versions)[1]
        assert parts_of(client.get(reverse("documents:file", args=[code, kept])).content) == parts_of(changed)

        assert "手工改过" in page(client, "refresh", code)
        mend = re.search(r'name="mend" value="([0-9a-f]{64})"', page(client, "edit", code))[1]
        address = reverse("documents:mend", args=[code, mend])
        assert client.get(address).status_code == 405
        stale = client.post(address, {"base": 1}, follow=True).content.decode()
        assert "又有了新的版本" in stale and "原为4" in stale
        sent = {"base": 2, "title": Document.objects.get().title, "addressee": "", "mend": mend}
        assert client.post(reverse("documents:edit", args=[code]), sent).url == reverse("documents:edit", args=[code])
        assert Document.objects.get().version == 3 and "原为4" not in page(client, "document", code)
        assert "按核对意见改正" in page(client, "versions", code)
        assert client.post(reverse("documents:deed", args=[code, "submit"])).status_code == 302
        broken = client.post(
            reverse("documents:word", args=[code]), {"file": SimpleUploadedFile("a.docx", b"PK\x03\x04")}
        )
        assert broken.status_code == 409

    @pytest.mark.thorough
    def test_lets_a_finding_stand_only_with_a_reason(self, enter, town):
        for _ in range(4):
            registered(town)
        client = enter("officer")
        code = start(client).code
        changed = with_figure(client.get(reverse("documents:docx", args=[code])).content, "4", "5")
        client.post(reverse("documents:word", args=[code]), {"file": SimpleUploadedFile("改.docx", changed)})
        key = re.search(r"/waive/([0-9a-f]{64})/", page(client, "document", code))[1]
        address = reverse("documents:waive", args=[code, key])
        assert client.post(address, {"why": " "}).status_code == 200

        assert client.post(address, {"why": "接到纸质来信一件，系统里还没有登记"}).status_code == 302
        assert "接到纸质来信一件" in page(client, "document", code)
        assert client.get(address).status_code == 404
        assert client.post(reverse("documents:deed", args=[code, "submit"])).status_code == 302


class TestHeld:
    @pytest.mark.thorough
    @pytest.mark.mechanism("M300", "M302")
    def test_asks_of_a_typed_text_what_the_records_say_and_whether_it_was_signed_before_it_happened(self, enter, town):
        for _ in range(4):
            registered(town)
        client = enter("officer")
        document = start(client)
        code = document.code
        edited = page(client, "edit", code)
        name = re.findall(r'<textarea name="(line-\d+)"', edited)[0]
        sent = {"base": 1, "title": document.title, "addressee": "", f"{name}-kind": "p",
                name: "11月，全镇共收到群众诉求6件。\n11月20日，召开了院坝会。\n全镇有水田xx00亩。"}  # fmt: skip
        assert client.post(reverse("documents:edit", args=[code]), sent).status_code == 302
        shown = page(client, "document", code)
        assert "不符·与记录不一致" in shown and "记录为4，文中6件" in shown and "改为：4件" in shown
        assert "11月20日" in re.search(r'id="findings".*?</section>', shown, re.DOTALL)[0]
        assert "不符·没有填" in shown
        assert "处不符没有改正" in client.post(reverse("documents:deed", args=[code, "submit"])).content.decode()

        mend = re.search(r"/mend/([0-9a-f]{64})/", shown)[1]
        client.post(reverse("documents:mend", args=[code, mend]), {"base": 2})
        shown = page(client, "document", code)
        assert "共收到群众诉求4件" in shown and "与记录不一致" not in shown
        gone = client.post(reverse("documents:mend", args=[code, mend]), {"base": 3}, follow=True).content.decode()
        assert "这条意见已经没有了" in gone


class TestClippings:
    @pytest.mark.thorough
    @pytest.mark.mechanism("M299")
    def test_are_entered_once_listed_on_the_units_page_and_counted_in_its_summary(self, enter, town):
        meeting = drive_made(town)
        made = publicity_made(town, drive=meeting, outlet="定安报")
        publicity_made(
            town, drive=meeting, title="村民赵铁柱家的水通了", outlet="省台新闻", link="https://example.org/a"
        )
        publicity_made(town, unit=town.baisha, drive=meeting, title="邻镇的事", by=town.clerk)
        address = reverse("public:unit_texts", args=[town.qingshui.pk])
        shown = Client().get(address).content.decode()
        assert "支管换新，水到家门" in shown and "定安报" in shown and "2026年11月2日" in shown
        assert 'href="https://example.org/a"' in shown and "赵铁柱" not in shown and "邻镇的事" not in shown

        client = enter("officer")
        written = page(client, "document", start(client).code)
        assert re.search(r'媒体刊播反映本单位工作的稿件<a class="bound bound"[^>]*>2</a>篇', written)
        opened = client.get(re.search(r'href="([^"]*publicity.published[^"]*)"', written)[1].replace("&amp;", "&"))
        assert "支管换新，水到家门" in opened.content.decode() and "邻镇的事" not in opened.content.decode()

        client.post(reverse("writings:withdraw", args=[made.code]), {"reason": "登记重复"})
        assert "支管换新" not in Client().get(address).content.decode()


class TestEverybody:
    @pytest.mark.mechanism("M298", "M303")
    @pytest.mark.thorough
    def test_reads_a_talk_without_private_persons_once_a_second_person_has_confirmed_it(self, enter, town):
        client = enter("officer")
        sent = {"kind": "speech", "title": "在群众工作会上的讲话", "issuer": "唐山河", "on": "2026-11-01",
                "text": "同志们：\n村民赵铁柱打电话13900000002反映路灯不亮，第二天就修好了。"}  # fmt: skip
        both = client.post(reverse("documents:keep"), {**sent, "file": SimpleUploadedFile("讲话.docx", b"PK")})
        asked = both.content.decode()
        assert "粘贴和上传请只选一种" in asked and "路灯不亮，第二天就修好了" in asked and not Document.objects.exists()
        assert client.post(reverse("documents:keep"), sent).status_code == 302
        document = Document.objects.get()
        assert client.post(reverse("documents:deed", args=[document.code, "publish"])).status_code == 302
        code = PageText.objects.get().code
        assert "13900000002" not in page(client, "page", code) and "赵铁柱" not in page(client, "page", code)
        image = io.BytesIO()
        Image.new("RGB", (40, 30), "white").save(image, "PNG")
        picture = SimpleUploadedFile("a.png", image.getvalue())
        address = reverse("documents:page_deed", args=[code, "picture"])
        assert client.post(address, {"picture": picture, "alt": ""}).status_code == 200
        picture.seek(0)
        assert client.post(address, {"picture": picture, "alt": "会场"}).status_code == 302
        confirm = reverse("documents:page_deed", args=[code, "confirm"])
        assert client.post(confirm).status_code == 403
        change = reverse("documents:page_deed", args=[code, "change"])
        client.post(change, {"title": "讲话", "text": "找李大壮，电话13900000003。"})
        head = enter("leader")
        assert "还有 2 处" in head.post(confirm, follow=True).content.decode()
        assert Client().get(reverse("public:unit_text", args=[code])).status_code == 404

        enter("officer").post(change, {"title": "讲话", "text": "路灯第二天就修好了。"})
        assert enter("leader").post(confirm).status_code == 302
        client.logout()
        listed = client.get(reverse("public:unit_texts", args=[town.qingshui.pk])).content.decode()
        assert "讲话" in listed and "领导讲话" in listed
        shown = client.get(reverse("public:unit_text", args=[code])).content.decode()
        assert "路灯第二天就修好了" in shown and 'alt="会场"' in shown
        assert client.get(reverse("public:unit_picture", args=[code, 1])).content[:2] == b"\xff\xd8"
        assert "讲话" in client.get(reverse("public:texts")).content.decode()
        enter("leader").post(reverse("documents:page_deed", args=[code, "take_down"]), {"why": "内容过期"})
        client.logout()
        assert client.get(reverse("public:unit_text", args=[code])).status_code == 404


class TestBudget:
    @pytest.mark.thorough
    def test_is_set_by_the_county_shown_with_what_was_used_and_passed_only_with_a_reason(self, enter, town):
        county = enter("clerk")
        sent = {"year": 2026, "unit_kind": "township", "documents": 0, "meetings": 5}
        assert county.post(reverse("documents:budget"), sent).status_code == 302
        assert "清水镇" in page(county, "budget")
        client = enter("officer")
        assert client.post(reverse("documents:budget"), sent).status_code == 403
        code = start(client).code
        client.post(reverse("documents:deed", args=[code, "submit"]))
        head = enter("leader")
        address = reverse("documents:deed", args=[code, "issue"])
        assert "要超过限额" in head.get(address).content.decode()
        assert "限额 0 件" in head.post(address, {"head": ""}).content.decode()
        assert head.post(address, {"head": "", "beyond_why": "防汛急需"}).status_code == 302
        assert "用完" in page(head, "budget") and "防汛急需" in page(head, "document", code)
