"""The transmissions of the demonstration: every step of a listing's life is there to be seen.

Colette transmits, René takes over, Anne advises Colette; the others are further on, or waiting. Everything goes through
the product's operations, told the present instant by the clock, and may be interrupted: what is done is found again.
"""

from collections.abc import Callable, Iterator
from functools import partial

from club_ess.demo import transfer_approaches, transfer_listings, transfer_projects
from club_ess.demo.content import Row
from club_ess.demo.making import Made
from club_ess.demo.transfer_market import Market
from club_ess.matching.transfers.proposing import propose_for_listing
from club_ess.transfers.anonymity.counting import Count, replace_counts
from club_ess.transfers.approaches.follow_ups import ask_follow_ups
from club_ess.transfers.enums import Statute, Workforce
from club_ess.transfers.listings.sleeping import expire_listings
from club_ess.transfers.projects.operations import expire_projects

SOURCE = "démonstration, chiffres inventés"
SIGN_INS = [
    ("Colette Heitz", "cédante : transmet une menuiserie, sans que personne d’autre le sache", "colette@exemple.test"),
    ("René Baldeck", "repreneur : cherche un atelier du bois, lit le dossier de Colette", "rene@exemple.test"),
    ("Anne Muller", "accompagnatrice : aide Colette, avec son mandat", "anne@exemple.test"),
]
Step = tuple[str, Callable[[], object]]


def transfer_steps(made: Made) -> Iterator[Step]:
    """In order: what is counted, who searches, what is transmitted, and what they make of each other."""
    rows, market = made.content.transfers, Market(made)
    if not rows:
        return
    yield "Les chiffres de référence", partial(_count, rows["counts"])
    yield from (("Les repreneurs", partial(transfer_projects.make_project, market, row)) for row in rows["projects"])
    yield from (("Les cédants", partial(transfer_listings.make_listing, market, row)) for row in rows["listings"])
    yield from (("Les reprises", partial(transfer_approaches.make_approach, market, row)) for row in rows["approaches"])
    yield "Les rappels", _let_time_pass
    yield "Les suites", partial(transfer_approaches.answer_follow_ups, market)
    yield from (("Les propositions", partial(_propose, market, row["key"])) for row in rows["listings"])


def _propose(market: Market, key: str) -> None:
    propose_for_listing(market.listings[key])


def _count(rows: list[Row]) -> None:
    """Invented like everything here: the source says so wherever they are shown."""
    replace_counts([_line(*row.values()) for row in rows], SOURCE)


def _line(section: str, zone: str, workforce: str, statute: str | None, number: int) -> Count:
    return Count(section, zone, Workforce(workforce), Statute(statute) if statute else None, number)


def _let_time_pass() -> None:
    """What the jobs would have done since."""
    expire_listings()
    expire_projects()
    ask_follow_ups()
