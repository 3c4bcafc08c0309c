"""Single signs, words and letters in a font: the leaves of a formula."""

from __future__ import annotations

import re
from dataclasses import replace

from quizapp.text import tex_symbols as sym
from quizapp.text.tex_nodes import Accent, Atom, Node, Row, Script


def symbol(name: str) -> Atom | None:
    if name in sym.ORDINARY:
        return Atom(sym.ORDINARY[name])
    if name in sym.BINARY:
        return Atom(sym.BINARY[name], "bin")
    if name in sym.RELATIONS:
        return Atom(sym.RELATIONS[name], "rel")
    if name in sym.OPERATORS:
        return Atom(name, "op")
    if name in sym.LIMIT_OPERATORS:
        return Atom(sym.LIMIT_OPERATORS[name], "limits")
    if name in sym.BIG:
        return Atom(sym.BIG[name], "big")
    if name in sym.INTEGRALS:
        return Atom(sym.INTEGRALS[name], "big")
    if name in sym.SPACES:
        return Atom(" " * sym.SPACES[name], "space")
    if name in sym.OPENING and name not in "([":
        return Atom(sym.OPENING[name], "open")
    if name in sym.CLOSING and name not in ")]":
        return Atom(sym.CLOSING[name], "close")
    if name in sym.BARS:
        return Atom(sym.BARS[name], "bar")
    return Atom(":", "punct") if name == "colon" else None


def sign(lexeme: str) -> Node:
    match lexeme:
        case "-" | "−":
            return Atom("−", "bin")
        case "+" | "*" | "±" | "×" | "÷" | "·" | "⊙" | "⊗" | "⊕":
            return Atom(lexeme, "bin")
        case "=" | "<" | ">" | ":" | "≤" | "≥" | "≠" | "≈" | "→" | "←" | "∈" | "∼" | "∝" | "⇒" | "⇔":
            return Atom(lexeme, "rel")
        case "," | ";":
            return Atom(lexeme, "punct")
        case "(" | "[":
            return Atom(lexeme, "open")
        case ")" | "]":
            return Atom(lexeme, "close")
        case "|" | "‖":
            return Atom(lexeme, "bar")
        case "∑" | "∏" | "∫":
            return Atom(lexeme, "big")
        case "~":
            return Atom(" ", "space")
    return Atom(lexeme, "text" if lexeme[0] >= "\u3000" and len(lexeme) > 1 else "ord")


def words(raw: str) -> str:
    return re.sub(r"\\([%&_#$ {}])", r"\1", raw).replace("\\,", " ").replace("~", " ").replace("$", "")


def in_font(node: Node, font: str) -> Node:
    letters = sym.FONTS[font]
    if isinstance(node, Atom):
        if node.kind not in ("ord", "word"):
            return node
        return Atom("".join(letters.get(character, character) for character in node.text), node.kind)
    if isinstance(node, Row):
        if font in sym.UPRIGHT_FONTS and all(isinstance(i, Atom) and i.kind in ("ord", "bin") for i in node.items):
            text = "".join(i.text.replace("−", "-") for i in node.items if isinstance(i, Atom))
            return Atom(text, "word" if len(text) > 1 else "ord")
        return Row(tuple(in_font(item, font) for item in node.items))
    if isinstance(node, Script):
        return replace(node, base=in_font(node.base, font))
    if isinstance(node, Accent):
        return replace(node, body=in_font(node.body, font))
    return node


def negated(node: Node) -> Node:
    if isinstance(node, Atom):
        return replace(node, text=sym.NEGATED.get(node.text, node.text + "\u0338"))
    return node
