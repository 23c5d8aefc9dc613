"""Compares the cost reports of Tests/month.sh with the emulator's bill: month_check.py FOLDER DAYS RUNS KILLED.

For each day, month, voice and actor: surely spent <= the bill <= at most spent. The groups of every
grouping, without rounding, come to the same sums, which are those of `report --all`.
"""

import collections
import datetime
import json
import os
import sys

folder, days, runs, killed = sys.argv[1], *map(int, sys.argv[2:])


def fen(text):
    """An amount in thousandths."""
    whole, _, fraction = text.partition(".")
    return int(whole) * 1000 + int(fraction.ljust(3, "0"))


def report(name):
    return json.load(open(os.path.join(folder, name)))


charges = [json.loads(line) for line in open(os.path.join(folder, "bill.jsonl"))]
ends = [int(line) for line in open(os.path.join(folder, "days"))]
actors = report("texts.json")
today = datetime.datetime.now().date()
bill = {name: collections.Counter() for name in ("day", "month", "voice", "actor")}
for number, charge in enumerate(charges):
    day = next((index for index, end in enumerate(ends) if number < end), days - 1)
    date = today - datetime.timedelta(days=days - 1 - day)
    price = fen(charge["price"])
    bill["day"][date.isoformat()] += price
    bill["month"][date.isoformat()[:7]] += price
    bill["voice"][charge["voice"]] += price
    bill["actor"][actors[charge["text_sha256"]]] += price
total = sum(fen(charge["price"]) for charge in charges)

all_batches = [row for row in report("all.json") if row["batch"] == "all batches"]
assert len(all_batches) == 1, "one service was called"
surely = fen(all_batches[0]["surely_spent_cny"])
at_most = fen(all_batches[0]["at_most_spent_cny"])
calls = all_batches[0]["calls"]
assert surely <= total <= at_most, (surely, total, at_most)

for name in sorted(os.listdir(folder)):
    if not name.startswith("by-"):
        continue
    grouping = name[3:-5]
    found = report(name)
    groups = {group["group"]: group for group in found["groups"]}
    assert len(groups) == len(found["groups"]), f"{grouping}: a group stands there twice"
    sums = [sum(fen(group[key]) for group in found["groups"])
            for key in ("surely_spent_cny", "at_most_spent_cny")]
    assert sums == [surely, at_most], f"{grouping}: {sums} are not {surely}, {at_most}"
    assert sum(group["calls"] for group in found["groups"]) == calls, grouping
    said = found["sums"][0]
    assert [fen(said["surely_spent_cny"]), fen(said["at_most_spent_cny"])] == sums, grouping
    for group, charged in bill.get(grouping, {}).items():
        bounds = [fen(groups[group][key]) for key in ("surely_spent_cny", "at_most_spent_cny")]
        assert bounds[0] <= charged <= bounds[1], f"{grouping} {group}: {bounds}, billed {charged}"
    for group, row in groups.items():
        if grouping in bill and group not in bill[grouping]:
            assert fen(row["surely_spent_cny"]) == 0, f"{grouping} {group} is not on the bill"

shown = {name: len(groups) for name, groups in bill.items()}
print(f"{days} batches, {runs} runs and {killed} killed, {calls} calls: "
      f"{surely / 1000:.2f} <= bill {total / 1000:.2f} <= {at_most / 1000:.2f} CNY; "
      f"{shown['day']} days, {shown['month']} months, {shown['voice']} voices and "
      f"{shown['actor']} actors within their bounds")
