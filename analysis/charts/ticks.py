"""The numbers of highlights along an axis, as many as have room."""

from __future__ import annotations

from analysis.charts import style


def number_ticks(numbers: list[int], width: float, text: float) -> list[str]:
    """The first number and every fifth, tenth … as far as they have room; "" for the rest.

    Parameters
    ----------
    numbers : list of int
        The numbers in their order.
    width : float
        The width of the axis in points.
    text : float
        The text size in points.

    Returns
    -------
    list of str
        One label for each number.

    Examples
    --------
    >>> number_ticks([1, 2, 3, 4, 5, 6], 300, 9)
    ['1', '', '', '', '5', '']
    >>> number_ticks([21, 23, 25], 300, 9)
    ['21', '23', '25']
    """
    last = numbers[-1]
    room = width / len(numbers)
    needed = style.width(str(last), text) + text
    if room > needed and len(numbers) < last:
        # Some numbers are missing in between, so that each has to be read.
        return [str(number) for number in numbers]
    if room > needed:
        return _few(numbers, 5)
    # Round steps, 5, 10, 20, 50, 100 …: the smallest whose numbers do not touch.
    step = 5
    while room * step <= needed:
        step = _next_step(step)
    return _few(numbers, step)


def _next_step(step: int) -> int:
    """Return the round step after a round step.

    >>> _next_step(5), _next_step(10), _next_step(20), _next_step(50)
    (10, 20, 50, 100)
    """
    if str(step).startswith("2"):
        return step * 5 // 2
    return step * 2


def _few(numbers: list[int], step: int) -> list[str]:
    """The first number and those that a step divides; "" for the rest."""
    ticks = []
    for number in numbers:
        tick = ""
        if number % step == 0:
            tick = str(number)
        ticks.append(tick)

    # Over long steps the first number would be too near to the next one, as 1 is to 50 of 900.
    if step < 50 and (numbers[0] == 1 or len(numbers) < step):
        ticks[0] = str(numbers[0])
    return ticks
