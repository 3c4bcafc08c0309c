"""A small bank on disk, made anew for each test."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

SYLLABUS = """\
edition: "2026"
fields:
  - code: "3"
    ja: 深層学習の基礎
    en: Foundations
    sections:
      - {code: "3.4", ja: 畳み込み, en: Convolution, topics: [
          {code: "3.4.1", exam: true, ja: 畳み込み, en: Conv, keywords: [パディング, {ja: カーネル, since: 2026}]},
          {code: "3.4.3", exam: true, ja: プーリング, en: Pooling, keywords: [Max pooling]}]}
"""

TRACKS = """\
tracks:
  - id: zero
    ja: 本
    en: Book
    source: a.txt
    sections:
      - {id: zero.7, ja: CNN, en: CNN, topics: ["3.4.1"], terms: [ストライド, im2col]}
  - id: syllabus
    ja: シラバス
    en: Syllabus
    source: syllabus.yaml
    sections: every topic
"""

SINGLE = """\
id: {id}
kind: single
status: ready
topics: ["3.4.1"]
tracks: [zero.7]
keywords: [パディング, ストライド]
level: 1
stem: {{ja: 出力を小さくするのはどれか。, en: Which makes the output smaller?}}
choices:
  - {{id: a, correct: true, text: {{ja: ストライドを増やす, en: A larger stride}}}}
  - {{id: b, text: {{ja: パディングを増やす, en: More padding}}, feedback: {{ja: 逆である。, en: The opposite.}}}}
  - {{id: c, text: {{ja: 学習率を上げる, en: A higher rate}}, feedback: {{ja: 関係ない。, en: Unrelated.}}}}
explanation: {{ja: ストライドで割る。, en: It is divided by the stride.}}
references: ["Dumoulin & Visin 2016, arXiv:1603.07285"]
"""

NUMERIC = """\
id: {id}
kind: numeric
status: ready
topics: ["3.4.1"]
tracks: [zero.7]
keywords: [パディング]
level: 2
stem: {{ja: 3/8 を小数で答えよ。, en: Give 3/8 as a decimal.}}
answer: {{kind: number, value: 0.375, decimals: 3, verify: '1 - 5/8'}}
mistakes:
  inverted: {{value: 2.667, ja: 逆数である。, en: That is the inverse.}}
explanation: {{ja: 割る。, en: Divide.}}
references: [Any textbook]
"""

Write = Callable[..., Path]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty bank."""
    (tmp_path / "syllabus.yaml").write_text(SYLLABUS, encoding="utf-8")
    (tmp_path / "tracks.yaml").write_text(TRACKS, encoding="utf-8")
    (tmp_path / "convolution").mkdir()
    return tmp_path


@pytest.fixture
def write(folder: Path) -> Write:
    """Writes a question file: `write("a", SINGLE, {"old": "new"})`, with pieces of its text replaced."""

    def _write(name: str, source: str = SINGLE, changes: dict[str, str] | None = None) -> Path:
        text = source.format(id=name)
        for old, new in (changes or {}).items():
            assert old in text, old
            text = text.replace(old, new)
        file = folder / "convolution" / f"{name}.yaml"
        file.write_text(text, encoding="utf-8")
        return file

    return _write
