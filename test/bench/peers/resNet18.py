"""PyTorch's side of two benchmarks: ResNet-18 on pictures of 96 px. Prints the milliseconds of each repetition as JSON.

resNet18.py train|infer THREADS BATCH REPETITIONS
"""
import json, sys, time
import torch
from torch import nn
from torch.nn.utils.fusion import fuse_conv_bn_eval

mode, threads, batch, repetitions = sys.argv[1], *map(int, sys.argv[2:5])
torch.set_num_threads(threads)
torch.manual_seed(1)
SIDE, CLASSES = 96, 15


class Convolution(nn.Module):
    def __init__(self, inputs, outputs, kernel, stride):
        super().__init__()
        self.convolution = nn.Conv2d(inputs, outputs, kernel, stride, kernel // 2, bias=False)
        self.normalization = nn.BatchNorm2d(outputs)

    def fold(self):
        self.convolution = fuse_conv_bn_eval(self.convolution, self.normalization)
        self.normalization = nn.Identity()

    def forward(self, x): return self.normalization(self.convolution(x))


class Block(nn.Module):
    def __init__(self, inputs, outputs, stride):
        super().__init__()
        self.first, self.second = Convolution(inputs, outputs, 3, stride), Convolution(outputs, outputs, 3, 1)
        self.shortcut = nn.Identity() if stride == 1 and inputs == outputs else Convolution(inputs, outputs, 1, stride)

    def forward(self, x): return torch.relu(self.second(torch.relu(self.first(x))) + self.shortcut(x))


sizes = [(64, 64, 1), (64, 64, 1), (64, 128, 2), (128, 128, 1), (128, 256, 2), (256, 256, 1), (256, 512, 2), (512, 512, 1)]
network = nn.Sequential(Convolution(3, 64, 7, 2), nn.ReLU(), nn.MaxPool2d(3, 2, 1), *[Block(*size) for size in sizes],
                        nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(512, CLASSES))
pictures, labels = torch.rand(batch, 3, SIDE, SIDE), torch.arange(batch) % CLASSES

if mode == "train":
    optimiser = torch.optim.SGD(network.parameters(), 0.01, momentum=0.9, weight_decay=1e-4)
    def repeat():
        optimiser.zero_grad()
        nn.functional.cross_entropy(network(pictures), labels).backward()
        optimiser.step()
else:
    network.eval()
    for module in network.modules():
        if isinstance(module, Convolution): module.fold()
    def repeat():
        with torch.inference_mode(): network(pictures)

times = []
for _ in range(repetitions + 2):
    start = time.perf_counter()
    repeat()
    times.append((time.perf_counter() - start) * 1e3)
print(json.dumps(times[2:]))
