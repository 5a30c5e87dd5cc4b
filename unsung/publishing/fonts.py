"""The faces of the house cut down to one page: the letters it uses, the weights and sizes it sets."""

import base64
import io
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import fontpkg_figtree
import fontpkg_newsreader
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

FEATURES = ["kern", "liga", "lnum", "tnum", "calt", "ccmp", "locl", "mark", "mkmk"]
ALWAYS = "0123456789 ,.?"


@dataclass(frozen=True)
class Face:
    """One variable face: its family, its file, and the stretch of each axis that pages use."""

    family: str
    file: Path
    axes: dict[str, tuple[float, float]]

    @property
    def weights(self) -> str:
        """The weights as CSS names them."""
        low, high = self.axes["wght"]
        return f"{low:.0f} {high:.0f}"


TOOL = Face("Figtree", fontpkg_figtree.ROOT / "files" / "Figtree[wght].ttf", {"wght": (400, 650)})
VOICE = Face(
    "Newsreader",
    fontpkg_newsreader.ROOT / "files" / "Newsreader[opsz,wght].ttf",
    {"wght": (400, 500), "opsz": (16, 50)},
)


def faces(tool: Iterable[str], voice: Iterable[str]) -> str:
    """The style rules that bring both faces with them, cut to the letters of the texts given."""
    return "".join(_rule(face, cut(face, texts)) for face, texts in ((TOOL, tool), (VOICE, voice)))


def cut(face: Face, texts: Iterable[str]) -> bytes:
    """The face as woff2 with no more letters than the texts have; letters it lacks fall to the next face."""
    options = Options(flavor="woff2", hinting=False, desubroutinize=True, layout_features=FEATURES)
    options.name_IDs = [1, 2, 13, 14]
    options.drop_tables += ["STAT", "DSIG"]
    font = TTFont(io.BytesIO(face.file.read_bytes()), lazy=True, recalcTimestamp=False)
    subsetter = Subsetter(options)
    subsetter.populate(text="".join(sorted(set(ALWAYS).union(*texts))))
    subsetter.subset(font)
    font = instantiateVariableFont(font, face.axes, inplace=True)
    font.flavor = "woff2"
    written = io.BytesIO()
    font.save(written)
    return written.getvalue()


def _rule(face: Face, data: bytes) -> str:
    return (
        f"@font-face{{font-family:{face.family};font-weight:{face.weights};font-display:swap;"
        f"src:url(data:font/woff2;base64,{base64.b64encode(data).decode()}) format('woff2')}}\n"
    )
