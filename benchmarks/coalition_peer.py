"""Worker: the nucleolus of one game by coopgame-py, in an environment of its own."""

import json
import resource
import sys
import time

import coopgame  # type: ignore[import-not-found]


def work(asked: dict) -> dict:
    game = coopgame.Game([float(v) for v in asked["values"][1:]])
    start = time.process_time()
    found = coopgame.nucleolus(game, "imputation" if asked["imputations"] else "preimputation")
    cpu = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"cpu": cpu, "shares": found["allocation"], "peak": peak}


print(json.dumps(work(json.load(sys.stdin))))
