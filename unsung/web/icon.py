"""The mark of the house in dots, for phones that take no drawing: an arch, and somebody in it."""

import struct
import zlib
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Dots = NDArray[np.float64]
PLUM, WHITE, MARIGOLD = (0x6A, 0x2A, 0x5B), (0xFF, 0xFF, 0xFF), (0xE9, 0xA2, 0x0B)
"""The colours of web/icon.svg, whose drawing this is, 32 units wide."""
UNITS, CORNER = 32.0, 7.0
SIZES = ((192, False), (512, False), (512, True))
"""How wide in dots; and whether to the edge, with the mark smaller, for phones that cut icons to a shape."""


def draw(folder: Path) -> None:
    """Draw the icons that are not in the folder yet."""
    folder.mkdir(parents=True, exist_ok=True)
    for size, whole in SIZES:
        kept = folder / name_of(size, whole)
        if not kept.exists():
            half = kept.with_suffix(".half")
            half.write_bytes(png(_drawn(size, whole)))
            half.replace(kept)


def name_of(size: int, whole: bool) -> str:
    """The file of an icon."""
    return f"unsung-{size}{'-whole' if whole else ''}.png"


def png(dots: NDArray[np.uint8]) -> bytes:
    """A picture of rows of dots, each red, green, blue and how much of it covers, as a PNG."""
    rows = b"".join(b"\0" + row.tobytes() for row in dots)
    size = struct.pack(">IIBBBBB", dots.shape[1], dots.shape[0], 8, 6, 0, 0, 0)
    parts = ((b"IHDR", size), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_part(kind, body) for kind, body in parts)


def _part(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def _drawn(size: int, whole: bool) -> NDArray[np.uint8]:
    scale = UNITS / size
    across, down = np.meshgrid(*(2 * [(np.arange(size) + 0.5) * scale]))
    ground = np.ones_like(across) if whole else _inside(_ground(across, down), scale)
    shrunk = 0.8 if whole else 1.0
    x, y = ((each - UNITS / 2) / shrunk + UNITS / 2 for each in (across, down))
    layers = ((WHITE, _arch(x, y) - 1.8), (MARIGOLD, np.hypot(x - 16, y - 24.5) - 2.7))
    colour = np.broadcast_to(np.array(PLUM, dtype=float), (size, size, 3))
    for paint, distance in layers:
        cover = _inside(distance, scale / shrunk)[..., None]
        colour = colour * (1 - cover) + np.array(paint) * cover
    return np.dstack([colour, ground * 255]).round().astype(np.uint8)


def _inside(distance: Dots, dot: float) -> Dots:
    """How much of each dot lies inside, from the distance of its middle to the edge."""
    return np.clip(0.5 - distance / dot, 0, 1)


def _ground(x: Dots, y: Dots) -> Dots:
    """How far outside a square with round corners."""
    reach = UNITS / 2 - CORNER
    dx, dy = np.abs(x - UNITS / 2) - reach, np.abs(y - UNITS / 2) - reach
    outside: Dots = np.hypot(np.maximum(dx, 0), np.maximum(dy, 0))
    return outside + np.minimum(np.maximum(dx, dy), 0) - CORNER


def _arch(x: Dots, y: Dots) -> Dots:
    """How far from the line of the arch: two posts, and half a circle on them."""
    posts: Dots = np.hypot(np.abs(x - 16) - 7, np.clip(y, 15, 26) - y)
    bow: Dots = np.abs(np.hypot(x - 16, y - 15) - 7)
    return np.where(y < 15, bow, posts)
