"""查进度与评一评: the receipt opens its own concern; the same answer to whoever has it not; only this word counts."""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from lianxin.base.journal.events import KINDS
from lianxin.web.public import story
from lianxin.work.concerns import commands, secrets
from lianxin.work.concerns.models import Concern, Rating
from lianxin.work.concerns.terms import RatedBy, Status
from tests.conftest import NOON
from tests.work.conftest import ASKER, at_state, registered

SOON = NOON + timedelta(minutes=30)
WORDS = {"screen": "3", "rating": "dissatisfied", "solved": "0", "contacted": "1", "comment": "灯又灭了"}


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: SOON)
    cache.clear()


@pytest.fixture
def receipt(town):
    return registered(town)


def ask(door: str, receipt, client: Client | None = None, **changes: str):
    held = {"code": receipt.concern.code, "secret": receipt.secret}
    return (client or Client()).post(reverse(f"public:{door}"), {**held, **changes})


def text_of(response) -> str:
    return response.content.decode()


def wrong_for(receipt) -> str:
    return next(s for s in iter(secrets.new_secret, "") if s != receipt.secret)


def neutral(page: str) -> str:
    """Without the CSRF tokens and what was typed."""
    page = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page)
    return re.sub(r'name="(code|secret)" value="[^"]*"', "", page)


class TestFollowing:
    @pytest.mark.mechanism("M034")
    def test_tells_the_story_in_the_residents_words(self, town, receipt) -> None:
        at_state(town, Status.REPLIED, receipt.concern)

        page = text_of(ask("follow", receipt))

        for words in (
            "收到您反映的问题",
            "已交办县住建局，2026年11月17日前答复您",
            "县住建局已签收",
            "县住建局答复您",
            "已换新灯。",
        ):
            assert words in page
        assert "张建" not in page, "units and posts answer, not names"

    @pytest.mark.mechanism("M016", "M017")
    def test_shows_the_promise_and_how_it_was_counted(self, town) -> None:
        page = text_of(ask("follow", registered(town, channel="reception_day")))

        assert "2026年11月12日前答复您" in page and "还有 7 个工作日" in page and "7个工作日" in page

    def test_tells_an_extension_with_its_reason(self, town, receipt) -> None:
        concern = at_state(town, Status.IN_HAND, receipt.concern)
        commands.extend(concern=concern, by_amount=5, reason="等配件到货", by=town.leader, at=NOON)

        assert "经批准延期到2026年11月24日，理由：等配件到货" in text_of(ask("follow", receipt))

    def test_tells_that_it_was_sent_back_and_that_the_date_stands(self, town, receipt) -> None:
        at_state(town, Status.RETURNED, receipt.concern)

        page = text_of(ask("follow", receipt))
        assert "退回重新分办，答复您的日期不变" in page
        assert "属村级自管路灯" not in page, "what units write to each other stays between them"

    def test_tells_who_opened_his_particulars(self, town, receipt) -> None:
        assert "没有人查看过" in text_of(ask("follow", receipt))
        commands.reveal(concern=receipt.concern, purpose="contact", by=town.worker, at=NOON + timedelta(minutes=7))

        page = text_of(ask("follow", receipt))
        assert str(town.worker.post) in page and "11月3日 12:07" in page
        assert town.worker.name not in page

    def test_gives_one_answer_to_a_wrong_code_a_wrong_secret_and_a_locked_one(self, town, receipt) -> None:
        wrong = wrong_for(receipt)
        secret = neutral(text_of(ask("follow", receipt, secret=wrong)))
        code = neutral(text_of(ask("follow", receipt, code="ZZZZ2222")))
        Concern.objects.update(secret_tries=10)
        locked = neutral(text_of(ask("follow", receipt)))

        assert secret == code == locked
        assert "编号或密码不对" in secret and receipt.concern.title not in secret

    def test_locks_after_ten_wrong_secrets(self, town, receipt) -> None:
        for _try in range(10):
            ask("follow", receipt, secret=wrong_for(receipt))

        assert receipt.concern.title not in text_of(ask("follow", receipt))

    def test_counts_no_slip_of_the_finger(self, town, receipt) -> None:
        slip = receipt.secret[:-1] + str((int(receipt.secret[-1]) + 1) % 10)
        for _try in range(12):
            assert "逐位核对" in text_of(ask("follow", receipt, secret=slip))

        assert Concern.objects.get().secret_tries == 0

    def test_takes_the_code_from_the_picture_and_never_a_secret_from_an_address(self, town, receipt) -> None:
        address = f"{reverse('public:follow')}?code={receipt.concern.code}&secret={receipt.secret}"
        page = text_of(Client().get(address))

        assert receipt.concern.code in page
        assert receipt.concern.title not in page and receipt.secret not in page.replace("next", "").split("<main")[1]

    def test_tells_nothing_of_the_particulars_themselves(self, town, receipt) -> None:
        page = text_of(ask("follow", receipt))

        assert ASKER.phone not in page and ASKER.address not in page

    def test_stops_an_address_that_asks_too_often(self, town, receipt, monkeypatch) -> None:
        monkeypatch.setattr("lianxin.web.public.limits.PER_HOUR", {"follow": 2, "submit": 2})
        for _try in range(2):
            assert ask("follow", receipt).status_code == 200

        refused = ask("follow", receipt)
        assert refused.status_code == 429 and receipt.concern.title not in text_of(refused)

    def test_has_words_for_every_event_of_a_concern(self) -> None:
        events = {code for code in KINDS if code.startswith("concern.")}

        told = {code for code in story.TOLD if code.startswith("concern.")}
        assert events == told | set(story.OPENED) | story.ELSEWHERE | story.BETWEEN


