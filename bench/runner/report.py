"""What was measured: printed as it comes, kept as JSON, and written as a table into docs/performance.md."""

import json
import os
import platform
import re
import statistics
import subprocess
from datetime import date

PEERS = {"git": ("git", "--version"), "ripgrep": ("rg", "--version"), "recutils": ("recsel", "--version"),
         "hledger": ("hledger", "--version"), "beancount": ("bean-check", "--version"),
         "sqlite3": ("sqlite3", "--version")}


class Report:
    """The lines of a table, by key. Those that another run measured on this machine stay until they are measured anew."""

    def __init__(self, path, head):
        self.path, self.head, self.failed = path, head, False
        self.all = json.loads(path.read_text()) if path.exists() else {}
        old = self.all.get(str(head["leads"]), {})
        same = all(old.get("head", {}).get(name) == head[name] for name in ("machine", "commits", "seed"))
        self.lines = old.get("lines", {}) if same else {}
        self.all[str(head["leads"])] = {"head": head, "lines": self.lines}

    # Lines

    def ratio(self, key, title, peer, goal, measured, ours, theirs):
        median, low, high = measured
        self._add(key, title, peer, goal, "×", median, low, high, ours=statistics.median(ours),
                  theirs=statistics.median(theirs), rounds=len(ours))

    def figure(self, key, title, peer, goal, unit, values):
        self._add(key, title, peer, goal, unit, statistics.median(values), min(values), max(values), rounds=len(values))

    def skip(self, key, title, peer, reason, goal=None):
        self._set(key, {"title": title, "peer": peer, "goal": goal, "unit": "×",
                        "skipped": " ".join(reason.split())})

    def failure(self, key, reason):
        self.failed = True
        self._set(key, {"title": key, "peer": "", "goal": None, "unit": "", "skipped": "FAILED: " + " ".join(reason.split())})

    def _add(self, key, title, peer, goal, unit, median, low, high, **more):
        self._set(key, {"title": title, "peer": peer, "goal": goal, "unit": unit, "median": median, "low": low,
                        "high": high, "passed": median <= goal} | more)

    def _set(self, key, line):
        # A row that could not be measured as a whole stands under its own name, one that could under those of its parts.
        self.lines.pop(key.split(".")[0], None)
        for part in [name for name in self.lines if name.startswith(key + ".")]:
            del self.lines[part]
        self.lines[key] = line | {"commit": self.head["commit"], "date": self.head["date"]}
        print(self._plain(line), flush=True)
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.write_text(json.dumps(self.all, indent=1, ensure_ascii=False) + "\n")

    # Texts

    @staticmethod
    def number(value, unit):
        if unit != "×":
            return f"{value:.0f} {unit}" if value >= 100 else f"{value:.1f} {unit}"
        return f"{value:.3f}" if value < 0.1 else f"{value:.2f}"

    @staticmethod
    def seconds(value):
        return f"{value:.2f} s" if abs(value) >= 1 else f"{value * 1000:.1f} ms"

    def goal(self, line):
        goal = line["goal"]
        if goal is None:
            return ""
        if line["unit"] != "×":
            return f"≤ {goal} {line['unit']}"
        inverse = round(1 / goal) if goal < 0.34 else 0
        return f"≤ 1/{inverse}" if inverse and abs(1 / goal - inverse) < 1e-9 else f"≤ {goal:g} ×"

    def _plain(self, line):
        against = f" against {line['peer']}" if line["peer"] else ""
        subject = (line["title"] + against).replace("`", "")
        if "skipped" in line:
            return f"{subject}\n    not measured: {line['skipped']}"
        times = f"   {self.seconds(line['ours'])} : {self.seconds(line['theirs'])}" if "ours" in line else ""
        return (f"{subject}\n    {self.number(line['median'], line['unit'])} ({self.number(line['low'], line['unit'])} to "
                f"{self.number(line['high'], line['unit'])}), goal {self.goal(line)}"
                f" {'ok' if line['passed'] else 'MISSED'}{times}   {line['rounds']} rounds")

    def table(self, keys):
        """The Markdown table, its rows in the order of `keys`."""
        smaller = self.all.get("100000", {}).get("lines", {}) if self.head["leads"] > 100_000 else {}
        grows = len(smaller) > 0
        yield from self._machine()
        yield ""
        yield f"| | against | goal | measured | | Libretto | peer |{' times 100,000 |' if grows else ''}"
        yield f"| --- | --- | --- | --- | --- | --- | --- |{' --- |' if grows else ''}"
        for row in keys:
            found = [(key, line) for key, line in self.lines.items() if key.split(".")[0] == row]
            if not found:
                yield f"| {row} | | | *not yet measured* | | | |{' |' if grows else ''}"
            for key, line in found:
                yield self._markdown(line, smaller.get(key) if grows else None, grows)

    def _markdown(self, line, smaller, grows):
        # A bar would end the cell.
        start = f"| {line['title']} | {line['peer']} | {self.goal(line)} |".replace("\\|", "|")
        if "skipped" in line:
            return f"{start} *not measured: {line['skipped']}* | | | |{' |' if grows else ''}"
        unit = line["unit"]
        spread = f" ({self.number(line['low'], unit)}–{self.number(line['high'], unit)})" if line["rounds"] > 1 else ""
        ours = self.seconds(line["ours"]) if "ours" in line else ""
        theirs = self.seconds(line["theirs"]) if "ours" in line else ""
        growth = ""
        if grows:
            name = "ours" if "ours" in line else "median"
            value = line[name] / smaller[name] if smaller and smaller.get(name) else None
            growth = f" {value:.1f} |" if value else " |"
        return (f"{start} {self.number(line['median'], unit)}{spread} | {'pass' if line['passed'] else '**missed**'} |"
                f" {ours} | {theirs} |{growth}")

    def _machine(self):
        head = self.head
        dates = sorted({line["date"] for line in self.lines.values()})
        commits = sorted({line["commit"] for line in self.lines.values()})
        yield f"{head['leads']:,} leads, {head['commits']:,} commits, seed {head['seed']}; measured {' and '.join(dates)} at "
        yield f"{', '.join(commits)}; {head['machine']}; {head['peers']}."

    def write(self, page, keys):
        """Puts the table between its two markers in `page`."""
        begin, end = (f"<!-- bench {self.head['leads']} {word} -->" for word in ("begin", "end"))
        text = page.read_text()
        if begin not in text or end not in text:
            raise RuntimeError(f"{page} has no markers {begin} and {end}")
        before, rest = text.split(begin, 1)
        after = rest.split(end, 1)[1]
        page.write_text(f"{before}{begin}\n" + "\n".join(self.table(keys)) + f"\n{end}{after}")


