"""What the commands of LaTeX look like in Unicode, and how each behaves in a formula."""

from __future__ import annotations


def _pairs(text: str) -> dict[str, str]:
    words = text.split()
    return dict(zip(words[::2], words[1::2], strict=True))


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


ORDINARY = _pairs(
    r"""
    alpha α beta β gamma γ delta δ epsilon ε varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι kappa κ
    lambda λ mu μ nu ν xi ξ pi π varpi ϖ rho ρ varrho ϱ sigma σ varsigma ς tau τ upsilon υ phi φ varphi φ chi χ
    psi ψ omega ω omicron ο Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω
    partial ∂ nabla ∇ infty ∞ ell ℓ hbar ℏ emptyset ∅ varnothing ∅ forall ∀ exists ∃ neg ¬ lnot ¬ top ⊤ bot ⊥
    prime ′ dots … ldots … dotsc … dotso … cdots ⋯ dotsb ⋯ dotsm ⋯ vdots ⋮ ddots ⋱ angle ∠ degree ° Re ℜ Im ℑ
    aleph ℵ square □ Box □ blacksquare ■ bullet • checkmark ✓ dagger † ddagger ‡ triangle △ backslash \ % % # #
    & & $ $ _ _ imath ı jmath ȷ surd √ flat ♭ sharp ♯ S §
    """
)
BINARY = _pairs(
    r"""
    cdot · times × div ÷ pm ± mp ∓ ast ∗ star ⋆ circ ∘ odot ⊙ otimes ⊗ oplus ⊕ ominus ⊖ oslash ⊘ cup ∪ cap ∩
    setminus ∖ wedge ∧ land ∧ vee ∨ lor ∨ sqcup ⊔ sqcap ⊓ uplus ⊎ boxtimes ⊠ boxplus ⊞ bigcirc ◯
    """
)
RELATIONS = _pairs(
    r"""
    le ≤ leq ≤ leqslant ≤ ge ≥ geq ≥ geqslant ≥ ne ≠ neq ≠ ll ≪ gg ≫ approx ≈ sim ∼ simeq ≃ cong ≅ equiv ≡
    propto ∝ in ∈ notin ∉ ni ∋ subset ⊂ subseteq ⊆ supset ⊃ supseteq ⊇ subsetneq ⊊ perp ⊥ parallel ∥ mid | to →
    rightarrow → leftarrow ← gets ← leftrightarrow ↔ Rightarrow ⇒ Leftarrow ⇐ Leftrightarrow ⇔ iff ⇔ implies ⇒
    impliedby ⇐ mapsto ↦ longmapsto ⟼ longrightarrow ⟶ longleftarrow ⟵ hookrightarrow ↪ uparrow ↑ downarrow ↓
    Uparrow ⇑ Downarrow ⇓ nearrow ↗ searrow ↘ leadsto ⇝ prec ≺ succ ≻ preceq ⪯ succeq ⪰ models ⊨ vdash ⊢
    coloneqq ≔ triangleq ≜ doteq ≐ asymp ≍ therefore ∴ because ∵ rightleftharpoons ⇌ gtrless ≷ lesssim ≲
    gtrsim ≳
    """
)
BIG = _pairs(
    "sum ∑ prod ∏ coprod ∐ bigcup ⋃ bigcap ⋂ bigoplus ⨁ bigotimes ⨂ bigodot ⨀ bigvee ⋁ bigwedge ⋀ bigsqcup ⨆ biguplus ⨄"
)
INTEGRALS = _pairs("int ∫ iint ∬ iiint ∭ oint ∮")
OPERATORS = _words(
    "arccos arcsin arctan arg cos cosh cot coth csc deg dim exp hom ker lg ln log sec sin sinh tan tanh softmax sgn"
)
LIMIT_OPERATORS = {
    **{name: name for name in ("det", "gcd", "inf", "lim", "max", "min", "Pr", "sup")},
    "argmax": "arg max",
    "argmin": "arg min",
    "liminf": "lim inf",
    "limsup": "lim sup",
}
SPACES = {
    ",": 1,
    ":": 1,
    ">": 1,
    ";": 1,
    " ": 1,
    "!": 0,
    "quad": 2,
    "qquad": 4,
    "enspace": 1,
    "thinspace": 1,
    "space": 1,
}
OPENING = {
    "(": "(",
    "[": "[",
    "{": "{",
    "lbrace": "{",
    "lbrack": "[",
    "lfloor": "⌊",
    "lceil": "⌈",
    "langle": "⟨",
    "lvert": "|",
}
OPENING["lVert"] = "‖"
CLOSING = {
    ")": ")",
    "]": "]",
    "}": "}",
    "rbrace": "}",
    "rbrack": "]",
    "rfloor": "⌋",
    "rceil": "⌉",
    "rangle": "⟩",
    "rvert": "|",
}
CLOSING["rVert"] = "‖"
BARS = {"|": "‖", "vert": "|", "Vert": "‖"}
PAIRS = {"(": ")", "[": "]", "{": "}", "⌊": "⌋", "⌈": "⌉", "⟨": "⟩", "|": "|", "‖": "‖"}

