"""公开前的检查: what is marked in a text, and what forbids it to become public. Reads alone; the commands ask here."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from lianxin.base.orgs.models import Person
from lianxin.pure import redaction
from lianxin.pure.redaction import Mark
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.terms import Channel, Kind
from lianxin.work.publishing.models import Consent, PublishRule
from lianxin.work.publishing.terms import ANSWERED, NEVER, STRICT, Basis, RuleOf

FIELDS = ("title", "asked", "answered")
MARKED: dict[str, str | Promise] = {
    redaction.IDENTITY: gettext_lazy("身份证号"), redaction.MOBILE: gettext_lazy("手机号"),
    redaction.TELEPHONE: gettext_lazy("电话"), redaction.CARD: gettext_lazy("银行卡号"),
    redaction.PLATE: gettext_lazy("车牌号"), redaction.NAME: gettext_lazy("姓名"),
    redaction.ADDRESS: gettext_lazy("住址"), redaction.CONTACT: gettext_lazy("联系方式"),
    redaction.NUMBER: gettext_lazy("号码"),
}  # fmt: skip
_GREETING = "(您好|你好|同志|领导|向(您|你)|反映(一件|个)|我(想|要)反映|想(问|请))"


@dataclass(frozen=True)
class Checked:
    """核对过的一段: its field, the text, what is marked in it."""

    field: str
    text: str
    marks: list[Mark]

    @property
    def pieces(self) -> list[tuple[str, str, str]]:
        """The text cut at its marks: (words, kind, the kind's word)."""
        cut = redaction.pieces(self.text, self.marks)
        return [(words, kind, str(MARKED.get(kind, ""))) for words, kind in cut]


def roll(concern: Concern) -> list[str]:
    """名册: everybody who works in the system, and the requester."""
    return [*Person.objects.order_by().values_list("name", flat=True), *_asker(concern)]


def _asker(concern: Concern) -> list[str]:
    found = getattr(concern, "requester", None)
    return [found.name] if found and len(found.name.strip()) > 1 else []


def check(concern: Concern, texts: Sequence[str]) -> list[Checked]:
    """What looks like personal data in title, question and answer, by kind and position (security.md T15)."""
    names = roll(concern)
    return [
        Checked(field, text, redaction.find(text, names)) for field, text in zip(FIELDS, texts, strict=True)
    ]  # fmt: skip


def is_strict(concern: Concern) -> bool:
    """Complaints and whatever is confidential: nothing may be marked, no unit and no place is named."""
    return concern.is_confidential or concern.kind in STRICT


def consent_of(concern: Concern) -> bool | None:
    """群众的意愿: his latest word; before that what he ticked; None where nobody asked him."""
    word = Consent.objects.filter(pk=concern.pk).first()
    if word is not None:
        return word.agrees
    if concern.may_publish:
        return True
    return False if concern.channel in (Channel.WEB, Channel.PROGRAM) else None  # he was asked, and did not tick it


def is_open(concern: Concern) -> bool:
    """Whether the office publishes this kind and this channel at all (off until set)."""
    rules = PublishRule.objects.filter(is_open=True)
    found = set(rules.values_list("of", "code"))
    return {(RuleOf.KIND, concern.kind), (RuleOf.CHANNEL, concern.channel)} <= found


def hindrance(concern: Concern) -> str:
    """Why it may not be published, as a sentence; empty where nothing stands against it."""
    if concern.kind in NEVER:
        return _("举报材料一律不公开。")
    if concern.minor:
        return _("涉及未成年人的，不公开。")
    if concern.status not in ANSWERED:
        return _("答复以后才能公开。")
    if not is_open(concern):
        return _("这一性质或渠道的诉求没有设为可以公开，请先在公开设置里打开。")
    if consent_of(concern) is False:
        return _("群众不同意公开，不能公开。")
    return ""


def demand(
    concern: Concern, texts: Sequence[str], *, basis: str, is_checked: bool, names_no_subject: bool
) -> list[Checked]:
    """Raise Unfit with the first thing that forbids these texts; the same for whoever prepares and whoever confirms."""
    if sentence := hindrance(concern):
        raise Unfit(sentence)
    if basis == Basis.CONSENT and consent_of(concern) is not True:
        raise Unfit(_("群众没有表示同意，只能按“已去除个人信息”公开。"), "basis")
    checked = check(concern, texts)
    for part in checked:
        if not part.text.strip():
            raise Unfit(_("标题、反映的内容和答复的内容都要写。"), part.field)
        _demand_bare(concern, part)
    _demand_no_subject(concern, checked, names_no_subject)
    count = sum(len(part.marks) for part in checked)
    if count and not is_checked:
        sentence = _("标出了 %(count)s 处可能的个人信息，请逐处修改；确实可以公开的，核对后勾选。")
        raise Unfit(sentence % {"count": count}, "is_checked")
    return checked


def _demand_bare(concern: Concern, part: Checked) -> None:
    asker = {redaction.find(name, [name])[0].text for name in _asker(concern)}
    for mark in part.marks:
        plain = "".join(mark.text.split())
        if mark.kind in redaction.BARRED or plain in asker:
            word = _("诉求人姓名") if plain in asker else MARKED[mark.kind]
            raise Unfit(_("文中有%(what)s，不能公开，请删去。") % {"what": word}, part.field)
    if part.marks and is_strict(concern):
        raise Unfit(_("投诉、批评和保密件只能在完全去除个人信息后公开，请删去标出的内容。"), part.field)


def _demand_no_subject(concern: Concern, checked: Sequence[Checked], names_no_subject: bool) -> None:
    """A published complaint tells its subject that there is one: it must not tell which (条例 §30)."""
    subjects = list(concern.subjects.select_related("unit", "person"))
    if not subjects and not is_strict(concern):
        return
    names = [(one.unit or one.person).name for one in subjects]  # type: ignore[union-attr]
    for part in checked:
        named = next((name for name in names if name in part.text), "")
        if named:
            raise Unfit(_("文中提到被反映的“%(name)s”，不能公开，请删去。") % {"name": named}, part.field)
    if not names_no_subject:
        raise Unfit(_("请确认文中没有写出、也看不出反映的是哪个单位、哪个人。"), "names_no_subject")


def proposed(concern: Concern, title: str, text: str) -> dict[str, str]:
    """拟稿的底稿: title, question and last answer, with everything that is marked taken out."""
    reply = concern.replies.order_by("at", "pk").last()
    adoption = getattr(concern, "adoption", None)
    answered = reply.text if reply else ""
    if adoption is not None:
        with override(settings.LANGUAGE_CODE):  # what is published is in one language
            words = f"采纳情况：{adoption.get_decision_display()}。{adoption.reason}"
        answered = f"{answered}\n{words}".strip()
    names = [*roll(concern), *_subject_names(concern)]
    return {
        field: redaction.blanked(words, redaction.find(words, names))
        for field, words in zip(FIELDS, (_short(title, text), text, answered), strict=True)
    }


def _short(title: str, text: str) -> str:
    """A title that ends in the middle is told anew: the first clause of the text that says something."""
    if not title.endswith("…"):
        return title
    clauses = [one.strip() for one in re.split("[，。：；！？,:;!?\n]", text)]
    telling = [one for one in clauses if len(one) > 5 and not re.match(_GREETING, one)]
    return next((one[:30] for one in telling), title)


def _subject_names(concern: Concern) -> list[str]:
    return [one.person.name for one in concern.subjects.select_related("person") if one.person]


#: kinds that may be set open at all
KINDS = [kind for kind in Kind if kind not in NEVER]
