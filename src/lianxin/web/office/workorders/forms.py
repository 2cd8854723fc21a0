"""外来工单的填写. Forms read and check what was typed; they never save."""

from collections.abc import Mapping
from datetime import date, time
from typing import Any, cast

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from lianxin.base.orgs.permissions import Actor
from lianxin.pure.workslips import GUESS, LIKELY
from lianxin.web.office.concerns.forms import RegisterForm
from lianxin.web.ui.fields import DateField, long_text
from lianxin.web.ui.text_or_file import TextOrFile
from lianxin.work.concerns.terms import Channel
from lianxin.work.levels.commands import Letter
from lianxin.work.levels.terms import Route, Wanted
from lianxin.work.workorders.commands import Paper

ENDINGS = ".docx,.xlsx,.xls,.ods,.csv,.txt,.html,.htm"
CHANNELS = (Channel.HOTLINE, Channel.LETTER_OR_VISIT, Channel.LETTER, Channel.CALL_IN, Channel.TELEPHONE,
            Channel.ONLINE_COMMENT, Channel.FROM_ABOVE, Channel.ASSIGNED_ABOVE)  # fmt: skip
LONG = ("text", "instructions")  # stand whole in their boxes
SURES = {LIKELY: _("像是，请核对"), GUESS: _("从文字里猜的，请核对")}


class ReceiveForm(TextOrFile):
    """收工单: pasted or uploaded."""

    sentences = {
        "paste": _("把聊天里发来的工单整段粘贴到这里，一次可以粘贴几件。"),
        "too_long": _("粘贴的文字过长，请分几次，或改为上传文件。"),
        "upload": _("Word、Excel（xlsx、xls）、csv 或文本，不超过 5 MB。一个文件里可以有几件、几百行。"),
        "too_big": _("文件超过 5 MB，不能上传。请只保留工单。"),
        "nothing": _("请粘贴工单的文字，或者选一个文件。"),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].widget.attrs["accept"] = ENDINGS


class HourField(forms.Field):
    """几点: 17:00, 17时, 下午5点; may be empty."""

    def to_python(self, value: Any) -> time | None:
        words = str(value or "").strip().replace("：", ":")
        if not words:
            return None
        hour, _mark, minute = words.replace("时", ":").replace("点", ":").rstrip("分").partition(":")
        late = "下午" in hour
        hour = hour.removeprefix("下午").removeprefix("上午")
        if not hour.isdecimal() or (minute and not minute.isdecimal()) or len(hour + minute) > 4:
            raise forms.ValidationError(gettext("看不懂几点，请写成 17:00。"))
        number = int(hour) + (12 if late and int(hour) < 12 else 0)
        if number > 23 or int(minute or 0) > 59:
            raise forms.ValidationError(gettext("没有这个钟点，请写成 17:00。"))
        return time(number, int(minute or 0))

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(data)


