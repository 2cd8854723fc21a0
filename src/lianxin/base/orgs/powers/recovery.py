"""备用码: kept as Argon2id digests with a salt each, shown on one page and then known to nobody here (ASVS 6.5.2).

Between the page that makes them and the page that shows them they lie sealed under the key that is in no backup. Codes
that were made before this stay as they were until new ones are made.
"""

import json
import secrets
from typing import Any, Self

from allauth.mfa import app_settings
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal import auth, flows
from allauth.mfa.utils import decrypt, encrypt
from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction

MASK = "****"


class HashedCodes(auth.RecoveryCodes):
    """备用码: allauth's own where the data are of the old kind."""

    instance: Any
    fresh: tuple[str, ...] = ()

    @classmethod
    def activate(cls, user: Any) -> Self:
        kept = Authenticator.objects.filter(user_id=user.pk, type=Authenticator.Type.RECOVERY_CODES).first()
        if kept:
            return cls(kept)
        digits, count = app_settings.RECOVERY_CODE_DIGITS, app_settings.RECOVERY_CODE_COUNT
        codes = [f"{secrets.randbelow(10**digits):0{digits}}" for _n in range(count)]
        told = {"hashed": [make_password(one) for one in codes], "fresh": encrypt(json.dumps(codes))}
        made = Authenticator(user=user, type=Authenticator.Type.RECOVERY_CODES, data=told)
        made.save()
        return cls(made)

    @property
    def is_hashed(self) -> bool:
        """Whether these are of the new kind."""
        return "hashed" in self.instance.data

    def generate_codes(self) -> list[str]:
        return self.get_unused_codes() if self.is_hashed else super().generate_codes()

    def get_unused_codes(self) -> list[str]:
        if not self.is_hashed:
            return super().get_unused_codes()
        sealed = self.instance.data.get("fresh")
        return list(self.fresh) or (
            json.loads(decrypt(sealed)) if sealed else [MASK] * len(self.instance.data["hashed"])
        )

    def mark_as_viewed(self) -> None:
        if self.is_hashed and not self.did_view:
            self.fresh = tuple(self.get_unused_codes())  # for this one answer
            self.instance.data.pop("fresh", None)
        super().mark_as_viewed()

    @transaction.atomic
    def validate_code(self, code: str) -> bool:
        if not self.is_hashed:
            return super().validate_code(code)
        self.instance = Authenticator.objects.select_for_update().get(pk=self.instance.pk)
        kept, typed = self.instance.data["hashed"], "".join(code.split())
        used = next((one for one in kept if check_password(typed, one)), None)
        if used is None:
            return False
        self.instance.data = {
            "hashed": [one for one in kept if one != used],
            "viewed_at": self.instance.data.get("viewed_at", 0),
        }
        self.instance.save()
        return True


def take_over() -> None:
    """Once, at the start: allauth makes and reads its codes by this class."""
    auth.RecoveryCodes = flows.RecoveryCodes = HashedCodes
