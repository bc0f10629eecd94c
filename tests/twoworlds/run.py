"""One run: two worlds, one session, one report."""

from collections.abc import Callable
from time import perf_counter

from tests.twoworlds.pair import two_worlds
from tests.twoworlds.remote import Setting
from tests.twoworlds.report import Report
from tests.twoworlds.session import Session

ENOUGH = 20


def compare(
    setting: Setting, count: int, *, enough: int = ENOUGH, by: str = "",
    progress: Callable[[int], object] | None = None,
) -> Report:
    """Asks `count` things of both worlds, `by` one outsider or all; stops early after `enough` differences."""
    report, start = Report(), perf_counter()
    with two_worlds(setting) as pair:
        session = Session(pair.world, count, setting.seed, by)
        for number in range(1, count + 1):
            step = session.step(number)
            one, two = pair.take(number, step)
            session.learn(number, step, one)
            report.add(number, step, one, two)
            if len(report.found) + len(report.leaks) >= enough:
                break
            if progress is not None and number % 1000 == 0:
                progress(number)
        report.end(pair.end())
    report.seconds = perf_counter() - start
    return report
