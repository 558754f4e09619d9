"""What kind of text a stretch of a document is: form, citation, formula or prose (`layers.py`)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import get_args

from plancompare.layers import find_cited, word_layers
from plancompare.model import Source
from plancompare.model.comparison import Layer
from plancompare.parse import outline_plan
from plancompare.text import Word
from plancompare.tokens import tokenize

_AT_HAND = 32  # documents of which several stretches are asked for in turn


def layer_of(text: str, start: int, end: int) -> Layer:
    """The layer of most words of `text[start:end]`; of page numbers and the like, which have none, it is `form`.

    >>> plan = "KẾ HOẠCH\\nDân vận\\n\\nI. NỘI DUNG\\n1. Vận động góp gỗ.\\n\\nNơi nhận:\\n- Như trên;\\n- Lưu: VT."
    >>> layer_of(plan, plan.index("Vận động"), plan.index("Nơi")), layer_of(plan, plan.index("Như trên"), len(plan))
    ('prose', 'form')
    """
    words, layers = _layers(text)
    inside = Counter(layer for word, layer in zip(words, layers, strict=True) if start <= word.start < end)
    return max(get_args(Layer), key=lambda layer: inside[layer])


@lru_cache(maxsize=_AT_HAND)
def _layers(text: str) -> tuple[Sequence[Word], Sequence[Layer]]:
    plan = outline_plan(Source(path="", sha256="", text=text, media_type="text/plain", encoding=None), "")
    tokens = tokenize(plan)
    cited = find_cited(text, tokens.words, tokens.tolerant, plan.sections, plan.citations)
    return tokens.words, word_layers(text, tokens.words, tokens.tolerant, plan.sections, cited)
