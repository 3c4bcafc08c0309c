"""PNG files held against the standard (ISO/IEC 15948) without a library: nothing of them is drawn before that."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
# What is needed to draw; texts, colour profiles, animations and anything else are left out.
_NEEDED = frozenset({b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"})
# Samples in a pixel, and how many bits each may have, by colour type.
_SAMPLES = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
_DEPTHS = {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}


class BrokenPng(ValueError):
    """No sound PNG; the message says what is wrong."""


def size_of(content: bytes) -> tuple[int, int]:
    """Width and height in pixels, from the header alone. Raises `BrokenPng`."""
    if content[:8] != _SIGNATURE:
        raise BrokenPng("no PNG signature")
    if content[12:16] != b"IHDR" or len(content) < 33:
        raise BrokenPng("no IHDR chunk")
    width, height = struct.unpack(">II", content[16:24])
    if not (width and height):
        raise BrokenPng("no pixels")
    return width, height


def checked(content: bytes) -> bytes:
    """The file with only the chunks that draw it. Raises `BrokenPng`; unpacks no more than the header promises."""
    width, height = size_of(content)
    depth, colour, _, _, interlaced = content[24:29]
    if depth not in _DEPTHS.get(colour, ()):
        raise BrokenPng(f"colour type {colour} with {depth} bits")
    if interlaced:
        raise BrokenPng("interlaced")
    kept, packed = [_SIGNATURE], []
    names = []
    for name, data, whole in _chunks(content):
        if name in _NEEDED:
            names.append(name)
            kept.append(whole)
            if name == b"IDAT":
                packed.append(data)
    if names[:1] != [b"IHDR"] or names.count(b"IHDR") != 1 or (colour == 3) > (b"PLTE" in names):
        raise BrokenPng("chunks missing")
    row = 1 + (width * _SAMPLES[colour] * depth + 7) // 8
    _check_pixels(b"".join(packed), row, height)
    return b"".join(kept)


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes, bytes]]:
    """Name, data and whole of each chunk, up to IEND."""
    at = len(_SIGNATURE)
    while at + 12 <= len(content):
        (length,) = struct.unpack(">I", content[at : at + 4])
        name, data = content[at + 4 : at + 8], content[at + 8 : at + 8 + length]
        end = at + 12 + length
        if end > len(content):
            break
        if zlib.crc32(name + data) != struct.unpack(">I", content[end - 4 : end])[0]:
            raise BrokenPng("wrong checksum")
        yield name, data, content[at:end]
        if name == b"IEND":
            return
        at = end
    raise BrokenPng("cut short")


def _check_pixels(packed: bytes, row: int, height: int) -> None:
    unpack = zlib.decompressobj()
    try:
        pixels = unpack.decompress(packed, row * height + 1)
    except zlib.error as fault:
        raise BrokenPng("packed wrongly") from fault
    if len(pixels) != row * height or not unpack.eof:
        raise BrokenPng("pixels missing or too many")
    if any(pixels[start] > 4 for start in range(0, len(pixels), row)):
        raise BrokenPng("unknown filter")
