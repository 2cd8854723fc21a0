"""本站的邮件网关, as the settings name it."""

from django.conf import settings

from lianxin.base import gateways


def mail() -> gateways.Gateway | None:
    """The gateway for mail; None where the site sends none. Raises BadGateway."""
    return gateways.mail_of(
        settings.MAIL,
        settings.MAIL_FROM,
        settings.MAIL_HOSTS,
        authority=settings.MAIL_CA,
        secret=settings.MAIL_SECRETS["out"],
    )
