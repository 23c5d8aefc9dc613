"""Makes inputs of a kind from seeds and runs the command on each: see fuzz.sh."""
import concurrent.futures, glob, io, os, random, subprocess, sys, tempfile, time, zipfile

HANG_SECONDS = 20
WORKERS = 2

WORDS = """Chapter CHAPTER Part BOOK Kapitel Глава Hoofdstuk Rozdział Luku บทที่ الفصل פרק अध्याय Chương
Bölüm Κεφάλαιο Prologue Epilogue Preface Index Contents CONTENTS Inhalt Оглавление 目录 第 章 回 卷 番外 楔子 序
Transcriber's Note NOTES 注释 Footnote the lamp of door Scene Act Letter""".split()
NUMBERS = """I II III IV V VI IIII 1 2 3 10 99 0 9999 12345 ١ ๑ १ 一 二 三 十 百 一○○ 〇 ○ O １ ２ first Second THIRD
erstes pierwszy ¹ ² ¹² [1] [2] ［十二］ {a} 1. 2) (3) א ב Α΄ 上 中 下""".split()
SIGNS = list(".:—–-_*=#＃☆【】《》［］｜　 \t") + ["...", ". . . . ", "……", "=====", "-----", "* * *", "***"]
ODD = ["\x0c", "\x00", "\u00ad", "\u200d", "\ufeff", "\u2028", "\U000f0000", "\U0010ffff", "※［＃U+F0001］",
       "［＃ここから大見出し］", "［＃大見出し終わり］", "底本：", "【テキスト中に現れる記号", "*** START OF THE PROJECT GUTENBERG",
       "*** END OF THE PROJECT GUTENBERG", "[Footnote 1: ", "[Illustration", "]", "\r", "İ", "ß", "ﬁ", "e\u0301"]
PROSE = ["The lamp over the door went out before the rain did.", "天色渐渐暗了，街上的人也少了。", "Утро было серое,",
         "and nobody in the house thought of lighting it again that night", "“Is it late?” he asked.", "It was [1].", "a² + b²"]


def heading(random):
    parts = [random.choice(random.choice([WORDS, NUMBERS, SIGNS, WORDS, NUMBERS, ODD])) for _ in range(random.randint(1, 5))]
    return random.choice([" ", "", " "]).join(parts)


def line(random):
    kind = random.random()
    if kind < 0.35: return heading(random)
    if kind < 0.75: return random.choice(PROSE) * random.randint(1, 4)
    if kind < 0.85: return " " * random.randint(0, 8) + random.choice(PROSE)
    if kind < 0.93: return random.choice(NUMBERS) + " " + random.choice(PROSE)
    if kind < 0.97: return heading(random) + " ........ " + str(random.randint(1, 999))
    return random.choice(ODD) + random.choice(SIGNS) * random.randint(0, 30)


def text(random):
    """Heading-like lines, contents lists, notes and prose, whole stretches of them again."""
    lines = []
    for _ in range(random.randint(0, 120)):
        lines.append("" if random.random() < 0.4 else line(random))
        if lines and random.random() < 0.1:
            start = random.randrange(len(lines))
            lines += lines[start:start + random.randint(1, 30)]
        if random.random() < 0.05:
            word = random.choice(WORDS)
            lines += sum(([f"{word} {n}", ""] + [random.choice(PROSE)] * random.randint(0, 3)
                          for n in range(1, random.randint(2, 9))), [])
    return random.choice(["\n", "\r\n", "\r"]).join(lines).encode(random.choice(["utf-8"] * 6 + ["gb18030", "utf-16"]), "ignore")


def markdown(random):
    marks = ["# ", "## ", "- ", "1. ", "> ", "    ", "```", "| a | b |", "|---|", "[^1]: ", "***", "<div>", "</div>", "[a](", "*", "**", "`", "![", "\\"]
    lines = text(random).decode("utf-8", "ignore").split("\n")
    return "\n".join((random.choice(marks) if random.random() < 0.4 else "") + one + (random.choice(marks) if random.random() < 0.2 else "") for one in lines).encode()


