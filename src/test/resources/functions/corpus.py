#!/usr/bin/python3
"""Makes corpus.jsonl: random functions with what CPython computes for them, item by item.

The functions run in CPython as they are sent to the service, with numbers that follow the
service's rules: integers of 64 bits that fail or wrap, floats without exceptions. So the expected
values come from CPython's control flow and Python's numbers, and share no code with the service.

    ./corpus.py 250 > corpus.jsonl

A line has the functions' text, the inputs, the options, and for each item the results or the fault
with its line. Floats are in hexadecimal.
"""

import ast
import json
import math
import random
import struct
import sys

LEAST, MOST = -(2**63), 2**63 - 1


class Fault(Exception):
    def __init__(self, kind):
        super().__init__(kind)
        self.kind = kind


class State:
    """The mode of overflow, and the trips that the loops of the item have made."""

    wrap = False
    trips = 0
    limit = 0


def int64(value):
    if not LEAST <= value <= MOST:
        if not State.wrap:
            raise Fault("arithmetic-fault")
        value = (value - LEAST) % 2**64 + LEAST
    return I(value)


def trip():
    State.trips += 1
    if State.trips > State.limit:
        raise Fault("iteration-limit")


def floor_divide(x, y):
    """NumPy's floor division of floats."""
    if y == 0:
        return divide(x, y)
    if math.isnan(x) or math.isnan(y) or math.isinf(x):
        return math.nan
    return divmod_floats(x, y)[0]


def modulo(x, y):
    if y == 0 or math.isnan(x) or math.isnan(y) or math.isinf(x):
        return math.nan
    return divmod_floats(x, y)[1]


def divmod_floats(x, y):
    remainder = math.fmod(x, y)
    quotient = (x - remainder) / y
    if remainder:
        if (y < 0) != (remainder < 0):
            remainder += y
            quotient -= 1.0
    else:
        remainder = math.copysign(0.0, y)
    if quotient:
        whole = math.floor(quotient) if math.isfinite(quotient) else quotient
        if quotient - whole > 0.5:
            whole += 1.0
        return float(whole), remainder
    return math.copysign(0.0, divide(x, y)), remainder


def divide(x, y):
    if y == 0:
        if x == 0 or math.isnan(x):
            return math.nan
        return math.copysign(math.inf, x) * math.copysign(1.0, y)
    return x / y


