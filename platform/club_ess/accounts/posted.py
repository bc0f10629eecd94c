"""What a request brings: the fields of a form, or a JSON object."""

from collections.abc import Mapping
from typing import Any

from flask import request

from club_ess.kit.errors import Invalid
from club_ess.kit.forms import Form, M, read
from club_ess.kit.pages import wants_json


def posted() -> Mapping[str, Any]:
    """Raises Invalid for JSON that is not an object."""
    if not request.is_json:
        return request.form
    data = request.get_json()
    if not isinstance(data, dict):
        raise Invalid({"": "Un objet JSON est attendu."})
    return data


def read_posted(model: type[M]) -> Form[M]:
    """The form as typed. Raises Invalid, with every error, for those who asked for JSON; pages show theirs."""
    form = read(model, posted())
    if form.asked is None and wants_json():
        raise Invalid(form.errors)
    return form
