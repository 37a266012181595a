"""Which features a model may learn: those that speak of several councils, so that none is a name."""

from __future__ import annotations

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
