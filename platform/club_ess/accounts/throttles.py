"""How often one may knock. Each counts in its own transaction, before anything is looked up: known or not, alike."""

import uuid
from datetime import timedelta

from club_ess.kit import throttle

QUARTER, HOUR = timedelta(minutes=15), timedelta(hours=1)


def count_sign_in(address: str, network: str) -> None:
    """Raises TooMany."""
    throttle.hit("sign_in.network", network, most=60, per=QUARTER)
    throttle.hit("sign_in", address, most=10, per=QUARTER)


def forget_sign_in(address: str) -> None:
    throttle.forget("sign_in", address)


def count_mail(verb: str, address: str, network: str) -> None:
    """For what makes a mail leave: sign-up, forgotten password, resent link. Raises TooMany."""
    throttle.hit(f"{verb}.network", network, most=40, per=HOUR)
    throttle.hit(verb, address, most=5, per=HOUR)


def count_password_change(person_id: uuid.UUID) -> None:
    """Whoever holds an open session may not try passwords at leisure. Raises TooMany."""
    throttle.hit("change_password", str(person_id), most=10, per=QUARTER)
