"""Problems about patches, embeddings and windows of image Transformers."""

from __future__ import annotations

import numpy as np

from calculators import architectures as reference
from calculators.answers.keys import Count, Shape
from calculators.answers.units import PIECES
from calculators.problems.draw import Draw
from calculators.problems.problem import Problem, Step, family


@family("vision_transformer.patches", topics=["4.1.2"])
def patches(draw: Draw) -> Problem:
    """Shape of the sequence that enters a ViT's linear projection: (patches, P² C)."""
    P, c = draw.choice("P", [4, 7, 8, 14, 16, 32]), draw.choice("c", [2, 3, 4])
    rows, columns = draw.integer("rows", 4, 20), draw.integer("columns", 4, 20)
    draw.require(rows != columns)
    height, width = rows * P, columns * P
    count, length = reference.patches(height, width, P), P * P * c
    return Problem(
        given={"height": height, "width": width, "c": c, "P": P},
        answer=Shape((count, length)),
        check=lambda: [
            len(range(0, height, P)) * len(range(0, width, P)),
            np.zeros((c, height, width))[:, :P, :P].size,
        ],
        steps=[
            Step(
                "count", rf"\frac{{{height}}}{{{P}}} \times \frac{{{width}}}{{{P}}} = {rows} \times {columns} = {count}"
            ),
            Step("length", rf"{P}^2 \times {c} = {length}"),
            Step("shape", rf"(N,\ P^2 C) = ({count},\ {length})"),
        ],
        mistakes={
            "transposed": [length, count],
            "pixels_as_tokens": [height * width, c],
            "class_token_counted": [count + 1, length],
            "divided_once": [height * width // P, length],
        },
    )


@family("vision_transformer.embedding_parameters", topics=["4.1.2"])
def embedding_parameters(draw: Draw) -> Problem:
    """Parameters of a ViT before its encoder: projection, class token, position embeddings."""
    P, width = draw.choice("P", [4, 8, 14, 16, 32]), 64 * draw.integer("width", 2, 16)
    side = P * draw.integer("grid", 4, 16)
    count = reference.vit_embedding_parameters(side, P, 3, width)
    tokens, weights = (side // P) ** 2, (3 * P * P + 1) * width
    return Problem(
        given={"side": side, "P": P, "D": width},
        answer=Count(count, units=PIECES),
        check=lambda: sum(
            int(np.broadcast_to(0.0, shape).size)
            for shape in [(3, P, P, width), (width,), (1, width), (1 + tokens, width)]
        ),
        steps=[
            Step("projection", rf"(3 \times {P}^2 + 1) \times {width} = {weights}"),
            Step("tokens", rf"\left(\frac{{{side}}}{{{P}}}\right)^2 + 1 = {tokens + 1}"),
            Step("positions", rf"{tokens + 1} \times {width} = {(tokens + 1) * width}"),
            Step("total", f"{weights} + {width} + {(tokens + 1) * width} = {count}"),
        ],
        mistakes={
            "class_token_forgotten": count - 2 * width,
            "class_position_forgotten": count - width,
            "positions_forgotten": weights + width,
            "projection_per_patch": tokens * weights + width + (tokens + 1) * width,
            "positions_per_pixel": weights + width + (side * side + 1) * width,
            "channels_forgotten": count - 2 * P * P * width,
        },
    )


@family("vision_transformer.window_attention", topics=["4.1.2"])
def window_attention(draw: Draw) -> Problem:
    """Query-key pairs of self-attention in windows, as in Swin Transformer."""
    M = draw.choice("M", [4, 7, 8, 12])
    height, width = M * draw.integer("rows", 2, 12), M * draw.integer("columns", 2, 12)
    count = reference.window_attention_pairs(height, width, M)
    windows = height * width // M**2
    return Problem(
        given={"height": height, "width": width, "M": M},
        answer=Count(count, units=PIECES),
        check=lambda: sum(M * M for _ in range(height) for _ in range(width)),
        steps=[
            Step("windows", rf"\frac{{{height}}}{{{M}}} \times \frac{{{width}}}{{{M}}} = {windows}"),
            Step("pairs", rf"({M}^2)^2 = {M**4}"),
            Step("total", rf"{windows} \times {M**4} = {count}"),
        ],
        mistakes={
            "global": (height * width) ** 2,
            "one_window": M**4,
            "tokens_only": height * width,
            "window_side_for_tokens": windows * M**2 * M,
        },
    )
