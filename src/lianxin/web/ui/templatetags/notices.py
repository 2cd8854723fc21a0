"""隐私告知在填写处: the short line of a channel's notice with the way to all of it. Reads one row."""

from typing import Any

from django import template

from lianxin.base.notices import queries

register = template.Library()


@register.inclusion_tag("ui/components/notice_line.html")
def notice_line(channel: str, kept: bool = False, printed: bool = False) -> dict[str, Any]:
    """一句话告知. `kept`: the form carries the version along; `printed`: on paper there is no link, but its address."""
    return {"notice": queries.standing(channel), "kept": kept, "printed": printed}