class TestRating:
    @pytest.fixture
    def replied(self, town, receipt) -> Concern:
        return at_state(town, Status.REPLIED, receipt.concern)

    @pytest.mark.mechanism("M056")
    def test_takes_the_residents_word_by_his_secret(self, town, receipt, replied) -> None:
        page = text_of(ask("rate", receipt, **WORDS))

        concern = Concern.objects.get()
        assert (concern.rating, concern.rated_solved, concern.rated_contacted) == ("dissatisfied", False, True)
        assert concern.ratings.get().source == RatedBy.RESIDENT and concern.ratings.get().comment == "灯又灭了"
        assert "您的评价记下了" in page and "您的评价：不满意" in page

    def test_shows_the_questions_first_and_calls_nothing_wrong_yet(self, town, receipt, replied) -> None:
        page = text_of(ask("rate", receipt))

        assert 'name="rating"' in page and "请选一项" not in page
        assert not Rating.objects.exists()

    def test_says_which_question_is_open_and_keeps_the_answers(self, town, receipt, replied) -> None:
        page = text_of(ask("rate", receipt, **{**WORDS, "solved": ""}))

        assert "请选一项" in page and "灯又灭了</textarea>" in page
        assert not Rating.objects.exists()

    def test_asks_one_question_per_screen_in_the_elders_mode(self, town, receipt, replied) -> None:
        elder = Client()
        elder.cookies["lx_elder"] = "1"
        page = text_of(ask("rate", receipt, elder))
        assert "第 1 问" in page
        for answer in ({"rating": "satisfied"}, {"solved": "1"}, {"contacted": "0"}, {"comment": ""}):
            carried = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))
            page = text_of(elder.post(reverse("public:rate"), {**carried, **answer}))

        concern = Concern.objects.get()
        assert (concern.rating, concern.rated_solved, concern.rated_contacted) == ("satisfied", True, False)

    @pytest.mark.parametrize("held", [{"secret": "wrong"}, {"code": "ZZZZ2222"}, {"secret": ""}, {"code": ""}])
    def test_is_not_taken_from_anybody_else(self, town, receipt, replied, held: dict) -> None:
        held = {key: wrong_for(receipt) if value == "wrong" else value for key, value in held.items()}

        page = text_of(ask("rate", receipt, **{**WORDS, **held}))

        assert not Rating.objects.exists() and receipt.concern.title not in page

    def test_is_not_taken_from_a_clerk_who_is_logged_in(self, town, receipt, replied) -> None:
        clerk = Client()
        clerk.force_login(town.people["clerk"])

        ask("rate", receipt, clerk, **{**WORDS, "secret": wrong_for(receipt), "rating": "satisfied"})

        assert not Rating.objects.exists()

    def test_waits_until_there_is_an_answer(self, town, receipt) -> None:
        page = text_of(ask("rate", receipt, **WORDS))

        assert "收到您反映的问题" in page and not Rating.objects.exists()

    def test_may_be_given_again_after_another_round(self, town, receipt, replied) -> None:
        ask("rate", receipt, **WORDS)
        concern = commands.reopen(concern=replied, reason="群众不满意", by=town.clerk, at=SOON)
        concern = commands.acknowledge(concern=concern, by=town.builder, at=SOON)
        commands.reply(concern=concern, text="换了线路。", by=town.builder, at=SOON)

        page = text_of(ask("rate", receipt, **{**WORDS, "rating": "satisfied", "solved": "1"}))

        assert Concern.objects.get().confirmed_on is not None
        assert "重新办理（第 2 轮）" in page
