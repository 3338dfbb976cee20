"""Makes networks.json: answers and gradients of torchvision's ResNet-18 and ResNet-152, in float64, with weights that both sides make.

Run with Debian's python3-torchvision: /usr/bin/python3 test/golden/makeNetworks.py
Weights and pictures are not stored: both sides make them by the formula `wave` of makeGradients.py. Normalisation works by the
batch's own statistics, as in training; the branches of ResNet-152 begin weak, since else 152 layers make noise of the last digit. Of a tensor only evenly spaced elements, its sum and its sum of squares are kept.
"""
import json, math, os
import numpy as np
import torch
import torchvision

torch.set_default_dtype(torch.float64)
PROBES, CLASSES, BATCH, SIDE = 24, 5, 4, 64

def wave(shape, seed, low, high):
    index = np.arange(1, int(np.prod(shape)) + 1, dtype=np.float64)
    swing = np.sin(seed * 78.233 + index * 12.9898) * 43758.5453
    return torch.from_numpy((low + (high - low) * (swing - np.floor(swing))).astype(np.float32).astype(np.float64).reshape(shape))

def digest(tensor):
    flat = tensor.detach().reshape(-1).numpy()
    places = sorted({int(i * (len(flat) - 1) // (PROBES - 1)) for i in range(PROBES)})
    rounded = lambda v: float(f"{v:.10g}")
    return {"shape": list(tensor.shape), "probes": [rounded(flat[i]) for i in places], "sum": rounded(flat.sum()), "squares": rounded((flat * flat).sum())}

def layers_of(network):
    """Convolutions with their normalisations, in the order in which they are run; then the head."""
    pairs, seen = [], []
    for module in network.modules():
        if isinstance(module, (torch.nn.Conv2d, torch.nn.BatchNorm2d)):
            module.register_forward_hook(lambda module, given, made: seen.append(module))
    with torch.no_grad(): network.eval()(torch.zeros(1, 3, SIDE, SIDE))
    for first, second in zip(seen[::2], seen[1::2]): pairs.append((first, second))
    return pairs

def made(name):
    network = getattr(torchvision.models, name)(num_classes=CLASSES)
    pairs = layers_of(network)
    weak = {module for path, module in network.named_modules() if path.endswith(".bn3")}
    parameters = []
    for convolution, normalization in pairs:
        spread = math.sqrt(6 / (convolution.kernel_size[0] ** 2 * convolution.out_channels))
        parameters += [(convolution.weight, -spread, spread), (normalization.weight, *((0.05, 0.15) if normalization in weak else (0.5, 1.5))), (normalization.bias, -0.2, 0.2)]
    spread = math.sqrt(3 / network.fc.in_features)
    parameters += [(network.fc.weight, -spread, spread), (network.fc.bias, -0.1, 0.1)]
    with torch.no_grad():
        for place, (parameter, low, high) in enumerate(parameters): parameter.copy_(wave(list(parameter.shape), place + 1, low, high))
    network.train()
    pictures = wave([BATCH, 3, SIDE, SIDE], 900, -2, 2)
    logits = network(pictures)
    torch.nn.functional.cross_entropy(logits, torch.arange(BATCH) % CLASSES).backward()
    kept = sorted({0, 1, 2, *range(3, len(parameters), max(1, len(parameters) // 9)), len(parameters) - 2, len(parameters) - 1})
    return {"name": name, "parameters": sum(parameter.numel() for parameter, _, _ in parameters), "convolutions": len(pairs), "logits": digest(logits),
            "gradients": [{"place": place, "digest": digest(parameters[place][0].grad)} for place in kept]}

result = {"torch": torch.__version__, "torchvision": torchvision.__version__, "classes": CLASSES, "batch": BATCH, "side": SIDE, "networks": [made("resnet18"), made("resnet152")]}
with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "networks.json"), "w") as file:
    json.dump(result, file, separators=(",", ":"))
    file.write("\n")
