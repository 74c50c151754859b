"""PyTorch's side of the bench.

    pytorch.py steps                   a line of JSON in (cell, hidden, layers, …), times out
    pytorch.py tutorial CELL,… EPOCHS  the tutorial's training, one cell after the other; the
                                       series comes as JSON on standard input
"""
import json
import sys
import time

import torch

T, B = 30, 128
KINDS = {"rnn": torch.nn.RNN, "lstm": torch.nn.LSTM, "gru": torch.nn.GRU}


class Network(torch.nn.Module):
    def __init__(self, cell, hidden, layers):
        super().__init__()
        self.rnn = KINDS[cell](1, hidden, layers, batch_first=True)
        self.fc = torch.nn.Linear(hidden, 1)

    def forward(self, x):
        return self.fc(self.rnn(x)[0][:, -1])


def trainer(cell, hidden, layers):
    torch.manual_seed(7)
    network = Network(cell, hidden, layers)
    optimizer = torch.optim.Adam(network.parameters(), lr=1e-3)
    criterion = torch.nn.MSELoss()

    def train(x, y):
        loss = criterion(network(x), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        return loss.item()

    return network, criterion, train


def steps():
    known = {}
    x, y = torch.randn(B, T, 1), torch.randn(B, 1)
    for line in sys.stdin:
        task = json.loads(line)
        key = (task["cell"], task["hidden"], task["layers"])
        if key not in known:
            known[key] = trainer(*key)[2]
            for _ in range(5):
                known[key](x, y)
        train, times, began = known[key], [], time.perf_counter()
        while len(times) < task["atLeast"] or time.perf_counter() - began < task["milliseconds"] / 1e3:
            start = time.perf_counter()
            train(x, y)
            times.append((time.perf_counter() - start) * 1e3)
        print(json.dumps(times), flush=True)


def tutorial(cells, epochs):
    values = torch.tensor(json.load(sys.stdin), dtype=torch.float32)
    x = torch.stack([values[i : i + T] for i in range(len(values) - T)]).unsqueeze(-1)
    y = values[T:].unsqueeze(-1)
    cut = 7 * len(values) // 10
    for cell in cells:
        network, criterion, train = trainer(cell, 16, 1)
        for _ in range(epochs):
            losses = [train(x[i : min(i + B, cut)], y[i : min(i + B, cut)]) for i in range(0, cut, B)]
            with torch.no_grad():
                tests = [criterion(network(x[i : i + B]), y[i : i + B]).item() for i in range(cut, len(x), B)]
        print(cell, sum(losses) / len(losses), sum(tests) / len(tests))


if __name__ == "__main__":
    torch.set_num_threads(1)
    if sys.argv[1] == "steps":
        steps()
    else:
        tutorial(sys.argv[2].split(","), int(sys.argv[3]))
