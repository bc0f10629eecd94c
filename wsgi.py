"""Serves HTTP and Socket.IO: `gunicorn wsgi:app`."""

from club_ess.app import create_app

app = create_app()
