"""René walks towards Colette's listing, one step at a time, by the pages. Each word makes the steps before it."""

import io
import re
import uuid
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from reportlab.pdfgen.canvas import Canvas
from sqlalchemy import select
from werkzeug.test import TestResponse

from club_ess.extensions import db
from club_ess.kit.pdf import intake
from club_ess.transfers import storage
from club_ess.transfers.approaches.enums import ApproachState
from club_ess.transfers.approaches.models import Approach
from club_ess.transfers.approaches.signatures import current_agreement
from club_ess.transfers.listings.models import Document
from tests import factories
from tests.cast import Somebody
from tests.transfers.actors import SECRETS, Stage

WORDS = "Votre activité ressemble à ce que je sais faire depuis quinze ans."
DOCUMENT_TEXT = "Bilan de la menuiserie"


@dataclass
class Walk:
    """One listing, one project of René and `others`."""

    stage: Stage
    others: tuple[Somebody, ...] = ()
    browsers: dict[uuid.UUID, Any] = field(default_factory=dict)

    @cached_property
    def listing_id(self) -> uuid.UUID:
        return self.stage.listing(self.stage.colette)

    @cached_property
    def project_id(self) -> uuid.UUID:
        return self.stage.project(self.stage.rene, *self.others)

    def browser(self, who: Somebody) -> Any:
        if who.id not in self.browsers:
            self.browsers[who.id] = self.stage.club.browser(who)
        return self.browsers[who.id]

    @property
    def approach(self) -> Approach:
        with self.stage.club.context():
            row = db.session.scalars(select(Approach).where(Approach.project_id == self.project_id)).one()
            db.session.expunge_all()
            return row

    @property
    def state(self) -> ApproachState:
        return self.approach.state

    def url(self, path: str = "") -> str:
        return f"/transmission/dossiers/{self.approach.id}{path}"

    def post(self, who: Somebody, path: str = "", **data: Any) -> TestResponse:
        return self.browser(who).post(self.url(path), data=data, content_type="multipart/form-data")

    def page(self, who: Somebody, path: str = "") -> str:
        answer = self.browser(who).get(self.url(path))
        assert answer.status_code == 200, answer.status
        return answer.get_data(as_text=True)

    def express(self, **data: Any) -> TestResponse:
        asked = {"project_id": str(self.project_id), "interest": WORDS} | data
        return self.browser(self.stage.rene).post(f"/transmission/annonces/{self.listing_id}/interet", data=asked)

    def to_interest(self) -> "Walk":
        assert self.express().status_code == 303
        return self

    def to_agreement(self) -> "Walk":
        self.to_interest()
        assert self.post(self.stage.colette, "/accueillir").status_code == 303
        return self

    def sign(self, who: Somebody, name: str, **data: Any) -> TestResponse:
        with self.stage.club.context():
            agreement = current_agreement()
        asked = {"version": agreement.version, "sha256": agreement.sha256, "name": name, "is_accepted": "1"}
        return self.post(who, "/accord", **(asked | data))

    def to_confidential(self) -> "Walk":
        self.to_agreement()
        assert self.sign(self.stage.rene, "rene  repreneur").status_code == 303
        return self

    def open(self, *fields: str, documents: tuple[uuid.UUID, ...] = (), who: Somebody | None = None) -> TestResponse:
        """Opens exactly this, from the page as it stands."""
        cedant = who or self.stage.colette
        seen = re.search(r'name="seen" value="(\w*)"', self.page(cedant))
        asked = {"fields": list(fields), "documents": [str(one) for one in documents]}
        return self.post(cedant, "/acces", **asked, seen=seen.group(1) if seen else "")

    def to_access(self, *fields: str, documents: tuple[uuid.UUID, ...] = ()) -> "Walk":
        self.to_confidential()
        assert self.open(*(fields or ("turnover",)), documents=documents).status_code == 303
        return self

    def read(self, who: Somebody) -> TestResponse:
        return self.post(who, "/dossier/lire")

    @property
    def thread_url(self) -> str:
        return f"/discussions/{self.approach.thread_id}"

    def document(self, title: str = "Bilan 2025") -> uuid.UUID:
        """A document of the file, as its cédant uploaded it."""
        with self.stage.club.context():
            pdf = intake("bilan.pdf", fabricated_pdf())
            document_id = factories.save(
                Document(
                    listing_id=self.listing_id, title=title, pages=2, size_bytes=len(pdf),
                    added_by_id=self.stage.colette.id,
                )
            )
            storage.write(document_id, pdf)
            return document_id


def fabricated_pdf(pages: int = 2) -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    for _ in range(pages):
        canvas.drawString(80, 700, DOCUMENT_TEXT)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def refuse_secrets(stage: Stage, text: str, *but: str) -> None:
    """Nothing of the file, and nothing that leads to Colette."""
    traces = [*SECRETS.values(), "Colette", "Wurtz", "coquelicot", str(stage.colette.id), "Mon atelier"]
    found = [trace for trace in traces if trace not in but and trace.lower() in text.lower()]
    assert not found, found
