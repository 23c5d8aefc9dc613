"""The simulator's table of docs/pace.md, and how many rows keep their goals.

usage: table.py TUNING APART > TABLE: what simulate.sh has printed for the seeds that were used for
tuning, and for those that were not.
"""
import sys


def rows(path):
    """The means, goal of each row."""
    cells = ([cell.strip() for cell in line.split("|")[1:-1]] for line in open(path))
    return {row[0]: (row[1], row[3]) for row in cells if len(row) == 5}


def kept(means, goal):
    """Whether the goal is kept after the beginning, and in it."""
    used, refused, first = map(float, means.split(" / "))
    most = goal.split("/")[2].strip()
    least_used, most_refused = map(float, goal.split("/")[:2])
    return used >= least_used and refused <= most_refused, not most or first <= float(most)


tuning, apart = map(rows, sys.argv[1:])
counts = [0, 0, 0]
for name, (means, goal) in apart.items():
    after, first = map(all, zip(kept(tuning[name][0], goal), kept(means, goal)))
    counts = [count + is_kept for count, is_kept in zip(counts, (after, first, after and first))]
    missed = ", ".join(word for word, is_kept in (("after", after), ("first", first)) if not is_kept)
    print(f"| {name} | {tuning[name][0]} | {means} | {goal.rstrip(' /')} | {missed} |")
print(f"{len(apart)} rows; kept after the beginning, in it, both: {counts}", file=sys.stderr)
