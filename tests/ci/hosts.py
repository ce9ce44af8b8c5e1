"""Code hosts, as far as the workflows of `dateline init --ci` need them: each runs the jobs of an event
with their steps in bash, and stands in for the actions of others."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

from ruamel.yaml import YAML


class Names(dict):
    """What expressions name: what is not there is empty."""

    def __getattr__(self, name):
        return self.get(name, Names())

    def __str__(self):
        return ""


def value(expression, names):
    """What an expression of GitHub's comes to; Python's are near enough."""
    python = expression.replace("&&", " and ").replace("||", " or ")
    python = re.sub(r"!(?!=)", " not ", python)
    return eval(python.strip(), {"__builtins__": {}, "cancelled": lambda: False}, names)


def filled(text, names):
    """A text with the values of its expressions."""
    return re.sub(r"\$\{\{(.*?)\}\}", lambda found: str(value(found[1], names)), str(text))


def bash(script, folder, environment):
    """Runs a script as the hosts do: its exit code and what it said."""
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
    return done.returncode, done.stdout + done.stderr


class Run:
    """What became of an event: the steps that ran, what they said, and whether all went well."""

    def __init__(self):
        self.steps, self.said, self.well = [], "", True


class Host:
    """A host with a repository in `sources`, a memory, and the published site in `published`."""

    def __init__(self, work, name, address, tools):
        self.work, self.name, self.address, self.tools = work, name, address, tools
        self.sources, self.memory, self.published = work / "sources", work / "memory", work / "published"
        self.variables = {}
        self.published.mkdir(parents=True)

    def checkout(self):
        """A fresh copy of the repository."""
        desk = self.work / "desk"
        shutil.rmtree(desk, ignore_errors=True)
        subprocess.run(["git", "clone", "--quiet", self.sources, desk], check=True)
        return desk

    def environment(self, more):
        path = f"{self.tools}:{os.environ['PATH']}"
        return {"PATH": path, "HOME": str(self.work), "LANG": "C.UTF-8", **more}

    def publish(self, folder):
        """Shows a folder to readers."""
        assert (folder / "index.html").is_file(), "what is published has a front page"
        shutil.rmtree(self.published)
        shutil.copytree(folder, self.published)

    def keep(self, desk):
        """Keeps what the next run is to find again."""
        shutil.rmtree(self.memory, ignore_errors=True)
        for folder in (".dateline-cache", "public"):
            if (desk / folder).is_dir():
                shutil.copytree(desk / folder, self.memory / folder)

    def recall(self, desk):
        if self.memory.is_dir():
            shutil.copytree(self.memory, desk, dirs_exist_ok=True)


class Actions(Host):
    """GitHub Actions and Forgejo Actions."""

    def run(self, event):
        folder = {"github": ".github", "forgejo": ".forgejo"}[self.name]
        workflow = YAML(typ="safe").load(self.sources / folder / "workflows/site.yml")
        run, needs = Run(), Names()
        names = Names(
            github=Names(event_name=event, ref="refs/heads/main", run_id=1, run_attempt=1),
            vars=Names(self.variables), env=Names(workflow["env"]), needs=needs, secrets=Names(),
        )
        self.desk = self.work / "empty"
        self.desk.mkdir(exist_ok=True)
        for job_name, job in workflow["jobs"].items():
            if not value(str(job.get("if", "True")).strip("${ }"), names):
                needs[job_name] = Names(result="skipped", outputs=Names())
                continue
            names["steps"] = Names()
            path, well = [], True
            for step in job["steps"]:
                if not well or not value(str(step.get("if", "True")).strip("${ }"), names):
                    continue
                run.steps.append(step["name"])
                well = self.step(step, names, path, run)
            if well and "Recall the last build" in run.steps:
                self.keep(self.desk)
            outputs = {name: filled(text, names) for name, text in job.get("outputs", {}).items()}
            needs[job_name] = Names(result="success" if well else "failure", outputs=Names(outputs))
            run.well &= well
        return run

    def step(self, step, names, path, run):
        if "uses" in step:
            action = step["uses"].split("@")[0].split("actions/")[1]
            assert re.fullmatch(r"[0-9a-f]{40}", step["uses"].split("@")[1]), "actions are pinned"
            outputs = self.action(action, step, names)
            names["steps"][step.get("id", "")] = Names(outputs=Names(outputs or {}))
            return True
        output, paths = self.work / "output", self.work / "paths"
        output.write_text("")
        paths.write_text("")
        own = {key: filled(text, names) for key, text in step.get("env", {}).items()}
        more = {**names.env, "GITHUB_OUTPUT": output, "GITHUB_PATH": paths, "RUNNER_TEMP": self.work / "temp", **own}
        environment = self.environment({key: str(text) for key, text in more.items()})
        environment["PATH"] = ":".join([*path, environment["PATH"]])
        (self.work / "temp").mkdir(exist_ok=True)
        folder = self.desk / filled(step.get("working-directory", "."), names)
        code, said = bash(step["run"], folder, environment)
        run.said += said
        path += paths.read_text().split()
        said = dict(line.split("=", 1) for line in output.read_text().splitlines())
        names["steps"][step.get("id", "")] = Names(outputs=Names(said))
        return code == 0

    def action(self, action, step, names):
        """What others' actions do, for us."""
        match action:
            case "checkout":
                self.desk = self.checkout()
            case "configure-pages":
                return {"base_url": self.address}
            case "cache":
                self.recall(self.desk)
            case "upload-pages-artifact":
                self.artifact = self.desk / filled(step["with"]["path"], names)
            case "deploy-pages":
                self.publish(self.artifact)
                return {"page_url": self.address}
            case _:
                raise AssertionError(f"an action that nobody knows: {action}")


