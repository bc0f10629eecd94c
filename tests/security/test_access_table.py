"""The access table is whole, and true: every door is declared, and every cell of the table is executed."""

import uuid

import pytest
from werkzeug.test import TestResponse

from club_ess.access import DOORS, TABLE, Audience, Door, Relation
from club_ess.extensions import live
from tests.cast import Club
from tests.security.world import ACTORS, World, actors_at, make_world, refusals, who_may

HTTP = [(door, method) for door in DOORS for method in door.methods.split() if method != "SOCKET"]
# Where the organization is a field of the form, a foreign one is refused next to that field.
NAMED_IN_THE_FORM = {"/besoins": {422}, "/offres": {422}}
# Only the demonstration has a mailbox; nobody here has drawn a logo.
ABSENT_HERE = {("GET", "/boite-aux-lettres"), ("GET", "/structures/<uuid:organization_id>/logo")}
ANSWERS = {
    "title": "Relire nos statuts", "description": "Nous cherchons quelqu’un pour relire nos statuts. " * 2,
    "skills": "droit des associations", "size": "advice", "reason": "other", "decision": "accept", "role": "member",
    "body": "Bonjour", "kind": "ess_structure", "name": "Une structure toute neuve", "version": "1", "seq": "0",
}
EVENTS = [door for door in DOORS if door.methods == "SOCKET" and door.rule != "connect"]


def test_every_route_is_declared_and_every_declaration_is_a_route(club: Club) -> None:
    routes = {
        (rule.rule, method)
        for rule in club.app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    assert routes == {(door.rule, method) for door, method in HTTP}


def test_every_socket_event_is_declared(club: Club) -> None:
    heard = set(live.server.handlers["/"])
    assert heard - {"disconnect"} == {door.rule for door in DOORS if door.methods == "SOCKET"}


def test_an_undeclared_door_does_not_open(club: Club) -> None:
    club.app.add_url_rule("/porte-derobee", "backdoor", lambda: "secret")
    answer = club.browser(club.dana).get("/porte-derobee")
    assert answer.status_code == 404
    assert b"secret" not in answer.data


def _knock(world: World, door: Door, method: str, actor: str) -> TestResponse:
    path = world.path(door.rule)
    person = world.people[actor]
    form = ANSWERS | {"organization_id": _their_organization(world, door)} if method == "POST" else None
    return world.club.browser(person).open(path, method=method, data=form)


def _their_organization(world: World, door: Door) -> str:
    """In whose name a form asks to act: Alice's association; Bob's company for offers."""
    owner = world.people["company" if "/offres" in door.rule else "administrator"]
    return str(owner.organization_id if owner else "")


def _is_sent_to_sign_in(answer: TestResponse) -> bool:
    return answer.status_code == 401 or "/connexion?next=" in answer.headers.get("Location", "")


@pytest.mark.parametrize(("door", "method"), HTTP, ids=[f"{m} {d.rule}" for d, m in HTTP])
def test_every_cell_of_the_table(club: Club, door: Door, method: str) -> None:
    world = make_world(club)
    for actor in actors_at(door):
        if actor in who_may(door):
            continue
        answer = _knock(world, door, method, actor)
        is_known = actor not in {"anonymous", "disabled"}
        if door.audience is not Audience.ANYONE and not is_known:
            assert _is_sent_to_sign_in(answer), f"{actor}: {answer.status}"
        else:
            allowed = refusals(door, actor) | NAMED_IN_THE_FORM.get(door.rule, set())
            assert answer.status_code in allowed, f"{actor}: {answer.status}"
    if door.relation is not Relation.LINK_HOLDER:
        _check_those_let_in(world, door, method)


def _check_those_let_in(world: World, door: Door, method: str) -> None:
    """The first finds the thing there; after a POST (leave, withdraw) the next may find it gone."""
    for rank, actor in enumerate(actor for actor in actors_at(door) if actor in who_may(door)):
        answer = _knock(world, door, method, actor)
        assert not _is_sent_to_sign_in(answer), f"{actor} was sent to sign in"
        assert answer.status_code < 500, f"{actor}: {answer.status}"
        assert answer.status_code not in {403, 405}, f"{actor}: {answer.status}"
        may_be_gone = (method == "POST" and rank > 0) or (method, door.rule) in ABSENT_HERE
        assert may_be_gone or answer.status_code != 404, f"{actor}: {answer.status}"


@pytest.mark.parametrize("door", EVENTS, ids=lambda door: door.rule)
def test_every_socket_event_refuses_whoever_is_not_a_party(club: Club, door: Door) -> None:
    world = make_world(club)
    thread_id = str(world.values["thread_id"])
    payload = {"thread": thread_id, "after_seq": 0, "seq": 0, "uuid": str(uuid.uuid4()), "body": "Bonjour"}
    origin = {"Origin": club.app.config["CLUB"].origin}
    for actor in ACTORS:
        client = live.test_client(club.app, flask_test_client=club.browser(world.people[actor]), headers=origin)
        if actor in {"anonymous", "disabled"}:
            assert not client.is_connected(), actor
            continue
        answer = client.emit(door.rule, payload, callback=True) or {}
        refused = isinstance(answer, dict) and answer.get("error", {}).get("code")
        if actor in who_may(door):
            assert refused != "not_found", f"{actor}: {answer}"
        else:
            assert refused == "not_found", f"{actor}: {answer}"
        client.disconnect()


def test_no_door_is_declared_twice() -> None:
    assert len(TABLE) == sum(len(door.methods.split()) for door in DOORS)
