"""收文件: how many files one form may bring, and how large they may be together.

Django counts for the whole site and ends the request without a page of ours. Here a page that takes many files says so
(`takes_many`); what is too much is read past, never kept, and the page tells it in its own words with all else that was
typed. Its files stay in memory: hundreds of open temporary files would use up what one process may open.
"""

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import Any, TypeVar

from django.core.exceptions import TooManyFilesSent
from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile, StopFutureHandlers
from django.http import HttpRequest

FEW = 100  # files of any other form
View = TypeVar("View", bound=Callable[..., Any])


@dataclass
class Sent:
    """送来的文件: how many, how large together, and what is taken at most."""

    most_files: int
    most_bytes: int
    files: int = 0
    bytes: int = 0

    @property
    def is_too_many(self) -> bool:
        return self.files > self.most_files

    @property
    def is_too_large(self) -> bool:
        return self.bytes > self.most_bytes


def takes_many(*, files: int, together: int) -> Callable[[View], View]:
    """收很多文件: so many files and so many bytes together; the page looks at `sent_of` and says what was too much."""

    def marked(view: View) -> View:
        view.takes_many = (files, together)  # type: ignore[attr-defined]
        return view

    return marked


def sent_of(request: HttpRequest) -> Sent:
    """What came with this request; nothing on a page that is not `takes_many`."""
    request.FILES  # noqa: B018  (reads the body)
    found: Sent = getattr(request, "files_sent", None) or Sent(0, 0)
    return found


class Few(FileUploadHandler):
    """Stands before Django's own handlers: counts, and takes the files of a page that takes many."""

    def handle_raw_input(self, *args: Any, **kwargs: Any) -> None:
        match = getattr(self.request, "resolver_match", None)
        limits = getattr(match.func, "takes_many", None) if match else None
        self.sent = Sent(*(limits or (FEW, 0)))
        self.is_mine = limits is not None
        self._open: BytesIO | None = None
        if self.is_mine:
            self.request.files_sent = self.sent  # type: ignore[union-attr]

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self._open = None
        self.sent.files += 1
        if self.is_mine:
            if self.sent.is_too_many or self.sent.is_too_large:
                raise SkipFile
            self._open = BytesIO()
            raise StopFutureHandlers
        if self.sent.is_too_many:
            raise TooManyFilesSent("The number of files exceeded what a form may bring.")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        if self._open is None:
            return raw_data
        self.sent.bytes += len(raw_data)
        if self.sent.is_too_large:
            raise SkipFile
        self._open.write(raw_data)
        return None

    def file_complete(self, file_size: int) -> UploadedFile | None:
        if self._open is None:
            return None
        taken, self._open = self._open, None
        taken.seek(0)
        return InMemoryUploadedFile(
            taken, self.field_name, self.file_name, self.content_type, file_size, self.charset, self.content_type_extra
        )
