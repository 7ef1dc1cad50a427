"""The books that are measured, and the same data as the peers want it. All of it lies below bench/out."""

import csv
import os
import re
import shutil
import sqlite3
import subprocess
import tempfile
import time
from pathlib import Path


class Workplace:
    """Where a run happens: the program, the book of N leads, the environment, the files for the peers."""

    def __init__(self, root, program, leads, commits, seed):
        self.root, self.leads, self.commits, self.seed = root, leads, commits, seed
        self.program = program
        self.out = root / "bench/out"
        self.work = self.out / f"work-{leads}-{commits}-{seed}"
        self.home = self.out / "home"
        for folder in (self.work, self.home):
            folder.mkdir(parents=True, exist_ok=True)
        (self.home / "gitconfig").write_text("[user]\n\tname = Mia Weber\n\temail = mia@aria.example\n")
        kept = {name: value for name, value in os.environ.items()
                if not name.startswith(("LIBRETTO_", "GIT_", "XDG_"))}
        self.environment = kept | {
            "HOME": str(self.home), "LC_ALL": "C.UTF-8", "GIT_CONFIG_GLOBAL": str(self.home / "gitconfig"),
            "GIT_CONFIG_NOSYSTEM": "1", "BEANCOUNT_DISABLE_LOAD_CACHE": "1", "SWIFT_BACKTRACE": "enable=no"}
        # A peer found through the home folder of its manager (pyenv, asdf) must still be found.
        self.environment["PATH"] = f"{program.parent}:{self.environment['PATH']}"
        self._book = None

    def run(self, *argv, folder=None, output=None, accept=(0,)):
        """Runs a command that is not measured; its output as text, or into the file `output`."""
        with open(output or os.devnull, "wb") as file:
            done = subprocess.run(argv, cwd=folder or self.root, env=self.environment, stdin=subprocess.DEVNULL,
                                  stdout=file if output else subprocess.PIPE, stderr=subprocess.PIPE)
        if done.returncode not in accept:
            raise RuntimeError(f"{' '.join(map(str, argv))}: {done.stderr.decode(errors='replace').strip()[-300:]}")
        return "" if output else done.stdout.decode()

    # The book

    @property
    def book(self):
        """The generated book, made where it is missing."""
        if self._book is None:
            folder = self.out / f"books/{self.leads}-{self.commits}-{self.seed}"
            done = subprocess.run(
                [self.root / "bench/book", str(self.leads), str(self.commits), str(self.seed), folder], cwd=self.root,
                stdout=subprocess.DEVNULL)
            if done.returncode:
                raise RuntimeError("bench/book failed")
            self._book = folder
        return self._book

    def clone(self, name):
        """A fresh clone of the book, for what writes or begins from nothing."""
        folder = self.work / name
        if folder.exists():
            shutil.rmtree(folder)
        self.run("git", "clone", "-q", "--local", "-c", "checkout.workers=0", "-c", "gc.auto=0", self.book, folder)
        # Past the second in which the files were written, their times can be trusted.
        time.sleep(1.1)
        return folder

    def index_folder(self, folder):
        return Path(folder, self.run("git", "rev-parse", "--git-path", "libretto", folder=folder).strip())

    def drop_index(self, folder):
        shutil.rmtree(self.index_folder(folder), ignore_errors=True)

    def database(self, folder):
        """The index's database file, known by its tables; None where there is none."""
        for path in sorted(self.index_folder(folder).rglob("*")):
            if path.is_file() and path.stat().st_size > 100:
                with open(path, "rb") as file:
                    if file.read(15) != b"SQLite format 3":
                        continue
                if self.ask(path, "select count(*) from sqlite_master where name = 'lead'"):
                    return path
        return None

    @staticmethod
    def ask(database, statement):
        connection = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
        try:
            return connection.execute(statement).fetchone()[0]
        finally:
            connection.close()

    def record_count(self):
        return sum(1 for folder in ("leads", "accounts", "deals", "campaigns")
                   for _ in Path(self.book, folder).rglob("*.md"))

    # The same data for the peers, made once for a book

    def made(self, name, make):
        """The file `name`, made by `make(path)` unless it is there and of the book as it is."""
        path, stamp = self.work / name, self.work / (name + ".stamp")
        head = self.run("git", "rev-parse", "HEAD", folder=self.book)
        if not path.exists() or not stamp.exists() or stamp.read_text() != head:
            make(path)
            stamp.write_text(head)
        return path

    def table(self, kind):
        """The rows of a record type as CSV, by the program's own export."""
        return self.made(f"{kind}.csv", lambda path: self.run(
            "libretto", "export", "csv", kind, "--raw", folder=self.book, output=path))

    def rec(self):
        """The leads as a file of GNU recutils: the front matter's fields, without text and log."""
        def make(path):
            with open(self.table("leads"), encoding="utf-8", newline="") as rows, open(path, "w") as out:
                out.write("%rec: lead\n\n")
                for row in csv.DictReader(rows):
                    out.writelines(f"{name.replace('.', '_')}: {value}\n" for name, value in row.items() if value)
                    out.write("\n")
        return self.made("leads.rec", make)

    def journal(self, count):
        """A journal for hledger with so many transactions."""
        return self.once_written(self.out / f"{count}.journal", write_journal, count)

    def beancount(self, count):
        """A ledger for beancount with so many transactions."""
        return self.once_written(self.out / f"{count}.beancount", write_beancount, count)

    @staticmethod
    def once_written(path, write, count):
        if not path.exists():
            unfinished = path.with_suffix(".part")
            write(unfinished, count)
            unfinished.rename(path)
        return path


