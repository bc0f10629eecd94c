"""What can go wrong, as facts. The doors translate each once: a French page, JSON or a socket answer."""

from collections.abc import Mapping
from typing import Any


class ClubError(Exception):
    """Carries an HTTP status, a stable code and a French sentence for the person."""

    status = 500
    code = "error"
    sentence = "Une erreur est survenue."

    def __init__(self, sentence: str | None = None) -> None:
        super().__init__(sentence or self.sentence)
        self.sentence = sentence or self.sentence

    def as_data(self) -> dict[str, Any]:
        """The shape promised to JSON and socket clients: {code, message, ...}."""
        return {"code": self.code, "message": self.sentence}


class NotFound(ClubError):
    """Unknown, hidden and foreign alike: the answer must not tell which."""

    status, code = 404, "not_found"
    sentence = "Cette page n’existe pas ou ne vous est pas ouverte."


class SignInRequired(ClubError):
    status, code = 401, "sign_in_required"
    sentence = "Connectez-vous pour continuer."


class Forbidden(ClubError):
    """The person may see the thing but not do this with it."""

    status, code = 403, "forbidden"
    sentence = "Vous n’avez pas le droit de faire cela."


class Conflict(ClubError):
    """The thing has moved on since the person looked at it."""

    status, code = 409, "conflict"
    sentence = "Cela a déjà changé entre-temps."


class Stale(Conflict):
    """Somebody else saved first: `current` is the row as it stands, `asked` what was typed."""

    code = "stale"
    sentence = "Quelqu’un a enregistré une autre version pendant que vous écriviez."

    def __init__(self, current: Any, asked: Any) -> None:
        super().__init__()
        self.current, self.asked = current, asked


class Invalid(ClubError):
    """`errors` maps a field name to its French message; "" is the whole form."""

    status, code = 422, "invalid"
    sentence = "Certaines réponses sont à corriger."

    def __init__(self, errors: Mapping[str, str]) -> None:
        super().__init__()
        self.errors = dict(errors)

    def as_data(self) -> dict[str, Any]:
        return super().as_data() | {"errors": self.errors}


class TooMany(ClubError):
    status, code = 429, "too_many"
    sentence = "Trop d’essais rapprochés. Patientez un peu avant de recommencer."

    def __init__(self, retry_after_s: int, sentence: str | None = None) -> None:
        super().__init__(sentence)
        self.retry_after_s = retry_after_s

    def as_data(self) -> dict[str, Any]:
        return super().as_data() | {"retry_after_s": self.retry_after_s}


class Busy(ClubError):
    """The database could not be had in time: nothing was written, the same request may be sent again."""

    status, code = 503, "busy"
    sentence = "Le service est très sollicité. Rien n’est perdu : réessayez dans un instant."
    retry_after_s = 5
