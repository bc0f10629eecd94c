"""Doors for repreneurs: the teasers that they may read, and nothing that tells how many there are."""

import uuid

from flask import render_template, request
from flask.typing import ResponseReturnValue

from club_ess.accounts.identity import required_actor
from club_ess.kit.forms import read
from club_ess.transfers.listings.blueprint import doors
from club_ess.transfers.listings.choices import filter_choices
from club_ess.transfers.listings.inputs import TeaserFilters
from club_ess.transfers.listings.panels import PANELS, shown
from club_ess.transfers.listings.policies import get_listing_for
from club_ess.transfers.listings.searching import find_teasers
from club_ess.transfers.listings.shapes import teaser
from club_ess.transfers.projects.policies import searching_projects


@doors.get("/transmission/annonces")
def index() -> ResponseReturnValue:
    """Whoever has no project to search with reads the same page, whatever listings there are."""
    actor = required_actor()
    if not searching_projects(actor):
        return render_template("listings/closed_index.html")
    form = read(TeaserFilters, request.args)
    found = find_teasers(actor, form.asked or TeaserFilters())
    page = render_template(
        "listings/index.html", teasers=[teaser(listing) for listing in found], form=form, choices=filter_choices(),
        is_filtered=bool(form.typed),
    )
    return page, 200 if form.asked else 422


@doors.get("/transmission/annonces/<uuid:listing_id>")
def show(listing_id: uuid.UUID) -> ResponseReturnValue:
    actor = required_actor()
    listing = get_listing_for(actor, listing_id, to="read")
    return render_template("listings/show.html", teaser=teaser(listing), panels=shown(PANELS, listing, actor))
