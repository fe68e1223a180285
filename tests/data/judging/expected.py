#!/usr/bin/env python3
"""Makes expected.json: what tests/judging_maths holds the arithmetic of judging against.

    python3 -m venv VENV && VENV/bin/pip install numpy scipy statsmodels
    git clone https://github.com/jklundell/droop DROOP
    PYTHONPATH=DROOP VENV/bin/python expected.py > expected.json

Nothing here was translated from the program or into it: statsmodels fits the mixed model with its own optimiser and whole
matrices, SciPy maximises the likelihood of Bradley and Terry directly, SciPy ranks for Borda, Droop counts the votes.
"""

import json
import sys
from pathlib import Path

import numpy as np
import scipy
import statsmodels
import statsmodels.api as sm
from scipy import optimize, stats
from statsmodels.regression.mixed_linear_model import MixedLMParams

HERE = Path(__file__).resolve().parent


def panel(seed, nominees, judges, times, severity, noise, drop=()):
    """Scores of a made-up panel: nominee, judge, value with one decimal."""
    luck = np.random.default_rng(seed)
    worth = luck.normal(60, 8, nominees)
    effect = luck.normal(0, severity, judges)
    rows = []
    for n in range(nominees):
        for j in sorted(luck.choice(judges, times, replace=False)):
            if (n, int(j)) not in drop:
                rows.append([n, int(j), round(float(worth[n] + effect[j] + luck.normal(0, noise)), 1)])
    return rows


def mixed(rows):
    """y = nominee (fixed) + judge (random) + chance, by restricted maximum likelihood."""
    y = np.array([row[2] for row in rows])
    nominees = sorted({row[0] for row in rows})
    judges = np.array([row[1] for row in rows])
    design = np.array([[float(row[0] == n) for n in nominees] for row in rows])
    model = sm.MixedLM(y, design, groups=judges)
    model.reml, model.cov_pen, model.fe_pen = True, None, None
    # The likelihood is statsmodels'; its optimisers stop early, so the one free number is found by SciPy to more places.
    unlikely = lambda log: -model.loglike(MixedLMParams.from_components(np.zeros(len(nominees)), cov_re=np.array([[np.exp(log)]])))
    grid = np.linspace(-6, 6, 49)
    around = grid[int(np.argmin([unlikely(log) for log in grid]))]
    log = optimize.minimize_scalar(unlikely, bounds=(around - 0.5, around + 0.5), method="bounded", options={"xatol": 1e-10}).x
    ratio = np.array([[np.exp(log)]])
    adjusted, singular = model.get_fe_params(ratio, np.empty(0))
    assert not singular
    scale = model.get_scale(adjusted, ratio, np.empty(0))
    # Covariance and effects from whole matrices, as the textbooks write them.
    codes = sorted(set(judges.tolist()))
    z = np.array([[float(judge == code) for code in codes] for judge in judges])
    weight = np.linalg.inv(scale * (np.eye(len(y)) + ratio[0, 0] * z @ z.T))
    cov = np.linalg.inv(design.T @ weight @ design)
    effects = scale * ratio[0, 0] * z.T @ weight @ (y - design @ adjusted)
    order = np.argsort(-adjusted)
    first, second = int(order[0]), int(order[1])
    contrast = np.zeros(len(nominees))
    contrast[first], contrast[second] = 1, -1
    return {
        "scores": rows,
        "adjusted": adjusted.tolist(),
        "effects": {str(code): float(effect) for code, effect in zip(codes, effects)},
        "noise": float(np.sqrt(scale)),
        "severity": float(np.sqrt(scale * ratio[0, 0])),
        "first": first,
        "second": second,
        "error": float(np.sqrt(contrast @ cov @ contrast)),
    }


