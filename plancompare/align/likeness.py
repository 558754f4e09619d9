"""How alike two sections are, and how likely a person would align them.

Sections are compared as bags of words and pairs of words (TF-IDF, sublinear term frequency, cosine), a parent with all
that stands under it. A term is rare only if it is so both among the sections of the two plans and among those of the
background: the lesser of the two IDFs, log((1 + sections) / (1 + sections with the term)). So nothing that is said of
two plans depends on which others are compared.

What frames a plan (title, preamble, closing ...) and what gathers its items under a role (`II. NỘI DUNG`) has its
counterpart by that role: 40 of 40 such matches are right. The score of two items is a logistic regression over

    similarity        root of the cosine of their subtrees
    same role         1, 0, or 0.5 where a role is not known
    behind rivals     log of the similarity over that of the best other counterpart of either, 0 where there is none
                      better; parts of one item are no rivals of one another
    similar heading   root of the cosine of their headings, or first words

fitted on six pairs of four plans aligned by hand, one of them (the gold) by others, five by the author of this module
from the texts alone before any score was looked at (`tests/benchmarks/fit_alignment.py`). Leaving out the pair under
test, its plans out of the background as well, and choosing the threshold on the other five:

    precision .962, recall .922, F1 .940 (mean of six pairs; the gold pair .960, .800, .873)
    without similarity .917, role .897, rivals .854, heading .920; with the plans left in the background .936
    items scored .1-.3, .3-.5, .5-.7, .7-.9, above .9 are matches in .13, .31, .66, .95, 1.00 of the cases

The numbers of cited documents are the anchors: terms like others, rare as they are. One more term for each document,
the same however its number is printed, changes nothing (.940); without the words of the titles of cited documents,
which plans share as boilerplate, F1 is .911, since what a section cites tells what it is about.

The four features were chosen among some thirty on the same pairs, so other plans may fare a little worse. Nine pairs
of plans on unrelated subjects get two false matches of items together.

With one set of weights, IDF of the background alone has F1 .901, and .695 where the background is of other subjects
(fire safety, tourism); counted together with the pair .936 and .912; the lesser of both .940 and .937. The pair alone
does as well (.937): the background is there for plans too short to tell a rare word from a common one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from plancompare.align.outlines import Outline
from plancompare.roles import ROLES, is_frame

FEATURES = ("similarity", "same role", "behind rivals", "similar heading")
_WEIGHTS = (7.35, 1.63, 2.91, 3.31)
_BIAS = -4.44
_BY_FUNCTION = 0.97  # (40 + 1) / (40 + 2), rounded down
_UNKNOWN_ROLE = 0.5
# Items below both are apart: the best matches of plans on unrelated subjects have a cosine of 0.06 to 0.09.
_LEAST = 0.08  # cosine of subtrees; no right match has less than 0.087
_ALIKE = 0.5  # cosine of headings
_FLOOR = 0.1  # added to both sides of a ratio of similarities: between two poor ones there is no great difference


@dataclass(frozen=True, slots=True)
class Likeness:
    """Two outlines side by side, sections of A in rows, of B in columns.

    `cosine` is the TF-IDF similarity of subtrees, `own_cosine` that of own texts. `features` has a layer a feature
    where both sections are items, and is NaN elsewhere; they are no counterparts where they stand `apart`, having no
    more in common than any two sections. `by_function` holds where both are counterparts by their role.
    `shared` are the terms of both in order; `weighted` holds what each of them weighs in the subtrees of A and of B.
    """

    cosine: Any
    own_cosine: Any
    features: Any
    apart: Any
    by_function: Any
    shared: Sequence[str]
    weighted: tuple[Any, Any]


def compare(a: Outline, b: Outline) -> Likeness:
    """The likeness of every two sections; mirrored where A and B change places."""
    shared = sorted(a.columns.keys() & b.columns.keys())
    own_a, whole_a, heads_a = _weigh(a, b, shared)
    own_b, whole_b, heads_b = _weigh(b, a, shared)
    cosine, heading = _cosine(whole_a, whole_b), _cosine(heads_a, heads_b)
    role = _same_role(a, b)
    item_a, item_b = _is_item(a), _is_item(b)
    return Likeness(
        cosine=cosine,
        own_cosine=_cosine(own_a, own_b),
        features=_features(a, b, cosine, role, heading),
        apart=(cosine < _LEAST) & (heading < _ALIKE),
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
    items = np.where(likeness.apart, 0.0, np.nan_to_num(1 / (1 + np.exp(-logit)), nan=0.0))
    return np.where(likeness.by_function, _BY_FUNCTION if role else 0.0, items).round(6)


def told_twice(a: Outline, b: Outline, matched: Any) -> Any:
    """Where a match says nothing new, for a boolean table of matches.

    An item is matched with a part of its counterpart, while that part has its own among the parts of the item: of two
    nearly equal plans this would match every item with every bullet of the other's.
    """
    import numpy as np

    under_a, under_b = ((one.above & ~np.eye(len(one.above), dtype=bool)).astype(float) for one in (a, b))
    links = matched.astype(float)
    part_of_b = (links @ under_b > 0) & (under_a @ links > 0)
    part_of_a = (under_a.T @ links > 0) & (links @ under_b.T > 0)
    return part_of_a | part_of_b


def _is_item(one: Outline) -> Any:
    """Which sections are items: neither part of the frame nor gathering others under a role."""
    import numpy as np

    return ~one.gathering & ~np.array([is_frame(role) for role in one.roles], dtype=bool)


def _same_role(a: Outline, b: Outline) -> Any:
    import numpy as np

    known = np.array([*ROLES, None], dtype=object)
    codes = [np.array([np.flatnonzero(known == role)[0] for role in one.roles]) for one in (a, b)]
    one, other = codes[0][:, None], codes[1][None, :]
    return np.where((one == len(ROLES)) | (other == len(ROLES)), _UNKNOWN_ROLE, (one == other).astype(float))


def _features(a: Outline, b: Outline, cosine: Any, role: Any, heading: Any) -> Any:
    import numpy as np

    items = _is_item(a)[:, None] & _is_item(b)[None, :]
    similarity = np.where(items, np.sqrt(cosine), 0.0)
    behind = np.zeros_like(similarity)
    for rivals in (_rivals(similarity, b), _rivals(similarity.T, a).T):
        behind += np.log((similarity + _FLOOR) / (np.maximum(rivals, similarity) + _FLOOR))
    features = np.stack([similarity, role, behind, np.sqrt(heading)], axis=-1)
    features[~items] = np.nan
    return features


def _rivals(similarity: Any, columns: Outline) -> Any:
    """For each cell the greatest value of its row among the columns that are parts of other items."""
    import numpy as np

    items, item = np.unique(columns.item, return_inverse=True)
    best = np.stack([similarity[:, item == k].max(axis=1) for k in range(len(items))], axis=1)
    winner = best.argmax(axis=1)
    first = best.max(axis=1)
    best[np.arange(len(best)), winner] = 0.0
    return np.where(item[None, :] == winner[:, None], best.max(axis=1)[:, None], first[:, None])


def _weigh(one: Outline, other: Outline, shared: Sequence[str]) -> tuple[Any, Any, Any]:
    """TF-IDF of the shared terms in the own texts, the subtrees and the headings of one of two plans."""
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
