"""What one notice says."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """What the notice says, and the path of the page it leads to, if that page is open to the reader."""

    text: str
    path: str | None


GONE = Line("Cette nouvelle porte sur un échange qui ne vous est plus ouvert.", None)