NEGATED = {
    "=": "≠",
    "∈": "∉",
    "⊂": "⊄",
    "⊆": "⊈",
    "≡": "≢",
    "∼": "≁",
    "≈": "≉",
    "∃": "∄",
    "<": "≮",
    ">": "≯",
    "≤": "≰",
    "≥": "≱",
}

ACCENTS = {
    "hat": "\u0302",
    "widehat": "\u0302",
    "tilde": "\u0303",
    "widetilde": "\u0303",
    "bar": "\u0304",
    "overline": "\u0305",
    "underline": "\u0332",
    "vec": "\u20d7",
    "overrightarrow": "\u20d7",
    "dot": "\u0307",
    "ddot": "\u0308",
    "check": "\u030c",
    "breve": "\u0306",
    "acute": "\u0301",
    "grave": "\u0300",
    "mathring": "\u030a",
}

_LATIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


def _alphabet(start: int, holes: dict[str, str] | None = None) -> dict[str, str]:
    return {letter: chr(start + n) for n, letter in enumerate(_LATIN)} | (holes or {})


_BOLD = (
    _alphabet(0x1D400)
    | {str(n): chr(0x1D7CE + n) for n in range(10)}
    | {chr(0x391 + n): chr(0x1D6A8 + n) for n in range(25) if n != 17}
    | {chr(0x3B1 + n): chr(0x1D6C2 + n) for n in range(25)}
    | {"∇": "𝛁", "∂": "𝛛"}
)
_SCRIPT = _alphabet(0x1D49C, _pairs("B ℬ E ℰ F ℱ H ℋ I ℐ L ℒ M ℳ R ℛ e ℯ g ℊ o ℴ"))
_DOUBLE = _alphabet(0x1D538, _pairs("C ℂ H ℍ N ℕ P ℙ Q ℚ R ℝ Z ℤ")) | {"1": "𝟙"}
_FRAKTUR = _alphabet(0x1D504, _pairs("C ℭ H ℌ I ℑ R ℜ Z ℨ"))

FONTS: dict[str, dict[str, str]] = {
    "mathbf": _BOLD,
    "boldsymbol": _BOLD,
    "bm": _BOLD,
    "mathcal": _SCRIPT,
    "mathscr": _SCRIPT,
    "mathbb": _DOUBLE,
    "mathfrak": _FRAKTUR,
    "mathit": {},
    "mathnormal": {},
    "mathsf": {},
    "mathtt": {},
    "mathrm": {},
}
UPRIGHT_FONTS = frozenset({"mathrm", "mathsf", "mathtt", "mathit"})
"""Fonts in which several letters are one word: \\mathrm{KL}."""

TEXT_COMMANDS = _words("text textrm textbf textit textsf texttt mbox hbox textnormal")
IGNORED = _words("displaystyle textstyle scriptstyle scriptscriptstyle limits nolimits nonumber notag hfill strut")
BIG_DELIMITERS = frozenset(size + side for size in ("big", "Big", "bigg", "Bigg") for side in ("", "l", "r", "m"))

SUPERSCRIPTS = dict(
    zip(
        "0123456789+−=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVWαβγδεθιφχ⊤′*∗∘†",
        "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵅᵝᵞᵟᵋᶿᶥᵠᵡᵀ′**°†",
        strict=True,
    )
)
SUBSCRIPTS = dict(zip("0123456789+−=()aehijklmnoprstuvxβγρφχ", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ", strict=True))
