"""The door of the proposals of transmission: set one aside. They are read on the pages of listings and projects."""

import uuid

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from club_ess.accounts.identity import required_actor
from club_ess.kit.forms import read
from club_ess.matching.transfers import operations, panels
from club_ess.matching.transfers.operations import DismissTransferMatch
from club_ess.matching.transfers.policies import get_transfer_match_for, side_of
from club_ess.transfers.approaches.enums import Side
from club_ess.transfers.listings.panels import OWNER_PANELS, RECOGNISED_PANELS
from club_ess.transfers.projects.panels import PANELS as PROJECT_PANELS

doors = Blueprint("transfer_matches", __name__)
OWNER_PANELS.append(panels.projects_panel)
RECOGNISED_PANELS.append(panels.fitting_panel)
PROJECT_PANELS.append(panels.listings_panel)


@doors.post("/transmission/propositions/<uuid:match_id>/ecarter")
def dismiss(match_id: uuid.UUID) -> ResponseReturnValue:
    """303 to the page it stood on; without a reason, back there with the sentence."""
    actor = required_actor()
    match = get_transfer_match_for(actor, match_id)
    is_cedant = side_of(actor, match) is Side.CEDANT
    listing_id, project_id = match.listing_id, match.project_id
    form = read(DismissTransferMatch, request.form)
    if form.asked is None:
        flash("Choisissez une raison : elle aide le club à mieux proposer.", "danger")
    else:
        operations.dismiss_transfer_match(actor, match_id, form.asked)
        flash("C’est noté. Cette proposition ne vous sera plus faite, et personne n’en est prévenu.", "success")
    if is_cedant:
        return redirect(url_for("listings.home", listing_id=listing_id), 303)
    return redirect(url_for("projects.show", project_id=project_id), 303)
