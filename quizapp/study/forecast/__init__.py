"""What the learner would score on the day of the exam, and what to study until then.

`memory`: FSRS-6 on arrays. `ability`: what first exposures say of each topic. `score`: the distribution of the exam's
score. `readiness` and `studyplan` are the use cases. NumPy is imported here only, so this package is imported late.
"""
