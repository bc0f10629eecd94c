"""What every recipe draws from: a persona, words, ids, and what the persona has found so far."""

import random
import re
import uuid
from dataclasses import dataclass

from club_ess.access import DOORS
from tests.twoworlds.harvest import Harvest
from tests.twoworlds.steps import Ask
from tests.twoworlds.vocabulary import Vocabulary
from tests.twoworlds.worlds import World

PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")
PAGES = [door for door in DOORS if "GET" in door.methods.split()]
POSTS = [door for door in DOORS if "POST" in door.methods.split()]
EVENTS = [door for door in DOORS if door.methods == "SOCKET"]
# The doors by which a persona loses what it has, and could try no more; and those that tie it to a structure.
LOSING = re.compile(r"/deconnexion|/quitter|/retirer|/mot-de-passe|/fermer|/clore|/suspendre|/arreter")
TYING = re.compile(r"^/structures$|/rejoindre$|^/structures/[^/]+/modifier$")
# What a moderator decides about people opens or closes secrets to them: see `reviewing`, who decides in both worlds.
NEVER = re.compile(r"^/moderation/personnes/|^/moderation/transmission/projets/[^/]+/approuver")
NONSENSE = ("0", "x", "%00", "..", "00000000-0000-0000-0000-000000000000")


@dataclass
class Draw:
    """What a recipe draws from."""

    rng: random.Random
    persona: str
    world: World
    vocabulary: Vocabulary
    harvest: Harvest
    is_last_part: bool

    def may_send(self, path: str) -> bool:
        """Whether the persona posts there now."""
        if NEVER.search(path):
            return False
        if self.persona == "moderator" and TYING.search(path):
            return False  # a moderator is trusted: trying structures would tell them which ones close a review to them
        is_costly = LOSING.search(path) or (self.persona in self.world.careful and TYING.search(path))
        return self.is_last_part or not is_costly

    def word(self) -> str:
        return self.vocabulary.word(self.rng)

    def key(self) -> str:
        """A random id, which is nobody's."""
        return str(uuid.UUID(int=self.rng.getrandbits(128), version=4))

    def path(self, rule: str) -> str:
        """The rule with something in each parameter: an id that exists, a hidden one, nobody's, or nonsense."""
        return PARAMETER.sub(lambda found: self.parameter(found.group(1)), rule)

    def parameter(self, name: str) -> str:
        hidden, known = self.world.hidden_ids.get(name, []), self.world.known_ids(name)
        kind = self.rng.random()
        if hidden and kind < 0.4:
            return self.rng.choice(hidden)
        if known and kind < 0.85:
            return self.rng.choice(known)
        if name == "slug" or not name.endswith("_id"):
            return "scop" if name == "slug" else "css/club.css"
        return self.key() if kind < 0.97 else self.rng.choice(NONSENSE)

    def ask(self, method: str, path: str, **others: object) -> Ask:
        network = f"10.0.0.{self.rng.randrange(1, 40)}"
        return Ask(self.persona, method, path, network=network, **others)  # type: ignore[arg-type]
