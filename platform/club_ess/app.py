"""The factory: reads like a table of contents."""

import logging
import os
from typing import Any

from flask import Flask, request
from werkzeug.middleware.proxy_fix import ProxyFix

from club_ess import access, reactions
from club_ess.accounts.identity import current_actor
from club_ess.config import Settings
from club_ess.extensions import babel, csrf, db, live, login, migrate
from club_ess.kit import engine, facts, pages, text
from club_ess.kit.answers import translate_errors
from club_ess.kit.errors import Forbidden, NotFound, SignInRequired
from club_ess.kit.protection import protect
from club_ess.kit.sockets import Gate
from club_ess.paths import PACKAGE, bundled
from club_ess.rooms import BLUEPRINTS, connect_sockets, shared_context


def create_app(settings: Settings | None = None) -> Flask:
    """The whole product, bound to `settings` (by default the CLUB_* environment). Raises UnsafeSettings."""
    settings = settings or Settings.from_environment(os.environ)
    app = Flask("club_ess", template_folder=str(bundled("templates")), static_folder=str(bundled("static")))
    app.config["CLUB"] = settings
    protect(app, settings)
    _open_database(app, settings)
    _bind_extensions(app, settings)
    _prepare_templates(app, settings)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    app.before_request(refuse_undeclared)
    translate_errors(app)
    facts.table.fill(reactions.DURABLE, reactions.LIVE)
    connect_sockets()
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
    return app


def _open_database(app: Flask, settings: Settings) -> None:
    settings.data.mkdir(parents=True, exist_ok=True)
    url = settings.effective_database_url
    app.config["SQLALCHEMY_DATABASE_URI"] = url
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = engine.engine_options(url)
    db.init_app(app)
    with app.app_context():
        engine.prepare(db.engine)
    migrate.init_app(app, db, directory=str(PACKAGE / "migrations"), render_as_batch=True)


def _bind_extensions(app: Flask, settings: Settings) -> None:
    login.init_app(app)
    csrf.init_app(app)
    babel.init_app(app, default_locale="fr", default_timezone="Europe/Paris")
    live.init_app(
        app, async_mode="threading", cors_allowed_origins=settings.origins, manage_session=False,
        message_queue=settings.redis_url or None, async_handlers=False, max_http_buffer_size=64 * 1024,
        ping_interval=20, ping_timeout=20, transports=["websocket"],
    )
    app.wsgi_app = Gate(app)  # type: ignore[method-assign]
    logging.getLogger("engineio").setLevel(logging.ERROR)


def _prepare_templates(app: Flask, settings: Settings) -> None:
    app.jinja_env.filters.update(pages.FILTERS, markdown=text.markdown, excerpt=text.excerpt)
    app.jinja_env.globals.update(icon=pages.icon, asset=pages.asset)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    club = {"name": settings.name, "area": settings.area, "contact": settings.contact or settings.mail_from}

    @app.context_processor
    def for_every_page() -> dict[str, Any]:
        actor = current_actor()
        return {"actor": actor, "club": club, "is_demo": settings.demo} | shared_context(actor)


def refuse_undeclared() -> None:
    """Enforces the audience of the access table. A door that nobody declared does not open."""
    if request.url_rule is None:
        return
    method = "GET" if request.method in {"HEAD", "OPTIONS"} else request.method
    door = access.TABLE.get((request.url_rule.rule, method))
    if door is None:
        raise NotFound()
    actor = current_actor()
    if door.audience is not access.Audience.ANYONE and actor is None:
        raise SignInRequired()
    if door.audience is access.Audience.MODERATOR and not (actor and actor.is_moderator):
        raise Forbidden()
