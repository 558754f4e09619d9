"""How alike two sections are, and how likely a person would align them.

@FIGURES@
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from plancompare.align.outlines import Outline
from plancompare.roles import is_frame

FEATURES = ("similarity", "same role", "behind rivals", "similar heading")
_WEIGHTS = (7.48, 1.63, 2.89, 3.32)
_BIAS = -4.49
_BY_FUNCTION = 0.97
_UNKNOWN_ROLE = 0.5
_FLOOR = 0.1  # added to both sides of a ratio of similarities: between two poor ones there is no great difference


@dataclass(frozen=True, slots=True)
class Likeness:
    """Two outlines side by side, sections of A in rows, of B in columns.

    `cosine` is the TF-IDF similarity of subtrees, `own_cosine` that of own texts. `features` has a layer a feature
    where both are items, and is NaN elsewhere: what frames a plan (title, preamble, closing ...) and what gathers its
    items under a role has its counterpart by that role, where `by_function` holds, and no other. `shared` are the
    terms of both in order; `weighted` holds what each of them weighs in the subtrees of A and of B.
    """

    cosine: Any
    own_cosine: Any
    features: Any
    by_function: Any
    shared: Sequence[str]
    weighted: tuple[Any, Any]


def compare(a: Outline, b: Outline) -> Likeness:
    """The likeness of every two sections; mirrored where A and B change places."""
    shared = sorted(a.columns.keys() & b.columns.keys())
    own_a, whole_a, heads_a = _weigh(a, b, shared)
    own_b, whole_b, heads_b = _weigh(b, a, shared)
    cosine = _cosine(whole_a, whole_b)
    role = _same_role(a, b)
    item_a, item_b = _items(a), _items(b)
    return Likeness(
        cosine=cosine,
        own_cosine=_cosine(own_a, own_b),
        features=_features(a, b, cosine, role, _cosine(heads_a, heads_b)),
        by_function=~item_a[:, None] & ~item_b[None, :] & (role == 1),
        shared=shared,
        weighted=(whole_a, whole_b),
    )


def scores(likeness: Likeness, role: bool = True) -> Any:
    """The probability that a person would align two sections, 0 for those that cannot be counterparts.

    Without `role`, what it would be if nothing were known of their roles.
    """
    import numpy as np

    logit = likeness.features @ np.array(_WEIGHTS) + _BIAS
    if not role:
        logit += _WEIGHTS[1] * (_UNKNOWN_ROLE - likeness.features[..., 1])
    items = np.nan_to_num(1 / (1 + np.exp(-logit)), nan=0.0)
    return np.where(likeness.by_function, _BY_FUNCTION if role else 0.0, items).round(6)


def told_twice(a: Outline, b: Outline, matched: Any) -> Any:
    """Where a match says nothing new, for a boolean table of matches.

    An item is matched with a part of its counterpart, while that part has its own among the parts of the item: of two
    nearly equal plans this would match every item with every bullet of the other's.
    """
    import numpy as np

    under_a, under_b = ((one.above & ~np.eye(len(one.above), dtype=bool)).astype(np.intp) for one in (a, b))
    links = matched.astype(np.intp)
    part_of_b = (links @ under_b > 0) & (under_a @ links > 0)
    part_of_a = (under_a.T @ links > 0) & (links @ under_b.T > 0)
    return part_of_a | part_of_b


def _kin(one: Outline) -> Any:
    """kin[i, j]: sections i and j are parts of one item."""
    import numpy as np

    above = one.above.astype(np.intp)
    return above.T @ above > 0


def _items(one: Outline) -> Any:
    """Which sections are items: neither part of the frame nor gathering others under a role."""
    import numpy as np

    return ~one.gathering & ~np.array([is_frame(role) for role in one.roles], dtype=bool)


def _same_role(a: Outline, b: Outline) -> Any:
    import numpy as np

    return np.array(
        [[_UNKNOWN_ROLE if None in (one, other) else float(one == other) for other in b.roles] for one in a.roles]
    )


def _features(a: Outline, b: Outline, cosine: Any, role: Any, heading: Any) -> Any:
    """What the score of two items is made of.

    They are behind rivals where either of them has a better counterpart; parts of one item are no rivals, since an
    item and its bullets may well treat the same.
    """
    import numpy as np

    items = _items(a)[:, None] & _items(b)[None, :]
    similarity = np.where(items, np.sqrt(cosine), 0.0)
    rival_b = np.stack([similarity[:, ~kin].max(axis=1, initial=0.0) for kin in _kin(b)], axis=1)
    rival_a = np.stack([similarity[~kin].max(axis=0, initial=0.0) for kin in _kin(a)], axis=0)
    behind = sum(np.log((similarity + _FLOOR) / (np.maximum(rival, similarity) + _FLOOR)) for rival in (rival_a, rival_b))
    features = np.stack([similarity, role, behind, np.sqrt(heading)], axis=-1)
    features[~items] = np.nan
    return features


def _weigh(one: Outline, other: Outline, shared: Sequence[str]) -> tuple[Any, Any, Any]:
    """TF-IDF of the shared terms in the own texts, the subtrees and the headings of one of two plans.

    A term counts by the lesser of its IDF among the sections of the two plans and in the background.
    """
    import numpy as np
    from sklearn.feature_extraction.text import TfidfTransformer

    columns = [one.columns[term] for term in shared]
    standing_in = one.standing_in.copy()
    standing_in[columns] += other.standing_in[[other.columns[term] for term in shared]]
    count = len(one.sections)
    transformer = TfidfTransformer(sublinear_tf=True)
    transformer.idf_ = np.minimum(np.log((1 + count + len(other.sections)) / (1 + standing_in)), one.rarity)
    weights = transformer.transform(one.counts)[:, columns]
    return weights[:count], weights[count : 2 * count], weights[2 * count :]


def _cosine(a: Any, b: Any) -> Any:
    """Rounded, so that the order in which floats are summed up never shows."""
    return (a @ b.T).toarray().round(9)
