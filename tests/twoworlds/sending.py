"""What outsiders send: forms as a page showed them, forms that no page showed them, and nonsense."""

from urllib.parse import urlencode

from tests.twoworlds.draw import PAGES, POSTS, Draw
from tests.twoworlds.harvest import FoundForm
from tests.twoworlds.steps import Step

TYPED = ("first_name", "last_name", "name", "nickname", "q", "role_title", "skills", "title")
TEXTS = (
    "body", "comment", "description", "experience", "interest", "message", "motivation", "presentation", "teaser_text",
)
AS_FORM = (("Content-Type", "application/x-www-form-urlencoded"),)
AS_JSON = (("Content-Type", "application/json"),)
UNUSUAL = ("HEAD", "OPTIONS", "PUT", "DELETE", "PATCH", "TRACE")


def fill(draw: Draw) -> Step:
    """A form as a page showed it, some answers changed."""
    forms = [form for form in draw.harvest.forms if form.method == "GET" or draw.may_send(form.action)]
    if not forms:
        return post(draw)
    form = draw.rng.choice(forms)
    answers = tuple(_answers(draw, form))
    if form.method == "GET":
        return draw.ask("GET", f"{form.action}?{urlencode(answers, errors='replace')}")
    return draw.ask("POST", form.action, form=answers)


def _answers(draw: Draw, form: FoundForm) -> list[tuple[str, str]]:
    """One value of each question; what is hidden is sent back as it was."""
    by_name: dict[str, list[tuple[str, str]]] = {}
    for name, value, kind in form.fields:
        by_name.setdefault(name, []).append((value, kind))
    return [(name, _answer(draw, name, *draw.rng.choice(offered))) for name, offered in by_name.items()]


def _answer(draw: Draw, name: str, value: str, kind: str) -> str:
    if kind == "hidden" and draw.rng.random() < 0.9:
        return value
    if name in TEXTS or kind == "textarea":
        return draw.vocabulary.text(draw.rng)
    if name in {"siret", "siren"}:
        return _number(draw, name)
    if name in TYPED or draw.rng.random() < 0.05:
        return draw.word()
    return value or PLAUSIBLE.get(name, "")


# By name of field, answers that forms accept. The passwords are nobody's.
PLAUSIBLE = {
    "skills": "comptabilité", "size": "advice", "decision": "accept", "role": "member", "seq": "1", "version": "1",
    "publish": "1", "days": "2", "password": "une phrase que personne ne devine", "commune_code": "Mulhouse",
    "after_seq": "0", "first_name": "Zoé", "last_name": "Visiteuse", "sections": "C", "zones": "m2a", "zone": "m2a",
    "routes": "share_sale", "timetable": "year", "submit": "true", "domain": "exemple.test", "is_accepted": "true",
    "amount_eur": "1000", "target_quarter": "2027-T3",
}
CHOICES = {
    "kind": ("ess_structure", "person", "team", "company"), "reason": ("other", "price", "personal"),
    "section": ("", "C", "Q"), "website": ("", "https://brimbelune.fr"),
    "email": ("quelqu.un@exemple.test", "colette@brimbelune.fr"),
}


def post(draw: Draw) -> Step:
    """Any form of the access table, without having seen it: every answer that some form asks."""
    doors = [door for door in POSTS if draw.may_send(door.rule)]
    path, answers = draw.path(draw.rng.choice(doors).rule), answers_to_everything(draw)
    if draw.rng.random() < 0.3:
        return draw.ask("POST", path, json=answers, headers=(("Accept", "application/json"),))
    return draw.ask("POST", path, form=tuple(answers.items()))


def answers_to_everything(draw: Draw) -> dict[str, str]:
    """One value for every field that some form has."""
    typed = {name: draw.word() for name in TYPED}
    written = {name: draw.vocabulary.text(draw.rng) for name in TEXTS}
    chosen = {name: draw.rng.choice(values) for name, values in CHOICES.items()}
    numbers = {name: _number(draw, name) for name in ("siret", "siren")}
    return typed | written | PLAUSIBLE | chosen | numbers | _links(draw)


def _number(draw: Draw, name: str) -> str:
    """None, one that is near the secret, or one that is nobody's."""
    if not draw.world.sirets or draw.rng.random() < 0.3:
        return draw.rng.choice(("", "", "123", "356 000 000 00048"))
    siret = draw.rng.choice(draw.world.sirets)
    return siret[:9] if name == "siren" else siret


def _links(draw: Draw) -> dict[str, str]:
    """Every parameter that is an id, as a field too; one of them may be the secret's."""
    named = {name: draw.parameter(name) for name in sorted({*draw.world.ids, *draw.world.hidden_ids})}
    return named | {"client_uuid": draw.key()}


def break_it(draw: Draw) -> Step:
    """Requests that no page sends."""
    path, rng = draw.path(draw.rng.choice(PAGES + POSTS).rule), draw.rng
    return rng.choice(
        (
            lambda: draw.ask(rng.choice(UNUSUAL), path),
            lambda: draw.ask("POST", path, form=(("body", draw.word()),), with_token=False),
            lambda: draw.ask("POST", path, body=b'{"body": ', headers=AS_JSON),
            lambda: draw.ask("POST", path, json=[draw.word()], headers=(("Accept", "application/json"),)),
            lambda: draw.ask("POST", path, body=b"\xff\xfe=%ff", headers=AS_FORM),
            lambda: draw.ask("GET", path + rng.choice(("/", "//", "%2e", ";a=b", "?q=%ff%fe", "?page=-1", "x"))),
            lambda: draw.ask("GET", path, headers=(("If-None-Match", '"*"'), ("Range", "bytes=0-10"))),
            lambda: draw.ask("GET", path, headers=(("Referer", "http://localhost" + path), ("Host", "localhost:80"))),
        )
    )()

