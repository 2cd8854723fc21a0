"""本单位的公文模板: looked at when it is uploaded, tried on a real document, used for those of its unit, withdrawn."""

import io
import re
import zipfile

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from lianxin.base.journal.models import Entry
from lianxin.pure.paper import own, plain_text, read_bound
from lianxin.pure.paper.own_sample import EXPLAINED, sample_template
from lianxin.reports.documents.models import Document, DocumentTemplate
from tests.reports.word import with_figure, with_words
from tests.work.conftest import registered


def written(*lines: str) -> bytes:
    """An office's own template, made in Word."""
    made, box = docx.Document(), io.BytesIO()
    for line in lines:
        made.add_paragraph(line)
    made.save(box)
    return box.getvalue()


def upload(client: Client, data: bytes, **more: str):
    sent = {"name": "本镇红头", "kind": "summary_month", "file": SimpleUploadedFile("红头.docx", data), **more}
    return client.post(reverse("documents:template_new"), sent)


def page(client: Client, name: str, *args: object, **query: object) -> str:
    answer = client.get(reverse(f"documents:{name}", args=args, query=query or None))
    assert answer.status_code == 200, answer
    return answer.content.decode()


def month(client: Client) -> Document:
    client.post(reverse("documents:new"), {"kind": "summary_month", "unit": "清水镇", "period": "2026-11"})
    return Document.objects.get()


class TestUploading:
    @pytest.mark.thorough
    def test_names_what_must_be_mended_in_the_file_and_keeps_nothing(self, enter):
        client = enter("officer")
        for data, said in (
            (written("{{标题}}"), "没有 {{正文}}"),
            (written("{{标题}}", "{{正文}}", "{{密级}}"), "“密级”不是能填的栏目"),
            (written("{{标题}}", "如下：{{正文}}"), "要单独成段"),
            (written("没有栏目的文件"), "没有找到栏目"),
            (b"PK\x03\x04", "可能已损坏"),
        ):
            answer = upload(client, data)
            assert answer.status_code == 200 and said in answer.content.decode().replace("&quot;", '"')
        assert not DocumentTemplate.objects.exists()
        assert upload(enter("leader"), sample_template()).status_code == 403

    @pytest.mark.thorough
    def test_of_a_second_one_of_the_kind_retires_the_first(self, enter, town):
        client = enter("officer")
        assert upload(client, written("{{标题}}", "{{正文}}")).status_code == 302
        first = DocumentTemplate.objects.get()
        shown = page(client, "template", first.code)
        assert "月总结" in shown and "本单位还没有这一类公文" in shown and first.sha256[:16] in shown
        replaced = client.post(
            reverse("documents:template_deed", args=[first.code, "replace"]),
            {"file": SimpleUploadedFile("新.docx", sample_template())},
        )
        second = DocumentTemplate.objects.in_use().get()

        assert replaced.url == reverse("documents:template", args=[second.code])
        first.refresh_from_db()
        assert (first.retired_by, second.name, second.kind) == (
            town.people["officer"].name,
            "本镇红头",
            "summary_month",
        )
        listed = page(client, "templates")
        assert listed.count("在用") == 1 and listed.count("已停用") == 1 and "{{附件正文}}" in listed
        file = client.get(reverse("documents:template_file", args=[second.code]))
        assert file.content == sample_template()
        again = client.post(reverse("documents:template_deed", args=[first.code, "withdraw"]), follow=True)
        assert "这份模板已经停用" in again.content.decode()
        events = list(Entry.objects.filter(event__startswith="document_template.").values_list("event", flat=True))
        assert sorted(events) == ["document_template.set", "document_template.set", "document_template.withdrawn"]


class TestTheSample:
    def test_explains_every_field_and_can_be_uploaded_as_it_is(self, enter):
        data = enter("worker").get(reverse("documents:template_sample")).content
        words = plain_text(data)

        assert set(EXPLAINED) == {*own.FIELDS, *own.SAMPLES}
        assert all("{{" + name + "}}" in words for name in EXPLAINED)
        assert own.checked(data).faults == () and own.checked(data).notes == ()


