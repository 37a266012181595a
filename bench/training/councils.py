"""Which features a model may learn: those that speak of several councils, so that none is a name."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix

FEWEST_COUNCILS = 3


def of_several_councils(features: csr_matrix, councils: npt.NDArray[np.str_]) -> npt.NDArray[np.intp]:
    """Columns of `features` (statements by features) that occur in statements about at least
    FEWEST_COUNCILS councils: the name of a council, a place or a person is none of them."""
    _, council = np.unique(councils, return_inverse=True)
    row = np.repeat(council, np.diff(features.indptr))
    width = features.shape[1]
    once_a_council = np.unique(row * width + features.indices) % width
    return np.flatnonzero(np.bincount(once_a_council, minlength=width) >= FEWEST_COUNCILS)


def names_of_several_councils(
    found: Sequence[Iterable[str]], councils: Sequence[str], fewest: int
) -> list[str]:
    """What is found in at least `fewest` statements, and in some about each of FEWEST_COUNCILS councils, in
    order; `found` and `councils` are those of each statement."""
    count: Counter[str] = Counter()
    speaking_of: defaultdict[str, set[str]] = defaultdict(set)
    for names, council in zip(found, councils, strict=True):
        for name in set(names):
            count[name] += 1
            speaking_of[name].add(council)
    return sorted(
        name for name, times in count.items() if times >= fewest and len(speaking_of[name]) >= FEWEST_COUNCILS
    )
