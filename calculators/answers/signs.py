"""The signs that a keyboard or an input method may give for one and the same thing, each mapped to one sign.

The map is explicit and one sign to one sign, so a place in the mapped text is the same place in the typed text.
Unicode's own compatibility forms (NFKC) are of no use here: they turn `x²` into `x2` and `①` into `1`.
"""

from __future__ import annotations

SUPERSCRIPTS = {"⁰": "0", "¹": "1", "²": "2", "³": "3", "⁴": "4", "⁵": "5", "⁶": "6", "⁷": "7", "⁸": "8", "⁹": "9"}
SUBSCRIPTS = {chr(0x2080 + digit): str(digit) for digit in range(10)}

# Fractions that are one sign: above and below the line.
FRACTIONS = {
    "½": (1, 2),
    "⅓": (1, 3),
    "⅔": (2, 3),
    "¼": (1, 4),
    "¾": (3, 4),
    "⅕": (1, 5),
    "⅖": (2, 5),
    "⅗": (3, 5),
    "⅘": (4, 5),
    "⅙": (1, 6),
    "⅚": (5, 6),
    "⅐": (1, 7),
    "⅛": (1, 8),
    "⅜": (3, 8),
    "⅝": (5, 8),
    "⅞": (7, 8),
    "⅑": (1, 9),
    "⅒": (1, 10),
}

GREEK = {
    "α": "alpha",
    "β": "beta",
    "γ": "gamma",
    "δ": "delta",
    "ε": "epsilon",
    "ζ": "zeta",
    "η": "eta",
    "θ": "theta",
    "ι": "iota",
    "κ": "kappa",
    "λ": "lambda",
    "μ": "mu",
    "ν": "nu",
    "ξ": "xi",
    "π": "pi",
    "ρ": "rho",
    "σ": "sigma",
    "τ": "tau",
    "φ": "phi",
    "χ": "chi",
    "ψ": "psi",
    "ω": "omega",
    "Γ": "Gamma",
    "Δ": "Delta",
    "Θ": "Theta",
    "Λ": "Lambda",
    "Σ": "Sigma",
    "Φ": "Phi",
    "Ψ": "Psi",
    "Ω": "Omega",
}

_SAME = {
    # The long-vowel mark and the full stop are what a Japanese input method gives for the keys - and .
    "-": "−‐‑‒–—―ー﹣",
    "+": "﹢",
    "*": "·⋅∙∗・･",
    "×": "✕✖⨯╳",
    "/": "÷∕⁄",
    ".": "。",
    "|": "∣",
    "^": "ˆ",
    "(": "❨",
    ")": "❩",
    "μ": "µ",
    "ε": "ϵ",
    "φ": "ϕ",
    # Line breaks of other systems and the spaces of typography; \n alone is a line break.
    " ": "\r\t\u00a0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000",
}

# The full-width forms of ASCII stand in one block, in ASCII's order.
_MAP = {0xFF01 + offset: 0x21 + offset for offset in range(0x7F - 0x21)}
_MAP.update({ord(typed): ord(sign) for sign, variants in _SAME.items() for typed in variants})


def map_signs(text: str) -> str:
    """The text with every variant of a sign replaced by that sign; as long as the text itself."""
    return text.translate(_MAP)
