"""The later steps, walked by the pages: René's letter, Colette's answer, and Xavier who waits beside."""

import re
import uuid
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from werkzeug.test import TestResponse

from club_ess.accounts.models import Person
from club_ess.extensions import db
from club_ess.kit import clock, facts
from club_ess.kit.operation import operation
from club_ess.transfers.approaches.agreements import accept_agreement, kept_agreement
from club_ess.transfers.approaches.enums import ApproachState, Side
from club_ess.transfers.approaches.inputs import AcceptAgreement
from club_ess.transfers.approaches.models import Approach, FollowUp
from club_ess.transfers.approaches.moves import advance
from tests.transfers.approaches.walk import Walk

CONDITIONS = "Je reprends l’équipe entière et garde l’atelier ouvert, avec un prêt de ma banque et mon apport."


def in_days(days: int) -> str:
    return (clock.today() + timedelta(days=days)).isoformat()


class Later(Walk):
    """Each word makes the steps before it."""

    @property
    def approach(self) -> Approach:
        """René's, of this listing: he may have others elsewhere."""
        mine = (Approach.project_id == self.project_id, Approach.listing_id == self.listing_id)
        with self.stage.club.context():
            row = db.session.scalars(select(Approach).where(*mine)).one()
            db.session.expunge_all()
            return row

    def letter(self, **data: Any) -> TestResponse:
        asked = {
            "route": "share_sale", "amount_eur": "87 500", "take_over_on": in_days(200), "exclusive_days": "75",
            "conditions": CONDITIONS, "submission": str(uuid.uuid4()),
        }
        return self.post(self.stage.rene, "/lettre", **(asked | data))

    def to_letter(self) -> "Later":
        self.to_access()
        assert self.letter().status_code == 303
        return self

    @property
    def waiting_letter_id(self) -> str:
        found = re.search(r'name="letter_id" value="([\w-]+)"', self.page(self.stage.colette))
        assert found, "no letter to answer on the page of the cédant"
        return found.group(1)

    def accept(self) -> TestResponse:
        return self.post(self.stage.colette, "/lettre/accepter", letter_id=self.waiting_letter_id)

    def to_exclusive(self) -> "Later":
        self.to_letter()
        assert self.accept().status_code == 303
        return self

    def to_protocol(self) -> "Later":
        self.to_exclusive()
        assert self.post(self.stage.colette, "/protocole", signed_on=in_days(0)).status_code == 303
        return self

    def to_transferred(self) -> "Later":
        self.to_protocol()
        answer = self.post(self.stage.colette, "/transmis", transferred_on=in_days(0), route="scop")
        assert answer.status_code == 303
        return self

    def rival(self, state: str = "interest", **values: Any) -> uuid.UUID:
        """Xavier's approach of the same listing; from « confidential » on he accepted the agreement, and may talk."""
        is_signed = state in ("confidential", "access")
        project_id = self.stage.project(self.stage.xavier)
        approach_id = self.stage.approach(self.listing_id, project_id, "nda" if is_signed else state, **values)
        if is_signed:
            self._sign_as_xavier(approach_id)
        if state == "access":
            self._set_state(approach_id, ApproachState.ACCESS)
        return approach_id

    def _sign_as_xavier(self, approach_id: uuid.UUID) -> None:
        with self.stage.club.context():
            text = _kept()
            asked = AcceptAgreement(version=text[0], sha256=text[1], name="Xavier Rival", is_accepted=True)
            accept_agreement(db.session.get_one(Person, self.stage.xavier.id), approach_id, asked)

    def _set_state(self, approach_id: uuid.UUID, state: ApproachState) -> None:
        with self.stage.club.context():
            _advance(approach_id, state)

    def of(self, approach_id: uuid.UUID) -> Approach:
        row = self.stage.club.get(Approach, approach_id)
        assert isinstance(row, Approach)
        return row

    def follow_up_ids(self, side: Side) -> list[uuid.UUID]:
        """In time order."""
        with self.stage.club.context():
            return list(db.session.scalars(select(FollowUp.id).where(FollowUp.side == side).order_by(FollowUp.months)))


@operation
def _kept() -> tuple[int, str]:
    agreement = kept_agreement()
    return agreement.version, agreement.sha256


@operation
def _advance(approach_id: uuid.UUID, state: ApproachState) -> None:
    advance(db.session.get_one(Approach, approach_id), state, None)


def told_facts(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Fills with the facts that are committed from now on, whether or not anything reacts to them."""
    told: list[object] = []
    announce = facts.announce

    def listen(committed: list[object]) -> None:
        told.extend(committed)
        announce(committed)

    monkeypatch.setattr(facts, "announce", listen)
    return told
