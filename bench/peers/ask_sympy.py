"""SymPy, asked by lines of JSON on standard input; the same questions as peer.js answers."""

import json
import sys
import time

import sympy
from sympy.parsing.sympy_parser import parse_expr

LETTERS = "abckmpqruvwyz"


def triple(k):
    rest = list(LETTERS)
    return [rest.pop(i % len(rest)) for i in (k, k // 13, k // 156)]


def symbols_of(names):
    return [sympy.Symbol(name) for name in names]


def closed(names):
    a, b, c = symbols_of(names)
    return sympy.cos((a / b) ** c)


def closed_text(names):
    a, b, c = names
    return f"cos(({a}/{b})**{c})"


class State:
    count = 0


def ask_closed(question):
    spent, rounds, reading = 0.0, 0, question["reading"]
    while spent < question["ms"] / 1000:
        sympy.core.cache.clear_cache()
        names = triple(State.count)
        State.count += 1
        given = closed_text(names) if reading else closed(names)
        wrt = symbols_of(names)
        start = time.perf_counter()
        y = parse_expr(given) if reading else given
        for x in wrt:
            sympy.diff(y, x)
        spent += time.perf_counter() - start
        rounds += 1
    return {"ms": 1000 * spent / rounds}


def nodes_held(expression, limit):
    seen, todo = set(), [expression]
    while todo and len(seen) < limit:
        node = todo.pop()
        if id(node) not in seen:
            seen.add(id(node))
            todo.extend(node.args)
    return len(seen)


def ask_growth(question):
    sympy.core.cache.clear_cache()
    x = sympy.Symbol("x")
    f = x
    for _ in range(question["n"]):
        f = sympy.sin(f) * f
    start = time.perf_counter()
    result = sympy.diff(f, x)
    spent = time.perf_counter() - start
    return {"ms": 1000 * spent, "nodes": nodes_held(result, question["limit"])}


def ask_product(question):
    sympy.core.cache.clear_cache()
    wrt = symbols_of(f"v_{i + 1}" for i in range(question["n"]))
    y = sympy.Mul(*wrt)
    start = time.perf_counter()
    for x in wrt:
        sympy.diff(y, x)
    return {"ms": 1000 * (time.perf_counter() - start)}


NAMES = {"ln": sympy.log, "abs": sympy.Abs, "arcsin": sympy.asin, "arccos": sympy.acos}
NAMES.update({"arctan": sympy.atan, "pi": sympy.pi})
NAMES.update({name: sympy.Symbol(name, real=True) for name in "abxyz"})


def read(text):
    return parse_expr(text.replace("^", "**"), local_dict=NAMES)


def ask_equality(question):
    count = {"found": 0, "refused": 0, "errors": 0, "equal": 0, "different": 0}
    times = []
    for pair in question["pairs"]:
        sympy.core.cache.clear_cache()
        a, b = read(pair["a"]), read(pair["b"])
        start = time.perf_counter()
        try:
            said = a.equals(b)
        except Exception:  # some of its own steps fail
            said = None
        times.append(1000 * (time.perf_counter() - start))
        count["equal" if pair["equal"] else "different"] += 1
        count["found"] += pair["equal"] and said is True
        count["refused"] += (not pair["equal"]) and said is False
        count["errors"] += said is (not pair["equal"])
    times.sort()
    mean = sum(times) / len(times)
    return {**count, "median": times[len(times) // 2], "mean": mean}


ASK = {"equality": ask_equality, "closed": ask_closed, "growth": ask_growth, "product": ask_product}

if __name__ == "__main__":
    sys.setrecursionlimit(100_000)
    print(json.dumps({"version": sympy.__version__}), flush=True)
    for line in sys.stdin:
        asked = json.loads(line)
        try:
            answer = ASK[asked["case"]](asked)
        except Exception as problem:  # a peer's failure is a result
            answer = {"error": type(problem).__name__}
        print(json.dumps(answer), flush=True)