def html(random):
    names = ["p", "h1", "h2", "h3", "div", "section", "table", "tr", "td", "li", "ul", "a href='#x'", "a id='x'", "sup", "br/", "pre", "ruby", "rt", "img alt='T'", "span epub:type='noteref'", "nav", "aside", "blockquote"]
    body = []
    for _ in range(random.randint(0, 150)):
        name = random.choice(names)
        body.append(random.choice([f"<{name}>", f"</{name.split()[0]}>", line(random), f"<{name}>{heading(random)}</{name.split()[0]}>"]))
    return ("<html><body>" + "\n".join(body)).encode("utf-8", "ignore")


def epub(random):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as book:
        book.writestr("mimetype", "application/epub+zip")
        book.writestr("META-INF/container.xml", "<container><rootfiles><rootfile full-path='b.opf'/></rootfiles></container>")
        count = random.randint(0, 6)
        items = "".join(f"<item id='p{n}' href='p{n}.xhtml' media-type='application/xhtml+xml'/>" for n in range(count))
        refs = "".join(f"<itemref idref='p{random.randint(0, 7)}'/>" for _ in range(count))
        points = "".join(f"<navPoint><navLabel><text>{random.choice(WORDS)} {n}</text></navLabel><content src='p{random.randint(0, 7)}.xhtml#x'/>" + random.choice(["</navPoint>", ""]) for n in range(random.randint(0, 6)))
        book.writestr("b.opf", f"<package><metadata><title>A</title></metadata><manifest>{items}<item id='n' href='n.ncx' media-type='application/x-dtbncx+xml'/></manifest><spine toc='n'>{refs}</spine></package>")
        book.writestr("n.ncx", f"<ncx><navMap>{points}</navMap></ncx>")
        for n in range(count): book.writestr(f"p{n}.xhtml", html(random))
    return data.getvalue()


def subtitles(random):
    cues = []
    for n in range(random.randint(0, 40)):
        start, end = random.randint(-5, 99999999), random.randint(-5, 99999999)
        clock = lambda ms: f"{ms // 3600000:02}:{ms // 60000 % 60:02}:{ms // 1000 % 60:02},{ms % 1000:03}"
        cues.append(f"{random.choice([n, '', heading(random)])}\n{clock(start)} --> {clock(end)}\n{line(random)}\n")
    return "\n".join(cues).encode("utf-8", "ignore")


def lists(random):
    rows = [random.choice(["id,text,voice", "id;text;speed", "text", "sep=;\nid;text", "﻿id\ttext"])]
    for _ in range(random.randint(0, 30)):
        rows.append(random.choice([",", ";", "\t"]).join(random.choice(['"', "", "=\"1\"", "#REF!", ".", "..", heading(random), line(random)]) for _ in range(random.randint(0, 5))))
    return "\n".join(rows).encode("utf-8", "ignore")


def mutated(random, data):
    """Bytes and lines lost, doubled, swapped, and put in from elsewhere."""
    start = random.randrange(max(1, len(data) - 40_000)) if random.random() < 0.7 else 0
    data = bytearray(data[start:start + random.choice([2_000, 40_000])])
    for _ in range(random.randint(1, 20)):
        if not data: break
        at, to = sorted(random.randrange(len(data) + 1) for _ in range(2))
        to = min(to, at + random.choice([1, 20, 500]))
        action = random.randrange(5)
        if action == 0: del data[at:to]
        elif action == 1: data[at:at] = data[at:to] * random.randint(1, 4)
        elif action == 2: data[at:at] = ("\n" + line(random) + "\n").encode("utf-8", "ignore")
        elif action == 3 and at < len(data): data[at] = random.randrange(256)
        else:
            lines = data.split(b"\n")
            random.shuffle(lines)
            data = bytearray(b"\n".join(lines))
    return bytes(data)


