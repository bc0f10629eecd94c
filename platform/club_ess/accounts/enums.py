"""Words of the accounts room."""

from enum import StrEnum


class TokenPurpose(StrEnum):
    """What a link in a mail is good for."""

    CONFIRM_ADDRESS = "confirm_address"
    RESET_PASSWORD = "reset_password"  # noqa: S105
