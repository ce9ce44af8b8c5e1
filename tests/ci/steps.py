"""Runs the workflows that `dateline init --ci` writes, for each host and event, with a web server that
has the program's archive and the published site."""

import functools
import hashlib
import http.server
import json
import re
import subprocess
import sys
import tarfile
import tempfile
import threading
from pathlib import Path

from hosts import Actions, Gitlab

PROGRAM = Path(sys.argv[1])
ASKED = []


class Server(http.server.SimpleHTTPRequestHandler):
    """Files of a folder; notes what was asked for."""

    def do_GET(self):
        ASKED.append(self.path)
        super().do_GET()

    def log_message(self, *_):
        pass


def git(folder, *arguments):
    identity = ["-c", "user.name=Desk", "-c", "user.email=desk@localhost", "-c", "init.defaultBranch=main"]
    subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True)


class Desk:
    """A newcomer: a site with a workflow, pushed to a host."""

    def __init__(self, work, name, port):
        self.work, self.name, self.port = work, name, port
        address = f"http://127.0.0.1:{port}/{name}/published/"
        tools = work / "tools"
        kind = Gitlab if name == "gitlab" else Actions
        self.host = kind(work / name, name, address, tools)
        self.sources = self.host.sources
        subprocess.run([PROGRAM, "init", self.sources, "--ci", name], check=True, capture_output=True)
        settings = self.sources / "dateline.toml"
        text = settings.read_text()
        if name == "forgejo":
            text = re.sub("# base_url = .*", f'base_url = "{address}"', text)
        settings.write_text(text)
        git(self.sources, "init")
        self.commit()

    def commit(self):
        git(self.sources, "add", "--all")
        git(self.sources, "commit", "--message", "Change", "--allow-empty")

    def write(self, path, text):
        path = self.sources / path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        self.commit()

    def remove(self, path):
        (self.sources / path).unlink()
        self.commit()

    def run(self, event):
        ASKED.clear()
        run = self.host.run(event)
        if self.name == "forgejo" and "Publish" in run.steps and run.well:
            shown = self.host.work / "branch"
            subprocess.run(["rm", "-rf", shown], check=True)
            git(self.work, "clone", "--branch", "pages", self.sources, shown)
            subprocess.run(["rm", "-rf", shown / ".git"], check=True)
            self.host.publish(shown)
        return run

    def built(self):
        """Whether the last run fetched the program, and so did more than look."""
        return "/dateline.tar.gz" in ASKED

    def record(self, text=None):
        path = self.host.published / "build.json"
        if text is not None:
            path.write_text(text)
        return path


ARTICLE = '+++\ntitle = "Lights"\ndate = 2026-07-01\n{}+++\n\nText.\n'


def tells(run, *words):
    for word in words:
        assert word in run.said, f"nothing of {word!r} in: {run.said}"


def story(desk, archive, checksum):
    """What a newcomer and the months after come to."""
    variables = desk.host.variables

    run = desk.run("push")
    assert not run.well and not desk.built()
    tells(run, "Where is Dateline?", "DATELINE_URL", "bin/dateline")

    variables |= {"DATELINE_URL": archive, "DATELINE_SHA256": "0" * 64}
    run = desk.run("push")
    assert not run.well and "pages," not in run.said, run.said
    assert not desk.record().exists(), "nothing of a program that is another"
    variables["DATELINE_SHA256"] = checksum

    run = desk.run("push")
    assert run.well, run.said
    tells(run, " written, 0 unchanged")
    first = desk.record().read_text()
    page = (desk.host.published / "index.html").read_text()
    assert f'"canonical" href="{desk.host.address}' in page, "its address is known"

    run = desk.run("push")
    assert run.well, run.said
    tells(run, "0 written")

    desk.write("content/articles/lights.md", ARTICLE.format('topcis = ["x"]\n'))
    run = desk.run("pull_request")
    assert not run.well and desk.record().read_text() == first
    match desk.name:
        case "github":
            tells(run, "::error title=front-matter/unknown-key,file=content/articles/lights.md,line=4,col=1::")
        case "gitlab":
            tells(run, "front-matter/unknown-key", "content/articles/lights.md:4:1")
            report = {found["check_name"]: found for found in desk.host.report}
            place = report["front-matter/unknown-key"]["location"]
            assert place == {"path": "content/articles/lights.md", "lines": {"begin": 4}}, place
        case "forgejo":
            tells(run, "front-matter/unknown-key", "content/articles/lights.md:4:1")
    run = desk.run("push")
    assert not run.well and desk.record().read_text() == first, "an error changes nothing"

    desk.write("content/articles/lights.md", ARTICLE.format('topics = ["footbridge"]\nregions = ["harrowmere"]\n'))
    run = desk.run("pull_request")
    assert run.well and desk.record().read_text() == first, run.said
    run = desk.run("push")
    assert run.well and (desk.host.published / "articles/lights/index.html").is_file(), run.said

    run = desk.run("schedule")
    assert run.well and not desk.built() and any("build.json" in path for path in ASKED), run.said
    record = json.loads(desk.record().read_text())
    for missing in ("2026-01-01T00:00:00Z", None):
        record["next_change"] = missing and {"instant": missing}
        desk.record(json.dumps(record))
        run = desk.run("schedule")
        assert run.well and desk.built() == bool(missing), (missing, run.said)
    for broken in ("<!doctype html>", "{}", "[]", "", '{"next_change": {"instant": "soon"}}'):
        desk.record(broken)
        run = desk.run("schedule")
        assert run.well and desk.built(), (broken, run.said)
    desk.record().unlink()
    run = desk.run("schedule")
    assert run.well and desk.built() and desk.record().exists(), run.said

    variables.clear()
    desk.write("bin/dateline", f'#!/bin/sh\nexec "{desk.work}/tools/../program/dateline" "$@"\n')
    run = desk.run("push")
    assert run.well and not desk.built(), run.said


def main():
    with tempfile.TemporaryDirectory() as work:
        work = Path(work)
        handler = functools.partial(Server, directory=work)
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        port = server.server_address[1]

        # The archive holds a door to the program, which is large.
        door = work / "program/dateline"
        door.parent.mkdir()
        door.write_text(f'#!/bin/sh\nexec "{PROGRAM}" "$@"\n')
        door.chmod(0o755)
        with tarfile.open(work / "dateline.tar.gz", "w:gz") as archive:
            archive.add(door, "dateline-1.0.0-linux/dateline")
        checksum = hashlib.sha256((work / "dateline.tar.gz").read_bytes()).hexdigest()
        # Packages are there already.
        tools = work / "tools"
        tools.mkdir()
        (tools / "apt-get").write_text("#!/bin/sh\n")
        (tools / "apt-get").chmod(0o755)

        hosts = ["github", "gitlab"]
        # Forgejo has no pages of its own to hand a site to.
        if subprocess.run([PROGRAM, "deploy", "--help"], capture_output=True).returncode == 0:
            hosts.append("forgejo")
        for name in hosts:
            story(Desk(work, name, port), f"http://127.0.0.1:{port}/dateline.tar.gz", checksum)
            print(f"{name}: every step as it should be")
        server.shutdown()


main()
