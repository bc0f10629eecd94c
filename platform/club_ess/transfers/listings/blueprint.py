"""The blueprint that the view modules of this room hang their routes on."""

from flask import Blueprint

doors = Blueprint("listings", __name__)
