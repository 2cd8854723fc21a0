"""日志: one line an event, in UTC, to the standard error of the process alone; what is in it: docs/security/logs.md."""

import logging
import time


def bare(text: str) -> str:
    """What somebody sent, with nothing in it that ends a line or turns its direction (ASVS 16.4.1)."""
    return text.encode("unicode_escape").decode("ascii")[:200]


class Line(logging.Formatter):
    """时间、级别、来源、内容; the lines of a traceback are set in, so that none of them can pass for an event."""

    converter = time.gmtime  # type: ignore[assignment]  # typeshed knows it without an argument only

    def __init__(self) -> None:
        super().__init__("%(asctime)sZ %(levelname)s %(name)s %(message)s", "%Y-%m-%dT%H:%M:%S")

    def format(self, record: logging.LogRecord) -> str:
        """As of any formatter."""
        return super().format(record).replace("\r", "").replace("\n", "\n    ")
