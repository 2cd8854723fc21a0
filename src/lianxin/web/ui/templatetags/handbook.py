"""手册: where its links lead and where its pictures lie."""

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
