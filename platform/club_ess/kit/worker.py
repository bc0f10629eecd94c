"""The worker: keeps the outbox empty and runs periodic jobs, in its own process or inside the web process."""

import logging
import threading

from flask import Flask
from sqlalchemy.exc import SQLAlchemyError

from club_ess.extensions import db
from club_ess.kit import facts, jobs, outbox
from club_ess.kit.errors import Busy

PAUSE_S = 1.0
log = logging.getLogger(__name__)


def run(app: Flask, schedule: list[jobs.Periodic], stop: threading.Event) -> None:
    """Works until `stop` is set. A database that cannot be reached is waited for, not died of."""
    while not stop.is_set():
        facts.woken.clear()
        try:
            with app.app_context():
                outbox.drain()
                jobs.run_due(schedule)
        except (SQLAlchemyError, Busy):
            log.exception("the worker could not reach the database")
        facts.woken.wait(PAUSE_S)
    with app.app_context():
        db.session.remove()


def start_embedded(app: Flask, schedule: list[jobs.Periodic]) -> threading.Event:
    """Starts a worker thread; setting the returned event stops it."""
    stop = threading.Event()
    threading.Thread(target=run, args=(app, schedule, stop), name="club-worker", daemon=True).start()
    return stop
