"""PyTorch on one thread, asked for numbers: a task as a line of JSON, then turns (../numbers.js)."""

import json
import sys
import time

import torch

torch.set_num_threads(1)
RATE = 0.01


def parts(numbers, *shapes):
    """An array of each shape, one after the other."""
    found = []
    for shape in shapes:
        count = 1
        for extent in shape:
            count *= extent
        found.append(numbers[:count].reshape(shape).clone())
        numbers = numbers[count:]
    return found


def size(values):
    return values.abs().mean().item()


def f(x1, x2, x3):
    return torch.cos((x1 / x2) ** x3)


def point(_sizes, numbers):
    xs = [x.clone().requires_grad_() for x in numbers]

    def run():
        y = f(*xs)
        return [y.item(), *(slope.item() for slope in torch.autograd.grad(y, xs))]

    return run, lambda found: found


def points(sizes, numbers):
    xs = [x.requires_grad_() for x in parts(numbers, *[[sizes[0]]] * 3)]
    one = torch.ones(sizes[0], dtype=torch.float64)

    def run():
        y = f(*xs)
        return [y, *torch.autograd.grad(y, xs, one)]

    return run, lambda found: [size(values) for values in found]


def product(sizes, numbers):
    (x,) = parts(numbers, sizes)
    x.requires_grad_()

    def run():
        y = x.prod()
        return [y, *torch.autograd.grad(y, x)]

    return run, lambda found: [found[0].item(), size(found[1])]


def mixture(sizes, numbers):
    n, d, K = sizes
    x, *at = parts(numbers, [n, d], [K], [K, d], [K, d], [K, d, d])
    at = [one.requires_grad_() for one in at]
    lower = torch.tril(torch.ones(d, d, dtype=torch.float64), -1)

    def run():
        alpha, mu, q, l = at
        e = torch.exp(q)
        y = x[None] - mu[:, None]
        L = l * lower
        z = e[:, None] * y + y @ L.transpose(1, 2)
        m = (alpha + q.sum(1))[:, None] - 0.5 * (z * z).sum(2)
        fit = torch.logsumexp(m, 0).sum() - n * torch.logsumexp(alpha, 0)
        loss = fit + 0.5 * ((e * e).sum() + (L * L).sum())
        return [loss, *torch.autograd.grad(loss, at)]

    return run, lambda found: [found[0].item(), *(size(by) for by in found[1:])]


def steps(loss, theta):
    theta = [one.requires_grad_() for one in theta]

    def run():
        value = loss(*theta)
        slopes = torch.autograd.grad(value, theta)
        with torch.no_grad():
            for one, slope in zip(theta, slopes):
                one -= RATE * slope
        return value.item()

    return run, lambda value: [value, *(size(one.detach()) for one in theta)]


def digits(sizes, numbers):
    n = sizes[0]
    *theta, x, t = parts(numbers.float(), [128, 784], [128], [10, 128], [10], [n, 784], [n, 10])

    def loss(W1, b1, W2, b2):
        z = torch.relu(x @ W1.T + b1) @ W2.T + b2
        return (torch.logsumexp(z, 1) - (z * t).sum(1)).mean()

    return steps(loss, theta)


def small(_sizes, numbers):
    *theta, x, t = parts(numbers, [2, 2], [2], [2], [], [4, 2], [4])

    def loss(W, b, v, c):
        return ((torch.tanh(x @ W.T + b) @ v + c - t) ** 2).mean()

    return steps(loss, theta)


CASES = {
    "point": point,
    "points": points,
    "product": product,
    "mixture": mixture,
    "digits": digits,
    "small": small,
}
LENGTH = 0.03


def turn(run, count):
    start = time.process_time()
    for _ in range(count):
        run()
    return time.process_time() - start


def answers():
    run, count = None, 1
    for line in sys.stdin:
        asked = json.loads(line)
        if "turn" in asked:
            yield {"us": 1e6 * turn(run, count) / count}
            continue
        with open(asked["path"], "rb") as file:
            numbers = torch.frombuffer(bytearray(file.read()), dtype=torch.float64)
        run, results = CASES[asked["open"]](asked["sizes"], numbers[len(asked["sizes"]) :])
        found = results(run())
        while turn(run, count) < LENGTH:
            count *= 4
        yield {"results": found}


for answer in answers():
    print(json.dumps(answer), flush=True)
