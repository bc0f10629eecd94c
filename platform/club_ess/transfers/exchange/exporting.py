"""What leaves the club as a table: one's own teasers, and, by the operator, those that may be relayed."""

import base64
import hashlib
import hmac
import uuid

from flask import current_app
from sqlalchemy import select

from club_ess.accounts.models import Person
from club_ess.extensions import db
from club_ess.transfers.exchange.columns import NO, REFERENCE, RELAY, STATE, TEASER_HEADER, YES, cells_of
from club_ess.transfers.exchange.tables import write_table
from club_ess.transfers.listings.models import Listing
from club_ess.transfers.listings.policies import held_listings
from club_ess.transfers.states import ReviewState

OWN_HEADER = (STATE, *TEASER_HEADER, RELAY)
RELAYED_HEADER = (REFERENCE, *TEASER_HEADER)
PURPOSE = b"reference of a relayed listing\0"
REFERENCE_BYTES = 10


def own_table(actor: Person) -> bytes:
    """The teasers of the listings that the actor holds; neither the working name nor a word of the file."""
    rows = db.session.scalars(held_listings(actor).order_by(Listing.created_at, Listing.id))
    told = {True: YES, False: NO}
    return write_table(
        OWN_HEADER,
        (cells_of(one) | {STATE: one.state.label, RELAY: told[one.may_be_relayed]} for one in rows),
    )


def relayed_table() -> tuple[bytes, int]:
    """The teasers on line whose cédant agreed, in an order that tells nothing; and how many."""
    is_held = Listing.owner.has(Person.disabled_at.is_(None))
    online = (Listing.state == ReviewState.PUBLISHED, Listing.may_be_relayed.is_(True), is_held)
    listings = db.session.scalars(select(Listing).where(*online))
    rows = [cells_of(one) | {REFERENCE: reference_of(one.id)} for one in listings]
    return write_table(RELAYED_HEADER, sorted(rows, key=lambda row: row[REFERENCE])), len(rows)


def reference_of(listing_id: uuid.UUID) -> str:
    """The same from one export to the next, and nothing that leads back here without the secret key."""
    secret = str(current_app.config["CLUB"].secret_key).encode()
    digest = hmac.new(secret, PURPOSE + listing_id.bytes, hashlib.sha256).digest()
    return base64.b32encode(digest[:REFERENCE_BYTES]).decode()
