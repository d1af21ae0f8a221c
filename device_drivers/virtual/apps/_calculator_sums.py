"""Sums as a pocket calculator does them: text in, a decimal number out; pure."""

from __future__ import annotations

import re
from decimal import Context, Decimal, DivisionByZero, InvalidOperation, Overflow, localcontext

MOST = 80  # characters of a formula
_WORKING = 34  # digits while calculating
_SHOWN = 15  # digits of a result
_TOKEN = re.compile(r"\d+\.?\d*(?:E-?\d+)?|\.\d+|[+−×÷^√%()]")
_NUMBER = re.compile(r"\d[\d.]*(?:E-?\d+)?$")
_FAULTS = {
    DivisionByZero: "Can't divide by 0",
    Overflow: "Value is too large",
    InvalidOperation: "Not a number",
}


class SumError(Exception):
    """It has no value; the text says why."""


def evaluate(formula: str) -> Decimal:
    """Its value: powers before products before sums; closing parentheses may be missing at the end."""
    tokens = _TOKEN.findall(formula)
    if "".join(tokens) != formula or not tokens:
        raise SumError("Bad expression")
    try:
        with localcontext(Context(prec=_WORKING)):
            value = _Reader(tokens).whole()
    except (DivisionByZero, Overflow, InvalidOperation) as error:
        raise SumError(_FAULTS[type(error)]) from error
    if not value.is_finite():
        raise SumError("Can't divide by 0")
    return value


class _Reader:
    def __init__(self, tokens: list[str]) -> None:
        self._tokens = tokens
        self._place = 0

    def _next(self) -> str:
        return self._tokens[self._place] if self._place < len(self._tokens) else ""

    def _take(self, *wanted: str) -> str:
        token = self._next()
        if token not in wanted:
            return ""
        self._place += 1
        return token

    def whole(self) -> Decimal:
        value = self._sum()
        if self._next():
            raise SumError("Bad expression")
        return value

    def _sum(self) -> Decimal:
        value = self._product()
        while sign := self._take("+", "−"):
            start = self._place
            right = self._product()
            if self._place == start + 2 and self._tokens[start + 1] == "%":
                right *= value  # 200 + 10% is a tenth of 200 more
            value = value + right if sign == "+" else value - right
        return value

    def _product(self) -> Decimal:
        value = self._signed()
        while True:
            if self._take("×"):
                value *= self._signed()
            elif self._take("÷"):
                divisor = self._signed()
                if not divisor:
                    raise SumError("Can't divide by 0")
                value /= divisor
            elif self._next() in ("(", "√") or self._next()[:1].isdigit():
                value *= self._power()  # 2(3+4)
            else:
                return value

    def _signed(self) -> Decimal:
        return -self._signed() if self._take("−") else self._power()

    def _power(self) -> Decimal:
        base = self._postfix()
        return base ** self._signed() if self._take("^") else base

    def _postfix(self) -> Decimal:
        value = self._atom()
        while self._take("%"):
            value /= 100
        return value

    def _atom(self) -> Decimal:
        if self._take("("):
            value = self._sum()
            if self._next() and not self._take(")"):
                raise SumError("Bad expression")
            return value
        if self._take("√"):
            return self._atom().sqrt()
        token = self._next()
        if not token[:1].isdigit() and token[:1] != ".":
            raise SumError("Bad expression")
        self._place += 1
        return Decimal(token)


def plain(value: Decimal) -> str:
    """A result as text, without groups: 1234.5, -3, 1.2E20."""
    rounded = Context(prec=_SHOWN).plus(value)
    if not rounded:
        return "0"
    short = rounded.normalize(Context(prec=_SHOWN))
    if -8 < short.adjusted() < _SHOWN:
        return f"{short:f}"
    return f"{short:E}".replace("E+", "E")


def shown(text: str) -> str:
    """A formula or result as the display has it: digits in groups of three, a long minus."""
    minus = re.sub(r"^-", "−", text)
    return re.sub(r"(?<![\d.E-])\d{4,}", lambda found: f"{int(found[0]):,}", minus)


def read(text: str) -> str:
    """Text from elsewhere as a formula; what belongs in none is left out."""
    signs = text.translate(str.maketrans("*/x", "×÷×", ", "))
    return "".join(_TOKEN.findall(re.sub("(?<!E)-", "−", signs)))[:MOST]


def bare(formula: str) -> bool:
    """It is a number alone: there is nothing to calculate."""
    return re.fullmatch(r"−?[\d.]*(E-?\d+)?", formula) is not None


def pressed(formula: str, key: str) -> str:
    """The formula after one more key; keys that make no sense there change nothing."""
    last = formula[-1:]
    if len(formula) >= MOST:
        return formula
    if key == "±":
        return _negated(formula)
    if key.isdigit():
        return formula[:-1] + key if _tail(formula) == "0" else formula + key
    if key == ".":
        tail = _tail(formula)
        return formula if "." in tail or "E" in tail else formula + ("." if tail else "0.")
    if key in "(√":
        return formula + key
    if key == ")":
        opened = formula.count("(") > formula.count(")")
        return formula + key if opened and last not in "(+−×÷^√" else formula
    if key == "%":
        return formula + key if last.isdigit() or last in (")", ".", "%") else formula
    return _operated(formula, key)


def _operated(formula: str, key: str) -> str:
    """With an operator; it takes the place of the one before it, but a minus may follow × and ÷."""
    if key == "−":
        return (formula[:-1] if formula[-1:] in ("+", "−") else formula) + key
    kept = formula.rstrip("+−×÷^")
    return kept + key if kept and kept[-1] not in "(√" else formula


def _tail(formula: str) -> str:
    """The number at the end."""
    found = _NUMBER.search(formula)
    return found[0] if found else ""


def _negated(formula: str) -> str:
    tail = _tail(formula)
    head = formula[: len(formula) - len(tail)]
    if not tail:
        return formula
    if head == "−":
        return tail
    if head.endswith("(−"):
        return head[:-2] + tail
    return f"{head}(−{tail}" if head else f"−{tail}"