def mutated_archive(random, data):
    if random.random() < 0.2: return mutated(random, data)
    result = io.BytesIO()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(result, "w") as new:
            for name in old.namelist()[:60]:
                entry = old.read(name)
                keep = not name.endswith(("html", "htm", "opf", "ncx", "xml")) or random.random() < 0.5
                new.writestr(name, entry if keep else mutated(random, entry))
    except Exception: return mutated(random, data)
    return result.getvalue()


BOOK, PLAN = ["chapters"], ["plan", "--voice", "genshin_vindi2", "--details"]
# kind: how one is made, its file name, real files to mutate and how, what is run.
KINDS = {
    "text": (text, "input.txt", ["books/txt/*", "faults/books/*.txt"], mutated, BOOK),
    "markdown": (markdown, "input.md", ["books/md/*", "faults/books/*.md"], mutated, BOOK),
    "html": (html, "input.html", ["books/html/*", "faults/books/*.html"], mutated, BOOK),
    "epub": (epub, "input.epub", ["books/epub/*", "books/edge/*", "faults/books/*.epub"], mutated_archive, BOOK),
    "subtitles": (subtitles, None, ["subtitles/**/*.*", "faults/subtitles/*"], mutated, PLAN),
    "lists": (lists, None, ["csv/**/*.csv", "json/**/*.json", "faults/lists/*"], mutated, PLAN),
}
NEW_NAMES = {"subtitles": "input.srt", "lists": "input.csv"}


def made(kind, seed, data):
    maker, name, globs, mutation, _ = KINDS[kind]
    source = random.Random(f"{kind} {seed}")
    paths = sorted(path for pattern in globs for path in glob.glob(os.path.join(data, pattern), recursive=True)
                   if os.path.isfile(path) and not path.endswith((".why", ".md")) or path.endswith(".md") and kind == "markdown")
    if not paths or source.random() < 0.5: return name or NEW_NAMES[kind], maker(source)
    path = source.choice(paths)
    with open(path, "rb") as file: content = file.read(4_000_000)
    return name or "input" + os.path.splitext(path)[1], mutation(source, content)


def run(kind, seed, command, data):
    """What went wrong with the input of a seed; None if nothing did."""
    name, content = made(kind, seed, data)
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, name)
        with open(path, "wb") as file: file.write(content)
        words = KINDS[kind][4]
        try:
            done = subprocess.run([command, words[0], path, *words[1:]], capture_output=True, timeout=HANG_SECONDS,
                                  cwd=folder, env={**os.environ, "SWIFT_BACKTRACE": "enable=no"})
            if 0 <= done.returncode < 128 or done.returncode == 130: return None
            said = [one for one in done.stderr.decode("utf-8", "replace").splitlines() if "error" in one.lower()]
            fault = f"crash {done.returncode}: " + " ".join(said)[:200]
        except subprocess.TimeoutExpired:
            fault = "hang"
    kept = os.path.join(tempfile.gettempdir(), f"fuzz-{kind}-{seed}{os.path.splitext(name)[1]}")
    with open(kept, "wb") as file: file.write(content)
    return f"seed {seed}: {fault} ({kept})"


def main(kind, minutes, seed, command, data):
    if kind not in KINDS: sys.exit(f"no such kind: {kind}; there are " + ", ".join(KINDS))
    end = time.monotonic() + float(minutes) * 60
    count, faults, seed = 0, 0, int(seed)
    with concurrent.futures.ThreadPoolExecutor(WORKERS) as pool:
        while count == 0 or time.monotonic() < end:
            batch = 1 if float(minutes) == 0 else 20
            for fault in pool.map(lambda one: run(kind, one, command, data), range(seed + count, seed + count + batch)):
                if fault: faults += 1; print(fault, flush=True)
            count += batch
    print(f"{kind}: {count} inputs from seed {seed}, {faults} faults")
    sys.exit(1 if faults else 0)


main(*sys.argv[1:])
