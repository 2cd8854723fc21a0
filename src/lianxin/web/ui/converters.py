"""地址里的编号: what may stand in an address as a code. Registered when the program starts, before any address is read."""

from django.urls import register_converter


class Code:
    """编号 in an address."""

    regex = "[0-9A-Z]{6,12}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


def register() -> None:
    """Make `<code:…>` known to all addresses."""
    register_converter(Code, "code")
