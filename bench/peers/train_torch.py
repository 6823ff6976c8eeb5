"""PyTorch trains the network of measures/training.js: the task as JSON on standard input."""

import json
import sys
import time

import torch

torch.set_num_threads(1)
task = json.load(sys.stdin)


def floats(path):
    with open(path, "rb") as file:
        return torch.frombuffer(bytearray(file.read()), dtype=torch.float32).clone()


V, c, W, b = [torch.nn.Parameter(floats(one["path"]).reshape(one["shape"])) for one in task["parameters"]]
x = floats(task["x"]["path"]).reshape(-1, task["x"]["width"])
t = torch.tensor(task["t"])
order = torch.tensor(task["order"]).reshape(task["epochs"], -1)
held = torch.tensor(task["held"])
optimiser = torch.optim.Adam([V, c, W, b], lr=task["rate"])


def scores(rows):
    return torch.relu(x[rows] @ V.T + c) @ W.T + b


start = time.perf_counter()
for epoch in order:
    for rows in epoch.split(task["batch"]):
        optimiser.zero_grad()
        torch.nn.functional.cross_entropy(scores(rows), t[rows]).backward()
        optimiser.step()
ms = 1000 * (time.perf_counter() - start)

with torch.no_grad():
    z = scores(held)
    loss = torch.nn.functional.cross_entropy(z, t[held]).item()
    accuracy = (z.argmax(dim=1) == t[held]).double().mean().item()
print(json.dumps({"ms": ms, "loss": loss, "accuracy": accuracy}))
