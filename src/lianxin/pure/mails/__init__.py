"""邮件: a message that came, as plain words and files; a message that goes, as bytes. Nothing is sent or fetched here.

>>> found = read(b"From: =?gb2312?B?zO/QocL6?= <tian@example.com>\\r\\nSubject: lamp\\r\\n\\r\\n" + "路灯不亮。".encode("gb18030"))
>>> found.name, found.address, found.subject, found.text
('田小满', 'tian@example.com', 'lamp', '路灯不亮。')
"""

from lianxin.pure.mails.model import Letter, Note, Part
from lianxin.pure.mails.reading import MOST_BYTES, read, read_head
from lianxin.pure.mails.writing import BadAddress, address_of, write

__all__ = ["MOST_BYTES", "BadAddress", "Letter", "Note", "Part", "address_of", "read", "read_head", "write"]
