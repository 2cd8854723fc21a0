from django.apps import AppConfig
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from lianxin.base import gateways
from lianxin.base.gateways import lines


class MailsConfig(AppConfig):
    name = "lianxin.work.mails"
    label = "mails"
    verbose_name = "邮件来信"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        try:
            if settings.IMAP:
                lines.account_of(settings.IMAP, "", settings.MAIL_HOSTS)
        except gateways.BadGateway as problem:
            raise ImproperlyConfigured(str(problem)) from problem
        from lianxin.work.mails import terms  # noqa: F401  (declares event kinds)
