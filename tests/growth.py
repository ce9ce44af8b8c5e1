#!/usr/bin/env python3
"""What grows with its input grows evenly: for each shape, n and four times n, the processor's time and
the memory of a run. usage: growth.py DATELINE [SHAPE...]

Fails where four times as much takes more than eight times as long, or a run needs more than 600 MB."""

import os
import struct
import sys
import tempfile
import zlib
from pathlib import Path

DATELINE = os.path.abspath(sys.argv[1])
HEAD = '+++\ntitle = "A"\ndate = 2025-09-01\n'
MEMORY = 600


def article(front, body=""):
    return {"content/articles/a.md": f"{HEAD}{front}+++\n{body}\n"}


def figures(n):
    one = '[[figures]]\nseries = "s"\nlabel = "Count"\nvalue = {}\nas_of = "2025-08"\nby = "Source {}"\n'
    return article("".join(one.format(1000 + at * 7, at) for at in range(n)))


def words(n):
    return "".join(f"{at % 12 + 1} lorries came on {at % 28 + 1} May 2024, the ministry said, and about {at % 900} people left the town.\n\n" for at in range(n))


def page(n):
    return "<html><head><title>A | B</title></head><body><article>" + "".join(f"<p>{text}</p>" for text in words(n).split("\n\n")) + "</article></body></html>"


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def claims_to_be_large(_):
    head = struct.pack(">IIBBBBB", 65535, 65535, 8, 6, 0, 0, 0)
    png = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0")) + chunk(b"IEND", b"")
    return article("", "![x](i.png)") | {"content/articles/i.png": png}


BUILD, IMPORT = ("build",), ("import", "--json", "--date", "2024-09-09")
# The name, what is run, n, and the files of n.
SHAPES = [
    ("sources that disagree about one number", BUILD, 2000, figures),
    ("headings and links to them", BUILD, 6000, lambda n: article("", "".join(f"## h{at}\n\n[x](#h{at})\n\n" for at in range(n)))),
    ("links to headings that are not there", BUILD, 6000, lambda n: article("", "".join(f"[x](#h{at})\n\n" for at in range(n)))),
    ("nested <div>", BUILD, 100_000, lambda n: article("", "<div>" * n)),
    ("undeclared topics", BUILD, 5000, lambda n: article("topics = [" + ",".join(f'"topic {at}"' for at in range(n)) + "]\n")),
    ("bad links on one line", BUILD, 5000, lambda n: article("", "".join(f"[x](no-{at}.md) " for at in range(n)))),
    ("unknown sources", BUILD, 50_000, lambda n: article("sources = [" + ",".join(f'"s{at}"' for at in range(n)) + "]\n")),
    ("unknown events in a block", BUILD, 50_000, lambda n: article("", "```timeline\nevents = [" + ",".join(f'"e{at}"' for at in range(n)) + "]\n```\n")),
    ("a picture that claims 65,535 x 65,535 pixels", BUILD, 1, claims_to_be_large),
    ("import of text, 1 and 4 MB", IMPORT, 10_700, lambda n: {"x.txt": words(n)}),
    ("import of a page, 1 and 4 MB", IMPORT, 9_900, lambda n: {"x.html": page(n)}),
    ("import of Markdown, 1 and 4 MB", IMPORT, 10_700, lambda n: {"x.md": "---\ntitle: A\n---\n" + words(n)}),
    ("import of 12.5 and 50 MB, refused", IMPORT, 137_000, lambda n: {"x.txt": words(n)}),
    ("import of 1,1,1,…, 100 and 400 KB", IMPORT, 50_000, lambda n: {"x.txt": "1," * n}),
    ("import of rows of a table in tables", IMPORT, 3000, lambda n: {"x.html": "<html><body>" + "<table><tr><td>" * 50 + "<tr><td>x" * n}),
]


def run(command, files):
    """The processor's time, the most memory in MB, and the way it ended."""
    with tempfile.TemporaryDirectory() as folder:
        for name, content in ({"dateline.toml": 'title = "Desk"\n'} | files).items():
            path = Path(folder, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        given = [name for name in files if name.startswith("x.")]
        nothing = os.open(os.devnull, os.O_RDWR)
        pid = os.fork()
        if pid == 0:
            os.chdir(folder)
            for stream in (0, 1, 2):
                os.dup2(nothing, stream)
            os.execv(DATELINE, [DATELINE, *command, *given])
        _, status, used = os.wait4(pid, 0)
        os.close(nothing)
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, os.waitstatus_to_exitcode(status)


wrong = 0
print("| shape | n | time | memory | 4n: time | memory |\n|---|---|---|---|---|---|", flush=True)
for name, command, n, files in SHAPES:
    if sys.argv[2:] and not any(word in name for word in sys.argv[2:]):
        continue
    (once, less, one), (four, more, other) = run(command, files(n)), run(command, files(4 * n))
    bad = four > 8 * once + 1 or more > MEMORY or one not in (0, 1) or other not in (0, 1)
    wrong += bad
    print(f"| {name} | {n:,} | {once:.2f} s | {less:.0f} MB | {four:.2f} s | {more:.0f} MB |{' <- wrong' if bad else ''}", flush=True)
sys.exit(1 if wrong else 0)
