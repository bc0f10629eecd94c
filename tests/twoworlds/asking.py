"""How outsiders look around: pages, lists, searches, links, sockets."""

from urllib.parse import urlencode

from tests.twoworlds.draw import EVENTS, PAGES, Draw
from tests.twoworlds.steps import Emit, Step

FILTERS = (
    "commune", "secteur", "famille", "type", "siae", "taille", "distance", "kinds", "competence", "zone", "section",
    "route", "price", "timetable",
)
SORTS = ("recent", "pertinence", "bientot", "proche", "nom")
ACCEPTED = ("text/html", "application/json", "*/*", "image/png", "text/html;q=0.1,application/json")


def knock(draw: Draw) -> Step:
    """Any page of the access table, as a page or as data."""
    path = draw.path(draw.rng.choice(PAGES).rule)
    accepted = draw.rng.choice(ACCEPTED) if draw.rng.random() < 0.3 else "text/html"
    return draw.ask("GET", path, headers=(("Accept", accepted),))


def search(draw: Draw) -> Step:
    """The lists and the search, with words near the secret, filters, orders and pages."""
    lists = [door.rule for door in PAGES if "<" not in door.rule and not door.rule.startswith("/static")]
    often = (*["/recherche"] * 5, "/annuaire", "/besoins", "/transmission/annonces")
    path = draw.rng.choice((*often, *draw.rng.sample(lists, 3)))
    asked = [("q", draw.word())] if path == "/recherche" or draw.rng.random() < 0.4 else []
    asked += [(name, _code(draw)) for name in draw.rng.sample(FILTERS, draw.rng.choice((0, 0, 1, 2)))]
    if draw.rng.random() < 0.3:
        asked.append(("tri", draw.rng.choice(SORTS)))
    if draw.rng.random() < 0.3:
        asked.append(("page", draw.rng.choice(("1", "2", "3", "99", "x"))))
    return draw.ask("GET", f"{path}?{urlencode(asked, errors='replace')}")


def _code(draw: Draw) -> str:
    codes = ("68224", "68154", "C", "G", "Q", "association", "need", "offer", "oui", "advice", "m2a", "scop")
    return draw.rng.choice((*codes, draw.word()))


def suggest(draw: Draw) -> Step:
    """Words being typed."""
    path = draw.rng.choice((*["/api/suggestions"] * 5, "/api/communes"))
    return draw.ask("GET", f"{path}?{urlencode({'q': draw.word()}, errors='replace')}")


def follow(draw: Draw) -> Step:
    if not draw.harvest.links:
        return knock(draw)
    return draw.ask("GET", draw.rng.choice(draw.harvest.links))


def listen(draw: Draw) -> Step:
    """A socket event about a thread that exists, the secret's, or nobody's."""
    event = draw.rng.choice(EVENTS).rule
    payload = {
        "thread": draw.parameter("thread_id"), "after_seq": 0, "seq": draw.rng.randrange(5), "body": draw.word(),
        "uuid": draw.key(),
    }
    return Emit(draw.persona, event, draw.rng.choice((payload, payload, payload, payload, [], "x", {"thread": 3})))
