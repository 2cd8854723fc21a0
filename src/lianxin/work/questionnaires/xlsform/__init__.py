"""XLSForm: a questionnaire read from one, and written as one; our own columns begin with `lx_`."""

from lianxin.work.questionnaires.xlsform.reading import Note, form_from
from lianxin.work.questionnaires.xlsform.writing import rows_of, write

__all__ = ["Note", "form_from", "rows_of", "write"]
