"""clingo: facts and rules in, the verdicts of its one answer set out. Prints what came of it as JSON.

    clingo_peer.py FOLDER STATES PRINCIPLES THREADS

Nothing is left open by the rules, so that the grounder decides everything; grounding is therefore what counts as
evaluation, together with the little that is left to solve. The grounder uses one thread whatever is asked.
"""

import json
import sys
from pathlib import Path

import clingo

from measuring import clock, measuring

folder, states, principles, threads = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
timed, now = measuring(threads), clock(threads)


def load():
    control = clingo.Control(["--warn=none"])
    control.load(str(folder / "facts.lp"))
    control.load(str(folder / "rules.lp"))
    return control


def evaluate():
    """A control is grounded once, so that each evaluation has one of its own, loaded outside the time."""
    control = load()
    start = now()
    control.ground([("base", [])])
    control.solve()
    return control, now() - start


def main():
    _, loading = timed(load)
    runs = [evaluate() for _ in range(5)]
    control, seconds = runs[-1][0], min(seconds for _, seconds in runs)
    verdicts = ["0"] * (states * principles)

    def read(model):
        for symbol in model.symbols(shown=True):
            state, principle = (argument.number for argument in symbol.arguments)
            verdicts[principle * states + state] = "1"

    control.solve(on_model=read)
    text = "".join(verdicts)
    found = {"name": "clingo, ground and solve", "load": loading, "evaluate": seconds, "yes": text.count("1"), "unknown": 0}
    print(json.dumps([{**found, "verdicts": text}]))


main()
