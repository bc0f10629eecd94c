"""PDF documents: what people send is rebuilt before it is kept, and marked with a name before it is read."""

from club_ess.kit.pdf.receiving import intake
from club_ess.kit.pdf.stamping import page_count, watermark

__all__ = ["intake", "page_count", "watermark"]
