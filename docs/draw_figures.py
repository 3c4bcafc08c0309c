"""Draws the figures of the shipped questions.

python docs/draw_figures.py    then: quizapp bank lint --fix ID, and have the question reviewed again
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

QUESTIONS = ROOT / "questions"
# Pixels of the picture for one cell of the array.
ZOOM = 8
SHADE, FRAME, GAP = 80, 2, 24


def main() -> None:
    """Write every figure."""
    (QUESTIONS / "object-detection" / "assets" / "four-boxes-and-truth.svg").write_text(four_boxes(), encoding="utf-8")
    square = np.zeros((24, 24))
    square[6:18, 6:18] = 1.0
    left_to_right = np.array([[-1.0, 0.0, 1.0], [-2.0, 0.0, 2.0], [-1.0, 0.0, 1.0]])
    found = correlated(square, left_to_right)
    panels = [grey(square, 0.0, 1.0), grey(found, -4.0, 4.0)]
    side_by_side(panels).save(QUESTIONS / "convolution" / "assets" / "square-and-feature-map.png", optimize=True)


def correlated(image: NDArray[np.float64], kernel: NDArray[np.float64]) -> NDArray[np.float64]:
    """The feature map of one kernel: stride 1, no padding, the kernel not flipped."""
    windows = np.lib.stride_tricks.sliding_window_view(image, kernel.shape)
    return np.einsum("ijkl,kl->ij", windows, kernel)


def grey(values: NDArray[np.float64], low: float, high: float) -> NDArray[np.uint8]:
    """Values as shades, `low` black and `high` white, each of `ZOOM` pixels a side."""
    shades = np.round((values - low) / (high - low) * 255).astype(np.uint8)
    return np.kron(shades, np.ones((ZOOM, ZOOM), dtype=np.uint8))


def side_by_side(panels: list[NDArray[np.uint8]]) -> Image.Image:
    """Panels in frames, on white."""
    height = max(panel.shape[0] for panel in panels) + 2 * (FRAME + GAP // 2)
    width = sum(panel.shape[1] + 2 * FRAME + GAP for panel in panels)
    ground = np.full((height, width), 255, dtype=np.uint8)
    left = GAP // 2
    for panel in panels:
        rows, columns = panel.shape[0] + 2 * FRAME, panel.shape[1] + 2 * FRAME
        top = (height - rows) // 2
        ground[top : top + rows, left : left + columns] = SHADE
        ground[top + FRAME : top + rows - FRAME, left + FRAME : left + columns - FRAME] = panel
        left += columns + GAP
    return Image.fromarray(ground)


# A box by its corners, with its letter's place and its colour. Dashes tell them apart without colour.
BOXES = {
    "G": ((2, 2, 6, 6), (2.25, 2.7), "#000000", ""),
    "P": ((4, 4, 8, 8), (7.3, 7.7), "#b3261e", "14 6"),
    "Q": ((3, 3, 5, 5), (3.25, 3.75), "#1a56a8", "5 5"),
    "R": ((1, 1, 7, 7), (1.25, 1.7), "#17652e", "22 6"),
    "S": ((2, 4, 6, 8), (2.25, 7.7), "#7d4f00", "2 5"),
}
UNIT, MARGIN = 48, 40


def four_boxes() -> str:
    """A grid from 0 to 8 with the true box G and four predicted ones; y goes down, as in images."""
    side = 8 * UNIT
    lines = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side + 2 * MARGIN} {side + 2 * MARGIN}">']
    lines.append('<g font-size="20">')
    for number in range(9):
        at = MARGIN + number * UNIT
        lines.append(f'<path d="M{at} {MARGIN}v{side}M{MARGIN} {at}h{side}" stroke="#c8c8c8" fill="none"/>')
        lines.append(f'<text x="{at}" y="{MARGIN - 12}" text-anchor="middle">{number}</text>')
        lines.append(f'<text x="{MARGIN - 12}" y="{at + 7}" text-anchor="end">{number}</text>')
    for letter, ((left, top, right, bottom), (x, y), colour, dashes) in BOXES.items():
        place = f'x="{MARGIN + left * UNIT}" y="{MARGIN + top * UNIT}"'
        size = f'width="{(right - left) * UNIT}" height="{(bottom - top) * UNIT}"'
        dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
        # The ground of a prediction shows it where its side lies on another one.
        width, shade = (3, 0.12) if dashes else (5, 0)
        paint = f'fill="{colour}" fill-opacity="{shade}" stroke="{colour}" stroke-width="{width}"'
        lines.append(f"<rect {place} {size} {paint}{dashed}/>")
        words = f'<text x="{MARGIN + x * UNIT:g}" y="{MARGIN + y * UNIT:g}" font-weight="bold" font-size="26"'
        lines.append(f'{words} fill="{colour}">{letter}</text>')
    return "\n".join([*lines, "</g>", "</svg>"]) + "\n"


if __name__ == "__main__":
    main()
