"""A world in a process of its own: peopled once, then forked for each session, so that every session begins alike."""

import multiprocessing as mp
import os
import shutil
import traceback
from dataclasses import dataclass, replace
from functools import cache
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from flask_migrate import upgrade

from club_ess.app import create_app
from club_ess.extensions import db
from tests.conftest import settings_for
from tests.twoworlds.ending import end
from tests.twoworlds.house import House
from tests.twoworlds.plants import PLANTS
from tests.twoworlds.worlds import Place, Variant, WorldBuilder

# Forked, so that both have the same hash seed: the order of sets is the same, and a leak through it would show.
_PROCESSES = mp.get_context("fork")
_kept = TemporaryDirectory(prefix="club-two-worlds-")
_running: dict[tuple["Setting", int], "Remote"] = {}


class WorldFailed(Exception):
    """A world broke down; the message is its traceback."""


@dataclass(frozen=True)
class Setting:
    """How both worlds are made; `plant` names a leak of plants.PLANTS to put in both."""

    builder: WorldBuilder
    variant: Variant
    seed: int
    plant: str | None = None


class Remote:
    """One of the two worlds of a setting. Its process peoples the world, then lends it to one session at a time."""

    def __init__(self, setting: Setting, side: int) -> None:
        folder = Path(_kept.name) / f"{len(_running)}-{setting.variant}-{side}"
        folder.mkdir()
        migrated()
        self._pipe, theirs = _PROCESSES.Pipe()
        self._process = _PROCESSES.Process(target=_lend, args=(theirs, folder, setting, side), daemon=True)
        self._process.start()
        theirs.close()

    def send(self, message: Any) -> None:
        self._pipe.send(message)

    def receive(self) -> Any:
        """Raises WorldFailed."""
        try:
            kind, value = self._pipe.recv()
        except EOFError:
            raise WorldFailed("the process of a world ended") from None
        if kind == "failed":
            raise WorldFailed(value)
        return value

    def stop(self) -> None:
        self._pipe.close()
        self._process.kill()
        self._process.join()


def both_sides(setting: Setting) -> tuple[Remote, Remote]:
    """The two worlds of a setting, started if they are not, each about to say its `World`."""
    bare = replace(setting, plant=None)
    for side in (1, 2):
        if (bare, side) not in _running:
            _running[bare, side] = Remote(bare, side)
        _running[bare, side].send(setting.plant)
    return _running[bare, 1], _running[bare, 2]


def give_up(setting: Setting) -> None:
    """After a session that did not reach its end: these worlds are of no more use."""
    for side in (1, 2):
        remote = _running.pop((replace(setting, plant=None), side), None)
        if remote is not None:
            remote.stop()


def stop_all() -> None:
    """Ends every world. They hold copies of all that was open when they were forked: a browser would wait for them."""
    while _running:
        _running.popitem()[1].stop()


def _lend(pipe: Connection, folder: Path, setting: Setting, side: int) -> None:
    try:
        house = House(folder, migrated(), Place(setting.variant, side), setting.builder, setting.seed)
        house.rest()
    except Exception:
        pipe.send(("failed", traceback.format_exc()))
        return
    fresh = folder.with_name(f"{folder.name}-fresh")
    shutil.copytree(folder, fresh)
    while True:
        try:
            plant = pipe.recv()
        except EOFError:
            return
        _lend_once(pipe, house, plant)
        shutil.rmtree(folder)
        shutil.copytree(fresh, folder)


def _lend_once(pipe: Connection, house: House, plant: str | None) -> None:
    child = os.fork()
    if child == 0:
        _serve(pipe, house, plant)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    if status != 0:
        pipe.send(("failed", f"the process of a world ended with {status}"))


def _serve(pipe: Connection, house: House, plant: str | None) -> None:
    try:
        if plant:
            PLANTS[plant].apply(house)
        pipe.send(("world", house.world))
        while (message := pipe.recv()) is not None:
            pipe.send(("answer", house.take(*message)))
        pipe.send(("ending", end(house)))
        house.rest()
    except EOFError:
        return
    except Exception:
        pipe.send(("failed", traceback.format_exc()))


@cache
def migrated() -> Path:
    """A migrated, empty database, made once."""
    folder = Path(_kept.name)
    app = create_app(settings_for(folder, f"sqlite:///{folder / 'template.db'}"))
    with app.app_context():
        upgrade()
        db.engine.dispose()
    return folder / "template.db"
