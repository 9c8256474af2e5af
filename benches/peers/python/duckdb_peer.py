"""DuckDB: one row for each state, one boolean expression for each principle. Prints what came of it as JSON.

    duckdb_peer.py FOLDER STATES PRINCIPLES THREADS
"""

import json
import sys
from pathlib import Path

import duckdb
import numpy

from measuring import measuring

# So many expressions stand in one SELECT. What is best depends on the number of rows, so each is tried.
CHUNKS = (25, 50)

folder, states, principles, threads = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
timed = measuring(threads)
asked = json.loads((folder / "duckdb.json").read_text())


def load():
    connection = duckdb.connect()
    connection.execute(f"SET threads = {threads}")
    connection.execute(asked["create"])
    connection.execute(f"COPY states FROM '{folder / 'states.csv'}' (HEADER false)")
    return connection


def reading(chunk):
    """Each expression as a column."""
    return f"SELECT {', '.join(f'{one} AS p{at}' for at, one in enumerate(chunk))} FROM states"


def counting(chunk):
    """How often each expression holds; where facts are unknown also how often it is known, and then each is named
    first, so that it is evaluated once for both."""
    if not asked["unknown"]:
        return f"SELECT {', '.join(f'count(*) FILTER (WHERE {one})' for one in chunk)} FROM states"
    yes = ", ".join(f"count(*) FILTER (WHERE p{at})" for at in range(len(chunk)))
    known = ", ".join(f"count(p{at})" for at in range(len(chunk)))
    return f"SELECT {yes}, {known} FROM ({reading(chunk)})"


def sums(rows):
    if not asked["unknown"]:
        return sum(map(sum, rows)), 0
    yes = sum(sum(row[: len(row) // 2]) for row in rows)
    known = sum(sum(row[len(row) // 2 :]) for row in rows)
    return yes, principles * states - known


def signs(tables):
    """The verdicts as text, expression by expression."""
    text = []
    for table in tables:
        for column in table.values():
            known = numpy.ma.getdata(column).astype(numpy.uint8) + ord("0")
            text.append(numpy.where(numpy.ma.getmaskarray(column), ord("?"), known).astype(numpy.uint8).tobytes())
    return b"".join(text).decode()


def prepare(connection, name, statements):
    for at, statement in enumerate(statements):
        connection.execute(f"PREPARE {name}{at} AS {statement}")


def measure(connection, loading, size):
    """A name, times, counts and verdicts for each way of asking, with so many expressions in one SELECT."""
    chunks = [asked["expressions"][at : at + size] for at in range(0, principles, size)]
    counts, reads = [counting(chunk) for chunk in chunks], [reading(chunk) for chunk in chunks]
    # A name that is prepared again is planned again.
    _, planning = timed(lambda: prepare(connection, "counts", counts))
    _, planning_reads = timed(lambda: prepare(connection, "reads", reads))

    def ask(statements):
        return sums([connection.execute(statement).fetchone() for statement in statements])

    def fetch():
        return [connection.execute(f"EXECUTE reads{at}").fetchnumpy() for at in range(len(chunks))]

    ready, counted = timed(lambda: ask([f"EXECUTE counts{at}" for at in range(len(chunks))]))
    again, planned = timed(lambda: ask(counts))
    tables, fetched = timed(fetch)
    verdicts = signs(tables)
    read = (verdicts.count("1"), verdicts.count("?"))
    return [
        ("DuckDB, counts, prepared", loading + planning, counted, ready, verdicts),
        ("DuckDB, counts, planned each time", loading, planned, again, verdicts),
        ("DuckDB, columns of verdicts, prepared", loading + planning_reads, fetched, read, verdicts),
    ]


def main():
    connection, loading = timed(load)
    tried = [measure(connection, loading, size) for size in CHUNKS]
    best = (min(ways, key=lambda way: way[2]) for ways in zip(*tried))
    found = [
        {"name": name, "load": load, "evaluate": evaluate, "yes": int(yes), "unknown": int(unknown), "verdicts": verdicts}
        for name, load, evaluate, (yes, unknown), verdicts in best
    ]
    print(json.dumps(found))


main()