class Gitlab(Host):
    """GitLab CI/CD."""

    def run(self, event):
        yaml = YAML(typ="safe")
        yaml.constructor.add_constructor("!reference", lambda loader, node: ("reference", *loader.construct_sequence(node)))
        workflow = yaml.load(self.sources / ".gitlab-ci.yml")
        named = {"CI_PIPELINE_SOURCE": {"pull_request": "merge_request_event"}.get(event, event), "CI_DEFAULT_BRANCH": "main"}
        if event != "pull_request":
            named |= {"CI_COMMIT_BRANCH": "main", "CI_PAGES_URL": self.address}
        run = Run()
        rules = [workflow["workflow"]["rules"]]
        for name, job in workflow.items():
            if not isinstance(job, dict) or name.startswith(".") or "script" not in job:
                continue
            if not all(any(self.holds(rule["if"], named) for rule in rules) for rules in [*rules, job["rules"]]):
                continue
            run.steps.append(name)
            desk = self.checkout()
            if "cache" in job:
                self.recall(desk)
            lines = [*job.get("before_script", []), *job["script"]]
            lines = [line for one in lines for line in (workflow[one[1]][one[2]] if isinstance(one, tuple) else [one])]
            script = "\n".join(lines)
            # Other hosts' scripts are read by actionlint.
            subprocess.run(["shellcheck", "--shell=bash", "-"], input=script, text=True, check=True)
            variables = {**workflow["variables"], **named, **self.variables}
            code, said = bash(script, desk, self.environment(variables))
            run.said += said
            report = job["artifacts"].get("reports", {}).get("codequality")
            if report and (desk / report).is_file():
                self.report = json.loads((desk / report).read_text())
            if code == job.get("allow_failure", {}).get("exit_codes"):
                continue
            run.well &= code == 0
            if code == 0 and name == "pages":
                self.keep(desk)
                self.publish(desk / "public")
        return run

    @staticmethod
    def holds(rule, named):
        python = re.sub(r"\$(\w+)", lambda found: repr(named.get(found[1])), rule)
        return eval(python, {"__builtins__": {}})
