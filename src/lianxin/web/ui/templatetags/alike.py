"""比对雷同 from another room's page: a button for whoever may compare this text, nothing for anybody else."""

from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from lianxin.base.orgs.permissions import PERMISSIONS, Actor
from lianxin.base.prose import SOURCES

register = template.Library()


def may_compare(actor: Actor) -> bool:
    """Whether the room of shared passages opens to this actor."""
    return any(actor.has(PERMISSIONS[code]) for code in ("overlap.view", "overlap.answer"))


def compare_url(actor: Actor, ref: str, unit_path: str, person_id: int | None = None) -> str:
    """The page of what a text shares with others: for its author, of a unit's text for the unit; else empty."""
    kind, _colon, code = ref.partition(":")
    if kind not in SOURCES or not may_compare(actor):
        return ""
    is_own = actor.person_id == person_id if SOURCES[kind].is_personal else unit_path in actor.own_paths
    return reverse("overlaps:text", args=[kind, code]) if is_own else ""


@register.simple_tag(takes_context=True)
def compare_text(context: Any, ref: str, unit_path: str, person_id: int | None = None) -> str:
    """比对雷同 of a record's text."""
    url = compare_url(context["request"].actor, ref, unit_path, person_id)
    return format_html('<a class="button small" href="{}">{}</a>', url, _("比对雷同")) if url else ""


@register.inclusion_tag("ui/compare_pasted.html", takes_context=True)
def compare_pasted(context: Any, text: str) -> dict[str, Any]:
    """比对雷同 of a text that is no record: it is sent along and kept nowhere."""
    may = may_compare(context["request"].actor) and bool(text.strip())
    return {"text": text if may else "", "csrf_token": context.get("csrf_token")}
