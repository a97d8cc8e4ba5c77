"""How long a task takes, for tests that compare two sizes of it."""

import gc
import time
from collections.abc import Callable


def seconds(task: Callable[[], object], times: int = 3) -> float:
    """The processor's time at the best of several runs.

    Without the garbage collector's, which looks at all that lives, whoever made it.
    """
    took = []
    gc.disable()
    try:
        for _ in range(times):
            begun = time.process_time()
            task()
            took.append(time.process_time() - begun)
    finally:
        gc.enable()
    return min(took)
