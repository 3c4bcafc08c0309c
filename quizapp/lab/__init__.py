"""The Lab: families, reference functions and small models with numbers of one's own. What is computed, and no screen.

`shelf` lists what can be tried, `knobs` says what may be typed into it. A `problem` is a family of problems, a
`function` one of the reference functions; `network`, `descent`, `window` and
`curves` are models that are stepped through or looked at.
"""
