"""quizapp: prepare for the E資格 in a terminal."""

__version__ = "0.1.0"
