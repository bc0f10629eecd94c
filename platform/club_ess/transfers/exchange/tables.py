"""Tables as CSV text: UTF-8, semicolons, and no cell that a spreadsheet would run as a formula."""

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence

SEPARATOR = ";"
MARK = "'"  # what spreadsheets take for « this is text »
ACTIVE = "=+\\-@\t\r＝＋－＠"
RISKY = re.compile(f"{MARK}*[{ACTIVE}]")
MARKED = re.compile(f"{MARK}+[{ACTIVE}]")


def neutral(cell: str) -> str:
    """A cell that could be a formula gets a mark; one that looks marked gets one more, so that reading is exact."""
    return MARK + cell if RISKY.match(cell) else cell


def original(cell: str) -> str:
    """The cell as it was before `neutral`."""
    return cell[1:] if MARKED.match(cell) else cell


def write_table(header: Sequence[str], rows: Iterable[Mapping[str, str]]) -> bytes:
    """With the mark of UTF-8 at its head: without it, a spreadsheet in French breaks the accents."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=SEPARATOR, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([neutral(row.get(name, "")) for name in header] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def read_records(content: bytes) -> list[list[str]]:
    """Every line, the header first, as a spreadsheet counts them. Raises UnicodeDecodeError, csv.Error."""
    text = content.decode("utf-8-sig")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=SEPARATOR, strict=True)
    return [[original(cell) for cell in record] for record in reader]
