"""The interval of a share."""

from __future__ import annotations

from statistics import NormalDist


def wilson(count: int, n: int, *, level: float = 0.95) -> tuple[float, float]:
    """Wilson's score interval of the share count / n (Wilson 1927); (0, 1) where n is 0.

    >>> [round(end, 3) for end in wilson(5, 27)]
    [0.082, 0.367]
    """
    is_level = 0 < level < 1
    is_part = 0 <= count <= n
    if not is_level or not is_part:
        raise ValueError(
            f"count must be between 0 and n, and level between 0 and 1, not {count!r} of {n!r} at {level!r}"
        )
    if n == 0:
        return 0.0, 1.0

    z = NormalDist().inv_cdf((1 + level) / 2)
    share = count / n
    whole = 1 + z**2 / n
    middle = (share + z**2 / (2 * n)) / whole
    variance = share * (1 - share) / n + z**2 / (4 * n**2)
    half = z / whole * variance**0.5

    # The ends are exact where nothing or everything is counted; rounding must not carry them past 0 and 1.
    low = middle - half
    high = middle + half
    if count == 0:
        low = 0.0
    if count == n:
        high = 1.0
    return low, high
