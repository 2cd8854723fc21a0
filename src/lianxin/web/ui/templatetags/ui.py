"""构件: the parts that pages are made of. `/ui/components/` shows them all; nothing here reads the database."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any
from uuid import uuid4

from django import template
from django.forms import BoundField
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.roles import ROLES
from lianxin.pure.charts import Drawing
from lianxin.web.ui.drawings import has_font, svg
from lianxin.web.ui.icons import ICONS
from lianxin.web.ui.periods import period_words
from lianxin.web.ui.starting import start_url, worded

register = template.Library()
register.filter("period_words", period_words)
FOLDER = "ui/components/"


@register.simple_tag
def icon(name: str) -> SafeString:
    """图标: a line picture; decorative, the word stands beside it."""
    return format_html(
        '<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d="{}"/></svg>', ICONS[name]
    )


@register.simple_tag
def drawing(of: Drawing) -> SafeString:
    """图: a chart whose figures open."""
    return svg(of)


@register.simple_tag
def picture_note() -> str:
    """为什么是 SVG: where no font for Chinese is installed, in words; else nothing."""
    if has_font():
        return ""
    return _("这台服务器没有装中文字体，图片以 SVG 给出，浏览器和 WPS 都能打开。")


@register.simple_tag
def as_pdf(url: str) -> str:
    """The address of a docx as PDF: the same page prints it."""
    return f"{url}{'&' if '?' in url else '?'}as=pdf"


@register.simple_tag
def pdf_button(url: str) -> SafeString:
    """PDF beside a docx: a button of the same look, smaller; the page behind it says where there is no LibreOffice."""
    return format_html('<a class="button small" href="{}">PDF</a>', as_pdf(url))


@register.simple_tag(takes_context=True)
def start_document(context: Any, kind: str, ref: str, unit: Unit) -> SafeString:
    """起草某种公文 of this record: a button for who may write it at its unit, else nothing."""
    url = start_url(context["request"].actor, kind, ref, unit)
    if not url:
        return format_html("{}", "")
    return format_html('<a class="button small" href="{}">{}</a>', url, worded(kind))


@register.inclusion_tag(FOLDER + "title.html")
def page_title(title: object, purpose: object = "") -> dict[str, object]:
    """页名 with one line that says what the page is for."""
    return {"title": title, "purpose": purpose}


@register.simple_tag
def badge(word: object, tone: str = "") -> SafeString:
    """状态: the word first, the colour second. Tones: todo, doing, done, late, quiet. A tag, not an include: lists hold many."""
    return _badge(str(word), tone)


@lru_cache(maxsize=256)
def _badge(word: str, tone: str) -> SafeString:
    return format_html('<span class="badge {}">{}</span>', tone, word)


@register.simple_tag
def chip(text: object, tone: str = "", provisional: bool = False) -> SafeString:
    """时限: 还有 2 个工作日, 超期 3 日; dashed with the word 暂定 where the date is provisional."""
    return _chip(str(text), tone, _("暂定") if provisional else "")


@lru_cache(maxsize=1024)
def _chip(text: str, tone: str, note: str) -> SafeString:
    if note:
        return format_html('<span class="chip {} provisional">{} <small>{}</small></span>', tone, text, note)
    return format_html('<span class="chip {}">{}</span>', tone, text)


@register.inclusion_tag(FOLDER + "figure.html")
def figure(
    number: object, *, label: object, unit: object = "", change: object = "", basis_url: str = "", opens: str = "",
    frozen_on: object = None, live: object = None, note: object = "",
) -> dict[str, object]:  # fmt: skip
    """数字: number, unit, label, change, 口径, and the page of records that it opens."""
    return {
        "number": number, "label": label, "unit": unit, "change": change, "basis_url": basis_url, "opens": opens,
        "frozen_on": frozen_on, "live": live, "note": note,
    }  # fmt: skip


@register.inclusion_tag(FOLDER + "timeline.html")
def timeline(events: Iterable[Any]) -> dict[str, object]:
    """经过: events with .at .sentence .who and, if any, .text (a reply) and .note."""
    return {"events": events}


@register.inclusion_tag(FOLDER + "field.html")
def field(bound: BoundField, wide: bool = True) -> dict[str, object]:
    """填写项: label, help, what was typed, and the sentence that says what to mend."""
    kind = getattr(bound.field.widget, "input_type", "")
    is_tick = kind == "checkbox" and not bound.use_fieldset  # one tick; several stand as a group of choices
    return {"field": bound, "wide": wide, "is_tick": is_tick, "is_choice": kind == "radio"}


@register.inclusion_tag(FOLDER + "errors.html")
def error_summary(form: Any) -> dict[str, object]:
    """需要改的地方: at the top of a form, each a link to its field."""
    return {"form": form}


@register.inclusion_tag(FOLDER + "tabs.html")
def tabs(items: Iterable[Any], label: object = "") -> dict[str, object]:
    """标签: items with .word .url .count (None = not counted) .is_current."""
    return {"items": items, "label": label}


@register.inclusion_tag(FOLDER + "pager.html")
def pager(page: Any) -> dict[str, object]:
    """翻页: by key; page with .newer_url .older_url .rows."""
    return {"page": page}


@register.inclusion_tag(FOLDER + "empty.html")
def empty(title: object, text: object = "") -> dict[str, object]:
    """空页: says that there is nothing, and what would bring something."""
    return {"title": title, "text": text}


@register.simple_tag
def entry_key() -> str:
    """A key for one filling-in of a form: a double submit with it creates one record."""
    return uuid4().hex


@register.filter
def role_label(code: str) -> object:
    """职务 in words."""
    return ROLES[code].label if code in ROLES else code
