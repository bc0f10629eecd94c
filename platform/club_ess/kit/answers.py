"""Errors become answers here, once: a French page with a way out, or JSON for those who asked for it."""

import logging
from typing import Any

from flask import Flask, Response, jsonify, redirect, render_template, request, url_for
from flask_wtf.csrf import CSRFError
from markupsafe import escape
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException

from club_ess.extensions import db
from club_ess.kit.errors import Busy, ClubError, Conflict, NotFound, SignInRequired
from club_ess.kit.pages import wants_json

PAGES = {400, 403, 404, 405, 409, 413, 429, 500, 503}
LAST_RESORT = (
    '<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Service indisponible</title></head>'
    '<body><h1>Service momentanément indisponible</h1><p>{sentence}</p><p><a href="/">Revenir à l’accueil</a></p>'
    "</body></html>"
)
log = logging.getLogger(__name__)


def translate_errors(app: Flask) -> None:
    """Registers one handler for each family of errors."""
    app.register_error_handler(ClubError, _club_error)
    app.register_error_handler(StaleDataError, lambda error: _club_error(Conflict()))
    app.register_error_handler(OperationalError, _database_error)
    app.register_error_handler(CSRFError, _csrf_error)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(Exception, _unexpected)


def _club_error(error: ClubError) -> Any:
    if isinstance(error, SignInRequired) and not wants_json():
        return redirect(url_for("accounts.sign_in", next=_return_path()), 303)
    response = answer(error.status, error.sentence, error.as_data())
    retry_after_s = getattr(error, "retry_after_s", None)
    if retry_after_s:
        response.headers["Retry-After"] = str(retry_after_s)
    return response


def answer(status: int, sentence: str, data: dict[str, Any]) -> Response:
    """The page or JSON for an error; the session is rolled back first, so the page cannot fail on it."""
    db.session.rollback()
    if wants_json():
        response = jsonify(data)
    else:
        response = Response(_page(status, sentence), mimetype="text/html")
    response.status_code = status
    return response


def _page(status: int, sentence: str) -> str:
    template = f"errors/{status if status in PAGES else 400 if status < 500 else 500}.html"
    try:
        return render_template(template, sentence=sentence)
    except Exception:
        log.exception("the page of error %s could not be shown in full", status)
        return LAST_RESORT.format(sentence=escape(sentence))


def _return_path() -> str:
    """Where to come back to after sign-in: the page itself if it was a GET, else the page the form was on."""
    if request.method == "GET":
        return request.full_path.rstrip("?")
    return request.referrer.removeprefix(request.host_url.rstrip("/")) if request.referrer else "/"


def _database_error(error: OperationalError) -> Any:
    if "locked" in str(error.orig):
        return _club_error(Busy())
    return _unexpected(error)


def _csrf_error(error: CSRFError) -> Any:
    sentence = "Cette page était ouverte depuis trop longtemps. Revenez en arrière, rechargez-la et recommencez."
    return answer(400, sentence, {"code": "csrf", "message": sentence})


def _http_error(error: HTTPException) -> Any:
    status = error.code or 500
    if status < 400:
        return error
    if status == 404:
        return _club_error(NotFound())
    sentence = {413: "Ce que vous envoyez est trop volumineux.", 405: "Cette action n’est pas possible ici."}.get(
        status, "La demande n’a pas été comprise."
    )
    response = answer(status, sentence, {"code": f"http_{status}", "message": sentence})
    for name, value in error.get_headers():
        if name.lower() in {"allow", "retry-after"}:
            response.headers[name] = value
    return response


def _unexpected(error: Exception) -> Any:
    log.exception("unexpected error on %s %s", request.method, request.path)
    sentence = ClubError.sentence
    return answer(500, sentence, {"code": "error", "message": sentence})
