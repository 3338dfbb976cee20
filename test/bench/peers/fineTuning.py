"""PyTorch's side of the fine-tuning benchmark: ResNet-18 with its normalisation folded, as a network is kept for use. Prints the
milliseconds of each repetition as JSON.

fineTuning.py step|epoch|evaluation all|lastStage THREADS CELLS BATCH REPETITIONS

What is frozen is run once a cell and its outputs kept, as ours does. AdamW; pictures of 96 px.
"""
import json, sys, time
import torch
from torch import nn

what, part, threads, cells, batch, repetitions = sys.argv[1], sys.argv[2], *map(int, sys.argv[3:7])
torch.set_num_threads(threads)
torch.manual_seed(1)
SIDE, CLASSES = 96, 15


class Block(nn.Module):
    def __init__(self, inputs, outputs, stride):
        super().__init__()
        self.first, self.second = nn.Conv2d(inputs, outputs, 3, stride, 1), nn.Conv2d(outputs, outputs, 3, 1, 1)
        self.shortcut = nn.Identity() if stride == 1 and inputs == outputs else nn.Conv2d(inputs, outputs, 1, stride)

    def forward(self, x): return torch.relu(self.second(torch.relu(self.first(x))) + self.shortcut(x))


sizes = [(64, 64, 1), (64, 64, 1), (64, 128, 2), (128, 128, 1), (128, 256, 2), (256, 256, 1)]
front = nn.Sequential(nn.Conv2d(3, 64, 7, 2, 3), nn.ReLU(), nn.MaxPool2d(3, 2, 1), *[Block(*size) for size in sizes])
rest = nn.Sequential(Block(256, 512, 2), Block(512, 512, 1), nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(512, CLASSES))
trained = rest if part == "lastStage" else nn.Sequential(front, rest)
optimiser = torch.optim.AdamW(trained.parameters(), 1e-4, weight_decay=0.02)
pictures, labels = torch.rand(cells, 3, SIDE, SIDE), torch.arange(cells) % CLASSES


def front_of(given):
    with torch.inference_mode(): return torch.cat([front(given[start:start + 32]) for start in range(0, len(given), 32)])

def step(given, right):
    optimiser.zero_grad()
    nn.functional.cross_entropy(trained(given), right, label_smoothing=0.05).backward()
    nn.utils.clip_grad_norm_(trained.parameters(), 5)
    optimiser.step()

def epoch():
    given = front_of(pictures).clone() if part == "lastStage" else pictures
    for start in range(0, cells, batch): step(given[start:start + batch], labels[start:start + batch])

def evaluate():
    with torch.inference_mode():
        for start in range(0, cells, batch): rest(front(pictures[start:start + batch]))

if what == "step":
    given = (front_of(pictures[:batch]).clone() if part == "lastStage" else pictures[:batch]), labels[:batch]
    repeat = lambda: step(*given)
else:
    repeat = epoch if what == "epoch" else evaluate
times = []
for _ in range(repetitions + 1):
    start = time.perf_counter()
    repeat()
    times.append((time.perf_counter() - start) * 1e3)
print(json.dumps(times[1:]))
