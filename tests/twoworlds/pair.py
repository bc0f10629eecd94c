"""Two worlds side by side, asked the same things at the same time."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tests.twoworlds.remote import Remote, Setting, both_sides, give_up
from tests.twoworlds.steps import Answer, Ending, Step
from tests.twoworlds.worlds import World


class Pair:
    """World 1 has the secret; in world 2 it is absent, or another."""

    def __init__(self, one: Remote, two: Remote) -> None:
        self._both = (one, two)
        self.world, self.other = (remote.receive() for remote in self._both)
        _check_twins(self.world, self.other)

    def take(self, number: int, step: Step) -> tuple[Answer, Answer]:
        return self._ask((number, step))

    def end(self) -> tuple[Ending, Ending]:
        return self._ask(None)

    def _ask(self, message: Any) -> tuple[Any, Any]:
        for remote in self._both:
            remote.send(message)
        one, two = (remote.receive() for remote in self._both)
        return one, two


@contextmanager
def two_worlds(setting: Setting) -> Iterator[Pair]:
    """Both worlds, as they were peopled; the block must ask for their end."""
    try:
        yield Pair(*both_sides(setting))
    except BaseException:
        give_up(setting)
        raise


def _check_twins(one: World, two: World) -> None:
    """What is not the secret must be the same, or differences would be of the builder's making."""
    assert one.outsiders == two.outsiders, "the personas differ"
    assert one.ids == two.ids, "ids that are not of the secret differ"
    assert not two.hidden_ids or one.hidden_ids == two.hidden_ids, "the ids of the two secrets differ"
