"""Compares a ledger with the emulator's bill: services_check.py FORM LEDGER BILL within|equal."""

import json
import sqlite3
import sys

form, ledger, bill_path, relation = sys.argv[1:]
connection = sqlite3.connect(f"file:{ledger}?mode=ro", uri=True)
bill = sum(round(float(json.loads(line)["price"]) * 1000) for line in open(bill_path))
surely, at_most = connection.execute("SELECT sum(surely_cost), sum(cost) FROM attempt").fetchone()
jobs = dict(connection.execute("SELECT state, count(*) FROM job GROUP BY state"))
calls = dict(connection.execute("SELECT state, count(*) FROM attempt GROUP BY state"))
spoken = connection.execute("SELECT form FROM pace").fetchone()[0]
booked = connection.execute("SELECT sum(at_most_spent) FROM batch").fetchone()[0]
days = connection.execute("SELECT sum(at_most_spent) FROM account_day").fetchone()[0]
print(f"{form}: {surely / 1000:.2f} <= {bill / 1000:.2f} <= {at_most / 1000:.2f} CNY; jobs {jobs}; calls {calls}")
assert spoken == form, f"the form was taken for {spoken}"
assert set(jobs) == {"done"}, "not every job is done"
assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
assert booked == at_most == days, f"sums differ: batches {booked}, attempts {at_most}, days {days}"
assert surely <= bill <= at_most, "the bill is not within the bounds"
if relation == "equal":
    assert surely == bill == at_most, "after reconciling the three sums have to be one"
