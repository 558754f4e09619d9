"""How alike two sections are, and how likely a person would align them.

@FIGURES@
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from plancompare.align.outline import Outline
from plancompare.roles import Role, is_frame

FEATURES = ("similarity", "same role", "frame", "division", "ahead of rivals", "similar heading")
_WEIGHTS = (1.0, 1.0, 1.0, 1.0, 1.0, 1.0)
_BIAS = 0.0
_FLOOR = 0.1  # added to both sides of a ratio of similarities: between two poor ones there is no great difference


@dataclass(frozen=True, slots=True)
class Likeness:
    """Two outlines side by side, sections of A in rows, of B in columns.

    `cosine` is the TF-IDF similarity of subtrees, `own_cosine` that of own texts. `features` has a layer a feature
    and is NaN where two sections cannot be counterparts. `shared` are the terms of both in order; `weighted` holds
    what each of them weighs in the subtrees of A and of B.
    """

    cosine: Any
    own_cosine: Any
    features: Any
    shared: Sequence[str]
    weighted: tuple[Any, Any]


def compare(a: Outline, b: Outline) -> Likeness:
    """The likeness of every two sections; mirrored where A and B change places."""
    shared = sorted(a.columns.keys() & b.columns.keys())
    in_a, in_b = _Weights.of(a, b, shared), _Weights.of(b, a, shared)
    cosine = _cosine(in_a.whole, in_b.whole)
    return Likeness(
        cosine=cosine,
        own_cosine=_cosine(in_a.own, in_b.own),
        features=_features(a, b, cosine, _cosine(in_a.heads, in_b.heads)),
        shared=shared,
        weighted=(in_a.whole, in_b.whole),
    )


def scores(likeness: Likeness, role: bool = True) -> Any:
    """The probability that a person would align two sections, 0 for those that cannot be counterparts.

    Without `role`, what it would be if nothing were known of their roles.
    """
    import numpy as np

    logit = likeness.features @ np.array(_WEIGHTS) + _BIAS
    if not role:
        logit += _WEIGHTS[1] * (_UNKNOWN_ROLE - likeness.features[..., 1])
    return np.nan_to_num(1 / (1 + np.exp(-logit)), nan=0.0).round(6)


_UNKNOWN_ROLE = 0.5


def _features(a: Outline, b: Outline, cosine: Any, heading: Any) -> Any:
    """What the score is made of, for every two sections.

    What frames a plan (title, preamble, closing ...) can only be the counterpart of the same part of another frame,
    what gathers items under a role only of what gathers items; neither competes with items for a counterpart.
    """
    import numpy as np

    similarity = np.sqrt(cosine)
    role = np.array([[_agreement(one, other) for other in b.roles] for one in a.roles])
    frames = [np.array([is_frame(role) for role in one.roles], dtype=bool) for one in (a, b)]
    frame = frames[0][:, None] | frames[1][None, :]
    gathers = a.gathering[:, None] | b.gathering[None, :]
    division = a.gathering[:, None] & b.gathering[None, :]
    items = np.where(frame | gathers, 0.0, similarity)
    rival_b = np.stack([items[:, ~own_kin].max(axis=1, initial=0.0) for own_kin in b.related], axis=1)
    rival_a = np.stack([items[~own_kin].max(axis=0, initial=0.0) for own_kin in a.related], axis=0)
    ahead = 2 * np.log(similarity + _FLOOR) - np.log((rival_a + _FLOOR) * (rival_b + _FLOOR))
    features = np.stack([similarity, role, frame, division, ahead, heading], axis=-1)
    features[(frame & (role < 1)) | (gathers & ~division) | (division & (role == 0))] = np.nan
    return features


def _agreement(one: Role | None, other: Role | None) -> float:
    return _UNKNOWN_ROLE if one is None or other is None else float(one == other)


@dataclass(frozen=True, slots=True)
class _Weights:
    """TF-IDF of the shared terms in the sections of one of two plans."""

    own: Any
    whole: Any
    heads: Any

    @classmethod
    def of(cls, one: Outline, other: Outline, shared: Sequence[str]) -> _Weights:
        """A term counts by the lesser of its IDF among the sections of the two plans and in the background."""
        import numpy as np
        from sklearn.feature_extraction.text import TfidfTransformer

        columns = np.array([one.columns[term] for term in shared], dtype=int)
        standing_in = _sections_with(one)
        standing_in[columns] += _sections_with(other)[[other.columns[term] for term in shared]]
        total = len(one.sections) + len(other.sections)
        transformer = TfidfTransformer(sublinear_tf=True)
        transformer.idf_ = np.minimum(np.log((1 + total) / (1 + standing_in)), one.rarity)
        own, whole, heads = (transformer.transform(counts)[:, columns] for counts in (one.own, one.whole, one.heads))
        return cls(own=own, whole=whole, heads=heads)


def _sections_with(one: Outline) -> Any:
    """In how many sections' own text each term stands."""
    import numpy as np

    return np.bincount(one.own.indices, minlength=len(one.columns)).astype(float)


def _cosine(a: Any, b: Any) -> Any:
    """Rounded, so that the order in which floats are summed up never shows."""
    return (a @ b.T).toarray().round(9)
