"""What no session may leave to chance: every persona at every door of the secret, and its words asked for whole."""

import random
from collections.abc import Callable, Iterator
from urllib.parse import urlencode

from club_ess.access import Door
from tests.twoworlds.draw import EVENTS, PAGES, PARAMETER, POSTS, Draw
from tests.twoworlds.sending import answers_to_everything
from tests.twoworlds.steps import Emit, Step

ASKED_WITH = ("/recherche", "/api/suggestions")


def opening(draw_for: Callable[[str], Draw], personas: list[str], rng: random.Random) -> list[Step]:
    """In a random order. It is asked between other things, so that some of it comes early and some of it late."""
    steps = [step for persona in personas for step in _of_one(draw_for(persona))]
    rng.shuffle(steps)
    return steps


def _of_one(draw: Draw) -> Iterator[Step]:
    for path in _hidden_paths(draw, PAGES):
        yield draw.ask("GET", path)
        yield draw.ask("GET", path, headers=(("Accept", "application/json"),))
    for path in _hidden_paths(draw, [door for door in POSTS if draw.may_send(door.rule)]):
        yield draw.ask("POST", path, form=tuple(answers_to_everything(draw).items()))
    for thread in draw.world.hidden_ids.get("thread_id", ()):
        for door in EVENTS:
            said = {"after_seq": 0, "seq": 1, "body": "Bonjour", "uuid": draw.key()}
            yield Emit(draw.persona, door.rule, {"thread": thread, **said})
    for guess in draw.vocabulary.guesses:
        for path in ASKED_WITH:
            yield draw.ask("GET", f"{path}?{urlencode({'q': guess})}")
        yield draw.ask("GET", f"/api/suggestions?{urlencode({'q': guess[:4]})}")


def _hidden_paths(draw: Draw, doors: list[Door]) -> Iterator[str]:
    """Each of these doors with each hidden id that it can take, and something known in its other parameters."""
    for door in doors:
        for name in PARAMETER.findall(door.rule):
            for hidden in draw.world.hidden_ids.get(name, ()):
                yield draw.path(PARAMETER.sub(lambda at: hidden if at[1] == name else at[0], door.rule))  # noqa: B023
