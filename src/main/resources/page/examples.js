// Requests to begin with, as the states of their tabs.

const uniform = (name, low, high) => ({ name, kind: "uniform", parameters: { low, high } });

export const EXPRESSIONS = [
  {
    title: "Arithmetic of two arrays",
    state: { operation: "evaluate", expression: "(2*a + 3*b)/b", size: 1_000_000, inputs: [uniform("a", "0", "1"), uniform("b", "0.5", "1.5")] },
  },
  {
    title: "Density of the normal distribution",
    state: { operation: "evaluate", expression: "exp(-x*x/2) / sqrt(2*pi)", values: "all", size: 10_000, inputs: [{ name: "x", kind: "linspace", parameters: { start: "-4", stop: "4" } }] },
  },
  {
    title: "z-scores",
    state: { operation: "evaluate", expression: "(x - mean(x)) / std(x)", size: 1_000_000, inputs: [{ name: "x", kind: "gamma", parameters: {} }] },
  },
  {
    title: "Integers, exactly",
    state: { operation: "evaluate", expression: "n * (n + 1) // 2", size: 100_000, inputs: [{ name: "n", kind: "range", parameters: { start: "4000000000", step: "3" } }] },
  },
  {
    title: "Reductions in one pass",
    state: {
      operation: "reduce",
      reductions: [["total", "sum(a*b)"], ["average", "mean(a)"], ["p90", "quantile(a, 0.9)"], ["spread", "std(a)"]],
      where: "b > 0.5",
      size: 1_000_000,
      inputs: [{ name: "a", kind: "normal", parameters: { mean: "100", std: "15" } }, uniform("b", "0", "1")],
    },
  },
  {
    title: "Filter",
    state: {
      operation: "filter",
      predicate: "x % 7 == 0 and isin(x % 10, [1, 3])",
      select: [["x", "x"], ["square", "x**2"]],
      size: 1_000_000,
      inputs: [{ name: "x", kind: "integers", parameters: { low: "0", high: "100000" } }],
    },
  },
];

const range = (name, start = "0", step = "1") => ({ name, kind: "range", parameters: { start, step } });

export const FUNCTIONS = [
  {
    title: "Factorials modulo a prime",
    view: "table",
    state: {
      text: `P = 1_000_000_007

def factorial(n):
    product = 1
    for i in range(2, n + 1):
        product = product * i % P
    return product
`,
      size: 1000,
      inputs: [range("n")],
    },
  },
  {
    title: "Mandelbrot set",
    view: "heat",
    state: {
      text: `SIDE = 256
MOST = 200

def escape(i):
    re = -2.2 + 3.0 * (i % SIDE) / SIDE
    im = -1.5 + 3.0 * (i // SIDE) / SIDE
    x = 0.0
    y = 0.0
    for n in range(MOST):
        if x * x + y * y > 4.0:
            return n
        x, y = x * x - y * y + re, 2.0 * x * y + im
    return MOST
`,
      values: "all",
      size: 65_536,
      inputs: [range("i")],
    },
  },
  {
    title: "π by chance, in blocks",
    view: "histogram",
    state: {
      text: `DRAWS = 10_000

def estimate(block):
    hits = 0
    for j in range(DRAWS):
        k = 2 * (block * DRAWS + j)
        x = uniform(7, k)
        y = uniform(7, k + 1)
        if x * x + y * y <= 1.0:
            hits += 1
    return 4.0 * hits / DRAWS
`,
      values: "all",
      size: 1000,
      inputs: [range("block")],
    },
  },
  {
    title: "Steps of Collatz",
    view: "line",
    state: {
      text: `def collatz(n):
    steps = 0
    while n != 1:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        steps += 1
    return steps
`,
      values: "all",
      size: 10_000,
      inputs: [range("n", "1")],
    },
  },
  {
    title: "Items that fail, collected",
    view: "table",
    state: {
      text: `def mean_of(n):
    total = 0
    for i in range(n):
        total += i
    return total // n
`,
      onError: "collect",
      inputs: [{ name: "n", kind: "numbers", parameters: { text: "4, 0, 9, 0, 100" } }],
    },
  },
];