def describe(place):
    """The machine, the versions of the peers, the commit of the program: what figures are worthless without."""
    def first_line(*argv):
        try:
            done = subprocess.run(argv, env=place.environment, stdin=subprocess.DEVNULL, capture_output=True, text=True)
            return (done.stdout or done.stderr).strip().splitlines()[0]
        except (OSError, IndexError):
            return None

    def version(name, told):
        number = re.search(r"\d+(\.\d+)+", told or "")
        return f"{name} {number.group() if number else 'missing'}"

    model = platform.processor() or platform.machine()
    if os.path.exists("/proc/cpuinfo"):
        with open("/proc/cpuinfo") as file:
            names = re.findall(r"^model name\s*: (.*)$", file.read(), re.M)
        model = names[0] if names else model
    commit = place.run("git", "rev-parse", "--short", "HEAD", folder=place.root).strip()
    if place.run("git", "status", "--porcelain", "--", "Sources", "Package.swift", folder=place.root):
        commit += " with changes"
    return {
        "leads": place.leads, "commits": place.commits, "seed": place.seed, "date": date.today().isoformat(),
        "commit": commit, "machine": f"{os.cpu_count()} cores, {model}, {platform.system()} {platform.release()}",
        "peers": ", ".join(version(name, first_line(*argv)) for name, argv in PEERS.items())}
