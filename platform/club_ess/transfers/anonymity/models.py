"""How many structures of the area look alike: what tells whether an anonymous listing is anonymous."""

from datetime import datetime

from sqlalchemy import Index, Integer, String, text
from sqlalchemy.orm import Mapped, mapped_column

from club_ess.extensions import Model
from club_ess.kit import clock
from club_ess.kit.records import Identified, Instant, Word
from club_ess.transfers.enums import Statute, Workforce

OF_ALL = text("statute IS NULL")
OF_A_STATUTE = text("statute IS NOT NULL")


class EstablishmentCount(Identified, Model):
    """Structures of one NAF section, one part of m2A and one size; `statute` is empty where all are counted."""

    __tablename__ = "establishment_counts"
    __table_args__ = (
        Index(
            "uq_establishment_counts_all", "section", "zone", "workforce", unique=True,
            sqlite_where=OF_ALL, postgresql_where=OF_ALL,
        ),
        Index(
            "uq_establishment_counts_statute", "section", "zone", "workforce", "statute", unique=True,
            sqlite_where=OF_A_STATUTE, postgresql_where=OF_A_STATUTE,
        ),
    )

    section: Mapped[str] = mapped_column(String(1))
    zone: Mapped[str] = mapped_column(String(20))
    workforce: Mapped[Workforce] = mapped_column(Word(Workforce))
    statute: Mapped[Statute | None] = mapped_column(Word(Statute))
    number: Mapped[int] = mapped_column(Integer)
    source: Mapped[str] = mapped_column(String(120))
    loaded_at: Mapped[datetime] = mapped_column(Instant, default=clock.now)
