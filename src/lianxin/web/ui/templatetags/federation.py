"""统一登录 on the pages that lead to it: what the site calls its provider, empty where it has none."""

from django import template
from django.conf import settings

register = template.Library()


@register.simple_tag
def provider_name() -> str:
    """The name, without asking anybody."""
    return str(settings.OIDC["name"]) if settings.OIDC["issuer"] else ""
