"""Images: drawn again on a page, or relieved of what a camera wrote beside the pixels."""

import io
import warnings

from PIL import Image, ImageOps

from club_ess.kit.pdf import sentences
from club_ess.kit.pdf.sentences import refusal

MOST_PIXELS = 60_000_000
A4_INCHES = (8.27, 11.69)
MOST_SIDE = 3508  # an A4 at 300 dpi
START_OF_SCAN = 0xDA
DRAWING = {*range(0xC0, 0xD0), 0xDB, 0xDD, 0xE0, 0xEE}  # frames and tables, restarts, JFIF, Adobe's colour transform


def page_of(content: bytes, kind: str) -> bytes:
    """A PDF of one page, at most an A4 at 300 dpi, upright and on white. Its metadata are still to be removed."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return _page(_upright(content, kind))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise refusal(sentences.TOO_LARGE) from None


def _upright(content: bytes, kind: str) -> Image.Image:
    with Image.open(io.BytesIO(content), formats=[kind]) as opened:
        if opened.width * opened.height > MOST_PIXELS:
            raise refusal(sentences.TOO_LARGE)
        opened.draft(None, (MOST_SIDE, MOST_SIDE))
        pixels = ImageOps.exif_transpose(opened)
    if not pixels.has_transparency_data:
        return pixels.convert("RGB")
    pixels = pixels.convert("RGBA")
    white = Image.new("RGB", pixels.size, "white")
    white.paste(pixels, mask=pixels.getchannel("A"))
    return white


def _page(image: Image.Image) -> bytes:
    paper = A4_INCHES if image.height >= image.width else A4_INCHES[::-1]
    image.thumbnail((MOST_SIDE, MOST_SIDE))
    dpi = max(image.width / paper[0], image.height / paper[1])
    page = io.BytesIO()
    image.save(page, "PDF", resolution=dpi, quality=88)
    return page.getvalue()


def without_metadata(jpeg: bytes) -> bytes:
    """The same pixels without Exif, XMP, IPTC or comments; what is not a JPEG is returned as it is."""
    if not jpeg.startswith(b"\xff\xd8"):
        return jpeg
    kept, at = [b"\xff\xd8"], 2
    while at + 4 <= len(jpeg) and jpeg[at] == 0xFF and jpeg[at + 1] != START_OF_SCAN:
        end = at + 2 + int.from_bytes(jpeg[at + 2 : at + 4], "big")
        if jpeg[at + 1] in DRAWING:
            kept.append(jpeg[at:end])
        at = end
    return b"".join(kept) + jpeg[at:]