def transactions(count):
    """Day, customer, product, agent and amount of each of `count` sales over two years."""
    for number in range(count):
        month = number * 24 // count
        date = f"{2024 + month // 12}-{month % 12 + 1:02}-{number % 28 + 1:02}"
        yield number, date, number % 85, number % 7, number % 35, number % 4000 + 50


def write_journal(path, count):
    with open(path, "w") as out:
        for number, date, customer, product, agent, amount in transactions(count):
            out.write(f"{date} * ({number:05d}) Customer {customer} | product {product}\n"
                      f"    assets:receivable:customer{customer}  {amount}.00 USD\n"
                      f"    income:sales:agent{agent}\n\n")


def write_beancount(path, count):
    with open(path, "w") as out:
        for customer in range(85):
            out.write(f"2023-01-01 open Assets:Receivable:Customer{customer} USD\n")
        for agent in range(35):
            out.write(f"2023-01-01 open Income:Sales:Agent{agent} USD\n")
        for number, date, customer, product, agent, amount in transactions(count):
            out.write(f'\n{date} * "Customer {customer}" "{number:05d} product {product}"\n'
                      f"  Assets:Receivable:Customer{customer}  {amount}.00 USD\n"
                      f"  Income:Sales:Agent{agent}\n")


def import_real_book(place):
    """The book of real data, by the commands of the guide as they stand there; None where the data is missing."""
    shared = os.environ.get("LIBRETTO_SHARED_DATA", str(place.root / "../shared/data"))
    data = Path(shared, "crm-sales-opportunities")
    if not data.is_dir():
        return None
    book = place.out / "real"
    guide = (place.root / "docs/guides/import-a-crm.md").read_text()
    # Elsewhere at first: `libretto init` refuses a folder that the repository around it ignores, as bench/out is.
    with tempfile.TemporaryDirectory() as scratch:
        script, log = Path(scratch, "import.sh"), place.work / "import.log"
        # Some of its commands show what is wrong with the data and end with 1.
        commands = "".join(re.findall(r"^```sh[^\n]*\n(.*?)^```", guide, re.M | re.S))
        script.write_text(commands.replace("\ncd hardware\n", "\ncd hardware || exit 2\n", 1))
        with open(log, "wb") as out:
            subprocess.run(["bash", script], cwd=scratch, env=place.environment | {"DATA": str(data.resolve())},
                           stdin=subprocess.DEVNULL, stdout=out, stderr=out)
        if not Path(scratch, "hardware/deals").is_dir():
            raise RuntimeError(f"the import of the real book failed: see {log}")
        shutil.rmtree(book, ignore_errors=True)
        shutil.move(Path(scratch, "hardware"), book)
    return book
