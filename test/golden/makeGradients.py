"""Makes gradients.json: float64 results and gradients by PyTorch for every operator, loss and optimiser of the training engine.

Run with Debian's python3-torch: /usr/bin/python3 test/golden/makeGradients.py
Inputs are not stored: both sides make them from (shape, seed, low, high) by the same formula. Of a tensor only evenly
spaced elements, its sum and its sum of squares are kept.
"""
import json, math, os
import numpy as np
import torch
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)
PROBES = 24

def wave(shape, seed, low, high, levels=None):
    count = int(np.prod(shape)) if shape else 1
    index = np.arange(1, count + 1, dtype=np.float64)
    swing = np.sin(seed * 78.233 + index * 12.9898) * 43758.5453
    unit = swing - np.floor(swing)
    if levels: unit = np.floor(unit * levels) / levels
    return torch.from_numpy((low + (high - low) * unit).astype(np.float32).astype(np.float64).reshape(shape))

def digest(tensor):
    flat = tensor.detach().double().reshape(-1).numpy()
    places = sorted({int(i * (len(flat) - 1) // max(1, PROBES - 1)) for i in range(PROBES)})
    rounded = lambda v: float(f"{v:.10g}")
    return {"shape": list(tensor.shape), "probes": [rounded(flat[i]) for i in places], "sum": rounded(flat.sum()), "squares": rounded((flat * flat).sum())}

cases = []

def case(operator, inputs, options=None, note=""):
    """inputs: list of dict(shape, seed, low, high, levels, wanted)."""
    options = options or {}
    made, given = [], []
    for position, spec in enumerate(inputs):
        full = {"shape": [], "seed": position + 1 + len(cases) * 7, "low": -1.0, "high": 1.0, "wanted": True, **spec}
        value = wave(full["shape"], full["seed"], full["low"], full["high"], full.get("levels"))
        value.requires_grad_(full["wanted"])
        made.append(value); given.append(full)
    result = FORWARD[operator](made, options)
    weights = wave(list(result.shape), 900 + len(cases), 0.5, 1.5)
    (result * weights).sum().backward()
    cases.append({"operator": operator, "note": note, "inputs": given, "options": options, "lossSeed": 900 + len(cases), "result": digest(result),
                  "gradients": [digest(value.grad if value.grad is not None else torch.zeros_like(value)) if value.requires_grad else None for value in made]})

def t(*shape, **more): return {"shape": list(shape), **more}

def padded(x, o):
    top, left, bottom, right = o.get("pads", [0, 0, 0, 0])
    return F.pad(x, (left, right, top, bottom)), dict(stride=tuple(o.get("strides", [1, 1])), dilation=tuple(o.get("dilations", [1, 1])))

def conv(v, o):
    x, rest = padded(v[0], o)
    return F.conv2d(x, v[1], v[2] if len(v) > 2 else None, groups=o.get("groups", 1), **rest)

def max_pool(v, o):
    top, left, bottom, right = o.get("pads", [0, 0, 0, 0])
    x = F.pad(v[0], (left, right, top, bottom), value=-1e30)
    return F.max_pool2d(x, o["kernel"], tuple(o.get("strides", [1, 1])), dilation=tuple(o.get("dilations", [1, 1])))

def average_pool(v, o):
    x, rest = padded(v[0], o)
    return F.avg_pool2d(x, o["kernel"], rest["stride"])

def batch_norm(v, o): return F.batch_norm(v[0], None, None, v[1], v[2], True, 0.1, 1e-5)
def fixed_norm(v, o): return F.batch_norm(v[0], v[3].detach(), v[4].detach(), v[1], v[2], False, 0.1, 1e-5)

def mean_weighted(losses, weights): return (losses * weights).sum() / weights.sum()

def set_ce(v, o):
    p = F.softmax(v[0], 1); right = (v[1] > 0).double(); s = o.get("labelSmoothing", 0)
    losses = -torch.log((p * right).sum(1))
    if s: losses = (1 - s) * losses - s * torch.log(p).mean(1)
    return mean_weighted(losses, v[2]) if len(v) > 2 else losses.mean()

def soft_ce(v, o):
    T = o.get("temperature", 1); target = F.softmax(v[1] * 3, 1)
    losses = -(target * F.log_softmax(v[0] / T, 1)).sum(1)
    return (mean_weighted(losses, v[2]) if len(v) > 2 else losses.mean()) * T * T

def focal(v, o):
    p = torch.sigmoid(v[0]); centre = (v[1] >= 0.9999).double(); counted = (v[2] > 0).double() if len(v) > 2 else torch.ones_like(centre)
    losses = centre * (1 - p) ** 2 * torch.log(p) + (1 - centre) * (1 - v[1]) ** 4 * p ** 2 * torch.log(1 - p)
    return -(losses * counted).sum() / torch.clamp((centre * counted).sum(), min=1)

def masked(losses, mask):
    full = (mask > 0).double().expand_as(losses)
    return (losses * full).sum() / torch.clamp(full.sum(), min=1)

FORWARD = {
    "add": lambda v, o: v[0] + v[1], "subtract": lambda v, o: v[0] - v[1], "multiply": lambda v, o: v[0] * v[1], "divide": lambda v, o: v[0] / v[1],
    "negate": lambda v, o: -v[0], "exponential": lambda v, o: torch.exp(v[0]), "logarithm": lambda v, o: torch.log(v[0]), "squareRoot": lambda v, o: torch.sqrt(v[0]),
    "absolute": lambda v, o: torch.abs(v[0]), "square": lambda v, o: v[0] ** 2, "power": lambda v, o: v[0] ** o["exponent"],
    "addScalar": lambda v, o: v[0] + o["value"], "scale": lambda v, o: v[0] * o["value"],
    "clip": lambda v, o: torch.clamp(v[0], o["low"], o["high"]), "where": lambda v, o: torch.where(v[0] > 0, v[1], v[2]),
    "reduceSum": lambda v, o: v[0].sum(o["axes"], keepdim=True), "reduceMean": lambda v, o: v[0].mean(o["axes"], keepdim=True),
    "reduceMax": lambda v, o: v[0].amax(o["axes"], keepdim=True), "sumOfAll": lambda v, o: v[0].sum(), "meanOfAll": lambda v, o: v[0].mean(),
    "relu": lambda v, o: torch.relu(v[0]), "leakyRelu": lambda v, o: F.leaky_relu(v[0], o["slope"]), "sigmoid": lambda v, o: torch.sigmoid(v[0]),
    "tanh": lambda v, o: torch.tanh(v[0]), "hardSigmoid": lambda v, o: F.hardsigmoid(v[0]), "hardSwish": lambda v, o: F.hardswish(v[0]),
    "silu": lambda v, o: F.silu(v[0]), "softplus": lambda v, o: F.softplus(v[0]), "softmax": lambda v, o: F.softmax(v[0], o["axis"]),
    "dropout": lambda v, o: v[0] * (v[1] > 0).double() / (1 - o["rate"]),
    "reshape": lambda v, o: v[0].reshape(o["shape"]), "flatten": lambda v, o: v[0].flatten(1), "transpose": lambda v, o: v[0].permute(o["order"]),
    "sum": lambda v, o: sum(v), "concat": lambda v, o: torch.cat(v, o["axis"]),
    "slice": lambda v, o: v[0][tuple(slice(None) if axis not in o["axes"] else slice(o["starts"][o["axes"].index(axis)], o["ends"][o["axes"].index(axis)], o["steps"][o["axes"].index(axis)]) for axis in range(v[0].dim()))],
    "pad": lambda v, o: F.pad(v[0], [n for axis in reversed(range(v[0].dim())) for n in (o["before"][axis], o["after"][axis])], value=o["value"]),
    "upsampleNearest2x": lambda v, o: F.interpolate(v[0], scale_factor=2, mode="nearest"),
    "gemm": lambda v, o: (v[0].T if o.get("transposeA") else v[0]) @ (v[1].T if o.get("transposeB") else v[1]) + (v[2] if len(v) > 2 else 0),
    "matrixProduct": lambda v, o: v[0] @ v[1],
    "maxPool": max_pool, "averagePool": average_pool, "globalAveragePool": lambda v, o: v[0].mean([2, 3], keepdim=True),
    "convolution": conv, "batchNormalization": batch_norm, "fixedNormalization": fixed_norm,
    "setCrossEntropy": set_ce, "softCrossEntropy": soft_ce, "centreFocalLoss": focal,
    "maskedAbsoluteLoss": lambda v, o: masked((v[0] - v[1]).abs(), v[2]),
    "maskedSmoothAbsoluteLoss": lambda v, o: masked(F.smooth_l1_loss(v[0], v[1], reduction="none", beta=o["beta"]), v[2]),
    "maskedBinaryCrossEntropy": lambda v, o: masked(F.binary_cross_entropy_with_logits(v[0], v[1], reduction="none"), v[2]),
}

for operator in ("add", "subtract", "multiply", "divide"):
    positive = dict(low=0.5, high=2)
    case(operator, [t(3, 4), t(3, 4, **positive)])
    case(operator, [t(2, 3, 4, 5), t(1, 3, 1, 1, **positive)], note="channels broadcast")
    case(operator, [t(4, 1), t(2, 1, 5, **positive)], note="both broadcast")
    case(operator, [t(3, 4), t(**positive)], note="scalar")
    case(operator, [t(3, 4, wanted=False), t(3, 4, **positive)], note="second alone")
for operator in ("negate", "exponential", "absolute", "square", "relu", "sigmoid", "tanh", "silu", "softplus"): case(operator, [t(2, 3, 5, low=-4, high=4)])
case("addScalar", [t(2, 3)], {"value": 0.7}); case("scale", [t(2, 3)], {"value": -1.7})
for operator in ("logarithm", "squareRoot"): case(operator, [t(2, 3, 5, low=0.2, high=4)])
case("power", [t(2, 7, low=0.1, high=2)], {"exponent": 4}); case("power", [t(2, 7, low=0.1, high=2)], {"exponent": 0.75})
case("clip", [t(3, 9, low=-2, high=2)], {"low": -0.5, "high": 1})
case("where", [t(3, 4, wanted=False), t(3, 4), t(3, 4)]); case("where", [t(2, 3, 4, wanted=False), t(3, 1), t()], note="broadcast")
case("hardSigmoid", [t(3, 20, low=-5, high=5)]); case("hardSwish", [t(3, 20, low=-5, high=5)]); case("leakyRelu", [t(3, 20)], {"slope": 0.2})
case("softmax", [t(4, 6, low=-3, high=3)], {"axis": -1}); case("softmax", [t(2, 3, 4, 5, low=-3, high=3)], {"axis": 1}, "channels")
case("dropout", [t(4, 6), t(4, 6, wanted=False)], {"rate": 0.3}); case("dropout", [t(4, 6, 2, 2), t(4, 1, 1, 1, wanted=False)], {"rate": 0.1}, "whole branches")
for operator in ("reduceSum", "reduceMean", "reduceMax"):
    case(operator, [t(2, 3, 4, 5)], {"axes": [0, 2, 3]}); case(operator, [t(4, 6)], {"axes": [-1]}); case(operator, [t(4, 6, 2)], {"axes": [1]})
case("reduceMax", [t(3, 12, levels=4)], {"axes": [1]}, "equal maxima")
case("sumOfAll", [t(2, 3, 4, low=0.1)]); case("meanOfAll", [t(2, 3, 4)])
case("reshape", [t(2, 3, 4)], {"shape": [4, 6]}); case("flatten", [t(2, 3, 4, 5)]); case("transpose", [t(2, 3, 4, 5)], {"order": [0, 2, 3, 1]}); case("transpose", [t(2, 3, 4)], {"order": [2, 0, 1]})
case("concat", [t(2, 3, 4), t(2, 1, 4), t(2, 2, 4)], {"axis": 1}); case("concat", [t(2, 3), t(1, 3)], {"axis": 0}); case("concat", [t(2, 3, wanted=False), t(2, 2)], {"axis": -1}, "second alone")
case("slice", [t(4, 6, 7)], {"axes": [1, 2], "starts": [1, 2], "ends": [5, 6], "steps": [1, 1]})
case("slice", [t(2, 9, 8)], {"axes": [1, 2], "starts": [0, 1], "ends": [9, 8], "steps": [2, 3]}, "steps")
case("slice", [t(2, 3, 7, 7)], {"axes": [2, 3], "starts": [0, 1], "ends": [7, 6], "steps": [2, 2]}, "steps that end early")
case("pad", [t(2, 3, 4)], {"before": [0, 1, 2], "after": [0, 0, 1], "value": 0}); case("pad", [t(3, 4)], {"before": [1, 0], "after": [0, 2], "value": -1})
case("upsampleNearest2x", [t(2, 3, 4, 5)])
for a in (False, True):
    for b in (False, True):
        case("gemm", [t(*((5, 4) if a else (4, 5))), t(*((3, 5) if b else (5, 3))), t(3)], {"transposeA": a, "transposeB": b})
case("gemm", [t(4, 5), t(5, 3)], {}, "no bias")
case("matrixProduct", [t(4, 5), t(5, 3)]); case("matrixProduct", [t(2, 3, 4, 5), t(2, 3, 5, 2)]); case("matrixProduct", [t(2, 3, 4, 5), t(5, 2)], note="broadcast right"); case("matrixProduct", [t(1, 4, 5), t(3, 5, 2)], note="broadcast left")
case("maxPool", [t(2, 3, 9, 8)], {"kernel": [3, 3], "strides": [2, 2], "pads": [1, 1, 1, 1]}, "overlapping"); case("maxPool", [t(2, 3, 8, 8)], {"kernel": [2, 2], "strides": [2, 2]})
case("maxPool", [t(1, 2, 9, 9)], {"kernel": [3, 2], "dilations": [2, 1]}, "dilated"); case("maxPool", [t(2, 2, 6, 6)], {"kernel": [3, 3], "pads": [1, 1, 1, 1]}, "stride 1")
case("averagePool", [t(2, 3, 8, 8)], {"kernel": [2, 2], "strides": [2, 2]}); case("averagePool", [t(2, 3, 9, 7)], {"kernel": [3, 3], "strides": [2, 2], "pads": [1, 1, 1, 1]}, "overlapping"); case("averagePool", [t(2, 3, 8, 9)], {"kernel": [2, 3], "strides": [3, 2]}, "leftover pixels")
case("globalAveragePool", [t(2, 3, 4, 5)])

def conv_case(x, w, bias=False, note="", **options): case("convolution", [t(*x), t(*w, low=-0.4, high=0.4)] + ([t(w[0])] if bias else []), options, note)
conv_case((2, 3, 7, 6), (4, 3, 1, 1), True, "pointwise"); conv_case((2, 3, 7, 6), (4, 3, 1, 1), strides=[2, 2], note="pointwise, stride 2"); conv_case((2, 3, 8, 8), (4, 3, 1, 1), strides=[2, 2], note="pointwise, stride 2, even")
conv_case((2, 3, 7, 6), (4, 3, 3, 3), True, "few rows", pads=[1, 1, 1, 1]); conv_case((2, 3, 14, 13), (4, 3, 3, 3), True, "many rows", pads=[1, 1, 1, 1])
conv_case((2, 3, 7, 6), (4, 3, 3, 3), note="no padding"); conv_case((2, 3, 8, 9), (4, 3, 3, 3), strides=[2, 2], pads=[1, 1, 1, 1], note="stride 2")
conv_case((2, 3, 26, 25), (4, 3, 3, 3), strides=[2, 2], pads=[1, 1, 1, 1], note="stride 2, many rows"); conv_case((2, 3, 15, 15), (4, 3, 7, 7), strides=[2, 2], pads=[3, 3, 3, 3], note="stem")
conv_case((1, 3, 32, 32), (4, 3, 7, 7), strides=[2, 2], pads=[3, 3, 3, 3], note="stem, many rows"); conv_case((2, 3, 9, 9), (4, 3, 3, 3), dilations=[2, 2], pads=[2, 2, 2, 2], note="dilated")
conv_case((2, 3, 8, 7), (4, 3, 3, 2), pads=[0, 1, 2, 0], note="uneven padding"); conv_case((2, 3, 8, 7), (4, 3, 2, 2), pads=[2, 2, 2, 2], note="padding beyond the kernel")
conv_case((2, 3, 6, 7), (4, 3, 1, 3), pads=[0, 1, 0, 1], note="flat kernel"); conv_case((2, 3, 6, 7), (4, 3, 5, 1), pads=[2, 0, 2, 0], note="tall kernel"); conv_case((2, 3, 9, 9), (4, 3, 3, 3), strides=[3, 1], pads=[1, 1, 1, 1], note="uneven strides")
conv_case((2, 6, 6, 6), (4, 3, 3, 3), True, "two groups", groups=2, pads=[1, 1, 1, 1]); conv_case((2, 6, 7, 7), (4, 3, 3, 3), strides=[2, 2], groups=2, pads=[1, 1, 1, 1], note="two groups, stride 2")
conv_case((2, 5, 6, 7), (5, 1, 3, 3), True, "depthwise", groups=5, pads=[1, 1, 1, 1]); conv_case((2, 5, 8, 7), (5, 1, 3, 3), groups=5, strides=[2, 2], pads=[1, 1, 1, 1], note="depthwise, stride 2")
conv_case((2, 5, 9, 9), (5, 1, 5, 5), groups=5, pads=[2, 2, 2, 2], note="depthwise 5x5"); conv_case((2, 4, 9, 9), (4, 1, 3, 3), groups=4, dilations=[2, 2], pads=[2, 2, 2, 2], note="depthwise, dilated")
conv_case((2, 3, 6, 6), (6, 1, 3, 3), groups=3, pads=[1, 1, 1, 1], note="depthwise, two kernels a channel")
conv_case((1, 8, 5, 5), (136, 8, 3, 3), pads=[1, 1, 1, 1], note="wide"); conv_case((1, 136, 4, 4), (136, 136, 3, 3), pads=[1, 1, 1, 1], note="wide both ways"); conv_case((2, 8, 13, 13), (136, 8, 3, 3), pads=[1, 1, 1, 1], note="wide, many rows")
case("batchNormalization", [t(4, 3, 5, 6, low=-1, high=3), t(3, low=0.5, high=1.5), t(3)]); case("batchNormalization", [t(4, 3, 5, 6, low=5, high=6), t(3, low=0.5, high=1.5), t(3)], note="far from zero")
case("batchNormalization", [t(4, 3, 5, 6, wanted=False), t(3, low=0.5, high=1.5), t(3)], note="parameters alone"); case("batchNormalization", [t(8, 20, 1, 1), t(20, low=0.5, high=1.5), t(20)], note="single pixels")
case("fixedNormalization", [t(4, 3, 5, 6), t(3, low=0.5, high=1.5), t(3), t(3, wanted=False), t(3, low=0.5, high=2, wanted=False)])
sets = dict(wanted=False, low=-1, high=0.4)
logits = dict(low=-4, high=4); weights = dict(wanted=False, low=0.2, high=2)
case("setCrossEntropy", [t(6, 9, **logits), t(6, 9, **sets)]); case("setCrossEntropy", [t(6, 9, **logits), t(6, 9, **sets), t(6, **weights)], {"labelSmoothing": 0.1}, "weighted and smoothed")
case("softCrossEntropy", [t(6, 9, **logits), t(6, 9, wanted=False)]); case("softCrossEntropy", [t(6, 9, **logits), t(6, 9, wanted=False), t(6, **weights)], {"temperature": 3}, "weighted and warm")
heat = dict(wanted=False, low=0.0, high=1.25, levels=5)
case("centreFocalLoss", [t(2, 1, 6, 7, **logits), t(2, 1, 6, 7, **heat)]); case("centreFocalLoss", [t(2, 1, 6, 7, **logits), t(2, 1, 6, 7, **heat), t(2, 1, 6, 7, wanted=False)], {}, "partly counted")
for loss, options in (("maskedAbsoluteLoss", {}), ("maskedSmoothAbsoluteLoss", {"beta": 0.5}), ("maskedBinaryCrossEntropy", {})):
    target = dict(wanted=False, low=0, high=1)
    case(loss, [t(2, 2, 4, 5, low=-2, high=2), t(2, 2, 4, 5, **target), t(2, 1, 4, 5, wanted=False)], options); case(loss, [t(2, 2, 4, 5), t(2, 2, 4, 5, **target), t(2, 2, 4, 5, wanted=False)], options, "own mask")

case("sum", [t(3, 4), t(3, 4), t(3, 4)])
conv_case((2, 3, 33, 32), (32, 3, 3, 3), note="few inputs"); conv_case((2, 3, 33, 32), (32, 3, 3, 3), pads=[1, 1, 1, 1], strides=[2, 2], note="few inputs, stride 2"); conv_case((2, 2, 40, 40), (32, 2, 3, 3), pads=[2, 2, 2, 2], dilations=[2, 2], strides=[1, 2], note="few inputs, dilated")
conv_case((2, 256, 3, 3), (256, 256, 3, 3), True, "deep", pads=[1, 1, 1, 1]); conv_case((1, 256, 6, 5), (256, 256, 3, 3), pads=[1, 1, 1, 1], strides=[2, 2], note="deep, stride 2")

# Optimisers: the loss 0.5 |x W + b - y|^2 summed, some steps, then the parameters.
optimisers = []
def optimise(name, options, make, rate, decay, limit=None, steps=6):
    x, y = wave([5, 4], 1, -1, 1), wave([5, 3], 2, -1, 1)
    w, b = wave([4, 3], 3, -1, 1).requires_grad_(), wave([3], 4, -1, 1).requires_grad_()
    optimiser = make([{"params": [w], "weight_decay": decay}, {"params": [b], "weight_decay": 0}], rate)
    losses, norms = [], []
    for _ in range(steps):
        optimiser.zero_grad(); loss = 0.5 * ((x @ w + b - y) ** 2).sum(); loss.backward()
        if limit is not None: norms.append(float(torch.nn.utils.clip_grad_norm_([w, b], limit)))
        optimiser.step(); losses.append(float(loss))
    optimisers.append({"optimiser": name, "options": options, "learningRate": rate, "weightDecay": decay, "limit": limit, "losses": losses, "norms": norms, "weight": digest(w), "bias": digest(b)})
SGD = lambda **o: (lambda groups, rate: torch.optim.SGD(groups, rate, **o))
optimise("stochasticGradientDescent", {"momentum": 0}, SGD(), 0.05, 0)
optimise("stochasticGradientDescent", {"momentum": 0.9}, SGD(momentum=0.9), 0.05, 0.1)
optimise("stochasticGradientDescent", {"momentum": 0.9, "nesterov": True}, SGD(momentum=0.9, nesterov=True), 0.05, 0.1)
optimise("stochasticGradientDescent", {"momentum": 0.9}, SGD(momentum=0.9), 0.05, 0, limit=1.5)
optimise("adamW", {}, lambda groups, rate: torch.optim.AdamW(groups, rate), 0.1, 0.2)
optimise("adamW", {"beta1": 0.8, "beta2": 0.95, "epsilon": 1e-3}, lambda groups, rate: torch.optim.AdamW(groups, rate, betas=(0.8, 0.95), eps=1e-3), 0.1, 0)

with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "gradients.json"), "w") as file:
    line = lambda entry: json.dumps(entry, separators=(",", ":"))
    file.write('{"madeBy":"makeGradients.py","cases":[\n' + ",\n".join(map(line, cases)) + '\n],"optimisers":[\n' + ",\n".join(map(line, optimisers)) + "\n]}\n")
print(len(cases), "cases", len(optimisers), "optimisers")
