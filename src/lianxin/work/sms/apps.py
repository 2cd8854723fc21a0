from django.apps import AppConfig
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from lianxin.base import gateways


class SmsConfig(AppConfig):
    name = "lianxin.work.sms"
    label = "sms"
    verbose_name = "短信告知"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        try:
            gateways.of(settings.SMS)
            gateways.mail_of(settings.MAIL, settings.MAIL_FROM, settings.MAIL_HOSTS, authority=settings.MAIL_CA)
        except gateways.BadGateway as problem:
            raise ImproperlyConfigured(str(problem)) from problem
        from lianxin.work.sms import terms, tryouts, wording  # noqa: F401  (declares event kinds and what can be set)
