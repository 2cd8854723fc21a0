"""泄露过的密码: besides the twenty thousand that come with the program, a file of the site's with the digests of all that leaked.

The file is the one that is passed around: SHA-1 in capitals, one a line, sorted, "digest:count" as well. It is searched by
halves where it lies; forty gigabytes cost thirty looks. The server asks nobody outside (docs/adr/0058).
"""

import hashlib
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

DIGEST = 40


class Breached:
    """泄露过的密码: whoever has the list tries it first."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raises ValidationError."""
        if settings.BREACHED and is_in(Path(settings.BREACHED), password):
            raise ValidationError(_("这个密码在别处泄露过，谁都会先试它。请换一个。"), code="breached")

    def get_help_text(self) -> str:
        """The same as a rule."""
        return _("密码不能是在别处泄露过的。")


def is_in(file: Path, password: str) -> bool:
    """Whether the digest of the password is one of the file's lines; a file that is not there fails, and does not pass."""
    wanted = hashlib.new("sha1", password.encode(), usedforsecurity=False).hexdigest().upper().encode()
    with file.open("rb") as lines:
        low, high = 0, file.stat().st_size
        while low < high:
            middle = (low + high) // 2
            lines.seek(middle)
            if middle:
                lines.readline()  # to the beginning of the next line
            found = lines.readline()[:DIGEST].upper()
            if not found or found > wanted:
                high = middle
            elif found < wanted:
                low = middle + 1
            else:
                return True
        lines.seek(0)
        return lines.readline()[:DIGEST].upper() == wanted
