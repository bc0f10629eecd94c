"""The papers of the demonstration: one page each, drawn here and kept as any other, to be opened and marked."""

import io

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from club_ess.kit.pdf import intake

LEFT, TOP, STEP = 72, 760, 26
INVENTED = "Document inventé pour la démonstration."


def paper(title: str, lines: list[str]) -> bytes:
    """A PDF, received as if somebody had sent it; its text can be read by a machine too."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1)
    canvas.setTitle(title)
    canvas.setFont("Helvetica-Bold", 18)
    canvas.drawString(LEFT, TOP, title)
    canvas.setFont("Helvetica", 12)
    for rank, line in enumerate([*lines, "", INVENTED], start=2):
        canvas.drawString(LEFT, TOP - rank * STEP, line)
    canvas.save()
    return intake(f"{title}.pdf", out.getvalue())
