"""Compare two worlds: `python -m tests.twoworlds [--requests N] [--seed S] [--variant VARIANT] [--plant NAME]`.

Exit code 1 when a byte differs, a canary is found or the product breaks. With --plant, the product is made to leak, and
that is expected.
"""

import argparse
import sys
from collections.abc import Sequence
from time import perf_counter

from tests.twoworlds.plants import PLANTS
from tests.twoworlds.remote import Setting
from tests.twoworlds.run import compare
from tests.twoworlds.transmission import Transmission
from tests.twoworlds.worlds import Variant

BOTH = "both"


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints one report a variant; returns the exit code."""
    asked = _asked(arguments)
    variants = [*Variant] if asked.variant == BOTH else [Variant(asked.variant)]
    is_clean = True
    for variant in variants:
        print(f"== {variant.value}: seed {asked.seed}", flush=True)
        setting, count = Setting(Transmission(), variant, asked.seed, asked.plant), asked.requests // len(variants)
        report = compare(setting, count, progress=Progress(count))
        print("\n".join(report.lines()), flush=True)
        is_clean = is_clean and report.is_clean
    return 0 if is_clean else 1


def _asked(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="run.sh twoworlds", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--requests", type=int, default=20_000, help="of all comparisons together (default: 20000)")
    parser.add_argument("--seed", type=int, default=1, help="of the session (default: 1)")
    parser.add_argument("--variant", choices=[*(variant.value for variant in Variant), BOTH], default=BOTH)
    parser.add_argument("--plant", choices=[*PLANTS], help="make the product leak in one way")
    return parser.parse_args(arguments)


class Progress:
    """One line on stderr that says how far it is, and how fast."""

    def __init__(self, count: int) -> None:
        self.count, self._start = count, perf_counter()

    def __call__(self, done: int) -> None:
        speed = done / (perf_counter() - self._start)
        left = (self.count - done) / speed / 60
        print(f"   {done} of {self.count}, {speed:.0f} a second, {left:.0f} min left", file=sys.stderr, flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
