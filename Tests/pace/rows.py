"""The limiters that the pace is measured against, a row each."""
from dataclasses import dataclass

# Calls take 0.5 to 3 s: by the emulator's time for each character, with texts of 12 to 112.
USUAL = ("--latency", "0.2", "--latency-per-character", "0.025")


@dataclass(frozen=True)
class Row:
    """One limiter.

    `steps` are what it allows from which second on: calls a second, or calls at once where
    `is_at_once`. `told` is what a client is told that need not find out: calls, seconds, at once.
    """

    name: str
    words: str
    steps: tuple
    told: tuple = (None, None, None)
    is_at_once: bool = False
    # Where the limit stands: directives of an nginx location, or of a HAProxy frontend, or options
    # of the emulator.
    nginx: str = ""
    zones: str = ""
    haproxy: str = ""
    emulator: tuple = ()
    calls: tuple = USUAL
    # Processes of the command that share the token, and the most calls at once of each.
    processes: int = 1
    concurrency: int = 32
    # The mean time of a call, in seconds.
    mean: float = 1.75
    rivals: tuple = ("backoff-8", "backoff-32", "botocore-8", "told")

    def texts(self, seconds):
        """How many texts are more than can be spoken in that time."""
        most = max(value for _, value in self.steps) / (self.mean if self.is_at_once else 1)
        return int(most * (seconds + 60) * 1.3) + 200


def sliding(count, seconds, counts_refusals=False):
    """A HAProxy stick table: so many requests in the last seconds, or so many that were let in."""
    stored = f"http_req_rate({seconds}s)" if counts_refusals else f"gpc0,gpc0_rate({seconds}s)"
    is_over = f"sc0_http_req_rate gt {count}" if counts_refusals else f"sc0_gpc0_rate ge {count}"
    refusal = "status 429 content-type application/json string '{\"code\":429}'"
    lines = [
        f"stick-table type string len 32 size 1k expire 5m store {stored}",
        "http-request track-sc0 path if is_call",
        f"http-request return {refusal} if is_call {{ {is_over} }}",
    ]
    if not counts_refusals:
        lines.append("http-request sc-inc-gpc0(0) if is_call")
    return "".join(f"\n  {line}" for line in lines)


def zone(name, rate, key="$server_port"):
    return f"limit_req_zone {key} zone={name}:1m rate={rate}r/s;"


# In the second third of the time a file is there that says so: a key that is empty is not limited.
# Both counts hold then, and the lower one binds.
LOWER = 'set $low ""; if (-f low) { set $low $server_port; } '
ALONE = ()

ROWS = [
    Row("bucket-5", "5 a second, bucket of 5", ((0, 5),), (5, 1, None),
        nginx="limit_req zone=bucket5 burst=5 nodelay;", zones=zone("bucket5", 5)),
    Row("strict-2", "strict, 2 a second", ((0, 2),), (1, 0.5, None),
        nginx="limit_req zone=strict2;", zones=zone("strict2", 2)),
    Row("strict-10", "strict, 10 a second", ((0, 10),), (1, 0.1, None),
        nginx="limit_req zone=strict10;", zones=zone("strict10", 10)),
    Row("atonce-3", "3 at once", ((0, 3),), (None, None, 3), is_at_once=True,
        nginx="limit_conn three 3;", zones="limit_conn_zone $server_port zone=three:1m;"),
    Row("sliding-60-counted", "60 in 60 s, sliding, refusals counted", ((0, 1),), (60, 60, None),
        haproxy=sliding(60, 60, counts_refusals=True)),
    Row("sliding-60", "60 in 60 s, sliding, let in only", ((0, 1),), (60, 60, None),
        haproxy=sliding(60, 60)),
    Row("sliding-20", "20 in 10 s, sliding, let in only", ((0, 2),), (20, 10, None),
        haproxy=sliding(20, 10)),
    Row("fixed-30", "30 a minute, fixed", ((0, 0.5),), (30, 60, None),
        emulator=("--rate", "30/min", "--window", "fixed")),
    Row("atonce-3-and-30", "3 at once and 30 a minute", ((0, 0.5),), (30, 60, 3),
        emulator=("--rate", "30/min", "--window", "fixed", "--at-once", "3")),
    Row("fixed-10", "10 a minute, calls of 20 s", ((0, 1 / 6),), (10, 60, None),
        emulator=("--rate", "10/min", "--window", "fixed"), calls=("--latency", "20"), mean=20),
    Row("atonce-1", "1 at once, calls of 5 s", ((0, 1),), (None, None, 1), is_at_once=True,
        emulator=("--at-once", "1"), calls=("--latency", "5"), mean=5),
    Row("rate-drops", "4 a second, then 2, then 4", ((0, 4), (1 / 3, 2), (2 / 3, 4)), (4, 1, None),
        nginx="limit_req zone=four burst=4 nodelay; limit_req zone=two burst=4 nodelay;",
        zones=zone("four", 4) + zone("two", 2, "$low")),
    Row("atonce-drops", "6 at once, then 3, then 6", ((0, 6), (1 / 3, 3), (2 / 3, 6)),
        (None, None, 6), is_at_once=True, nginx="limit_conn six 6; limit_conn lower 3;",
        zones="limit_conn_zone $server_port zone=six:1m; limit_conn_zone $low zone=lower:1m;"),
    Row("retry-after", "60 a minute, fixed, Retry-After", ((0, 1),), (60, 60, None),
        emulator=("--rate", "60/min", "--window", "fixed", "--retry-after", "10")),
    Row("coded-3-and-30", "3 at once and 30 a minute, with codes", ((0, 0.5),), (30, 60, 3),
        emulator=("--rate", "30/min", "--window", "fixed", "--at-once", "3", "--limit-codes"),
        rivals=ALONE),
    Row("said-60", "60 a minute, sliding, said in words", ((0, 1),), (60, 60, None),
        emulator=("--rate", "60/min", "--limit-form", "gateway"), rivals=ALONE),
    Row("two-on-sliding-60", "2 processes on 60 in 60 s, sliding", ((0, 1),),
        haproxy=sliding(60, 60), processes=2, rivals=ALONE),
    Row("four-on-atonce-6", "4 processes on 6 at once", ((0, 6),), is_at_once=True,
        nginx="limit_conn others 6;", zones="limit_conn_zone $server_port zone=others:1m;",
        processes=4, rivals=ALONE),
    Row("four-on-bucket-5", "4 processes on 5 a second, bucket of 5", ((0, 5),),
        nginx="limit_req zone=shared5 burst=5 nodelay;", zones=zone("shared5", 5), processes=4,
        rivals=ALONE),
    Row("unlimited", "no limit, 1,024 at once, calls of 20 s", ((0, 1024),), is_at_once=True,
        calls=("--latency", "20"), mean=20, concurrency=1024, rivals=ALONE),
]
