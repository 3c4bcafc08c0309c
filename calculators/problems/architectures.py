"""Problems about the sizes and parameters of well-known convolutional networks."""

from __future__ import annotations

import numpy as np

from calculators import architectures as reference
from calculators.answers.keys import Count, Shape
from calculators.answers.units import PIECES
from calculators.convolution import flatten_features, output_size
from calculators.problems.draw import Draw
from calculators.problems.problem import Problem, Step, family


def size(*shape: int) -> int:
    """The number of elements of an array of this shape, counted by NumPy."""
    return int(np.broadcast_to(0.0, shape).size)


@family("architectures.lenet_dense", topics=["4.1.1", "3.4.1"])
def lenet_dense(draw: Draw) -> Problem:
    """Parameters of the first fully connected layer of a network of LeNet's form."""
    n, k = draw.integer("n", 24, 64), draw.choice("k", [3, 5])
    c1, c2 = draw.choice("c1", [4, 6, 8, 12]), draw.choice("c2", [10, 12, 16, 20, 24])
    units = draw.choice("units", [50, 60, 80, 84, 100, 120])
    features = flatten_features(n, [(k, 1, 0), (2, 2, 0), (k, 1, 0), (2, 2, 0)], c2)
    count = reference.linear_parameters(features, units)
    first = (n - k + 1) // 2
    second = (first - k + 1) // 2
    image = np.broadcast_to(0.0, (n, n))

    def by_cutting() -> int:
        side = image[k - 1 :, k - 1 :][1::2, 1::2][k - 1 :, k - 1 :][1::2, 1::2]
        return c2 * side.size * units + units

    return Problem(
        given={"n": n, "k": k, "c1": c1, "c2": c2, "units": units},
        answer=Count(count, units=PIECES),
        check=by_cutting,
        steps=[
            Step("first", rf"\left\lfloor \frac{{{n} - {k} + 1}}{{2}} \right\rfloor = {first}"),
            Step("second", rf"\left\lfloor \frac{{{first} - {k} + 1}}{{2}} \right\rfloor = {second}"),
            Step("features", rf"{c2} \times {second}^2 = {features}"),
            Step("parameters", rf"({features} + 1) \times {units} = {count}"),
        ],
        mistakes={
            "no_bias": features * units,
            "size_kept": (c2 * (n // 4) ** 2 + 1) * units,
            "channels_multiplied": (c1 * features + 1) * units,
            "last_pooling_forgotten": (c2 * (first - k + 1) ** 2 + 1) * units,
        },
    )


@family("architectures.alexnet_front", topics=["4.1.1", "3.4.1"])
def alexnet_front(draw: Draw) -> Problem:
    """Side after a large strided convolution and overlapping 3 × 3 pooling, as at the front of AlexNet."""
    n, k, s = draw.integer("n", 120, 480), draw.choice("k", [7, 9, 11]), draw.choice("s", [2, 3, 4])
    p = draw.integer("p", 1, 3)
    side = output_size(n, k, s, p)
    pooled = output_size(side, 3, 2)
    return Problem(
        given={"n": n, "k": k, "s": s, "p": p},
        answer=Count(pooled),
        check=lambda: len(range(0, len(range(-p, n + p - k + 1, s)) - 2, 2)),
        steps=[
            Step("convolution", rf"\left\lfloor \frac{{{n} + 2 \times {p} - {k}}}{{{s}}} \right\rfloor + 1 = {side}"),
            Step("pooling", rf"\left\lfloor \frac{{{side} - 3}}{{2}} \right\rfloor + 1 = {pooled}"),
        ],
        mistakes={
            "pooling_forgotten": side,
            "stride_three": side // 3,
            "no_plus_one": pooled - 1,
            "convolution_stride_forgotten": output_size(n + 2 * p - k + 1, 3, 2),
        },
    )


@family("architectures.vgg_block", topics=["4.1.1", "3.4.1"], domain=96)
def vgg_block(draw: Draw) -> Problem:
    """Parameters of a VGG block of two or three 3 × 3 convolutions with bias."""
    c_in, layers = 8 * draw.integer("c_in", 1, 16), draw.integer("layers", 2, 3)
    c_out = c_in * draw.choice("factor", [2, 3, 4])
    count = reference.convolution_block_parameters(c_in, c_out, layers)
    first, other = (9 * c_in + 1) * c_out, (9 * c_out + 1) * c_out
    return Problem(
        given={"c_in": c_in, "c_out": c_out, "layers": layers},
        answer=Count(count, units=PIECES),
        check=lambda: (
            size(c_out, c_in, 3, 3) + (layers - 1) * size(c_out, c_out, 3, 3) + sum(c_out for _ in range(layers))
        ),
        steps=[
            Step("first", rf"(3^2 \times {c_in} + 1) \times {c_out} = {first}"),
            Step("other", rf"(3^2 \times {c_out} + 1) \times {c_out} = {other}"),
            Step("total", rf"{first} + {layers - 1} \times {other} = {count}"),
        ],
        mistakes={
            "all_from_input": layers * first,
            "all_from_output": layers * other,
            "no_bias": count - layers * c_out,
            "one_layer": first,
        },
    )


@family("architectures.vgg_dense", topics=["4.1.1", "3.1.1"], domain=220)
def vgg_dense(draw: Draw) -> Problem:
    """Parameters of the first fully connected layer after VGG's five poolings."""
    n, c = 32 * draw.integer("n", 2, 12), draw.choice("c", [64, 128, 256, 512])
    units = draw.choice("units", [256, 512, 1000, 2048, 4096])
    side = n // 32
    count = reference.linear_parameters(c * side * side, units)
    return Problem(
        given={"n": n, "c": c, "units": units},
        answer=Count(count, units=PIECES),
        check=lambda: size(c, *np.broadcast_to(0.0, (n, n))[::32, ::32].shape, units) + units,
        steps=[
            Step("side", rf"\frac{{{n}}}{{2^5}} = {side}"),
            Step("features", rf"{c} \times {side}^2 = {c * side * side}"),
            Step("parameters", rf"({c * side * side} + 1) \times {units} = {count}"),
        ],
        mistakes={
            "no_bias": count - units,
            "four_poolings": reference.linear_parameters(c * (2 * side) ** 2, units),
            "side_not_squared": reference.linear_parameters(c * side, units),
            "global_average": reference.linear_parameters(c, units),
        },
    )


@family(
    "architectures.basic_block",
    topics=["4.1.1"],
    domain=117,
    sometimes=["first_convolution_twice", "shortcut_forgotten", "shortcut_counted"],
)
def basic_block(draw: Draw) -> Problem:
    """Parameters of ResNet's basic block with batch normalization."""
    c_in, factor = 4 * draw.integer("c_in", 2, 40), draw.choice("factor", [1, 2, 4])
    c_out = c_in * factor
    count = reference.basic_block_parameters(c_in, c_out)
    convolutions, norms = 9 * c_in * c_out + 9 * c_out * c_out, 4 * c_out
    shortcut = (c_in + 2) * c_out if factor > 1 else 0
    mistakes = {
        "no_batch_normalization": convolutions + (c_in * c_out if factor > 1 else 0),
        "convolution_bias": count + (3 if factor > 1 else 2) * c_out,
        "one_convolution": count - 9 * c_out * c_out,
        "first_convolution_twice": count - 9 * c_out * c_out + 9 * c_in * c_out,
        "shortcut_forgotten": count - shortcut,
    }
    if factor == 1:
        del mistakes["first_convolution_twice"], mistakes["shortcut_forgotten"]
        mistakes["shortcut_counted"] = count + (c_in + 2) * c_out
    return Problem(
        given={"c_in": c_in, "c_out": c_out},
        answer=Count(count, units=PIECES),
        check=lambda: (
            size(c_out, c_in, 3, 3)
            + size(c_out, c_out, 3, 3)
            + size(2, 2, c_out)
            + (size(c_out, c_in) + size(2, c_out) if c_in != c_out else 0)
        ),
        steps=[
            Step("convolutions", rf"3^2 \times {c_in} \times {c_out} + 3^2 \times {c_out}^2 = {convolutions}"),
            Step("normalization", rf"2 \times 2 \times {c_out} = {norms}"),
            Step("shortcut", rf"{c_in} \times {c_out} + 2 \times {c_out} = {shortcut}" if shortcut else "0"),
            Step("total", f"{convolutions} + {norms} + {shortcut} = {count}"),
        ],
        mistakes=mistakes,
    )


@family("architectures.bottleneck_block", topics=["4.1.1"], domain=183)
def bottleneck_block(draw: Draw) -> Problem:
    """Weights of ResNet's bottleneck block: 1 × 1, 3 × 3, 1 × 1 without bias."""
    r = draw.choice("r", [2, 4, 8])
    c = r * draw.integer("width", 4, 64)
    w = c // r
    count = reference.bottleneck_weights(c, r)
    return Problem(
        given={"c": c, "r": r},
        answer=Count(count, units=PIECES),
        check=lambda: size(w, c, 1, 1) + size(w, w, 3, 3) + size(c, w, 1, 1),
        steps=[
            Step("width", rf"\frac{{{c}}}{{{r}}} = {w}"),
            Step("narrowing", rf"{c} \times {w} = {c * w}"),
            Step("middle", rf"3^2 \times {w}^2 = {9 * w * w}"),
            Step("total", rf"{c * w} + {9 * w * w} + {c * w} = {count}"),
        ],
        mistakes={
            "basic_block": 18 * c * c,
            "widening_forgotten": c * w + 9 * w * w,
            "not_narrowed": 2 * c * w + 9 * c * c,
            "middle_not_squared": 2 * c * w + 9 * w,
        },
    )


@family("architectures.wide_resnet", topics=["4.1.1"], domain=165)
def wide_resnet(draw: Draw) -> Problem:
    """Weights of the 3 × 3 convolutions of one group of a Wide ResNet."""
    blocks, k, group = draw.integer("blocks", 2, 6), draw.integer("k", 2, 12), draw.integer("group", 2, 4)
    depth = 6 * blocks + 4
    width = 2 ** (group + 2) * k
    before = 16 if group == 2 else width // 2
    count = reference.wide_resnet_group_weights(blocks, k, group)
    narrow = 2 ** (group + 2)
    return Problem(
        given={"depth": depth, "k": k, "group": group},
        answer=Count(count, units=PIECES),
        check=lambda: sum(size(width, before if layer == 0 else width, 3, 3) for layer in range(2 * blocks)),
        steps=[
            Step("blocks", rf"n = \frac{{{depth} - 4}}{{6}} = {blocks}"),
            Step("width", rf"{narrow} \times {k} = {width}"),
            Step("first", rf"3^2 \times {before} \times {width} = {9 * before * width}"),
            Step("others", rf"{2 * blocks - 1} \times 3^2 \times {width}^2 = {count - 9 * before * width}"),
            Step("total", f"{9 * before * width} + {count - 9 * before * width} = {count}"),
        ],
        mistakes={
            "widening_ignored": reference.wide_resnet_group_weights(blocks, 1, group),
            "first_from_own_width": 18 * blocks * width * width,
            "one_convolution_per_block": 9 * before * width + 9 * (blocks - 1) * width * width,
            "widening_not_squared": k * reference.wide_resnet_group_weights(blocks, 1, group),
        },
    )


@family("architectures.inception", topics=["4.1.1", "3.4.2"])
def inception(draw: Draw) -> Problem:
    """Weights of an Inception module with 1 × 1 reductions."""
    c = 32 * draw.integer("c", 2, 16)
    one, pooled = 16 * draw.integer("one", 2, 8), 16 * draw.integer("pooled", 1, 4)
    reduced3, three = 16 * draw.integer("reduced3", 2, 6), 32 * draw.integer("three", 2, 8)
    reduced5, five = 8 * draw.integer("reduced5", 2, 4), 16 * draw.integer("five", 1, 4)
    count = reference.inception_weights(c, one, (reduced3, three), (reduced5, five), pooled)
    branches = [c * one, c * reduced3 + 9 * reduced3 * three, c * reduced5 + 25 * reduced5 * five, c * pooled]
    return Problem(
        given={
            "c": c,
            "one": one,
            "reduced3": reduced3,
            "three": three,
            "reduced5": reduced5,
            "five": five,
            "pooled": pooled,
        },
        answer=Count(count, units=PIECES),
        check=lambda: (
            size(one + reduced3 + reduced5 + pooled, c) + size(three, reduced3, 3, 3) + size(five, reduced5, 5, 5)
        ),
        steps=[
            Step("one", rf"{c} \times {one} = {branches[0]}"),
            Step("three", rf"{c} \times {reduced3} + 3^2 \times {reduced3} \times {three} = {branches[1]}"),
            Step("five", rf"{c} \times {reduced5} + 5^2 \times {reduced5} \times {five} = {branches[2]}"),
            Step("pooled", rf"{c} \times {pooled} = {branches[3]}"),
            Step("total", " + ".join(str(branch) for branch in branches) + f" = {count}"),
        ],
        mistakes={
            "no_reduction": c * (one + 9 * three + 25 * five + pooled),
            "reductions_uncounted": count - c * (reduced3 + reduced5),
            "pooling_branch_uncounted": count - branches[3],
            "kernels_not_squared": count - 6 * reduced3 * three - 20 * reduced5 * five,
        },
    )


@family("architectures.inception_shape", topics=["4.1.1"], reach=2)
def inception_shape(draw: Draw) -> Problem:
    """Shape (C, H, W) after an Inception module and max pooling that follows it."""
    c, n = 32 * draw.integer("c", 2, 16), draw.integer("n", 10, 60)
    one, pooled = 16 * draw.integer("one", 2, 12), 16 * draw.integer("pooled", 1, 6)
    three, five = 32 * draw.integer("three", 2, 10), 16 * draw.integer("five", 1, 8)
    channels, side = one + three + five + pooled, output_size(n, 3, 2)
    draw.require(channels != c)

    def by_arrays() -> list[int]:
        branches = [np.broadcast_to(np.int8(0), (branch, n, n)) for branch in (one, three, five, pooled)]
        return list(np.concatenate(branches)[:, : n - 2 : 2, : n - 2 : 2].shape)

    return Problem(
        given={"c": c, "n": n, "one": one, "three": three, "five": five, "pooled": pooled},
        answer=Shape((channels, side, side)),
        check=by_arrays,
        steps=[
            Step("channels", f"{one} + {three} + {five} + {pooled} = {channels}"),
            Step("side", rf"\left\lfloor \frac{{{n} - 3}}{{2}} \right\rfloor + 1 = {side}"),
            Step("shape", rf"(C,\ H,\ W) = ({channels},\ {side},\ {side})"),
        ],
        mistakes={
            "input_added": [c + channels, side, side],
            "size_kept": [channels, n, n],
            "branches_added": [max(one, three, five, pooled), side, side],
            "channels_last": [side, side, channels],
        },
    )


@family("architectures.squeeze_excitation", topics=["4.1.1"])
def squeeze_excitation(draw: Draw) -> Problem:
    """Parameters of a squeeze-and-excitation block with biases."""
    r = draw.choice("r", [2, 4, 8, 16])
    c, side = r * draw.integer("squeezed", 2, 32), draw.choice("side", [7, 14, 28, 56])
    w = c // r
    count = reference.squeeze_excitation_parameters(c, r)
    return Problem(
        given={"c": c, "r": r, "side": side},
        answer=Count(count, units=PIECES),
        check=lambda: size(c + 1, w) + size(w + 1, c),
        steps=[
            Step("width", rf"\frac{{{c}}}{{{r}}} = {w}"),
            Step("squeeze", rf"({c} + 1) \times {w} = {(c + 1) * w}"),
            Step("excitation", rf"({w} + 1) \times {c} = {(w + 1) * c}"),
            Step("total", f"{(c + 1) * w} + {(w + 1) * c} = {count}"),
        ],
        mistakes={
            "no_bias": 2 * c * w,
            "one_layer": (c + 1) * w,
            "not_reduced": 2 * (c + 1) * c,
            "all_pixels": (c * side * side + 1) * w + (w + 1) * c,
        },
    )


@family("architectures.unet_output", topics=["4.3.1"], domain=114)
def unet_output(draw: Draw) -> Problem:
    """Side of the output of a U-Net with unpadded convolutions."""
    bottom, depth = draw.integer("bottom", 24, 80), draw.integer("depth", 2, 3)
    n = bottom
    for _ in range(depth):
        n = 2 * n + 4
    sides = reference.unet_sizes(n, depth)
    out = sides[-1]
    lost = 4 * sum(2**level for level in range(depth))
    return Problem(
        given={"n": n, "depth": depth},
        answer=Count(out),
        # Two convolutions take 4 · 2^level input pixels on every level, going down and (but for the bottom) coming up.
        check=lambda: n - 2 * lost - 4 * 2**depth,
        steps=[
            Step("down", r" \to ".join(str(side) for side in [n, *sides[:depth]])),
            Step("bottom", rf"\frac{{{sides[depth - 1]}}}{{2}} - 4 = {sides[depth]}"),
            *(
                Step("up", rf"2 \times {before} - 4 = {after}")
                for before, after in zip(sides[depth:], sides[depth + 1 :], strict=False)
            ),
        ],
        mistakes={
            "padded": n,
            "way_up_forgotten": sides[depth] * 2**depth,
            "one_convolution": n - lost - 2 * 2**depth,
            "bottom_forgotten": n - 2 * lost,
        },
    )


@family("architectures.stacked_filters", topics=["3.4.1"])
def stacked_filters(draw: Draw) -> Problem:
    """Weights saved by a stack of 3 × 3 convolutions with the receptive field of one large filter."""
    layers, c = draw.integer("layers", 2, 4), draw.integer("c", 8, 128)
    k = 2 * layers + 1
    saved = (k * k - 9 * layers) * c * c
    return Problem(
        given={"layers": layers, "c": c, "k": k},
        answer=Count(saved, units=PIECES),
        check=lambda: size(c, c, k, k) - sum(c * c * 3 * 3 for _ in range(layers)),
        steps=[
            Step("large", rf"{k}^2 \times {c}^2 = {k * k * c * c}"),
            Step("stack", rf"{layers} \times 3^2 \times {c}^2 = {9 * layers * c * c}"),
            Step("saved", f"{k * k * c * c} - {9 * layers * c * c} = {saved}"),
        ],
        mistakes={
            "one_small_filter": (k * k - 9) * c * c,
            "channels_once": (k * k - 9 * layers) * c,
            "stack_itself": 9 * layers * c * c,
            "kernels_not_squared": abs(k - 3 * layers) * c * c,
        },
    )
