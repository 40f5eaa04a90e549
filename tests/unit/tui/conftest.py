"""A bank with one card of each look, made once and copied for each test."""

import shutil
from pathlib import Path

import pytest
from helpers_desk import compiled_bank

DECK = """\
title: Demo
notes:
  - id: scan
    q: What does `EXPLAIN QUERY PLAN` print in SQLite when a query has to read the whole table?
    a: |
      `SCAN t`; an index turns it into `SEARCH t USING INDEX …`

      | Output | Meaning |
      |---|---|
      | `SCAN t` | full table scan |
      | `SEARCH t USING INDEX i` | b-tree lookup |
      | `USE TEMP B-TREE FOR ORDER BY` | separate sort step |
    why: The planner says *how*, not *how long*.
    hint: Think of one word.
  - id: gil
    cloze: >-
      The GIL is released around {{1::blocking I/O::what a socket read does}} calls,
      and {{2::not}} in pure-Python loops.
  - id: limiter
    prompt: Design a rate limiter for a public API.
    limit: 90s
    answer: |
      - per key, 100/min, burst 20, ±5 % is fine
      - token bucket; one counter per key in Redis, a Lua script makes check-and-take atomic
      - Redis gone: fail open for reads, closed for logins
    rubric:
      scope:
        asked: asked about scope, burst, accuracy
        algorithm: named token bucket or sliding window, and why
      design:
        race: shared state, the race, and how it is closed
        failure: fail open or closed, decided and justified
        limits-visible: 429 + Retry-After, limits visible to the client
    must: [asked, algorithm]
    hooks:
      redis-gone: {q: "And if Redis is gone for ten minutes?", a: "Fail open for reads."}
    traps:
      gateway: Saying "the gateway does it" and stopping there.
  - id: feed
    q: Walk through the design of a feed.
    a: |
      1. Clarify the read/write ratio, the latency target and what may be stale.
      2. Size it: 10 k writes/s of 1 kB = 10 MB/s, 860 GB/day before replicas.
      3. Write path: append to a partitioned log, acknowledge after quorum.
      4. Fan-out: on write for ordinary users, on read for celebrities.
      5. Cache the head of each timeline; TTL plus explicit invalidation.
      6. Pagination by (score, id) cursor, never by offset.
      7. Back-pressure: bounded queues, shed the least valuable work first.
      8. Failure: one shard gone, one zone gone, cache cold. Say what users see.
      9. Observability: queue age, p99 by shard, cache hit ratio, error budget.
      10. Rollout: dual write, backfill, compare, switch reads, stop the old path.
      11. Cost: storage dominates; compress cold partitions after seven days.
      12. Abuse: rate limits, spam scores, a kill switch per author.
      13. Privacy: deletion within thirty days, also from caches and backups.
      14. Multi-region: home region per user, asynchronous copies elsewhere.
      15. Search: a separate index, fed from the same log.
      16. Ranking: a score at read time, features precomputed.
      17. Notifications: the same fan-out with its own budget.
      18. Media: object store and CDN, only references in the log.
      19. Migration: expand, backfill, contract.
      20. Tests: replay a day of traffic against the new path.
      21. On-call: the three graphs one looks at first.
      22. Limits: a celebrity with a hundred million followers.
      23. What I would do with one more quarter.
  - id: two-sum
    q: Write `two_sum(nums, target)` in O(n).
    a: |
      ### One pass

      ```python
      def two_sum(nums: list[int], target: int) -> tuple[int, int]:
          seen: dict[int, int] = {}
          for i, n in enumerate(nums):
              if (j := seen.get(target - n)) is not None:
                  return j, i
              seen[n] = i
          raise ValueError("no pair")
      ```

      > A lookup is O(1) *on average*; `List<int>` is not a tag.

      See ![the picture](img/two.png) and [the docs](https://docs.python.org).
"""


LESSON = """\
# How a query is run

The planner chooses; `EXPLAIN QUERY PLAN` says what it chose.

## Scan or search

1. A **scan** reads every row of the table.
2. A **search** goes down the tree of an index, then to the row.

| Rows read | Word |
|---|---|
| all | scan |
| some | search |

## Sorting

An `ORDER BY` that no index serves is a step of its own, and takes room for the whole result.
"""


@pytest.fixture(scope="session")
def _made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bank")
    (folder / "img").mkdir()
    (folder / "img" / "two.png").write_bytes(b"")
    (folder / "demo.md").write_text(LESSON, encoding="utf-8")
    return compiled_bank(folder, demo=DECK)


@pytest.fixture
def bank(_made: Path, tmp_path: Path) -> Path:
    """A bank of its own for a test: scan, gil#1, limiter#tell, feed, two-sum are new, in order."""
    return Path(shutil.copy(_made, tmp_path / "bank.db"))
