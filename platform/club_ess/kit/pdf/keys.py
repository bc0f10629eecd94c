"""The keys of the PDF format that drawing a page needs (ISO 32000-1, chapters 7 to 11).

Not here, so never copied: actions, scripts, files, references to other files, metadata, private data of programs,
structure, layers, and whatever a program invents.
"""

from typing import Any

from pypdf.generic import DictionaryObject


def value(dictionary: DictionaryObject, key: str) -> Any:
    """What stands under the key, references followed, which pypdf's own `get` does not do."""
    return dictionary[key] if key in dictionary else None  # noqa: SIM401 for that reason


def _keys(*lines: str) -> frozenset[str]:
    return frozenset("/" + word for line in lines for word in line.split())


KEPT = _keys(
    "Type Subtype Name Resources Group S CS I K Filter DecodeParms",
    "FormType BBox Matrix Width Height ColorSpace BitsPerComponent Intent ImageMask Mask Decode Interpolate SMask",
    "SMaskInData Matte Predictor Colors Columns EarlyChange EndOfLine EncodedByteAlign Rows EndOfBlock BlackIs1",
    "DamagedRowsBeforeError ColorTransform JBIG2Globals",
    "BaseFont FirstChar LastChar Widths FontDescriptor Encoding ToUnicode FontBBox FontMatrix CharProcs",
    "DescendantFonts CIDSystemInfo DW W DW2 W2 CIDToGIDMap BaseEncoding Differences Registry Ordering Supplement",
    "FontName FontFamily FontStretch FontWeight Flags ItalicAngle Ascent Descent Leading CapHeight XHeight StemV StemH",
    "AvgWidth MaxWidth MissingWidth FontFile FontFile2 FontFile3 CharSet Style Panose FD CIDSet",
    "Length1 Length2 Length3 CMapName UseCMap WMode",
    "LW LC LJ ML D RI OP op OPM Font BG BG2 UCR UCR2 TR TR2 HT FL SM SA BM CA ca AIS TK G BC",
    "HalftoneType HalftoneName Frequency Angle SpotFunction AccurateScreens TransferFunction Xsquare Ysquare Width2",
    "Height2 FunctionType Domain Range C0 C1 N Functions Bounds Encode Size BitsPerSample Order",
    "ShadingType Background AntiAlias Coords Function Extend BitsPerCoordinate BitsPerFlag VerticesPerRow",
    "PatternType PaintType TilingType XStep YStep Shading ExtGState WhitePoint BlackPoint Gamma Alternate",
    "Colorants Process Components MixingHints Solidities PrintingOrder DotGain",
)
NAMED = _keys("CharProcs Colorants")
NAMED_RESOURCES = _keys("Font XObject ExtGState ColorSpace Pattern Shading")
