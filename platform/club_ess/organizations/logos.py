"""Logos: whatever is sent is decoded and drawn again, so that only pixels are kept."""

import io
import uuid
import warnings
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError

from club_ess.kit.errors import Invalid

MOST_BYTES = 2 * 1024 * 1024
MOST_PIXELS = 20_000_000
SIDE_PX = 256
FORMATS = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG", ".webp": "WEBP"}
NOT_AN_IMAGE = "Ce fichier n’est pas une image PNG, JPEG ou WebP."
TOO_HEAVY = "Cette image est trop lourde : 2 Mo au plus."
TOO_LARGE = "Cette image est trop grande : réduisez ses dimensions."


def draw_logo(filename: str, content: bytes) -> bytes:
    """A square PNG of 256 pixels without metadata. The name and the content must agree. Raises Invalid on `logo`."""
    expected = FORMATS.get(Path(filename).suffix.lower())
    if len(content) > MOST_BYTES:
        raise Invalid({"logo": TOO_HEAVY})
    if expected is None:
        raise Invalid({"logo": NOT_AN_IMAGE})
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return _draw(content, expected)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise Invalid({"logo": TOO_LARGE}) from None
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError):
        raise Invalid({"logo": NOT_AN_IMAGE}) from None


def _draw(content: bytes, expected: str) -> bytes:
    with Image.open(io.BytesIO(content), formats=[expected]) as opened:
        if opened.width * opened.height > MOST_PIXELS:
            raise Invalid({"logo": TOO_LARGE})
        upright = ImageOps.exif_transpose(opened).convert("RGBA")
    canvas = Image.new("RGBA", (SIDE_PX, SIDE_PX))
    fitted = ImageOps.contain(upright, (SIDE_PX, SIDE_PX))
    canvas.paste(fitted, ((SIDE_PX - fitted.width) // 2, (SIDE_PX - fitted.height) // 2))
    drawn = io.BytesIO()
    canvas.save(drawn, "PNG", optimize=True)
    return drawn.getvalue()


def keep(folder: Path, png: bytes) -> str:
    """Writes a new file under a name nobody chose; returns it."""
    folder.mkdir(parents=True, exist_ok=True)
    name = f"{uuid.uuid4().hex}.png"
    (folder / name).write_bytes(png)
    return name


def forget(folder: Path, name: str | None) -> None:
    if name:
        (folder / name).unlink(missing_ok=True)
