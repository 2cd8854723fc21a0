"""手册: where its links lead and where its pictures lie."""

from typing import Any

from django import template
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language

register = template.Library()


@register.simple_tag
def leads(to: str) -> str:
    """The address of `page:concerns:list` (a page of the product) or `help:register` (another article).

    Raises NoReverseMatch or ValueError for what leads nowhere; a test opens every article.
    """
    kind, _colon, name = to.partition(":")
    if kind == "page":
        return reverse(name)
    if kind == "help":
        return reverse("help:article", args=[name])
    raise ValueError(to)


@register.simple_tag
def picture(name: str) -> str:
    """The address of a picture of the handbook, in the language of the reader."""
    return static(f"help/{'en' if (get_language() or '').startswith('en') else 'zh'}/{name}")


@register.simple_tag(takes_context=True)
def here(context: Any) -> str:
    """The part of the addresses of the page one is on, for which the handbook has something; "" where there is none."""
    match = context["request"].resolver_match
    return "" if match is None else match.namespace or match.url_name or ""
