"""The session of outsiders: made of (seed, number), of what exists, and of what the pages said so far.

What it has learnt comes from answers that were equal in both worlds, so the session is the same in both, and the same
again for the same seed.
"""

import random

from tests.twoworlds import recipes
from tests.twoworlds.draw import Draw
from tests.twoworlds.harvest import Harvest
from tests.twoworlds.opening import opening
from tests.twoworlds.steps import Answer, Ask, Step, Tick
from tests.twoworlds.vocabulary import Vocabulary
from tests.twoworlds.worlds import World

TICK_EVERY = 50
OPENING_EVERY = 3
PAUSES_S = (30, 30, 600, 3600, 4 * 3600, 30 * 3600)
LAST_PART = 0.9
LEARN_FROM = 0.3


class Session:
    """`count` steps, of all outsiders or `by` one of them alone.

    The doors by which a persona loses what it has are kept for the last part.
    """

    def __init__(self, world: World, count: int, seed: int, by: str = "") -> None:
        self.world, self.count, self.seed = world, count, seed
        self.vocabulary = Vocabulary(world.guesses)
        self.harvests = {name: Harvest() for name in world.outsiders}
        self._personas = [by] if by else sorted(world.outsiders)
        rng = random.Random(f"{seed}:opening")
        self._opening = opening(lambda persona: self._draw(rng, persona, 0), self._personas, rng)

    def step(self, number: int) -> Step:
        rng = random.Random(f"{self.seed}:step:{number}")
        if number % TICK_EVERY == 0:
            return Tick(number // TICK_EVERY, rng.choice(PAUSES_S))
        if number % OPENING_EVERY == 0 and number // OPENING_EVERY < len(self._opening):
            return self._opening[number // OPENING_EVERY]
        return recipes.cook(self._draw(rng, rng.choice(self._personas), number))

    def _draw(self, rng: random.Random, persona: str, number: int) -> Draw:
        is_last_part = number > self.count * LAST_PART
        return Draw(rng, persona, self.world, self.vocabulary, self.harvests[persona], is_last_part)

    def learn(self, number: int, step: Step, answer: Answer) -> None:
        """Follows one page in a few: enough to walk everywhere, and quick."""
        if not isinstance(step, Ask) or b"Content-Type: text/html" not in answer.parts["head"]:
            return
        if random.Random(f"{self.seed}:learn:{number}").random() < LEARN_FROM:
            self.harvests[step.persona].learn(step.path, answer.parts["body"])
