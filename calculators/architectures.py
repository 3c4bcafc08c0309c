"""Sizes and parameters of well-known image networks."""

from __future__ import annotations

from calculators.convolution import parameters


def linear_parameters(inputs: int, outputs: int, bias: bool = True) -> int:
    """Weights, and biases where there are any, of a fully connected layer. Source: Goodfellow et al. 2016, chapter 6.

    >>> linear_parameters(784, 100)
    78500
    """
    return inputs * outputs + (outputs if bias else 0)


def convolution_block_parameters(channels_in: int, channels_out: int, layers: int) -> int:
    """VGG block: `layers` 3 × 3 convolutions with bias, the first from `channels_in`, the others from `channels_out`.

    Source: Simonyan & Zisserman 2015, arXiv:1409.1556, table 1.

    >>> convolution_block_parameters(64, 128, 2)
    221440
    """
    rest = (layers - 1) * parameters(channels_out, channels_out, 3)
    return parameters(channels_in, channels_out, 3) + rest


def basic_block_parameters(channels_in: int, channels_out: int) -> int:
    """ResNet's basic block: two 3 × 3 convolutions without bias, each with batch normalization (γ and β).

    Where the channels change, the shortcut has a 1 × 1 convolution without bias and its own batch normalization.
    Source: He et al. 2016, arXiv:1512.03385, section 3.3 and figure 5.

    >>> basic_block_parameters(64, 64)
    73984
    """
    count = parameters(channels_in, channels_out, 3, bias=False) + parameters(channels_out, channels_out, 3, bias=False)
    count += 2 * 2 * channels_out
    if channels_in != channels_out:
        count += parameters(channels_in, channels_out, 1, bias=False) + 2 * channels_out
    return count


def bottleneck_weights(channels: int, reduction: int) -> int:
    """Weights of 1 × 1, 3 × 3, 1 × 1 convolutions without bias; the middle has channels / reduction channels.

    Raises ValueError where `reduction` does not divide `channels`. Source: He et al. 2016, arXiv:1512.03385, figure 5.

    >>> bottleneck_weights(256, 4)
    69632
    """
    if channels % reduction:
        raise ValueError("the reduction must divide the channels")
    width = channels // reduction
    return 2 * channels * width + parameters(width, width, 3, bias=False)


def wide_resnet_group_weights(blocks: int, widening: int, group: int) -> int:
    """Weights of the 3 × 3 convolutions of group 2, 3 or 4 of a Wide ResNet of depth 6·blocks + 4.

    The groups have 16k, 32k and 64k channels; group 1 is one convolution with 16. Shortcuts are not counted. Raises
    ValueError for another group. Source: Zagoruyko & Komodakis 2016, arXiv:1605.07146, table 1.

    >>> wide_resnet_group_weights(2, 2, 2)
    32256
    """
    if group not in (2, 3, 4):
        raise ValueError("the groups of blocks are 2, 3 and 4")
    width = int(2 ** (group + 2)) * widening
    before = 16 if group == 2 else width // 2
    return 9 * before * width + 9 * (2 * blocks - 1) * width * width


def inception_weights(channels: int, one: int, three: tuple[int, int], five: tuple[int, int], pooled: int) -> int:
    """Weights without biases of an Inception module; `three` and `five` are (reduced, output) channels.

    Source: Szegedy et al. 2015, arXiv:1409.4842, figure 2b.

    >>> inception_weights(192, 64, (96, 128), (16, 32), 32)
    163328
    """
    branches = [(channels, one, 1), (channels, three[0], 1), (*three, 3), (channels, five[0], 1), (*five, 5)]
    return sum(parameters(a, b, k, bias=False) for a, b, k in [*branches, (channels, pooled, 1)])


def squeeze_excitation_parameters(channels: int, reduction: int) -> int:
    """Two fully connected layers with bias, C to C/r and back. Raises ValueError where r does not divide C.

    Source: Hu et al. 2018, arXiv:1709.01507, section 3.2 (with biases).

    >>> squeeze_excitation_parameters(64, 16)
    580
    """
    if channels % reduction:
        raise ValueError("the reduction must divide the channels")
    squeezed = channels // reduction
    return linear_parameters(channels, squeezed) + linear_parameters(squeezed, channels)


def unet_sizes(size: int, depth: int) -> list[int]:
    """Sides after each level of a U-Net with unpadded 3 × 3 convolutions: down, bottom, up; the last is the output's.

    Two convolutions on every level, 2 × 2 pooling down, 2 × 2 up-convolution up. Raises ValueError where a side to be
    pooled is odd or too small. Source: Ronneberger, Fischer & Brox 2015, arXiv:1505.04597, figure 1.
    Shape: (2 · depth + 1,), in pixels.

    >>> unet_sizes(572, 4)
    [568, 280, 136, 64, 28, 52, 100, 196, 388]
    """
    sides: list[int] = []
    for _ in range(depth):
        size -= 4
        if size < 2 or size % 2:
            raise ValueError(f"a side of {size} can't be halved")
        sides.append(size)
        size //= 2
    sides.append(size - 4)
    for _ in range(depth):
        sides.append(2 * sides[-1] - 4)
    if sides[-1] < 1:
        raise ValueError("nothing is left")
    return sides


def patches(height: int, width: int, patch: int) -> int:
    """Number of patches of an image. Raises ValueError where the patch does not divide both sides.

    Source: Dosovitskiy et al. 2021, arXiv:2010.11929, section 3.1.

    >>> patches(224, 224, 16)
    196
    """
    if height % patch or width % patch:
        raise ValueError("the patch must divide both sides")
    return (height // patch) * (width // patch)


def vit_embedding_parameters(side: int, patch: int, channels: int, width: int) -> int:
    """Projection of the patches with bias, class token, and a position embedding for each token and the class token.

    Source: Dosovitskiy et al. 2021, arXiv:2010.11929, equation 1.

    >>> vit_embedding_parameters(224, 16, 3, 768)
    742656
    """
    tokens = patches(side, side, patch) + 1
    return linear_parameters(patch * patch * channels, width) + width + tokens * width


def window_attention_pairs(height: int, width: int, window: int) -> int:
    """Query-key pairs of self-attention within windows of `window` × `window` tokens: HW · M².

    Raises ValueError where the window does not divide both sides. Source: Liu et al. 2021, arXiv:2103.14030.

    >>> window_attention_pairs(56, 56, 7)
    153664
    """
    return patches(height, width, window) * window**4