class SlipForm(RegisterForm):
    """核对工单: what was read, each with where it stood; then as a registration."""

    LETTER = ("body", "number", "route", "wanted", "dated_on", "return_by", "hour")
    CONCERN = ("text", "kind", "subjects", "no_subject", "unit", "place", "name", "phone", "is_secret")
    FOLDED = ("channel", "title", "address", "minor", "topic_words", "unit_words", "instructions")
    #: form field → field of the paper
    FROM = {"body": "source", "number": "number", "dated_on": "sent_at", "return_by": "due", "text": "text", "kind": "kind",
            "unit": "unit", "place": "place", "name": "name", "phone": "phone", "title": "title", "address": "address",
            "is_secret": "confidential", "topic_words": "topic", "unit_words": "unit", "instructions": "instructions"}  # fmt: skip

    body = forms.CharField(label=_("来件机关"), max_length=60)
    number = forms.CharField(label=_("外部编号"), max_length=60)
    route = forms.ChoiceField(label=_("来件方式"), choices=Route.choices, widget=forms.RadioSelect)
    wanted = forms.ChoiceField(label=_("要求反馈"), choices=Wanted.choices, widget=forms.RadioSelect)
    dated_on = DateField(label=_("派单日期"), required=False)
    return_by = DateField(label=_("对方要求哪天前回复"), lean="future", required=False)
    hour = HourField(label=_("几点前"), required=False, widget=forms.TextInput(attrs={"maxlength": "20"}))
    is_secret = forms.BooleanField(label=_("要求保密"), required=False)
    topic_words = forms.CharField(label=_("对方主题词"), max_length=120, required=False)
    unit_words = forms.CharField(label=_("对方指定的单位"), max_length=60, required=False)
    instructions = long_text(_("办理要求"), rows=3, most=4000, required=False)

    def __init__(self, *args: Any, by: Actor, today: date, found: Mapping[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, by=by, today=today, **kwargs)
        fields = cast(Any, self.fields)
        for name in ("external_number", "occurred_on", "category", "people_count", "entry_key"):
            del fields[name]
        for name in ("dated_on", "return_by"):
            fields[name].today = today
        fields["channel"].choices = [(one.value, one.label) for one in CHANNELS]
        self.found = found
        for name, code in self.FROM.items():
            if told := self._told(code) or (self._told("received_at") if name == "dated_on" else ""):
                fields[name].help_text = told

    def _told(self, code: str) -> str:
        """Where a value stood, as written, and how sure."""
        one = self.found.get("values", {}).get(code)
        if not one:
            return ""
        words = one["words"] if len(one["words"]) <= 40 and code not in LONG else ""
        told = gettext("来件%(where)s") % {"where": one["where"]} + (
            gettext("“%(words)s”") % {"words": words} if words else ""
        )
        return told + (gettext("（%(sure)s）") % {"sure": SURES[one["sure"]]} if one["sure"] in SURES else "")

    def letter_fields(self) -> list[forms.BoundField]:
        """What the sender says."""
        return [self[name] for name in self.LETTER]

    def concern_fields(self) -> list[forms.BoundField]:
        """The concern."""
        return [self[name] for name in self.CONCERN]

    def folded_fields(self) -> list[forms.BoundField]:
        """What is folded under 更多."""
        return [self[name] for name in self.FOLDED]

    def as_command(self) -> dict[str, Any]:
        """The typed values as `commands.enter` takes them."""
        from lianxin.work.workorders.queries import moment

        typed = dict(self.cleaned_data)
        self.cleaned_data = {**typed, "people_count": 1, "category": ""}
        for name in (*self.LETTER, "is_secret", "topic_words", "unit_words", "instructions"):
            self.cleaned_data.pop(name)
        asked = super().as_command()
        self.cleaned_data = typed
        values = self.found.get("values", {})
        on, hour = typed["return_by"], typed["hour"]
        paper = Paper(
            received_words=_words(values, "received_at", 60), due_words=_words(values, "due", 120),
            kind_words=_words(values, "kind", 60), due_at=moment(on, hour) if on else None,
            topic_words=typed["topic_words"], unit_words=typed["unit_words"], instructions=typed["instructions"],
            others=self.found.get("others", {}),
        )  # fmt: skip
        letter = Letter(
            body=typed["body"], number=typed["number"], route=typed["route"], wanted=typed["wanted"], return_by=on,
            dated_on=typed["dated_on"], channel=asked.pop("channel"),
        )  # fmt: skip
        secret = {"is_confidential": True} if typed["is_secret"] else {}
        return {**asked, **secret, "letter": letter, "paper": paper}


def _words(values: Mapping[str, Any], code: str, most: int) -> str:
    return str(values.get(code, {}).get("words", ""))[:most]


class AsideForm(forms.Form):
    """放在一边."""

    reason = forms.CharField(label=_("为什么放在一边"), max_length=200, help_text=_("如 不是本县的事、已电话退回。"))


class AllForm(forms.Form):
    """几件一起登记: who sent them, where the file does not say."""

    body = forms.CharField(
        label=_("来件机关"), max_length=60, required=False, help_text=_("文件里没有写的按这个，如 市12345热线。")
    )


class AnswerForm(forms.Form):
    """定稿回单."""

    findings = long_text(
        _("办理情况"), _("写给对方看：怎么查的、怎么办的、结果怎样。不写诉求人的电话和证件号码。"), rows=8, most=4000
    )
    contact = forms.CharField(label=_("联系人"), max_length=60, help_text=_("写职务，不写个人姓名，如 县群工办值班。"))
    contact_phone = forms.CharField(label=_("办公电话"), max_length=40, required=False)
