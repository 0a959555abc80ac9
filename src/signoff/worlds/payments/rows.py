"""Transactions while they are being made: plain arrays of positions and seconds, honest and fraudulent alike."""

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from typing import Any, Self

import numpy as np

from signoff.worlds.draw import Bools, Ints
from signoff.worlds.payments.spending import RECURRING

NONE = -1
"""Stands for no terminal, no device, no compromise."""


@dataclass(frozen=True)
class Rows:
    """A row per transaction, in any order.

    Attributes:
        when: when it happened, seconds since 1970 UTC.
        who: position of the customer.
        slot: which of the customer's cards, 0 or 1.
        merchant: position of the merchant.
        terminal: position of the terminal, or NONE.
        device: id of the device, or NONE.
        channel: coded as in the dictionary.
        cents: amount in EUR cents.
        new_device: the device has not been seen with this customer before, or only for days.
        compromise: number of the compromise, NONE if honest.
        adapted: the amount was lowered to stay below the limit.
        quiet: fraud that looks like an ordinary purchase.
    """

    when: Ints
    who: Ints
    slot: Ints
    merchant: Ints
    terminal: Ints
    device: Ints
    channel: Ints
    cents: Ints
    new_device: Bools
    compromise: Ints
    adapted: Bools
    quiet: Bools

    def __len__(self) -> int:
        return len(self.when)

    @property
    def remote(self) -> Bools:
        """Bought from a distance, by a person: neither at a terminal nor a recurring charge."""
        found: Bools = (self.terminal == NONE) & (self.channel != RECURRING)
        return found

    def take(self, which: Ints | Bools) -> Self:
        """The rows at these positions, or where a mask is true."""
        return replace(self, **{one.name: getattr(self, one.name)[which] for one in fields(self)})

    @classmethod
    def joined(cls, parts: Iterable[Self]) -> Self:
        """All rows of all parts."""
        held = list(parts)
        return cls(**{one.name: np.concatenate([getattr(part, one.name) for part in held]) for one in fields(cls)})


def honest(**columns: Any) -> Rows:
    """Rows without fraud; every other column is given."""
    count = len(columns["when"])
    no, nothing = np.zeros(count, dtype=bool), np.full(count, NONE)
    return Rows(**{"compromise": nothing, "adapted": no, "quiet": no, **columns})
