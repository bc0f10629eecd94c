"""What protects every answer: security headers, a CSP with nonces, sizes, and the enforcement of the access table."""

import secrets
from datetime import timedelta

from flask import Flask, Response, g, request

from club_ess.config import Settings

LARGEST_REQUEST = 6 * 1024 * 1024


def protect(app: Flask, settings: Settings) -> None:
    """Configures cookies and limits, and adds the headers to every response, errors included."""
    app.config.update(
        SECRET_KEY=settings.secret_key,
        SESSION_COOKIE_NAME="club" if settings.is_local else "__Host-club",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=not settings.is_local,
        SESSION_COOKIE_PATH="/",
        PERMANENT_SESSION_LIFETIME=timedelta(days=30),
        SESSION_REFRESH_EACH_REQUEST=False,
        MAX_CONTENT_LENGTH=LARGEST_REQUEST,
        MAX_FORM_MEMORY_SIZE=1024 * 1024,
        MAX_FORM_PARTS=500,
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_CHECK_DEFAULT=True,
    )
    app.after_request(lambda response: _add_headers(response, settings))
    app.context_processor(lambda: {"csp_nonce": csp_nonce()})


def csp_nonce() -> str:
    """A fresh random value for this response's inline scripts."""
    if "csp_nonce" not in g:
        g.csp_nonce = secrets.token_urlsafe(16)
    return str(g.csp_nonce)


def content_security_policy(settings: Settings) -> str:
    sockets = " ".join(origin.replace("http", "ws", 1) for origin in settings.origins)
    return "; ".join(
        (
            "default-src 'self'", f"script-src 'self' 'nonce-{csp_nonce()}'", "style-src 'self'",
            "img-src 'self' data:", f"connect-src 'self' {sockets}", "font-src 'self'", "object-src 'none'",
            "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'",
        )
    )


def _add_headers(response: Response, settings: Settings) -> Response:
    headers = response.headers
    headers["Content-Security-Policy"] = content_security_policy(settings)
    headers["X-Content-Type-Options"] = "nosniff"
    headers["X-Frame-Options"] = "DENY"
    headers["Referrer-Policy"] = "same-origin"
    headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), payment=()"
    headers["Cross-Origin-Opener-Policy"] = "same-origin"
    headers["Cross-Origin-Resource-Policy"] = "same-origin"
    if not settings.is_local:
        headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"
    if request.endpoint == "static" and "v" in request.args:
        headers["Cache-Control"] = "public, max-age=31536000, immutable"
    else:
        headers.setdefault("Cache-Control", "no-store")
    return response
