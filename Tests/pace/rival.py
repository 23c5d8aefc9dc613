"""One client of those that people use, until it is stopped.

usage: rival.py backoff-N|botocore-N|told ADDRESS TEXTS START [CALLS SECONDS AT_ONCE]
"""
import asyncio
import http.client
import itertools
import json
import sys
import threading
import time
from types import SimpleNamespace
from urllib.parse import urlsplit

PATH = "/kling/v1/tts"
HEADERS = {"Authorization": "Bearer test", "Content-Type": "application/json"}


class Refused(Exception):
    """A call was refused for pace."""


def body(text):
    return json.dumps({"text": text, "voice_id": "v", "speed": 1.0})


def post(local, address, text):
    """Calls once over this thread's connection; returns the status."""
    if not hasattr(local, "connection"):
        local.connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=120)
    try:
        local.connection.request("POST", PATH, body(text), HEADERS)
        reply = local.connection.getresponse()
        reply.read()
        return reply.status
    except (http.client.HTTPException, OSError):
        local.connection.close()
        time.sleep(1)
        return 0


def in_threads(width, texts, speak):
    """Speaks the texts in threads, each the next that nobody has."""
    lock = threading.Lock()

    def work():
        while True:
            with lock:
                text = next(texts)
            speak(text)

    threads = [threading.Thread(target=work, daemon=True) for _ in range(width)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def backoff(width, address, texts):
    """Threads with exponential backoff and full jitter, as tenacity's guide has it."""
    import tenacity

    local = threading.local()

    @tenacity.retry(
        retry=tenacity.retry_if_exception_type(Refused),
        wait=tenacity.wait_random_exponential(multiplier=1, max=60))
    def speak(text):
        if post(local, address, text) != 200:
            raise Refused

    return lambda: in_threads(width, texts, speak)


def adaptive(width, address, texts):
    """botocore's adaptive mode: its limiter and its waits, three tries a call."""
    from botocore.retries import adaptive, bucket, standard, throttling

    clock = bucket.Clock()
    limiter = adaptive.ClientRateLimiter(
        rate_adjustor=throttling.CubicCalculator(
            starting_max_rate=0, start_time=clock.current_time()),
        rate_clocker=adaptive.RateClocker(clock),
        token_bucket=bucket.TokenBucket(max_rate=1, clock=clock),
        throttling_detector=SimpleNamespace(
            is_throttling_error=lambda status, **others: status == 429),
        clock=clock)
    waits = standard.ExponentialBackoff(
        throttling_detector=SimpleNamespace(is_throttling_error_from_context=lambda context: True))
    local = threading.local()

    def speak(text):
        for attempt in itertools.cycle((1, 2, 3)):
            limiter.on_sending_request(None)
            status = post(local, address, text)
            limiter.on_receiving_response(status=status)
            if status == 200:
                return
            if attempt < 3:
                time.sleep(waits.delay_amount(
                    SimpleNamespace(attempt_number=attempt, http_response=None)))

    return lambda: in_threads(width, texts, speak)


def told(address, texts, count, seconds, at_once):
    """aiolimiter with the right rate, and a semaphore with the right number at once."""
    import aiohttp
    import aiolimiter

    async def run():
        limiter = aiolimiter.AsyncLimiter(count, seconds) if count else None
        timeout = aiohttp.ClientTimeout(total=120)
        async with aiohttp.ClientSession(timeout=timeout) as session:

            async def work():
                for text in texts:
                    while True:
                        if limiter:
                            await limiter.acquire()
                        try:
                            async with session.post(
                                    address + PATH, data=body(text), headers=HEADERS) as reply:
                                await reply.read()
                                if reply.status == 200:
                                    break
                        except (aiohttp.ClientError, asyncio.TimeoutError):
                            pass
                        await asyncio.sleep(1)

            await asyncio.gather(*(work() for _ in range(at_once or 64)))

    return lambda: asyncio.run(run())


def main():
    kind, address, path, start = sys.argv[1:5]
    with open(path, encoding="utf-8") as file:
        texts = itertools.cycle([line.rstrip("\n") for line in file])
    name, _, width = kind.partition("-")
    if name == "told":
        numbers = [float(value) if value != "-" else None for value in sys.argv[5:8]]
        at_once = int(numbers[2]) if numbers[2] else None
        run = told(address, texts, numbers[0], numbers[1], at_once)
    else:
        run = {"backoff": backoff, "botocore": adaptive}[name](int(width), address, texts)
    time.sleep(max(0, float(start) - time.time()))
    run()


main()
