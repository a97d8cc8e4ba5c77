"""Coverage-guided fuzzing of what reads people's files: `python -m tests.fuzz TARGET [FOLDER] [libFuzzer's options]`.

Needs atheris (the extra `check`, on Linux). TARGET is article, codebook or table; FOLDER keeps the inputs that reached
new code, from one run to the next. It stops at the first finding, writes it to a file `crash-…`, `timeout-…` or
`oom-…`, and leaves it to be read by `python -m tests.fuzz TARGET FILE`. The first byte chooses the file's name.
"""

import sys
import tempfile
from pathlib import Path

import atheris

OPTIONS = ("-max_len=4096", "-timeout=10", "-rss_limit_mb=2048", "-print_final_stats=1")


def main() -> None:
    """Fuzz one target until a limit among the options is reached, or something is found."""
    name, *rest = sys.argv[1:]
    with atheris.instrument_imports(include=["analysis", "tomllib"], enable_loader_override=False):
        from tests.fuzz import seeds
        from tests.fuzz.targets import TARGETS
    target, names = TARGETS[name]
    corpus = tempfile.mkdtemp(prefix=f"fuzz-{name}-")
    seeds.written(Path(corpus), name, names)

    def one(data: bytes) -> None:
        if data:
            target(data[1:], names[data[0] % len(names)])

    words = Path(__file__).with_name(f"{name}.dict")
    atheris.Setup([sys.argv[0], *OPTIONS, f"-dict={words}", *rest, corpus], one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
