"""遮盖, as a setting in versions: how much of a name, a telephone, an identity number stands in lists and tables.

What is given is the least; a county may hide more, never less. What is read once holds for one request: `within` is put
around it, so that a list of fifty rows asks once. Outside of one the strictest that was approved holds.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.protection.terms import MASK
from lianxin.base.versions import queries as versions
from lianxin.base.versions.kinds import Given, SettingKind, Value, setting_kind
from lianxin.base.versions.models import SettingVersion
from lianxin.pure import masking
from lianxin.pure.masking import Masks
from lianxin.pure.problems import Unfit

KIND = "mask"
NAMES = {"name": gettext_lazy("姓名"), "phone": gettext_lazy("电话"), "identity": gettext_lazy("身份证号码")}
#: of each the degrees, the given one first, every further one stricter
LEVELS: dict[str, tuple[Any, ...]] = {
    "name": (gettext_lazy("留姓，其余每字一个星号"), gettext_lazy("留姓，看不出几个字"), gettext_lazy("全部遮盖")),
    "phone": (
        gettext_lazy("手机留前三位和后四位"), gettext_lazy("只留后四位"), gettext_lazy("只留后两位"), gettext_lazy("全部遮盖")
    ),
    "identity": (gettext_lazy("留前三位和后四位"), gettext_lazy("只留后四位"), gettext_lazy("全部遮盖")),
}  # fmt: skip
SAMPLES = {"name": "欧阳小明", "phone": "13900000001", "identity": "990101190001010018"}


class _Scope:
    """One request: its day, and what was read for it."""

    def __init__(self, on: date) -> None:
        self.on, self.read = on, None


_scope: ContextVar[Any] = ContextVar("masks", default=None)


@contextmanager
def within(on: date) -> Iterator[None]:
    """One request or job: the masks are those of this day, read when they are first needed."""
    token = _scope.set(_Scope(on))
    try:
        yield
    finally:
        _scope.reset(token)


def held() -> Masks:
    """遮盖 as it holds now."""
    scope = _scope.get()
    if scope is None:
        rows = SettingVersion.objects.filter(kind=KIND).approved().values_list("key", "value")
        return _masks([(key, value) for key, value in rows])
    if scope.read is None:
        scope.read = _masks(list(versions.values(KIND, scope.on).items()))
    found: Masks = scope.read
    return found


def _masks(found: Iterable[tuple[str, Value]]) -> Masks:
    """The strictest of each."""
    levels = dict.fromkeys(NAMES, 0)
    for key, value in found:
        levels[key] = max(levels[key], int(value["level"]))
    return Masks(**levels)


def mask_name(name: str) -> str:
    """A name as lists show it."""
    return masking.mask_name(name, masks=held())


def mask_phone(number: str) -> str:
    """A telephone as lists show it."""
    return masking.mask_phone(number, held())


def mask_text(text: str, names: Iterable[str] = ()) -> str:
    """A text with its numbers and the given names as lists show them."""
    return masking.mask_text(text, names, masks=held())


def keys() -> Mapping[str, str]:
    """What is masked."""
    return {key: str(name) for key, name in NAMES.items()}


def check(key: str, value: Value) -> dict[str, Any]:
    """The degree, if there is one. What is given is the least: there is none below it. Raises Unfit."""
    level = value.get("level")
    if key not in NAMES or type(level) is not int or not 0 <= level < len(LEVELS[key]):
        raise Unfit(_("没有这一档遮盖。只能比预置的遮得多，不能遮得少。"), "level")
    return {"key": key, "level": level}


def sample(key: str, level: int) -> str:
    """How an invented one reads."""
    if key == "name":
        return masking.mask_name(SAMPLES[key], masks=Masks(name=level))
    return (
        masking.mask_phone(SAMPLES[key], Masks(phone=level))
        if key == "phone"
        else masking.mask_identity(SAMPLES[key], Masks(identity=level))
    )


def words(value: Value) -> Sequence[tuple[str | Promise, str]]:
    """The degree, and how it reads."""
    key, level = str(value["key"]), int(value["level"])
    return [
        (gettext_lazy("遮盖到哪一档"), str(LEVELS[key][level])),
        (gettext_lazy("列表里的样子"), _("%(whole)s 显示为 %(masked)s") % {"whole": SAMPLES[key], "masked": sample(key, level)}),
    ]  # fmt: skip


setting_kind(
    SettingKind(
        KIND, gettext_lazy("遮盖多少"),
        gettext_lazy("列表和导出的表里，群众的姓名、电话、身份证号码遮盖多少。只能遮得更多；打开一件看一件照旧，要留记录。"),
        MASK, keys, lambda key: Given({"key": key, "level": 0}, _("随程序的遮盖，是最低的一档")), check, words,
    )
)  # fmt: skip
