"""四扇门和看公开: light, without an account, large in 长者 mode, and never a page that nobody can reach."""

import os
import re

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from lianxin.base.orgs.models import Unit
from lianxin.web.public import urls
from lianxin.web.ui import qr
from tests.conftest import NOON

FIRST_LOAD = 100_000


@pytest.fixture(autouse=True)
def at_noon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOON)


def page(name: str, client: Client | None = None, **kwargs: object) -> str:
    response = (client or Client()).get(reverse(f"public:{name}", kwargs=kwargs or None))
    assert response.status_code == 200
    return response.content.decode()


def a_whole_county(town) -> None:
    """25 townships and 517 villages, as many as the demo county has."""
    Unit.objects.bulk_create(
        [
            Unit(
                name=f"第{n}镇某某村委会",
                kind="village",
                parent=town.qingshui,
                path=f"{town.qingshui.path}{n + 99:04x}",
            )
            for n in range(517)
        ]
        + [
            Unit(name=f"第{n}乡镇人民政府", kind="township", parent=town.county, path=f"{town.county.path}{n + 99:04x}")
            for n in range(25)
        ]
    )


class TestThePublicPages:
    def test_open_four_doors_to_whoever_comes(self, town) -> None:
        home = page("home")

        for door in ("我要反映", "查进度", "评一评", "看公开"):
            assert door in home
        assert Client().get("/")["Location"] == reverse("public:home")

    @pytest.mark.parametrize(
        "name", ["home", "submit", "receipt", "follow", "rate", "open", "privacy", "accessibility"]
    )
    @pytest.mark.mechanism("F126")
    def test_are_light_even_in_a_whole_county(self, town, name: str) -> None:
        a_whole_county(town)
        text = page(name)
        linked = re.findall(r'(?:href|src)="/static/([^"]+)"', text)

        assert len(linked) >= 5
        weight = len(text.encode()) + sum(os.path.getsize(finders.find(one)) for one in linked)
        assert weight <= FIRST_LOAD

    @pytest.mark.parametrize("name", ["home", "submit", "follow", "rate", "open", "privacy", "accessibility"])
    def test_need_no_script(self, town, name: str) -> None:
        """What a script would do is hidden until it runs; forms and links do the work."""
        text = page(name)

        assert re.findall(r"<script\b[^>]*>", text) == ['<script src="/static/page.js" defer>']
        assert 'href="javascript' not in text and " onclick=" not in text

    @pytest.mark.parametrize(
        "name", ["home", "submit", "follow", "rate", "open", "privacy", "accessibility", "receipt"]
    )
    @pytest.mark.mechanism("F134")
    def test_are_large_in_the_elders_mode_and_always_show_a_telephone(self, town, name: str) -> None:
        Unit.objects.filter(pk=town.county.pk).update(phone="0000-0000001")
        elder = Client()
        elder.post(reverse("ui:elder"), {"elder": "1", "next": reverse("public:home")})

        text = page(name, elder)
        assert 'class="elder"' in text and "0000-0000001" in text

    def test_say_what_happens_to_particulars(self, town) -> None:
        text = page("privacy")

        assert "第十七条" in text
        for said in ("谁在处理", "处理什么，为了什么", "谁能看到", "保存多久", "您的权利"):
            assert said in text

    @pytest.mark.parametrize("name", ["submit", "home"])
    def test_warn_that_nothing_secret_belongs_here(self, town, name: str) -> None:
        assert "本系统为非涉密系统，请勿填写国家秘密" in page(name)

    @pytest.mark.thorough
    def test_lead_to_every_one_of_themselves(self, town) -> None:
        """Followed from the home page, by links alone; some come after a form, some hold what is not there yet."""
        seen, queue = set(), [reverse("public:home")]
        while queue:
            path = queue.pop()
            if path in seen or not path.startswith("/public/"):
                continue
            seen.add(path)
            queue += re.findall(r'href="(/[^"#?]*)', Client().get(path).content.decode())
        after_a_form = ("receipt", "consent", "disturbed", "attach", "sms", "card_complain", "proof")
        plain = [one.name for one in urls.urlpatterns if not one.pattern.converters and one.name not in after_a_form]
        expected = {reverse(f"public:{name}") for name in plain}

        assert expected <= seen and reverse("public:township", args=[town.qingshui.pk]) in seen


class TestWhatIsOpen:
    @pytest.mark.mechanism("M023", "F134")
    def test_names_whom_to_ring_and_where_else_to_turn(self, town) -> None:
        Unit.objects.filter(pk=town.qingshui.pk).update(phone="0000-0000002")

        text = page("open")

        assert "清水镇" in text and "0000-0000002" in text
        assert "12345" in text and "12388" in text

    def test_names_the_stations_of_a_township(self, town) -> None:
        text = page("township", pk=town.qingshui.pk)

        assert "石桥村" in text and "柳湾村" in text and "沙河村" not in text

    @pytest.mark.parametrize("which", ["shiqiao", "building", "county", None])
    def test_has_no_page_for_what_is_no_township(self, town, which: str | None) -> None:
        pk = getattr(town, which).pk if which else 999_999

        assert Client().get(reverse("public:township", args=[pk])).status_code == 404

    def test_tells_nothing_of_persons(self, town) -> None:
        for text in (page("open"), page("township", pk=town.qingshui.pk), page("home")):
            assert not [person.name for person in town.people.values() if person.name in text]


class TestThePicture:
    @pytest.mark.parametrize("text", ["http://127.0.0.1:8000/public/follow/?code=ABCD1234", "短", "x" * 300])
    def test_draws_exactly_the_modules_of_the_code(self, text: str) -> None:
        import segno

        picture = qr.picture(text)
        drawn = set()
        for x, y, width in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\d+z", picture.path):
            drawn |= {(int(x) + n - qr.BORDER, int(y) - qr.BORDER) for n in range(int(width))}
        wanted = {
            (x, y)
            for y, row in enumerate(segno.make(text, error="m", micro=False).matrix)
            for x, dark in enumerate(row)
            if dark
        }

        assert drawn == wanted and picture.side > 20