class TestADocumentInOurTemplate:
    @pytest.mark.thorough
    @pytest.mark.mechanism("M303")
    def test_keeps_its_figures_bound_there_and_back_and_every_other_byte_of_the_template(self, enter, town):
        for _ in range(4):
            registered(town)
        client = enter("officer")
        document = month(client)
        template = written(
            "清水镇群众工作文件", "{{文号}}", "{{标题}}", "{{主送}}", "{{正文}}", "{{落款}}", "{{日期}}", "存档备查"
        )
        upload(client, template)
        code = DocumentTemplate.objects.get().code
        shown = page(client, "document", document.code)
        address = f"{reverse('documents:docx', args=[document.code])}?template={code}"
        assert address in shown and f"{address}&amp;as=pdf" in shown

        made = client.get(address).content

        plain = client.get(reverse("documents:docx", args=[document.code])).content
        assert [(one.text, one.binding) for one in read_bound(made)] == [
            (one.text, one.binding) for one in read_bound(plain)
        ] and all(one.agrees for one in read_bound(made))
        words = plain_text(made).split("\n")
        assert (words[0], words[-1]) == ("清水镇群众工作文件", "存档备查") and "{{" not in "".join(words)
        before, after = (zipfile.ZipFile(io.BytesIO(data)) for data in (template, made))
        assert set(before.namelist()) - set(after.namelist()) == {"docProps/thumbnail.jpeg"}
        changed = {
            name for name in after.namelist() if name in before.namelist() and before.read(name) != after.read(name)
        }
        # whose the template was does not leave, nor the small picture of it, nor in which sessions it was written
        properties = {"docProps/core.xml", "docProps/app.xml", "_rels/.rels", "word/settings.xml"}
        assert changed - properties == {"word/document.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"}
        assert b"python-docx" not in after.read("docProps/core.xml")

        tried = page(client, "template", code, document=document.code)
        assert "栏目都填上了" in tried
        assert client.get(reverse("documents:template_try", args=[code, document.code])).content == made

        # changed in Word and handed back: what is the template's is not taken for a text
        sent = {"file": SimpleUploadedFile("改.docx", with_figure(made, "4", "5"))}
        answer = client.post(reverse("documents:word", args=[document.code]), sent, follow=True).content.decode()
        assert "4改为5" in answer
        first, second = (document.versions.get(number=n) for n in (1, 2))
        assert "清水镇群众工作文件" not in second.text and "存档备查" not in second.text
        assert second.text.splitlines()[:3] == first.text.splitlines()[:3] and second.title == first.title
        # what somebody wrote around it himself is kept
        edited = with_words(with_words(made, "存档备查", "另附照片两张"), "清水镇群众工作文件", "这是第二稿")
        client.post(reverse("documents:word", args=[document.code]), {"file": SimpleUploadedFile("再改.docx", edited)})
        third = document.versions.get(number=3)
        assert "另附照片两张" in third.text and "这是第二稿" in third.text and third.title == first.title

    @pytest.mark.thorough
    def test_is_offered_for_its_own_unit_and_kind_and_to_nobody_else(self, enter, town):
        registered(town)
        upload(enter("stranger"), sample_template(), kind="", name="白沙镇红头")
        theirs = DocumentTemplate.objects.get()
        client = enter("officer")
        document = month(client)
        upload(client, sample_template(), kind="notice")
        notice = DocumentTemplate.objects.get(kind="notice")
        address = reverse("documents:docx", args=[document.code])

        for one in (notice, theirs):
            assert client.get(address, {"template": one.code}).status_code == 404
        assert client.get(reverse("documents:template", args=[theirs.code])).status_code == 404
        assert "白沙镇红头" not in page(client, "templates")
        assert "?template=" not in page(client, "document", document.code)
        assert client.get(reverse("documents:template_try", args=[notice.code, document.code])).status_code == 404

        upload(client, sample_template(), kind="")
        code = DocumentTemplate.objects.get(unit=town.qingshui, kind="").code
        assert client.get(address, {"template": code}).content.startswith(b"PK")
        client.post(reverse("documents:template_deed", args=[code, "withdraw"]))
        assert client.get(address, {"template": code}).status_code == 404
        assert re.search(r"由\S+停用", page(client, "template", code))
