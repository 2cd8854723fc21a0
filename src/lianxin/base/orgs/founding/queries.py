"""开始设置的读法: whether the place is still empty."""

from lianxin.base.orgs.models import Person, Unit


def is_empty() -> bool:
    """No unit and nobody: only then a county can be begun."""
    return not (Unit.objects.exists() or Person.objects.exists())
