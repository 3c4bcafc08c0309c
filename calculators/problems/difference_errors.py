"""How far numerical derivatives are from the true one, and how the error falls with the step."""

from __future__ import annotations

from calculators.answers.keys import Vector
from calculators.gradients import difference_errors, error_at_step
from calculators.problems import tex
from calculators.problems.draw import Draw
from calculators.problems.problem import Problem, Step, family


@family("difference_errors.forward_and_central", topics=["3.2.2"], values="nonnegative")
def forward_and_central(draw: Draw) -> Problem:
    """Errors of the forward and of the central difference of a cubic polynomial."""
    a, b = draw.choice("a", [-3, -2, 2, 3, 4]), draw.choice("b", [-4, -3, -2, 1, 2, 3, 4])
    x, h = draw.choice("x", [-3, -2, -1, 1, 2, 3]), draw.choice("h", [0.1, 0.2, 0.5])
    exact = float(3 * a * x * x + 2 * b * x)

    def f(at: float) -> float:
        return a * at**3 + b * at**2

    errors = [round(value, 8) for value in difference_errors(f, exact, x, h)]
    forward, backward = (f(x + h) - f(x)) / h, (f(x) - f(x - h)) / h
    central = (forward + backward) / 2
    draw.require(errors[0] >= 0.05 and abs(exact) >= 2)
    sign, size = ("-" if b < 0 else "+"), ("" if abs(b) == 1 else str(abs(b)))
    return Problem(
        given={"f": f"{a}x^3 {sign} {size}x^2", "x": x, "h": h},
        answer=Vector(tuple(errors), decimals=3, relative=0.0),
        # Taylor's series ends after the third term.
        check=lambda: [abs(h * (6 * a * x + 2 * b) / 2 + h * h * a), abs(h * h * a)],
        steps=[
            Step(
                "exact",
                rf"f'({x}) = 3 \times {tex.factor(a)} \times {tex.factor(x)}^2 + 2 \times {tex.factor(b)}"
                rf" \times {tex.factor(x)} = {tex.number(exact)}",
            ),
            Step("forward", rf"\frac{{f(x + h) - f(x)}}{{h}} = {tex.number(forward)}"),
            Step("central", rf"\frac{{f(x + h) - f(x - h)}}{{2h}} = {tex.number(central)}"),
            Step(
                "errors",
                rf"\left(|{tex.number(forward)} - {tex.factor(exact)}|,\ |{tex.number(central)} -"
                rf" {tex.factor(exact)}|\right) = {tex.vector(errors)}",
            ),
        ],
        mistakes={
            "exchanged": errors[::-1],
            "powers_of_the_step": [h, h * h],
            "central_half_of_forward": [errors[0], errors[0] / 2],
            "central_over_one_step": [errors[0], abs(2 * central - exact)],
            "derivatives_not_errors": [forward, central],
        },
    )


@family("difference_errors.smaller_step", topics=["3.2.2"], values="nonnegative", carried=6)
def smaller_step(draw: Draw) -> Problem:
    """Errors of forward and central difference after the step has been divided."""
    forward, central = draw.decimal("forward", 0.1, 0.9, 0.01), draw.decimal("central", 0.02, 0.2, 0.002)
    step, factor = draw.choice("step", [0.1, 0.2, 0.4]), draw.choice("factor", [2, 4, 5, 10])
    other = round(step / factor, 4)
    values = [error_at_step(forward, step, other, 1), error_at_step(central, step, other, 2)]

    def by_differences() -> list[float]:
        # x² has a constant second, x³ a constant third derivative: these errors are exact.
        one = difference_errors(lambda x: forward / step * x * x, 2 * forward / step, 1.0, other)[0]
        two = difference_errors(lambda x: central / step**2 * x**3, 3 * central / step**2, 1.0, other)[1]
        return [one, two]

    return Problem(
        given={"forward": forward, "central": central, "step": step, "other": other},
        answer=Vector(tuple(values), decimals=5, relative=0.003),
        check=by_differences,
        steps=[
            Step(
                "ratio",
                rf"\frac{{h'}}{{h}} = \frac{{{tex.number(other)}}}{{{tex.number(step)}}} = \frac{{1}}{{{factor}}}",
            ),
            Step(
                "errors",
                rf"\left(\frac{{{tex.number(forward)}}}{{{factor}}},\ \frac{{{tex.number(central)}}}{{{factor}^2}}"
                rf"\right) = {tex.vector(values, 5)}",
            ),
        ],
        mistakes={
            "both_first_order": [values[0], central / factor],
            "both_second_order": [forward / factor**2, values[1]],
            "orders_exchanged": [forward / factor**2, central / factor],
            "central_of_third_order": [values[0], central / factor**3],
        },
        solve=lambda keep: [keep(forward / factor), keep(central / factor**2)],
    )
