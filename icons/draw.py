#!/usr/bin/env python3
"""Draws the app's icons from the geometry of icon.svg, with nothing but Python's own library: `python3 icons/draw.py`.

The small sizes get a thicker mark and no margin, so that it stays a circle crossed by a line at 16 pixels.
"""
import math
import pathlib
import struct
import zlib

HERE = pathlib.Path(__file__).parent
HULL, WATER, MARK = (0x00, 0x74, 0x6F), (0x00, 0x54, 0x50), (0xEA, 0xF9, 0xF7)


def picture(size):
    """RGBA bytes of the icon, edges smoothed by their exact distance to each pixel's centre."""
    small = size <= 48
    margin, corner = (0, 104) if small else (16, 108)
    half_stroke, radius, reach = (27, 118, 186) if small else (20, 112, 168)
    unit = 512 / size
    rows = bytearray()
    for row in range(size):
        for column in range(size):
            x, y = (column + 0.5) * unit - 256, (row + 0.5) * unit - 256
            inner = 256 - margin - corner
            dx, dy = max(abs(x) - inner, 0), max(abs(y) - inner, 0)
            tile = math.hypot(dx, dy) - corner
            ring = abs(math.hypot(x, y) - radius) - half_stroke
            line = math.hypot(max(abs(x) - reach, 0), y) - half_stroke
            mark, ground = cover(min(ring, line), unit), cover(-y, unit)
            base = [h + (w - h) * ground for h, w in zip(HULL, WATER)]
            rows += bytes(round(b + (m - b) * mark) for b, m in zip(base, MARK))
            rows.append(round(255 * cover(tile, unit)))
    return bytes(rows)


def cover(distance, unit):
    """Share of a pixel inside an edge that runs `distance` from its centre."""
    return min(1.0, max(0.0, 0.5 - distance / unit))


def png(size, pixels):
    stride = size * 4
    lines = b"".join(b"\0" + pixels[i : i + stride] for i in range(0, len(pixels), stride))

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", size, size, 8, 6, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(lines, 9)) + chunk(b"IEND", b"")


def ico(images):
    """Windows' icon: a directory of PNGs. A size of 256 is written as 0."""
    offset = 6 + 16 * len(images)
    directory, data = struct.pack("<HHH", 0, 1, len(images)), b""
    for size, image in images:
        directory += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(image), offset + len(data))
        data += image
    return directory + data


def main():
    drawn = {size: png(size, picture(size)) for size in (16, 32, 48, 128, 256, 512)}
    for name, size in {"32x32": 32, "128x128": 128, "128x128@2x": 256, "icon": 512}.items():
        (HERE / f"{name}.png").write_bytes(drawn[size])
    # Windows takes the first entry for the window, so the 32-pixel one leads.
    (HERE / "icon.ico").write_bytes(ico([(size, drawn[size]) for size in (32, 16, 48, 256)]))


if __name__ == "__main__":
    main()
