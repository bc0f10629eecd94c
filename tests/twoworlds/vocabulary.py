"""What outsiders type: words near those of the secret, ordinary ones, and hostile ones."""

import random
from dataclasses import dataclass

ORDINARY = (
    "comptabilité", "atelier", "bénévoles", "jardin", "Mulhouse", "reprise", "transmission", "menuiserie", "68100",
    "formation numérique", "association", "emploi", "coopérative", "Illzach", "cession", "couture",
)
HOSTILE = (
    "", " ", "'", '"', "<b>", "%", "*", "\\", "{{7*7}}", "' OR 1=1 --", "../../etc/passwd", "\x00", "é" * 400, "NULL",
    "zzzz*", '"a b"', "-", "0", "-1", "1e309", "💥", "\u202e", "AND OR NOT",
)


@dataclass
class Vocabulary:
    """`guesses` are words of the secret: an attacker who suspects something types them whole, in part, or wrong."""

    guesses: tuple[str, ...]

    def word(self, rng: random.Random) -> str:
        kind = rng.random()
        if kind < 0.55 and self.guesses:
            return self.near(rng)
        if kind < 0.85:
            return rng.choice(ORDINARY)
        return rng.choice(HOSTILE)

    def near(self, rng: random.Random) -> str:
        """A guess: as it is, its beginning, a piece, a typing error, another case, or beside an ordinary word."""
        guess = rng.choice(self.guesses)
        start = rng.randrange(len(guess))
        swapped = guess[:start] + guess[start + 1 : start + 2] + guess[start : start + 1] + guess[start + 2 :]
        return rng.choice(
            (
                guess, guess[: rng.randint(2, len(guess))], guess[start : start + 6], swapped, guess.upper(),
                guess[:start] + guess[start + 1 :], f"{guess} {rng.choice(ORDINARY)}",
                f"{rng.choice(ORDINARY)} {guess}",
            )
        )

    def text(self, rng: random.Random) -> str:
        """A few sentences, long enough for the forms that want some."""
        return " ".join(self.near(rng) if self.guesses and n % 3 == 0 else rng.choice(ORDINARY) for n in range(14))