def bradley_terry(n, wins):
    """Log strengths with mean 0 and their errors; wins[a][b] is how often a beat b."""
    wins = np.array(wins, float)

    def unlikely(free):
        s = np.append(free, -free.sum())
        return -sum(wins[a, b] * (s[a] - np.logaddexp(s[a], s[b])) for a in range(n) for b in range(n) if wins[a, b])

    found = optimize.minimize(unlikely, np.zeros(n - 1), method="BFGS", options={"gtol": 1e-9})
    found = optimize.minimize(unlikely, found.x, method="Nelder-Mead", options={"xatol": 1e-10, "fatol": 1e-13, "maxiter": 200000, "maxfev": 200000})
    s = np.append(found.x, -found.x.sum())
    p = np.exp(s)
    information = np.zeros((n, n))
    for a in range(n):
        for b in range(a):
            games = wins[a, b] + wins[b, a]
            weight = games * p[a] * p[b] / (p[a] + p[b]) ** 2
            information[a, a] += weight
            information[b, b] += weight
            information[a, b] -= weight
            information[b, a] -= weight
    errors = np.sqrt(np.diag(np.linalg.pinv(information)))
    return {"wins": wins.astype(int).tolist(), "logs": s.tolist(), "errors": errors.tolist()}


def borda(ballots, nominees):
    """Points n - rank, with SciPy's mean ranks for level ones."""
    sums = np.zeros(nominees)
    for ballot in ballots:
        place = np.full(nominees, len(ballot) + 1)
        for rank, group in enumerate(ballot):
            place[group] = rank
        sums += nominees - stats.rankdata(place, method="average")
    return sums.tolist()


def votes(name):
    """Every stage of a count by Droop's rule `scotland`, in hundred-thousandths of a vote."""
    from droop.election import Election
    from droop.profile import ElectionProfile

    election = Election(ElectionProfile(path=str(HERE / name)), {"rule": "scotland"})
    election.count()
    record = election.record()
    units = lambda value: int(value._value)
    stages = [a for a in record["actions"] if a["tag"] in ("begin", "transfer")]
    elected = [c for a in record["actions"] if a["tag"] == "elect" for c, s in a["cstate"].items() if s["state"] in ("elected", "pending")]
    return {
        "file": name,
        "quota": units(record["quota"]),
        "stages": [{"votes": [units(a["cstate"][c]["vote"]) for c in sorted(a["cstate"])], "exhausted": units(a["nt_votes"])} for a in stages],
        "elected": [c - 1 for c in dict.fromkeys(elected)],
    }


def main():
    luck = np.random.default_rng(7)
    drop = {(n, j) for n in range(30) for j in range(3) if (n + j) % 3 == 0}
    ballots = []
    for _ in range(12):
        order = luck.permutation(7).tolist()
        cuts = sorted(luck.choice(np.arange(1, 8), 4, replace=False).tolist())
        ballots.append([sorted(order[a:b]) for a, b in zip([0] + cuts, cuts) if b > a])
    duels = np.zeros((9, 9), int)
    strength = luck.normal(0, 1, 9)
    for _ in range(240):
        a, b = luck.choice(9, 2, replace=False)
        duels[(a, b) if luck.random() < 1 / (1 + np.exp(strength[b] - strength[a])) else (b, a)] += 1
    baseball = [
        [0, 7, 9, 7, 7, 9, 11],
        [6, 0, 7, 5, 11, 9, 9],
        [4, 6, 0, 7, 7, 8, 12],
        [6, 8, 6, 0, 6, 7, 10],
        [6, 2, 6, 7, 0, 7, 12],
        [4, 4, 5, 6, 6, 0, 6],
        [2, 4, 1, 3, 1, 7, 0],
    ]
    json.dump(
        {
            "made_with": {"numpy": np.__version__, "scipy": scipy.__version__, "statsmodels": statsmodels.__version__, "droop": "0.14"},
            "mixed": [
                mixed(panel(1, 24, 8, 4, 6.0, 4.0)),
                mixed(panel(2, 60, 12, 5, 9.0, 5.0)),
                mixed(panel(5, 30, 6, 4, 5.0, 6.0, drop)),
            ],
            "student": [
                {"t": t, "freedom": f, "two_sided": float(2 * stats.t.sf(t, f)), "reach_95": float(stats.t.ppf(0.975, f)), "reach_80": float(stats.t.ppf(0.9, f))}
                for f in [1, 2, 3.5, 10, 47.25, 1000] for t in [0.1, 1.0, 2.5, 8.0]
            ],
            "bradley_terry": [bradley_terry(7, baseball), bradley_terry(9, duels)],
            "borda": {"ballots": ballots, "points": borda(ballots, 7)},
            "stv": [votes("Calton-2007.blt"), votes("Anderston-City-2007.blt")],
        },
        sys.stdout,
        separators=(",", ":"),
    )
    print()


if __name__ == "__main__":
    main()
