"""Random numbers for the worlds: named streams, so that a new draw in one place changes nothing in another."""

from zlib import crc32

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]


def stream(seed: int, *names: str | int) -> np.random.Generator:
    """The generator of one purpose: the same seed and names give the same draws, on any machine.

    Args:
        seed: of the world, not negative.
        names: what is drawn, such as `"payments", "merchants"`, and for a part of many its number.
    """
    return np.random.default_rng([seed, *(crc32(str(name).encode()) for name in names)])


def pick(rng: np.random.Generator, weights: npt.ArrayLike, size: int) -> Ints:
    """`size` positions 0..n-1 drawn with the given weights (length n, not negative, not all zero)."""
    edges = np.cumsum(np.asarray(weights, dtype=float))
    place = np.searchsorted(edges, rng.random(size) * edges[-1], side="right")
    found: Ints = np.minimum(place, len(edges) - 1).astype(np.int64)
    return found


def pick_each(rng: np.random.Generator, weights: npt.ArrayLike, rows: npt.NDArray[np.integer]) -> Ints:
    """One position per entry of `rows`, drawn with the weights of that row.

    Args:
        rng: where the draws come from.
        weights: n rows of m weights, not negative, no row all zero.
        rows: which row of `weights` counts for each draw.
    """
    edges = np.cumsum(np.asarray(weights, dtype=float), axis=1)
    edges /= edges[:, -1:]
    # One sorted line for all rows: row r lies between r and r + 1.
    flat = (edges + np.arange(len(edges))[:, None]).ravel()
    place = np.searchsorted(flat, rows + rng.random(len(rows)), side="right")
    within: Ints = np.clip(place - rows * edges.shape[1], 0, edges.shape[1] - 1).astype(np.int64)
    return within


def expand(counts: npt.NDArray[np.integer]) -> tuple[Ints, Ints]:
    """For groups of the given sizes, every member: the number of its group, and its own number within the group."""
    group = np.repeat(np.arange(len(counts)), counts)
    within = np.arange(len(group)) - np.repeat(np.cumsum(counts) - counts, counts)
    return group, within


def exactly(rng: np.random.Generator, share: float, size: int, *, at_least: int = 0) -> Bools:
    """A mask of `size` with a share of True that is met exactly, to the nearest whole number, wherever there is room."""
    wanted = min(size, max(at_least, round(share * size)))
    mask = np.zeros(size, dtype=bool)
    mask[rng.choice(size, wanted, replace=False)] = True
    return mask


def fingerprint(numbers: npt.NDArray[np.integer]) -> Ints:
    """Other numbers below 2**32, one for each below 2**32, that tell neither order nor range of the first."""
    mixed = np.asarray(numbers, dtype=np.uint64)
    for factor in (0x9E3779B1, 0x85EBCA6B):  # odd, so that nothing is lost
        mixed = mixed * np.uint64(factor) % np.uint64(2**32)
        mixed ^= mixed >> np.uint64(16)
    return mixed.astype(np.int64)


def evenly(rng: np.random.Generator, group: npt.NDArray[np.integer]) -> Floats:
    """Uniform draws in [0, 1), one per entry of `group`, spread evenly within each group.

    Of n draws of a group as many lie below p as p * n says, give or take one: shares are met rather than hoped for.
    """
    order = np.lexsort((rng.random(len(group)), group))
    sorted_ = np.asarray(group)[order]
    first = np.searchsorted(sorted_, sorted_, side="left")
    size = np.searchsorted(sorted_, sorted_, side="right") - first
    found = np.empty(len(order))
    found[order] = (np.arange(len(order)) - first + rng.random(len(order))) / size
    return found
