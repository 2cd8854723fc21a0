"""相似: how alike two matters are, which belong together, which topic a text speaks for, whether there are more than usual.

Two matters are alike when they speak of the same thing at the same place. Their places are read from the names in the
text (村, 路, 小区, 学校, 公司 …); the rest of the text, in pairs of characters weighed by how rare they are, is the
problem. Same words with the name of another place are not the same matter, however alike the texts are.

>>> lamp = Matter(1, "石桥村村口路灯不亮", "村口的路灯坏了半个月。")
>>> again = Matter(2, "石桥村的路灯还是不亮", "村口路灯一直没有人来修。")
>>> other = Matter(3, "柳湾村村口路灯不亮", "村口的路灯坏了半个月。")
>>> words = Lexicon.of([lamp, again, other])
>>> found = compare(words.read(lamp), words.read(again))
>>> found.relation.name, found.place, found.is_alike
('AREA', '石桥村', True)
>>> compare(words.read(lamp), words.read(other)).is_alike
False

It knows no synonyms and no map; everything it says can be shown in the words of the texts. No text is kept in a
`Lexicon` or a `TopicModel`, only runs of characters that several matters share.
"""

from lianxin.pure.likeness.alike import Likeness, Relation, compare
from lianxin.pure.likeness.bursts import Burst, burst
from lianxin.pure.likeness.groups import Group, common, group
from lianxin.pure.likeness.lexicon import Lexicon, Matter, Reading
from lianxin.pure.likeness.topics import Example, Suggestion, TopicModel, macro_f1, train, validated
from lianxin.pure.likeness.words import grams, normal

__all__ = [
    "Burst", "Example", "Group", "Lexicon", "Likeness", "Matter", "Reading", "Relation", "Suggestion", "TopicModel", "burst", "common",
    "compare", "grams", "group", "macro_f1", "normal", "train", "validated",
]  # fmt: skip
