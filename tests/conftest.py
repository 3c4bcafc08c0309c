"""What all tests share."""

from hypothesis import settings

# On a busy machine a first call that imports NumPy takes longer than any deadline that would tell something.
settings.register_profile("quizapp", deadline=None)
settings.load_profile("quizapp")
