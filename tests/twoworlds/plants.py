"""Planted leaks: the product, made to leak in one way. A test that does not find each of them proves nothing.

Both worlds get the same plant; each leaks what its own world holds. Most are hooks around the product rather than
changes inside it, so that they outlive its refactorings.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Response, request
from sqlalchemy import select

from club_ess.extensions import db, live
from club_ess.kit import mail
from club_ess.kit.errors import Forbidden
from club_ess.threads import operations, policies, sockets, views
from club_ess.threads.models import Thread
from tests.twoworlds import planted_listings, planted_search
from tests.twoworlds.house import House
from tests.twoworlds.worlds import Variant


@dataclass(frozen=True)
class Plant:
    """`found_by`: what must find it, "difference" or "sweep", within so many requests, between the worlds of `variant`.

    `by`: the persona who meets it, where few do: alone in a short session, they do so soon.
    """

    apply: Callable[[House], None]
    found_by: str = "difference"
    variant: Variant = Variant.THERE
    by: str = ""
    within: int = 400


def _on_answers(change: Callable[[House, Response], Response]) -> Callable[[House], None]:
    """A leak in what is answered to outsiders (insiders may see)."""

    def apply(house: House) -> None:
        house.club.app.after_request_funcs.setdefault(None, []).insert(0, lambda answer: change(house, answer))

    return apply


def _asks_for_hidden(house: House) -> bool:
    return any(one in request.path for one in house.world.every_hidden_id)


def _append(answer: Response, text: str) -> Response:
    if answer.mimetype == "text/html" and not answer.is_streamed:
        answer.set_data(answer.get_data() + f"<!-- {text} -->".encode())
    return answer


def _count(house: House, answer: Response) -> Response:
    """The home page counts confidential things too."""
    return _append(answer, f"{len(house.world.every_hidden_id)} fiches") if request.path == "/" else answer


def _page_of_404(house: House, answer: Response) -> Response:
    is_theirs = answer.status_code == 404 and _asks_for_hidden(house)
    return _append(answer, "Cette fiche n’est plus ouverte.") if is_theirs else answer


def _header_of_404(house: House, answer: Response) -> Response:
    if answer.status_code == 404 and _asks_for_hidden(house):
        answer.headers["X-Robots-Tag"] = "noindex"
    return answer


def _error_echo(house: House, answer: Response) -> Response:
    """A page of error that tells too much."""
    is_error = answer.status_code in {400, 405, 422}
    return _append(answer, "".join(house.world.canaries)) if is_error else answer


def _log_line(house: House, answer: Response) -> Response:
    logging.getLogger("club_ess.search").warning("nothing found, though there is %s", house.world.canaries[:1])
    return answer


def _forbidden(house: House) -> None:
    """403 instead of 404: it exists."""

    def refuse() -> None:
        if _asks_for_hidden(house):
            raise Forbidden()

    house.club.app.before_request(refuse)


def _mail(house: House) -> None:
    """A mail to a member names it."""
    _at_each_tick(house, lambda: _queue_mail(house))


def _queue_mail(house: House) -> None:
    person = next(person for person in house.world.outsiders.values() if person is not None)
    with house.club.context():
        for number, canary in enumerate(house.world.canaries):
            mail.queue(person.email, "Du nouveau", f"Du nouveau sur {canary}.", dedupe_key=f"planted {number}")


def _frame(house: House) -> None:
    """Every open page is told that something moved."""
    _at_each_tick(house, lambda: live.emit("notice:posted", {"unread": 1}) if house.world.every_hidden_id else None)


def _file(house: House) -> None:
    """A cache beside the database keeps what was shown to those entitled."""
    (house.folder / "cache.bin").write_bytes("".join(house.world.canaries).encode("utf-16-le"))


def _thread(house: House) -> None:
    """The discussion answers « forbidden »: it exists."""
    true = policies.get_thread_for

    def get_thread_for(actor: Any, thread_id: Any, to: Any) -> Any:
        known = db.session.scalar(select(Thread.id).where(Thread.id == thread_id))
        if known is not None and db.session.scalar(policies.visible_threads(actor).where(Thread.id == known)) is None:
            raise Forbidden()
        return true(actor, thread_id, to)

    for door in (operations, sockets, views):
        door.get_thread_for = get_thread_for


def _at_each_tick(house: House, leak: Callable[[], object]) -> None:
    true = house.builder.live

    class Leaking:
        populate = house.builder.populate

        def live(self, *given: Any) -> None:
            true(*given)
            leak()

    house.builder = Leaking()


PLANTS = {
    "count": Plant(_on_answers(_count)),
    "facet": Plant(planted_search.facet),
    "rank": Plant(planted_search.rank),
    "suggestion": Plant(planted_search.suggestion),
    "forbidden": Plant(_forbidden),
    "page-of-404": Plant(_on_answers(_page_of_404)),
    "header-of-404": Plant(_on_answers(_header_of_404)),
    "error-echo": Plant(_on_answers(_error_echo)),
    "thread": Plant(_thread),
    "frame": Plant(_frame),
    "mail": Plant(_mail),
    "log-line": Plant(_on_answers(_log_line), "sweep", within=5),
    "index": Plant(planted_search.index, "sweep", within=5),
    "file": Plant(_file, "sweep", within=5),
    "hub": Plant(_on_answers(planted_listings.hub)),
    "teaser": Plant(planted_listings.teaser, by="member"),
    "exclusion": Plant(planted_listings.exclusion),
    "rarity": Plant(planted_listings.rarity, by="member", within=600),
    "export": Plant(planted_listings.export, by="member"),
    "seal": Plant(planted_listings.seal, variant=Variant.WHICH, by="prober"),
    "alias": Plant(planted_listings.alias, variant=Variant.WHICH, by="signed"),
    "nickname": Plant(planted_listings.nickname, variant=Variant.WHICH, by="repreneur"),
    "subject": Plant(planted_listings.subject, "sweep", within=200),
}
