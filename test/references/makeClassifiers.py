"""Makes classifiers.json: what scikit-learn's classifiers say of real neutrophils, for the tests of src-main/experiments/classifiers.

Run with Debian's python3-sklearn and python3-skimage: /usr/bin/python3 test/references/makeClassifiers.py [DATA]
Features are uniform local binary patterns of the five neutrophil classes of marrow-cells, standardised on the training part and kept
as they are printed. Cells of one overlap group stand on one side. Forests are of 24 seeds: their spread is what agreement means.
"""
import csv, json, os, sys
import numpy as np
import sklearn
from skimage.feature import local_binary_pattern
from skimage.io import imread
from sklearn.ensemble import AdaBoostClassifier, RandomForestClassifier
from sklearn.model_selection import GroupKFold
from sklearn.svm import SVC
from sklearn.tree import DecisionTreeClassifier

data = os.path.join(sys.argv[1] if len(sys.argv) > 1 else os.environ.get("MYELOSCOPE_DATA", "../shared/data"), "marrow-cells")
CLASSES = ["PMO", "MYB", "MMZ", "NGB", "NGS"]

def patterns(path):
    rgb = imread(path)[:, :, :3]
    codes = [local_binary_pattern(rgb[:, :, c], 16, 2, "uniform") for c in range(3)]
    return np.concatenate([np.bincount(code.astype(int).ravel(), minlength=18) / code.size for code in codes])

rows = [row for row in csv.DictReader(open(os.path.join(data, "cells.csv"))) if row["class"] in CLASSES]
features = np.array([patterns(os.path.join(data, row["file"])) for row in rows])
labels = np.array([CLASSES.index(row["class"]) for row in rows])
train, test = next(GroupKFold(3).split(features, labels, [row["overlap_group"] for row in rows]))
features = (features - features[train].mean(0)) / features[train].std(0)
features = np.array([[float(f"{v:.5g}") for v in row] for row in features], dtype=np.float32)

def says(classifier):
    return classifier.fit(features[train], labels[train]).predict(features[test]).tolist()

columns = features.shape[1]
cases = {
    "svm": [{"set": {"penalty": p, "weightPower": w}, "says": says(SVC(kernel="linear", C=p / columns, class_weight="balanced" if w else None))} for p, w in [(0.1, 0), (1, 1), (50, 0)]],
    "rbf": [{"set": {"penalty": p, "gamma": g, "weightPower": w}, "says": says(SVC(C=p, gamma=g / columns, class_weight="balanced" if w else None))} for p, g, w in [(1, 1, 0), (10, 0.3, 1), (100, 0.05, 0)]],
    "abc": [{"set": {"rounds": n, "learningRate": r}, "says": says(AdaBoostClassifier(DecisionTreeClassifier(max_depth=1), n_estimators=n, learning_rate=r, algorithm="SAMME", random_state=0))} for n, r in [(20, 1), (80, 0.5), (200, 0.1)]],
    "rfc": [],
}
for trees, depth, power in [(80, None, 0), (80, 4, 1), (160, 2, 0)]:
    accuracies = [float(np.mean(np.array(says(RandomForestClassifier(trees, max_depth=depth, class_weight="balanced" if power else None, random_state=seed))) == labels[test])) for seed in range(24)]
    cases["rfc"].append({"set": {"trees": trees, "maxDepth": depth, "weightPower": power}, "accuracies": [round(a, 6) for a in accuracies]})
with open(os.path.join(os.path.dirname(__file__), "classifiers.json"), "w") as file:
    json.dump({"versions": {"sklearn": sklearn.__version__, "numpy": np.__version__}, "classes": CLASSES, "labels": labels.tolist(), "train": train.tolist(), "test": test.tolist(),
               "features": [[float(f"{v:.5g}") for v in row] for row in features], "cases": cases}, file)
print({k: [np.mean(np.array(c["says"]) == labels[test]) if "says" in c else (np.mean(c["accuracies"]), np.std(c["accuracies"])) for c in v] for k, v in cases.items()}, len(train), len(test))
