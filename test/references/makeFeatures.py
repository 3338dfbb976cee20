"""Makes features.json: image features of real pictures of marrow and blood by scikit-image, for the tests of src-main/experiments/features.

Run with Debian's python3-skimage: /usr/bin/python3 test/references/makeFeatures.py [DATA]
Of each picture the middle 200 x 200 px are taken as they are. Dense SIFT is not in scikit-image: it is worked out here anew from
Lowe 2004, pixel by pixel.
"""
import json, math, os, sys
import numpy as np
import scipy, skimage
from skimage.color import rgb2gray
from skimage.feature import daisy, hog, local_binary_pattern
from skimage.io import imread
from skimage.transform import warp_polar

data = sys.argv[1] if len(sys.argv) > 1 else os.environ.get("MYELOSCOPE_DATA", "../shared/data")

fields = os.path.join(data, "marrow-fields", "images")
large = [f for f in sorted(os.listdir(fields)) if min(imread(os.path.join(fields, f)).shape[:2]) >= 200]
PICTURES = [f"marrow-fields/images/{f}" for f in large[:3]]

def patch(path):
    picture = imread(path)[:, :, :3]
    top, left = (picture.shape[0] - 200) // 2, (picture.shape[1] - 200) // 2
    return picture[top:top + 200, left:left + 200]

def gradients(channel):
    return hog(channel, orientations=9, pixels_per_cell=(50, 50), cells_per_block=(2, 2), block_norm="L2-Hys")

def patterns(channel, points, radius):
    codes = local_binary_pattern(channel, points, radius, "uniform")
    return np.bincount(codes.astype(int).ravel(), minlength=points + 2) / codes.size

def sift(grey, step, square):
    out = []
    dx, dy = np.zeros_like(grey), np.zeros_like(grey)
    dx[1:-1, 1:-1] = (grey[1:-1, 2:] - grey[1:-1, :-2]) / 2
    dy[1:-1, 1:-1] = (grey[2:, 1:-1] - grey[:-2, 1:-1]) / 2
    for cy in range(step, grey.shape[0], step):
        for cx in range(step, grey.shape[1], step):
            histogram = np.zeros((6, 6, 8))
            for y in range(max(1, cy - 5 * square // 2), min(grey.shape[0] - 1, cy + 5 * square // 2 + 1)):
                for x in range(max(1, cx - 5 * square // 2), min(grey.shape[1] - 1, cx + 5 * square // 2 + 1)):
                    u, v = (x - cx) / square, (y - cy) / square
                    weight = math.hypot(dx[y, x], dy[y, x]) * math.exp(-(u * u + v * v) / 8)
                    angle = (math.degrees(math.atan2(dy[y, x], dx[y, x])) % 360) / 45
                    for r in range(6):
                        near_row = max(0, 1 - abs(v + 2.5 - r))
                        for c in range(6):
                            near = near_row * max(0, 1 - abs(u + 2.5 - c))
                            if near == 0: continue
                            for o in range(8):
                                turn = abs(angle - o)
                                histogram[r, c, o] += weight * near * max(0, 1 - min(turn, 8 - turn))
            vector = histogram[1:5, 1:5].ravel()
            vector = vector / np.linalg.norm(vector)
            vector = np.minimum(vector, 0.2)
            out.append(vector / np.linalg.norm(vector))
    return np.concatenate(out)

def shown(values):
    return [float(f"{v:.9g}") for v in values]

cases = []
for name in PICTURES:
    rgb = patch(os.path.join(data, name))
    # Where neighbours are equal, noise in the last place would decide the direction of the gradient.
    polar = np.round(warp_polar(rgb, radius=100, output_shape=(200, 200), channel_axis=-1), 12)
    grey = rgb2gray(rgb)
    cases.append({
        "file": name,
        "orientedGradients": shown(np.concatenate([gradients(rgb[:, :, c] / 255) for c in range(3)])),
        "polarGradients": shown(np.concatenate([gradients(polar[:, :, c]) for c in range(3)])),
        "binaryPatterns": shown(np.concatenate([patterns(rgb[:, :, c], 24, 3) for c in range(3)])),
        "smallBinaryPatterns": shown(np.concatenate([patterns(rgb[:, :, c], 8, 1) for c in range(3)])),
        "daisy": shown(daisy(grey, step=40, radius=40, rings=2, histograms=8, orientations=8).ravel()),
        "denseSift": shown(sift(grey, 50, 12)),
    })
versions = {"skimage": skimage.__version__, "scipy": scipy.__version__, "numpy": np.__version__}
with open(os.path.join(os.path.dirname(__file__), "features.json"), "w") as file:
    json.dump({"versions": versions, "cases": cases}, file)
