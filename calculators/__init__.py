"""The maths of quizapp: a library of its own, which never imports quizapp.

- `calculators/*.py`: reference implementations in NumPy, by topic.
- `calculators.problems`: families of problems that draw fresh numbers and name the mistakes.
- `calculators.answers`: what a learner may type, how it is read, and how it is judged.

Importing this package imports nothing else; NumPy and SymPy are loaded by the modules that need them.
"""
