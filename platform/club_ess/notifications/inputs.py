"""What people may ask of their notices."""

from pydantic import Field

from club_ess.kit.forms import Asked
from club_ess.notifications.enums import NoticeKind


class ChoosePreferences(Asked):
    """The ticked boxes: a kind that is not in a list is switched off there."""

    in_app: list[NoticeKind] = Field(default=[], max_length=len(NoticeKind), title="Dans la page")
    by_mail: list[NoticeKind] = Field(default=[], max_length=len(NoticeKind), title="Par courriel")
