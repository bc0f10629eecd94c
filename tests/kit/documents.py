"""Documents as people have them, and as nobody should: every hidden thing carries the word CANARI."""

import io
from collections.abc import Callable

from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    PdfObject,
    StreamObject,
    TextStringObject,
)
from reportlab.pdfgen.canvas import Canvas

CANARY = "CANARI"
A4 = (595.0, 842.0)


def pdf(*texts: str, size: tuple[float, float] = A4) -> bytes:
    """One page a text."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=size)
    canvas.setAuthor(f"{CANARY} Jeanne Cédante")
    canvas.setTitle(f"{CANARY} bilan-association-fleurie.pdf")
    for text in texts or ("Bilan",):
        canvas.drawString(40, size[1] / 2, text)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def changed(content: bytes, change: Callable[[PdfWriter], object]) -> bytes:
    writer = PdfWriter(clone_from=io.BytesIO(content))
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def dictionary(**values: PdfObject | str | int) -> DictionaryObject:
    return DictionaryObject({NameObject(f"/{key}"): _value(value) for key, value in values.items()})


def _value(value: PdfObject | str | int) -> PdfObject:
    if isinstance(value, PdfObject):
        return value
    if isinstance(value, int):
        return NumberObject(value)
    return NameObject(value) if value.startswith("/") else TextStringObject(value)


def stream(data: bytes, **values: PdfObject | str | int) -> StreamObject:
    made = DecodedStreamObject()
    made.set_data(data)
    made.update(dictionary(**values))
    return made


def numbers(*values: float) -> ArrayObject:
    return ArrayObject([FloatObject(value) for value in values])


def script() -> DictionaryObject:
    return dictionary(S="/JavaScript", JS=f"app.alert('{CANARY}')")


def trapped() -> bytes:
    """A plain page with one specimen of everything a PDF can hide or do."""
    return changed(pdf("Comptes de l’exercice"), _trap)


def _trap(writer: PdfWriter) -> None:
    writer.add_attachment(f"{CANARY}.txt", CANARY.encode())
    writer.add_outline_item(title=f"{CANARY} signet", page_number=0)
    root, page = writer.root_object, writer.pages[0]
    scripts = dictionary(Names=ArrayObject([TextStringObject(CANARY), writer._add_object(script())]))
    root["/Names"][NameObject("/JavaScript")] = scripts  # type: ignore[index]
    xmp = stream(f"<x:xmpmeta>{CANARY}</x:xmpmeta>".encode(), Type="/Metadata", Subtype="/XML")
    root.update(dictionary(
        OpenAction=script(), AA=dictionary(WC=script()), Lang=CANARY, URI=dictionary(Base=f"https://{CANARY}"),
        Metadata=writer._add_object(xmp),
        AcroForm=dictionary(XFA=writer._add_object(stream(f"<xfa>{CANARY}</xfa>".encode())), Fields=ArrayObject()),
        StructTreeRoot=dictionary(Type="/StructTreeRoot", K=dictionary(S="/P", Alt=CANARY)),
        OCProperties=dictionary(OCGs=ArrayObject([dictionary(Type="/OCG", Name=CANARY)])),
    ))
    page.update(dictionary(
        AA=dictionary(O=script()), PieceInfo=dictionary(Word=dictionary(Private=CANARY)), LastModified=CANARY,
        Thumb=writer._add_object(stream(CANARY.encode(), Subtype="/Image", Width=1, Height=1)), Canari=CANARY,
    ))
    page[NameObject("/Annots")] = ArrayObject([writer._add_object(each) for each in _actions()])
    fonts = page["/Resources"]["/Font"]  # type: ignore[index]
    next(iter(fonts.values())).get_object()[NameObject("/Canari")] = TextStringObject(CANARY)
    page["/Resources"][NameObject("/Properties")] = dictionary(MC0=dictionary(Secret=CANARY))  # type: ignore[index]


def _actions() -> list[DictionaryObject]:
    rectangle = numbers(0, 0, 100, 100)
    actions = [
        script(), dictionary(S="/URI", URI=f"file:///{CANARY}"), dictionary(S="/Launch", F=f"{CANARY}.exe"),
        dictionary(S="/SubmitForm", F=f"https://{CANARY}"), dictionary(S="/GoToR", F=f"{CANARY}.pdf"),
    ]
    links = [dictionary(Type="/Annot", Subtype="/Link", Rect=rectangle, A=action) for action in actions]
    note = dictionary(Type="/Annot", Subtype="/Text", Rect=rectangle, T=f"{CANARY} Jeanne", Contents=CANARY)
    return [*links, note]


def with_annotation(words: str, flags: int = 4) -> bytes:
    """A page on which a form field shows these words."""
    def write(writer: PdfWriter) -> None:
        font = dictionary(F1=dictionary(Type="/Font", Subtype="/Type1", BaseFont="/Helvetica"))
        face = stream(f"BT /F1 12 Tf 2 4 Td ({words}) Tj ET".encode(), Subtype="/Form", BBox=numbers(0, 0, 200, 20),
                      Resources=dictionary(Font=font))
        field = dictionary(
            Type="/Annot", Subtype="/Widget", FT="/Tx", T=CANARY, V=CANARY, F=flags, Rect=numbers(50, 50, 250, 70),
            AP=dictionary(N=writer._add_object(face)), AA=dictionary(K=script()),
        )
        writer.pages[0][NameObject("/Annots")] = ArrayObject([writer._add_object(field)])
    return changed(pdf("Formulaire"), write)


def photograph(kind: str = "JPEG", size: tuple[int, int] = (400, 300)) -> bytes:
    """An image whose camera noted where, by whom and upside down."""
    exif = Image.Exif()
    exif[0x010E] = exif[0x013B] = CANARY
    out = io.BytesIO()
    Image.effect_mandelbrot(size, (-2, -1, 1, 1), 50).convert("RGB").save(out, kind, exif=exif)
    return out.getvalue()


def everything(content: bytes) -> bytes:
    """The bytes of a document and, below, each of its streams in clear."""
    reader = PdfReader(io.BytesIO(content))
    parts = [content]
    for number in range(1, int(reader.trailer["/Size"])):  # type: ignore[call-overload]
        found = reader.get_object(number)
        parts.append(found.get_data() if isinstance(found, StreamObject) and not _picture(found) else b"")
        parts.append(found._data if isinstance(found, StreamObject) else b"")
    return b"\n".join(parts)


def _picture(found: StreamObject) -> bool:
    return found.get("/Subtype") == "/Image"


def texts(content: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(content)).pages]
