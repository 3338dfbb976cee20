# Makes differential.json beside it: intervals and quantiles of SciPy, an implementation independent of ours.
# Run: python3 test/golden/differential.py  (Debian: apt-get install python3-scipy)
import json, pathlib
import scipy
from scipy.stats import beta, binom, binomtest, gamma, norm

counts = [(0, 1), (1, 1), (0, 100), (5, 100), (25, 500), (100, 500), (499, 500), (500, 500), (3, 37), (1, 200), (1234, 99991), (50000, 100000)]
rows = []
for k, n in counts:
    wilson = binomtest(k, n).proportion_ci(0.95, method="wilson")
    exact = binomtest(k, n).proportion_ci(0.95, method="exact")
    rows.append({"count": k, "total": n, "wilson": [wilson.low, wilson.high], "clopperPearson": [exact.low, exact.high]})
quantiles = [{"probability": p, "a": a, "b": b, "x": beta.ppf(p, a, b)} for p in (0.001, 0.025, 0.5, 0.975) for a, b in ((0.5, 0.5), (1, 1), (2, 30), (400, 3), (5000, 5000))]
golden = {
    "scipy": scipy.__version__, "normalQuantile975": norm.ppf(0.975), "intervals": rows, "betaQuantiles": quantiles,
    "gammaCdf": [{"shape": s, "x": x, "probability": gamma.cdf(x, s)} for s, x in ((0.3, 0.1), (0.5, 0.5), (1, 1), (7.5, 6), (200, 210))],
    "binomialCdf": [{"trials": n, "share": p, "successes": k, "probability": binom.cdf(k, n, p)} for n, p, k in ((10, 0.3, 3), (500, 0.02, 10), (500, 0.9, 452))],
}
pathlib.Path(__file__).with_suffix(".json").write_text(json.dumps(golden, indent=1) + "\n")
