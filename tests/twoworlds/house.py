"""One world, living: the product on its own folder, the browsers and sockets of its outsiders, what they are sent."""

import logging
import shutil
from dataclasses import replace
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path
from time import perf_counter
from typing import Any

from flask.testing import FlaskClient
from jinja2 import FileSystemBytecodeCache

from club_ess.app import create_app
from club_ess.extensions import db
from club_ess.kit import facts, jobs
from club_ess.schedule import SCHEDULE
from tests.cast import Club
from tests.conftest import settings_for
from tests.pages import Browser
from tests.twoworlds.capture import Log, Mailbag, Sockets, parts_of, route_of
from tests.twoworlds.pinned import Pinned
from tests.twoworlds.steps import Answer, Ask, Emit, Step, Tick
from tests.twoworlds.sweep import Sweep, legible
from tests.twoworlds.worlds import Place, World, WorldBuilder

SIGNED_IN_FOR = timedelta(days=20)


class Visitor(Browser):
    """A browser that takes pages as they come: whether they are beautiful is tested elsewhere."""

    def open(self, *args: Any, with_token: bool = True, **kwargs: Any) -> Any:
        if kwargs.get("method") not in {"GET", "HEAD", "OPTIONS"} and with_token:
            kwargs["headers"] = [("X-CSRFToken", self.csrf_token()), *(kwargs.pop("headers", None) or ())]
        return FlaskClient.open(self, *args, **kwargs)


class House:
    """`folder` becomes the data folder; `template` is a migrated, empty database."""

    def __init__(self, folder: Path, template: Path, place: Place, builder: WorldBuilder, seed: int) -> None:
        self.folder, self.place, self.builder = folder, place, builder
        self.pinned = Pinned(seed)
        self.pinned.install()
        shutil.copy(template, folder / "club.db")
        app = create_app(settings_for(folder, f"sqlite:///{folder / 'club.db'}"))
        app.config["PROPAGATE_EXCEPTIONS"] = False
        app.jinja_env.bytecode_cache = FileSystemBytecodeCache(str(template.parent))
        self.club = Club(app)
        self.log = Log()
        logging.getLogger().addHandler(self.log)
        logging.getLogger("club_ess").setLevel(logging.DEBUG)
        self._pin_reactions()
        self.world: World = builder.populate(self.club, place, self.pinned.reseed)
        self.sweep = Sweep(self.world.canaries)
        self.sockets = Sockets(app)
        self.mailbag = Mailbag({insider.email for insider in self.world.insiders.values()})
        self.visitors: dict[str, Visitor] = {name: Visitor(app) for name in self.world.outsiders}
        self._signed_in: dict[str, tuple[str, datetime]] = {}
        self.tick(Tick(0, 60))

    def _pin_reactions(self) -> None:
        """A world with a secret has more to react to: each reaction and job draws from its own source."""
        table = facts.table
        table.reactions = {name: self._pinned(name, reaction) for name, reaction in table.reactions.items()}
        self.schedule = [replace(job, run=self._pinned(job.name, job.run)) for job in SCHEDULE]

    def _pinned(self, name: str, run: Any) -> Any:
        def pinned(*given: Any) -> Any:
            self.pinned.reseed(f"{name}:{given}")
            return run(*given)

        return pinned

    def take(self, number: int, step: Step) -> Answer:
        """Does one step, and gathers what every outsider was sent."""
        self.pinned.reseed(f"step {number}")
        match step:
            case Ask():
                answer = self.ask(step)
            case Emit():
                answer = self.emit(step)
            case Tick():
                answer = self.tick(step)
        answer.parts |= self.sockets.received()
        answer.parts = {name: self._with_keys_named(part) for name, part in answer.parts.items()}
        answer.leaks = sorted(self.sweep.find(b"\n".join(map(legible, answer.parts.values()))))
        return answer

    def _with_keys_named(self, data: bytes) -> bytes:
        for key, name in self.world.keys.items():
            data = data.replace(key.encode(), name.encode())
        return data

    def ask(self, step: Ask) -> Answer:
        self.pinned.advance(len(step.path) % 17 + 1)
        visitor = self.visitors[step.persona]
        asked: dict[str, Any] = {
            "method": step.method, "headers": list(step.headers), "with_token": step.with_token,
            "environ_overrides": {"REMOTE_ADDR": step.network},
        }
        if step.form is not None:
            asked["data"] = _grouped(step.form) | {
                name: (BytesIO(content), filename) for name, filename, content in step.files
            }
        elif step.json is not None:
            asked["json"] = step.json
        elif step.body is not None:
            asked["data"] = step.body
        start = perf_counter()
        response = visitor.open(step.path, **asked)
        took_ms = (perf_counter() - start) * 1000
        return Answer(parts_of(response), route_of(self.club.app, step), took_ms)

    def emit(self, step: Emit) -> Answer:
        self.pinned.advance(1)
        start = perf_counter()
        said = self.sockets.emit(step.persona, self.visitors[step.persona], step.event, step.payload)
        return Answer({"acknowledgement": said}, f"SOCKET {step.event}", (perf_counter() - start) * 1000)

    def tick(self, step: Tick) -> Answer:
        start = perf_counter()
        self.pinned.advance(step.seconds)
        self._sign_in_again(step.number)
        self.pinned.reseed(f"life {step.number}")
        self.builder.live(self.club, self.world, self.place, step.number)
        self.pinned.reseed(f"work {step.number}")
        self.club.settle()
        with self.club.context():
            jobs.run_due(self.schedule)
        self.club.settle()
        with self.club.context():
            mails = self.mailbag.new_mails()
        return Answer(mails, "TICK", (perf_counter() - start) * 1000)

    def _sign_in_again(self, tick: int) -> None:
        """Outsiders sign out, change their password or simply wait: they come back."""
        for name, person in self.world.outsiders.items():
            _, since = self._signed_in.get(name, ("", None))
            if person is not None and (since is None or self._is_out(name, since)):
                self.pinned.reseed(f"sign in {name} {tick}")
                secret = self.club.sign_in(person.id)
                self.visitors[name].hold_secret(secret)
                self._signed_in[name] = (secret, self.pinned.now)
                self.sockets.leave(name)

    def _is_out(self, name: str, since: datetime) -> bool:
        """By asking for what only members are told, as they would find out."""
        is_old = self.pinned.now - since > SIGNED_IN_FOR
        return is_old or self.visitors[name].open("/api/notifications", method="GET").status_code != 200

    def rest(self) -> None:
        """Lets go of the database."""
        with self.club.context():
            db.session.remove()
            db.engine.dispose()


def _grouped(pairs: tuple[tuple[str, str], ...]) -> dict[str, Any]:
    grouped: dict[str, list[str]] = {}
    for name, value in pairs:
        grouped.setdefault(name, []).append(value)
    return grouped
