"""What the approved are offered, at what price, and who takes it."""

from dataclasses import dataclass, replace
from typing import Self

import numpy as np

from signoff.worlds.draw import Bools, Floats, Ints, expand, pick, stream
from signoff.worlds.lending import cases
from signoff.worlds.lending.columns import CHANNEL, GROUP
from signoff.worlds.lending.config import LendingConfig
from signoff.worlds.lending.economy import base_rates
from signoff.worlds.lending.people import People
from signoff.worlds.lending.policy import NONE, Decided
from signoff.worlds.lending.requests import Requests
from signoff.worlds.lending.snapshots import InHand
from signoff.worlds.lending.times import DAY, HOUR, months

_OPEN = 14  # days until an offer lapses
_NUMBERS = (0.78, 0.16, 0.06)  # one, two, three offers


@dataclass(frozen=True)
class Offers:
    """One entry per application, and one per offer (`each_...`); the rejected have what they would have been offered.

    Attributes:
        booked: approved and taken.
        would_take: an offer would be accepted.
        amount, term, apr: of the loan it became or would have become.
        taken_id: id of the offer that was taken, NONE if none was.
        offered_at, answered_at: microseconds; without an offer, when they would have come.
        each_row: position of the application.
        each_turn: 0 for the first offer of an application, then 1 and 2.
    """

    booked: Bools
    would_take: Bools
    amount: Floats
    term: Ints
    apr: Floats
    taken_id: Ints
    offered_at: Ints
    answered_at: Ints
    each_row: Ints
    each_turn: Ints
    each_id: Ints
    each_amount: Floats
    each_term: Ints
    each_list_apr: Floats
    each_apr: Floats
    each_taken: Bools

    def kept(self, rows: Bools) -> Self:
        """Only these applications, and their offers."""
        place = np.cumsum(rows) - 1
        mine = rows[self.each_row]
        per_offer = {name: values[mine] for name, values in vars(self).items() if name.startswith("each_")}
        per_row = {name: values[rows] for name, values in vars(self).items() if not name.startswith("each_")}
        return replace(self, **{**per_row, **per_offer, "each_row": place[self.each_row[mine]]})


def offers(
    config: LendingConfig, seed: int, people: People, asked: Requests, known: InHand, decided: Decided
) -> Offers:
    """One to three offers for every approved application, and the customer's answer.

    A second or third offer costs half a point less and lends a little less. Who has more frailty, or a worse price
    elsewhere, takes offers more readily: adverse selection.
    """
    rng = stream(seed, "lending", "offers")
    size, who = len(asked), asked.who
    row_of = np.searchsorted(who, np.arange(len(cases.CASES)))
    count = 1 + pick(rng, _NUMBERS, size)
    count[row_of] = 1
    count[row_of[cases.person("several_offers")]] = 3
    rate = base_rates(months(decided.decided_at))
    listed = _list_price(asked, known, decided, rate)
    markup = _markup(config, rng, people, asked)
    lends = np.where((decided.burden > 0.42) & (rng.random(size) < 0.6), 0.8, 1.0)
    lends[row_of] = 1.0

    row, turn = expand(count)
    amount = (asked.amount[row] * lends[row] * (1 - 0.1 * turn) / 100).round() * 100
    each_list = (listed[row] - 0.005 * turn).clip(0.02).round(4)
    each_apr = (each_list + markup[row]).round(4)

    last = np.cumsum(count) - 1
    final = last - np.where((count > 1) & (rng.random(size) < 0.3), count - 1, 0)  # some come back to the first
    final[row_of] = last[row_of]
    better = each_apr[final] - (listed + 0.012 * rng.standard_normal(size))  # a competitor reads the same file
    wants = 1 / (1 + np.exp(-(0.6 - 22 * better + 0.35 * people.frailty[who])))
    would_take = rng.random(size) < wants
    would_take[row_of] = True
    would_take[row_of[cases.person("offer_lapsed")]] = False
    booked = decided.approved & would_take
    taken = np.zeros(len(row), dtype=bool)
    taken[final[booked]] = True
    ids = 3_000_000 + rng.permutation(len(row))
    waits = np.where(would_take, rng.exponential(2.2 * DAY, size).clip(HOUR, _OPEN * DAY), _OPEN * DAY).astype(np.int64)
    waits[row_of] = 2 * DAY
    shown = decided.approved[row]
    return Offers(
        booked=booked,
        would_take=would_take,
        amount=amount[final],
        term=asked.term,
        apr=each_apr[final],
        taken_id=np.where(booked, ids[final], NONE),
        offered_at=decided.decided_at,
        answered_at=decided.decided_at + waits,
        each_row=row[shown],
        each_turn=turn[shown],
        each_id=ids[shown],
        each_amount=amount[shown],
        each_term=asked.term[row][shown],
        each_list_apr=each_list[shown],
        each_apr=each_apr[shown],
        each_taken=taken[shown],
    )


def _list_price(asked: Requests, known: InHand, decided: Decided, rate: Floats) -> Floats:
    """Base rate, a margin that falls with the score, and a little for long terms; without a score, the bureau's."""
    instead = np.where(known.known, 585 + (known.state.bureau_score - 660) * 0.35, 580)
    points = np.where(decided.score == NONE, instead, decided.score)
    margin = 0.04 + 0.075 / (1 + np.exp((points - 588) / 14))
    found: Floats = rate + margin + 0.0002 * (asked.term - 36)
    return found


def _markup(config: LendingConfig, rng: np.random.Generator, people: People, asked: Requests) -> Floats:
    """Percentage points that staff of branches and brokers add, and more to one group, as shares a year."""
    staff = np.isin(asked.channel, (CHANNEL["branch"], CHANNEL["broker"]))
    usual = np.where(asked.channel == CHANNEL["broker"], 1.1, 0.5)
    gap = config.markup_gap * (people.group[asked.who] == GROUP["group_b"])
    drawn = (usual + gap + 0.35 * rng.standard_normal(len(asked))).clip(0)
    found: Floats = np.where(staff, drawn / 100, 0.0).round(4)
    return found
