"""A history of card payments of any size as Parquet, and one velocity feature over it in SQL: what fifty million rows ask.

Not a world: cards, times and amounts are drawn independently, by hashing, so that a file of any length is made in one
pass and is the same wherever DuckDB is of one version. For what people and thieves do, simulate payments.
"""

from dataclasses import dataclass
from pathlib import Path

import duckdb

DAYS, PAYMENTS_PER_CARD, LATE_SHARE = 90, 100, 0.01

_HISTORY = """
COPY (
    SELECT i AS transaction_id, floor(draw(i, 1) * {cards})::INTEGER AS card_id, event_time,
           event_time + INTERVAL 100 MILLISECONDS AS scored_at,
           event_time + CASE WHEN draw(i, 2) < {late}  -- captured offline: up to three days
                             THEN to_microseconds((1 + 3 * 86_399e6 * draw(i, 3))::BIGINT) + INTERVAL 100 MILLISECONDS
                             ELSE INTERVAL 50 MILLISECONDS END AS available_at,
           round(exp(2 + 3 * draw(i, 4)), 2) AS amount_eur
    FROM (SELECT range AS i, TIMESTAMP '2026-01-01' + to_microseconds(range * {step}) AS event_time FROM range({rows}))
) TO '{path}' (FORMAT parquet)
"""

VELOCITY_24H = """
WITH happened AS (
    SELECT transaction_id, count(*) OVER day AS n, coalesce(sum(amount_eur) OVER day, 0) AS eur
    FROM '{history}'
    WINDOW day AS (PARTITION BY card_id ORDER BY event_time
                   RANGE BETWEEN INTERVAL 24 HOURS PRECEDING AND INTERVAL 1 MICROSECOND PRECEDING)
), late AS (
    SELECT * FROM '{history}' WHERE available_at > event_time + INTERVAL 1 SECOND
), not_yet AS (
    SELECT scored.transaction_id, count(*) AS n, sum(late.amount_eur) AS eur
    FROM '{history}' AS scored JOIN late USING (card_id)
    WHERE late.event_time >= scored.event_time - INTERVAL 24 HOURS AND late.event_time < scored.event_time
      AND late.available_at > scored.scored_at
    GROUP BY scored.transaction_id
)
SELECT transaction_id, happened.n - coalesce(not_yet.n, 0) AS count_24h,
       happened.eur - coalesce(not_yet.eur, 0) AS sum_24h
FROM happened LEFT JOIN not_yet USING (transaction_id)
"""
"""What a card had paid in the 24 hours before each payment, as far as it could be read when the payment was scored.

The window counts what had happened; what had not arrived is looked up among the late records only and taken off. That
is exact where every other record can be read before the next payment of its card is scored, as in `write_history`.
"""


@dataclass(frozen=True)
class Machine:
    """What a query may take: threads, and GB of memory beyond which DuckDB writes to `spill`."""

    spill: Path
    threads: int = 2
    memory_gb: int = 4

    def connect(self) -> duckdb.DuckDBPyConnection:
        return duckdb.connect(
            config={
                "threads": self.threads,
                "memory_limit": f"{self.memory_gb}GB",
                "temp_directory": str(self.spill),
                "preserve_insertion_order": False,
            }
        )


def write_history(path: Path, rows: int, machine: Machine) -> None:
    """Write `rows` payments of 90 days, 100 a card, in order of `event_time`; one in a hundred arrives late.

    Columns: `transaction_id` (int64), `card_id` (int32), `event_time`, `scored_at`, `available_at` (timestamp in
    microseconds, UTC), `amount_eur` (float64, EUR). `event_time` is unique.
    """
    step, cards = DAYS * 86_400 * 1_000_000 // rows, max(1, rows // PAYMENTS_PER_CARD)
    with machine.connect() as connection:
        connection.execute("CREATE MACRO draw(i, purpose) AS (hash(i, purpose) >> 11)::DOUBLE / 9007199254740992")
        connection.execute(_HISTORY.format(rows=rows, step=step, cards=cards, late=LATE_SHARE, path=path))


def write_velocity(history: Path, out: Path, machine: Machine) -> None:
    """Run `VELOCITY_24H` over a history and write a row per payment: `transaction_id`, `count_24h`, `sum_24h` (EUR)."""
    with machine.connect() as connection:
        connection.execute(f"COPY ({VELOCITY_24H.format(history=history)}) TO '{out}' (FORMAT parquet)")