class I:
    """An int64."""

    def __init__(self, value):
        self.value = int(value)

    def __index__(self):
        return self.value

    def __bool__(self):
        return self.value != 0

    def __repr__(self):
        return str(self.value)

    def both(self, other, whole, real):
        if isinstance(other, F):
            return F(real(float(self.value), other.value))
        return whole(self.value, other.value)

    def __add__(self, other):
        return self.both(other, lambda a, b: int64(a + b), lambda a, b: a + b)

    def __sub__(self, other):
        return self.both(other, lambda a, b: int64(a - b), lambda a, b: a - b)

    def __mul__(self, other):
        return self.both(other, lambda a, b: int64(a * b), lambda a, b: a * b)

    def __truediv__(self, other):
        return F(divide(float(self.value), float(other.value)))

    def __floordiv__(self, other):
        def whole(a, b):
            if b == 0:
                raise Fault("arithmetic-fault")
            return int64(a // b)

        return self.both(other, whole, floor_divide)

    def __mod__(self, other):
        def whole(a, b):
            if b == 0:
                raise Fault("arithmetic-fault")
            return I(a % b)

        return self.both(other, whole, modulo)

    def __pow__(self, other):
        if other.value < 0:
            raise Fault("arithmetic-fault")
        return int64(self.value**other.value)

    def __lshift__(self, other):
        if other.value < 0:
            raise Fault("arithmetic-fault")
        if other.value >= 64:
            return int64(self.value << 64)
        return int64(self.value << other.value)

    def __rshift__(self, other):
        if other.value < 0:
            raise Fault("arithmetic-fault")
        return I(self.value >> min(other.value, 63))

    def __and__(self, other):
        return I(self.value & other.value)

    def __or__(self, other):
        return I(self.value | other.value)

    def __xor__(self, other):
        return I(self.value ^ other.value)

    def __invert__(self):
        return I(~self.value)

    def __neg__(self):
        return int64(-self.value)

    def __abs__(self):
        return int64(abs(self.value))

    def compared(self, other):
        if isinstance(other, F):
            return float(self.value), other.value
        return self.value, other.value

    def __lt__(self, other):
        a, b = self.compared(other)
        return a < b

    def __le__(self, other):
        a, b = self.compared(other)
        return a <= b

    def __gt__(self, other):
        a, b = self.compared(other)
        return a > b

    def __ge__(self, other):
        a, b = self.compared(other)
        return a >= b

    def __eq__(self, other):
        a, b = self.compared(other)
        return a == b

    def __ne__(self, other):
        a, b = self.compared(other)
        return a != b

    __hash__ = None


class F(I):
    """A float64."""

    def __init__(self, value):
        self.value = float(value)

    def __index__(self):
        raise TypeError

    def both(self, other, whole, real):
        return F(real(self.value, float(other.value)))

    def __mul__(self, other):
        return F(self.value * float(other.value))

    def __neg__(self):
        return F(-self.value)

    def __abs__(self):
        return F(abs(self.value))

    def compared(self, other):
        return self.value, float(other.value)


class Array:
    def __init__(self, rows):
        self.rows = rows
        self.two = bool(rows) and isinstance(rows[0], list)

    def __len__(self):
        return len(self.rows)

    @property
    def shape(self):
        first = I(len(self.rows))
        return (first, I(len(self.rows[0]))) if self.two else (first,)

    def place(self, key):
        keys = key if isinstance(key, tuple) else (key,)
        rows = self.rows
        # All indices are looked at from the left, before anything is read.
        for at, each in enumerate(keys):
            extent = len(rows) if at == 0 else len(rows[0])
            if not -extent <= each.value < extent:
                raise Fault("index-fault")
        for each in keys[:-1]:
            rows = rows[each.value]
        return rows, keys[-1].value

    def __getitem__(self, key):
        rows, at = self.place(key)
        return rows[at]

    def __setitem__(self, key, value):
        rows, at = self.place(key)
        rows[at] = value

    def __iter__(self):
        for each in list(self.rows):
            trip()
            yield each


def counted(*bounds):
    step = bounds[2].value if len(bounds) == 3 else 1
    if step == 0:
        raise Fault("arithmetic-fault")
    start, stop = (0, bounds[0].value) if len(bounds) == 1 else (bounds[0].value, bounds[1].value)
    for each in range(start, stop, step):
        trip()
        yield I(each)


def tested(condition):
    if condition:
        trip()
        return True
    return False


def as_int(value):
    if isinstance(value, bool):
        return I(value)
    if not isinstance(value, F):
        return value
    x = value.value
    if math.isnan(x) or not -(2.0**63) <= x < 2.0**63:
        if not State.wrap:
            raise Fault("arithmetic-fault")
        return I(0 if math.isnan(x) else LEAST if x < 0 else MOST)
    return I(int(x))


def least(a, b):
    return extreme(a, b, lambda x, y: x < y, -1.0)


def greatest(a, b):
    return extreme(a, b, lambda x, y: x > y, 1.0)


def extreme(a, b, before, sign):
    if isinstance(a, F) or isinstance(b, F):
        x, y = float(a.value), float(b.value)
        if math.isnan(x) or math.isnan(y):
            return F(math.nan)
        if x == y == 0:
            return F(x if math.copysign(1.0, x) == sign else y)
        return F(x if before(x, y) else y)
    return a if before(a.value, b.value) else b


def root(x):
    v = float(x.value)
    return F(v) if v == 0 else F(math.sqrt(v) if v > 0 else math.nan)


class Numbers(ast.NodeTransformer):
    """Literals become the service's numbers, and tests of while loops count trips."""

    def visit_Constant(self, node):
        if isinstance(node.value, bool) or not isinstance(node.value, (int, float)):
            return node
        name = "F" if isinstance(node.value, float) else "I"
        call = ast.Call(ast.Name(name, ast.Load()), [node], [])
        return ast.copy_location(call, node)

    def visit_While(self, node):
        self.generic_visit(node)
        call = ast.Call(ast.Name("tested", ast.Load()), [node.test], [])
        node.test = ast.copy_location(call, node.test)
        return node

    def visit_Subscript(self, node):
        if isinstance(node.value, ast.Attribute):  # A.shape[0]: a plain index
            return node
        return self.generic_visit(node)


def compiled(text):
    tree = ast.fix_missing_locations(Numbers().visit(ast.parse(text)))
    scope = {
        "I": I, "F": F, "tested": tested, "range": counted, "int": as_int,
        "float": lambda x: F(float(x.value)), "min": least, "max": greatest, "sqrt": root,
        "zeros": lambda n: Array([F(0.0) for _ in range(n.value)]),
        "len": lambda a: I(a.__len__()),
    }  # fmt: skip
    exec(compile(tree, "functions", "exec"), scope)
    return scope


class Writer:
    """A random program. Names have one type; loops end, mostly."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.lines = []
        self.budget = 0
        self.names = 0

    def chance(self, probability):
        return self.random.random() < probability

    def module(self):
        helpers = []
        for number in range(self.random.choice([0, 0, 1, 2])):
            helpers.append(self.function(f"g{number}", helpers, False))
        self.function("f", helpers, True)
        return "\n".join(self.lines) + "\n"

    def function(self, name, helpers, main):
        r = self.random
        self.helpers = helpers
        if main:
            self.ints, self.floats, self.bools = ["n", "m"], ["x", "y"], []
            parameters = ["n", "m", "x", "y", "a", "t"]
            self.arrays, self.locals = {"a": 1, "t": 2}, []
        else:
            self.ints, self.floats, self.bools = ["p"], ["q"], []
            parameters = ["p", "q"]
            self.arrays, self.locals = {}, []
        self.returns = [r.choice("if") for _ in range(r.choice([1, 1, 2]) if main else 1)]
        self.protected = set()
        self.loops = 0
        self.budget = r.randint(4, 14) if main else r.randint(1, 4)
        self.lines.append(f"def {name}({', '.join(parameters)}):")
        if main and self.chance(0.4):
            self.lines.append("    w = zeros(5)")
            self.locals.append("w")
        self.block(1)
        self.line(1, "return " + ", ".join(self.everything(kind) for kind in self.returns))
        self.lines.append("")
        return name, self.returns[0]

    def everything(self, kind):
        """An expression that most of what was computed goes into."""
        names = self.ints if kind == "i" else self.floats
        chosen = self.random.sample(names, min(len(names), 5)) + [self.expression(kind, 2)]
        operators = "^|&" if kind == "i" else "+-*"
        text = chosen[0]
        for each in chosen[1:]:
            text = f"({text} {self.random.choice(operators)} {each})"
        return text

    def line(self, depth, text):
        self.lines.append("    " * depth + text)

    def block(self, depth):
        """Statements; names assigned in it are forgotten after it, unless at the top."""
        saved = list(self.ints), list(self.floats), list(self.bools)
        count = self.random.randint(1, 4) if depth > 1 else 99
        written = 0
        while count and self.budget > 0:
            self.budget -= 1
            count -= 1
            written += 1
            if self.statement(depth):
                break
        if not written:
            self.line(depth, "pass")
        if depth > 1:
            self.ints, self.floats, self.bools = saved

    def target(self, kind):
        known = {"i": self.ints, "f": self.floats, "b": self.bools}[kind]
        free = [name for name in known if name not in self.protected]
        if free and self.chance(0.6):
            return self.random.choice(free)
        self.names += 1
        return f"{kind}{self.names}"

    def declare(self, kind, name):
        known = {"i": self.ints, "f": self.floats, "b": self.bools}[kind]
        if name not in known:
            known.append(name)

    def statement(self, depth):
        """Writes one; says whether nothing can follow it."""
        r = self.random
        roll = r.random()
        if roll < 0.34 or depth > 4:
            kind = r.choice("iiffb")
            value = self.expression(kind, 3)
            name = self.target(kind)
            self.line(depth, f"{name} = {value}")
            self.declare(kind, name)
        elif roll < 0.44:
            kind = r.choice("if")
            free = [n for n in (self.ints if kind == "i" else self.floats) if n not in self.protected]
            if free:
                operator = r.choice(["+", "-", "*"] if kind == "f" else ["+", "-", "*", "%", "//", "^", "&"])
                self.line(depth, f"{r.choice(free)} {operator}= {self.expression(kind, 2)}")
            else:
                self.line(depth, "pass")
        elif roll < 0.50:
            free = [n for n in self.ints if n not in self.protected]
            if len(free) >= 2:
                one, two = r.sample(free, 2)
                self.line(depth, f"{one}, {two} = {self.expression('i', 2)}, {self.expression('i', 2)}")
            else:
                self.line(depth, "pass")
        elif roll < 0.54 and self.locals:
            self.line(depth, f"w[{self.index('w')}] {r.choice(['', '', '+'])}= {self.expression('f', 2)}")
        elif roll < 0.70:
            self.line(depth, f"if {self.condition(2)}:")
            self.block(depth + 1)
            if self.chance(0.3):
                self.line(depth, f"elif {self.condition(2)}:")
                self.block(depth + 1)
            if self.chance(0.5):
                self.line(depth, "else:")
                self.block(depth + 1)
        elif roll < 0.86:
            self.loop(depth)
        elif roll < 0.92 and self.loops:
            self.line(depth, f"if {self.condition(1)}:")
            self.line(depth + 1, r.choice(["break", "continue"]))
        elif roll < 0.95 and depth > 1:
            self.line(depth, "return " + ", ".join(self.expression(k, 2) for k in self.returns))
            return True
        else:
            self.line(depth, f"{self.target_known()} = {self.expression('f', 3)}")
        return False

    def target_known(self):
        free = [n for n in self.floats if n not in self.protected]
        name = self.random.choice(free) if free else "f0"
        self.declare("f", name)
        return name

    def loop(self, depth):
        r = self.random
        self.names += 1
        self.loops += 1
        if self.chance(0.3):
            # A while loop with a counter of its own, which surely ends.
            counter = f"c{self.names}"
            self.line(depth, f"{counter} = {r.randint(0, 6)}")
            self.declare("i", counter)
            self.protected.add(counter)
            test = r.choice([f"{counter} > 0", counter, f"{counter} > 0 and {self.condition(1)}"])
            self.line(depth, f"while {test}:")
            self.line(depth + 1, f"{counter} = {counter} - 1")
            self.block(depth + 1)
        elif self.chance(0.25) and self.arrays:
            name = f"e{self.names}"
            self.line(depth, f"for {name} in a:")
            self.floats.append(name)
            self.block(depth + 1)
            self.floats.remove(name)
        else:
            name = f"k{self.names}"
            bounds = r.choice(
                [
                    f"{r.randint(0, 6)}",
                    f"{self.small()}",
                    f"{r.randint(-3, 3)}, {r.randint(-2, 7)}",
                    f"{r.randint(0, 9)}, {r.randint(-3, 4)}, {r.choice([-1, -2, -3])}",
                    f"{self.small()}, {self.small()}, {r.choice([1, 2, 3])}",
                    f"0, {self.small()}, {self.small()}",
                ]
            )
            self.line(depth, f"for {name} in range({bounds}):")
            self.ints.append(name)
            self.block(depth + 1)
            self.ints.remove(name)
        self.loops -= 1

    def small(self):
        return f"{self.random.choice(self.ints)} % {self.random.randint(2, 7)}"

    def index(self, array):
        r = self.random
        if array == "w":
            return r.choice([str(r.randint(-5, 4)), f"{r.choice(self.ints)} % 5", f"{r.choice(self.ints)} % 6"])
        return r.choice([f"{r.choice(self.ints)} % len(a)", f"-1 - {r.choice(self.ints)} % 3", self.small()])

    def condition(self, depth):
        r = self.random
        roll = r.random()
        if depth and roll < 0.2:
            return f"{self.condition(depth - 1)} and {self.condition(depth - 1)}"
        if depth and roll < 0.35:
            return f"({self.condition(depth - 1)} or {self.condition(depth - 1)})"
        if depth and roll < 0.42:
            return f"not ({self.condition(depth - 1)})"
        if roll < 0.5 and self.bools:
            return r.choice(self.bools)
        if roll < 0.58:
            return f"{r.randint(-3, 3)} < {self.expression('i', 1)} <= {r.randint(0, 9)}"
        kind = r.choice("if")
        operator = r.choice(["<", "<=", ">", ">=", "==", "!="])
        return f"{self.expression(kind, 1)} {operator} {self.expression(kind, 1)}"

    def expression(self, kind, depth):
        r = self.random
        if kind == "b":
            return self.condition(min(depth, 1))
        if depth == 0 or self.chance(0.25):
            names = self.ints if kind == "i" else self.floats
            if names and self.chance(0.7):
                return r.choice(names)
            if kind == "i":
                large = f"({r.choice(self.ints)} | {r.choice([2**31, 2**62])})"
                return r.choice(["0", "1", "2", "3", "7", "10", "1000003", large])
            return r.choice(["0.5", "2.0", "-1.5", "1e300", "0.1", "3.0"])
        inner = depth - 1
        roll = r.random()
        if roll < 0.1:
            return f"({self.expression(kind, inner)} if {self.condition(1)} else {self.expression(kind, inner)})"
        if roll < 0.16:
            return f"{r.choice(['min', 'max'])}({self.expression(kind, inner)}, {self.expression(kind, inner)})"
        if roll < 0.21:
            return f"abs({self.expression(kind, inner)})"
        if roll < 0.25:
            return f"-({self.expression(kind, inner)})"
        matching = [name for name, result in self.helpers if result == kind]
        if roll < 0.32 and matching:
            return f"{r.choice(matching)}({self.expression('i', inner)}, {self.expression('f', inner)})"
        if kind == "i":
            if roll < 0.38:
                return f"int({self.expression('f', inner)})"
            if roll < 0.46 and self.arrays:
                return f"t[{self.small()}, {r.choice(['0', '-1', self.small()])}]"
            if roll < 0.5 and self.arrays:
                return r.choice(["len(a)", "t.shape[0]", "t.shape[1]"])
            if roll < 0.55:
                return f"{self.left('i', inner)} ** {r.choice(['0', '1', '2', '3'])}"
            if roll < 0.6:
                return f"({self.left('i', inner)} {r.choice(['<<', '>>'])} {self.small()})"
            operator = r.choice(["+", "-", "*", "//", "%", "&", "|", "^", "+", "-"])
            return f"({self.left('i', inner)} {operator} {self.expression('i', inner)})"
        if roll < 0.38:
            return f"float({self.expression('i', inner)})"
        if roll < 0.46 and self.arrays:
            return f"a[{self.index('a')}]"
        if roll < 0.5 and self.locals:
            return f"w[{self.index('w')}]"
        if roll < 0.55:
            return f"sqrt({self.expression('f', inner)})"
        if roll < 0.62:
            return f"({self.expression('i', inner)} / {self.expression('i', inner)})"
        if roll < 0.7:
            return f"({self.expression('f', inner)} {r.choice(['+', '*', '-'])} {self.expression('i', inner)})"
        operator = r.choice(["+", "-", "*", "/", "+", "-", "*", "//", "%"])
        return f"({self.left('f', inner)} {operator} {self.expression('f', inner)})"

    def left(self, kind, depth):
        """An operand that is not made of literals alone, whose arithmetic is done beforehand."""
        text = self.expression(kind, depth)
        names = self.ints if kind == "i" else self.floats
        return f"({text})" if any(name in text for name in names) else self.random.choice(names)


def shown(value):
    if isinstance(value, bool):
        return value
    if isinstance(value, F):
        return "nan" if math.isnan(value.value) else value.value.hex()
    return value.value


def run(function, arguments):
    State.trips = 0
    try:
        results = function(*arguments)
    except Fault as fault:
        # The innermost line of the program's own, not of this file.
        trace, line = fault.__traceback__, None
        while trace:
            if trace.tb_frame.f_code.co_filename == "functions":
                line = trace.tb_lineno
            trace = trace.tb_next
        return {"fault": fault.kind, "line": line}
    results = results if isinstance(results, tuple) else (results,)
    return {"values": [shown(each) for each in results]}


def case(seed):
    writer = Writer(seed)
    text = writer.module()
    r = random.Random(seed + 1_000_000)
    State.wrap = r.random() < 0.3
    State.limit = r.choice([10**6, 10**6, 8])
    scope = compiled(text)
    items = r.choice([1, 3, 8, 17])
    integers = [0, 1, 2, 3, 5, 7, 12, 100, -1, -4, 10**6, 2**31, 2**62, MOST, LEAST]
    reals = [0.0, -0.0, 0.5, 1.0, -2.25, 3.5, 1e10, -1e300, math.inf, math.nan, 7.0]
    mild = r.random() < 0.6
    n, m = ([r.choice(integers[:8] if mild else integers) for _ in range(items)] for _ in range(2))
    x, y = ([r.choice(reals[:6] if mild else reals) for _ in range(items)] for _ in range(2))
    a = [r.choice(reals[:7]) for _ in range(r.choice([3, 4, 6]))]
    t = [[r.choice(integers[:9]) for _ in range(r.choice([3]))] for _ in range(r.choice([4, 5]))]
    expected = []
    for at in range(items):
        arguments = (
            I(n[at]), I(m[at]), F(x[at]), F(y[at]), Array([F(v) for v in a]),
            Array([[I(v) for v in row] for row in t]),
        )  # fmt: skip
        expected.append(run(scope["f"], arguments))
    return {
        "seed": seed,
        "functions": text,
        "overflow": "wrap" if State.wrap else "error",
        "maxIterations": State.limit,
        "inputs": {
            "n": n, "m": m, "x": [shown(F(v)) for v in x], "y": [shown(F(v)) for v in y],
            "a": [shown(F(v)) for v in a], "t": t,
        },
        "items": expected,
    }  # fmt: skip


def main():
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    made = 0
    faults = {}
    while made < wanted:
        line = case(seed)
        seed += 1
        kinds = {item.get("fault") for item in line["items"]}
        # A program that only faults tells little; a few of them are enough.
        if None not in kinds and random.Random(seed).random() < 0.9:
            continue
        for kind in kinds:
            faults[kind] = faults.get(kind, 0) + 1
        made += 1
        print(json.dumps(line, separators=(",", ":")))
    print(faults, file=sys.stderr)


if __name__ == "__main__":
    main()
