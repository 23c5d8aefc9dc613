"""Has PostgreSQL PREPARE every statement that was written down, and looks for ones that were not.

usage: postgres_spelling.py STATEMENTS SOURCES PSQL [ARGUMENT ...]
"""
import pathlib
import re
import subprocess
import sys

statements = sorted(set(pathlib.Path(sys.argv[1]).read_text().split("\0")) - {""})
psql = sys.argv[3:]
VERB = re.compile(r"\s*(SELECT|INSERT|UPDATE|DELETE|WITH)\s")
# What SQLite does without and PostgreSQL needs: it follows the choice of rows to claim.
CLAIMED = re.compile(r"(ORDER BY position LIMIT \$\d+) ?\)")


def words(text):
    return " ".join(text.split()).replace("( ", "(").replace(" )", ")")


def texts(source):
    """The SQL texts of a Swift file, each as a pattern: what is filled in may be anything."""
    found = re.findall(r'"""\n(.*?)"""', source, re.S)
    found += re.findall(r'(?<!")"(?!")((?:[^"\\\n]|\\.)*)"(?!")', re.sub(r'""".*?"""', "", source, flags=re.S))
    for text in found:
        if not VERB.match(text) or "\\(table.replacing" in text:
            continue
        # A place to fill in has balanced brackets, at most two deep.
        parts = re.split(r"\\\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)", text)
        yield text, ".*".join(re.escape(words(part)).replace(r"\ ", " ") for part in parts)


seen = [words(statement) for statement in statements]
missing = []
count = 0
for path in sorted(pathlib.Path(sys.argv[2]).rglob("*.swift")):
    if path.name in ("Dialect.swift", "LedgerTables.swift"):
        continue
    for text, pattern in texts(path.read_text()):
        count += 1
        loose = re.compile(pattern.replace(" .*", ".*").replace(".* ", ".*").replace("\\\\n", "."))
        if not any(loose.search(statement) for statement in seen):
            missing.append(f"{path}: {' '.join(text.split())[:100]}")

refused = []
for number, statement in enumerate(statements):
    claimed = CLAIMED.sub(r"\1 FOR UPDATE OF claimed SKIP LOCKED)", statement)
    run = subprocess.run(
        psql, input=f"PREPARE s{number} AS {claimed};", text=True, capture_output=True)
    if run.returncode:
        refused.append(f"{' '.join(statement.split())}\n    {run.stderr.strip()}")

for line in missing:
    print("not run by any test:", line)
for line in refused:
    print("refused:", line)
print(f"{len(statements)} statements, {len(refused)} refused; "
      f"{count} texts in {sys.argv[2]}, {len(missing)} not run by any test")
sys.exit(1 if missing or refused else 0)
