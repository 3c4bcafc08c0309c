"""Code answers: a NumPy or PyTorch expression for a blank in a listing. Imports NumPy, so it is imported late."""

from calculators.answers.code.judging import judge_code, read_code, stops
from calculators.answers.code.parse import Program

__all__ = ["Program", "judge_code", "read_code", "stops"]
