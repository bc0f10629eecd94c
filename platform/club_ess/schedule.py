"""Periodic work: what the worker does by the clock, once per period whoever runs it."""

from datetime import timedelta

from club_ess.kit import throttle
from club_ess.kit.jobs import Periodic

SCHEDULE: list[Periodic] = [
    Periodic("sweep_throttles", timedelta(hours=1), throttle.sweep),
]
