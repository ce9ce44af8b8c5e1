"""Deploys a small site to an S3 server on loopback, again and again, and kills the program on the way.

The server is moto's, in this process. What stands before it writes down every request that changes
something, so that the state of the bucket can be looked at after each, and kills the program where it
is told to.
"""

import io
import logging
import os
import posixpath
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from html.parser import HTMLParser
from pathlib import Path

import boto3
from moto.server import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import make_server

PROGRAM, KILLS = sys.argv[1], int(sys.argv[2])
BUCKET, PREFIX = "desk", "some/site"
FOREIGN = {"other/page.html": b"<p>theirs", f"{PREFIX}/theirs.html": b"<p>theirs"}
KEYS = {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test"}


class Watched:
    """The server, with a log of what changes and a program to kill."""

    def __init__(self, application):
        self.application = application
        self.lock = threading.Lock()
        self.log = []
        self.count = 0
        self.delay = 0
        self.victim = None
        self.kill_at = None

    def __call__(self, environ, start_response):
        method = environ["REQUEST_METHOD"]
        time.sleep(self.delay)
        with self.lock:
            at = self.count
            self.count += 1
        # Every other kill comes before the request is done, the rest after it.
        if at == self.kill_at and at % 2:
            self.victim.kill()
        if method == "PUT" or method == "POST":
            length = int(environ.get("CONTENT_LENGTH") or 0)
            body = environ["wsgi.input"].read(length)
            environ["wsgi.input"] = io.BytesIO(body)
        status = []

        def answer(line, headers, *rest):
            status.append(line)
            return start_response(line, headers, *rest)

        with self.lock:
            out = b"".join(self.application(environ, answer))
            if status[0].startswith("2"):
                key = environ["PATH_INFO"].removeprefix(f"/{BUCKET}/")
                if method == "PUT":
                    self.log.append((key, body))
                elif method == "DELETE":
                    self.log.append((key, None))
                elif method == "POST" and "delete" in environ.get("QUERY_STRING", ""):
                    for part in body.decode().split("<Key>")[1:]:
                        self.log.append((part.split("</Key>")[0], None))
        if at == self.kill_at and not at % 2:
            self.victim.kill()
        return [out]


class Needs(HTMLParser):
    """What a page loads."""

    def __init__(self, text):
        super().__init__()
        self.found = set()
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        loads = {"stylesheet", "icon", "modulepreload", "preload", "manifest"}
        if tag == "link" and loads & set((attributes.get("rel") or "").split()):
            self.found.add(attributes.get("href"))
        elif tag in ("script", "img", "source"):
            self.found.add(attributes.get("src"))
            for one in (attributes.get("srcset") or "").split(","):
                self.found.add((one.split() or [None])[0])


def needs(path, bytes):
    for address in Needs(bytes.decode()).found:
        if address and ":" not in address.split("/")[0]:
            # What begins with a slash begins at the site's root.
            folder = PREFIX if address.startswith("/") else posixpath.dirname(path)
            yield posixpath.normpath(posixpath.join(folder, address.split("?")[0].lstrip("/")))


def page_needs(state):
    return {path: set(needs(path, body)) for path, body in state.items() if path.endswith(".html")}


def replay(state, log):
    """Goes through the log; after each change every page must have what it loads."""
    loads = page_needs(state)
    for path, body in log:
        if body is None:
            state.pop(path, None)
            loads.pop(path, None)
        else:
            state[path] = body
            if path.endswith(".html"):
                loads[path] = set(needs(path, body))
        for page, wanted in loads.items():
            missing = wanted - state.keys()
            assert not missing, f"after {path}: {page} lacks {missing}"


def dateline(site, *arguments, **more):
    environment = {k: v for k, v in os.environ.items() if not k.startswith("AWS_")} | KEYS
    return subprocess.Popen(
        [PROGRAM, *arguments], cwd=site, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, **more
    )


def done(running, code=0):
    said, _ = running.communicate(timeout=120)
    assert running.returncode == code, f"exit {running.returncode}: {said}"
    return said


def prepare(folder, port):
    """The site as it is in two versions, each built."""
    versions = []
    for version in ("one", "two"):
        site = folder / version
        done(dateline(folder, "init", str(site)))
        settings = (site / "dateline.toml").read_text()
        tokens = {"one": "#0b4f6c", "two": "#6c0b4f"}[version]
        settings += f'\n[deploy.loopback]\nto = "s3://{BUCKET}/{PREFIX}"\nendpoint = "http://127.0.0.1:{port}"\n'
        if "[tokens]" not in settings:
            settings += f'\n[tokens]\naccent-light = "{tokens}"\n'
        (site / "dateline.toml").write_text(settings)
        articles = site / "content" / "articles"
        for at in range(30):
            # Some are in one version alone, some in both and different.
            if at % 3 != (0 if version == "one" else 1):
                (articles / f"more-{at}").mkdir(parents=True)
                (articles / f"more-{at}" / "drawing.svg").write_text(f"<svg xmlns='http://www.w3.org/2000/svg' id='{version}'/>")
                (articles / f"more-{at}" / "index.md").write_text(
                    f"+++\ntitle = \"More {at} of {version}\"\ndate = 2024-09-09\n+++\n![A drawing](drawing.svg)\n"
                )
        done(dateline(site, "build"))
        versions.append(site)
    return versions


def built(site):
    """The files of a site, without what is Dateline's own there."""
    files = (file for file in (site / "public").rglob("*") if file.is_file())
    paths = ((str(file.relative_to(site / "public")), file) for file in files)
    return {path: file.read_bytes() for path, file in paths if not path.startswith(".")}


def main():
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    watched = Watched(DomainDispatcherApplication(create_backend_app))
    server = make_server("127.0.0.1", 0, watched, threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    port = server.server_port
    client = boto3.client(
        "s3", endpoint_url=f"http://127.0.0.1:{port}", region_name="us-east-1",
        aws_access_key_id="test", aws_secret_access_key="test",
    )
    client.create_bucket(Bucket=BUCKET)
    for key, body in FOREIGN.items():
        client.put_object(Bucket=BUCKET, Key=key, Body=body)

    def bucket():
        pages = client.get_paginator("list_objects_v2").paginate(Bucket=BUCKET)
        keys = [entry["Key"] for page in pages for entry in page.get("Contents", [])]
        return {key: client.get_object(Bucket=BUCKET, Key=key)["Body"].read() for key in keys}

    folder = Path(tempfile.mkdtemp(prefix="dateline-deploy-"))
    try:
        one, two = prepare(folder, port)
        deploy = ("deploy", "--wait", "3", "--grace", "0")

        watched.log.clear()
        first = done(dateline(one, *deploy))
        files = len(built(one))
        assert first.startswith(f"{files} sent"), first
        again = done(dateline(one, *deploy))
        assert again.startswith("0 sent (0 B)"), again
        head = client.head_object(Bucket=BUCKET, Key=f"{PREFIX}/index.html")
        assert head["ContentType"] == "text/html; charset=utf-8", head
        assert head["CacheControl"] == "public, max-age=60", head
        page = next((one / "content" / "articles").glob("more-*")) / "index.md"
        text = page.read_text()
        page.write_text(text + "\nOne more line.\n")
        done(dateline(one, "build"))
        edited = done(dateline(one, *deploy))
        page.write_text(text)
        done(dateline(one, "build"))
        back = done(dateline(one, *deploy))
        assert back.split(" ", 1)[0] == edited.split(" ", 1)[0], (edited, back)
        print(f"first: {first.splitlines()[0]}; again: {again.splitlines()[0]}; an edit: {edited.splitlines()[0]}")

        # Two at a time.
        watched.delay = 0.05
        watched.log.clear()
        slow = dateline(two, *deploy, "--jobs", "1")
        while not any(key.endswith(".lock") for key, _ in watched.log):
            time.sleep(0.05)
        refused = done(dateline(one, *deploy), 1)
        assert "deploy/busy" in refused, refused
        done(slow)
        watched.delay = 0
        print("a second deploy at the same time is refused")

        # How many requests a whole deploy makes.
        before = watched.count
        done(dateline(one, *deploy, "--jobs", "4"))
        requests = watched.count - before
        state, old, new, stopped = bucket(), one, two, 0
        began = time.monotonic()
        for kill in range(KILLS):
            watched.log.clear()
            watched.count, watched.kill_at = 0, 1 + kill * (requests - 2) // max(1, KILLS - 1)
            watched.victim = dateline(new, *deploy, "--jobs", "4")
            watched.victim.communicate(timeout=120)
            stopped += watched.victim.returncode == -signal.SIGKILL
            watched.kill_at = None
            replay(state, watched.log)
            watched.log.clear()
            done(dateline(new, *deploy, "--jobs", "4"))
            replay(state, watched.log)
            found = bucket()
            expected = {f"{PREFIX}/{path}": body for path, body in built(new).items()} | FOREIGN
            own = {f"{PREFIX}/.dateline-deploy.json", f"{PREFIX}/.dateline-deploy.lock"}
            assert found.keys() - own == expected.keys(), found.keys() ^ expected.keys()
            assert all(found[key] == body for key, body in expected.items())
            old, new = new, old
        print(
            f"{stopped} of {KILLS} deploys killed within {requests} requests: every page had what it loads after each "
            f"change, the next deploy did the rest, {time.monotonic() - began:.0f} s"
        )
        assert stopped >= KILLS - 1, stopped
    finally:
        shutil.rmtree(folder)


main()
