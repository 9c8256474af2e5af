"""What the scripts for peers in Python have in common."""

import time

RUNS = 5
ENOUGH, LONGEST = 1.0, 5.0


def clock(threads):
    """On one thread the time of the processor, which others on the machine hardly disturb; else that on the wall."""
    return time.process_time if threads == 1 else time.perf_counter


def measuring(threads):
    """A function that does something again and again; it returns what came of it last, and the fewest seconds."""
    now = clock(threads)

    def timed(work):
        begun, times = time.perf_counter(), []
        while True:
            start = now()
            found = work()
            times.append(now() - start)
            spent = time.perf_counter() - begun
            if (len(times) >= RUNS and spent > ENOUGH) or spent > LONGEST:
                return found, min(times)

    return timed
