"""The rows of the table: what is run against what, and the goal. A row that cannot be measured says why by name."""

import shutil
from pathlib import Path

from books import import_real_book
from measure import Side, ratios

MB = 1e6
HISTORY = ("libretto", "query", "leads", "stage.was:mql", "--format", "ids")


class Skip(Exception):
    """Why a row, or its comparison with one peer, is not measured."""


ROWS = {}


def row(key):
    """Registers a function of the bench that makes the lines of one row."""
    def register(function):
        ROWS[key] = function
        return function
    return register


class Bench:
    """What a row needs: the workplace, the stopwatch, and where its lines go."""

    def __init__(self, place, watch, report):
        self.place, self.watch, self.report = place, watch, report
        # About 500 rows of 100,000 leads: the leads in stage sql of the busiest member.
        self.query = ("libretto", "query", "leads", "stage:sql", "owner:tom")

    def has(self, program):
        return shutil.which(program, path=self.place.environment["PATH"]) is not None

    def need(self, program):
        if not self.has(program):
            raise Skip(f"{program} is not installed")

    def need_command(self, name, *options):
        """A command, by its line in the list of commands, with options or actions that its help names."""
        overview = self.place.run("libretto", "--help")
        if not any(line.split()[:1] == [name] for line in overview.splitlines() if line.startswith("  ")):
            raise Skip(f"this program has no command `libretto {name}`")
        help = self.place.run("libretto", "help", name) if options else ""
        for option in options:
            if option not in help:
                raise Skip(f"`libretto {name}` has no {option}")

    def ours(self, folder, *commands, prepare=None, variables=None):
        return Side("libretto", *commands, folder=folder, prepare=prepare, variables=variables)

    def pair(self, key, title, goal, ours, peer, what):
        """Measures one command against one peer and reports the line; a peer that is missing is skipped by name."""
        program = peer.commands[0][0]
        if not self.has(program):
            return self.report.skip(key, title, what, f"{program} is not installed", goal)
        mine, theirs = self.watch.compare(ours, peer)
        self.report.ratio(key, title, what, goal, ratios(mine, theirs), mine, theirs)


@row("query")
def warm_query(bench):
    place, book = bench.place, bench.place.book
    place.run("libretto", "index", "rebuild", folder=book)
    answer = place.run(*bench.query, "--format", "ids", folder=book).split()
    title = f"warm `{' '.join(bench.query[1:])}`, {len(answer):,} rows"
    ours = bench.ours(book, bench.query)
    bench.pair("query.git", title, 0.6, ours, Side("git status", ("git", "status"), folder=book), "`git status`")
    bench.pair("query.rg", title, 0.35, ours, Side("rg", ("rg", "-l", "^stage: sql", "leads"), folder=book),
               "`rg -l '^stage: sql'`")
    if not bench.has("recsel"):
        return bench.report.skip("query.recsel", title, "`recsel`", "recsel is not installed", 1 / 30)
    columns = "name,account,stage,owner,score"
    recsel = ("recsel", "-e", "stage = 'sql' && owner = 'tom'", "-p", columns, place.rec())
    found = place.run("recsel", "-e", recsel[2], "-P", "name", place.rec()).split("\n\n")
    found = [name for name in found if name.strip()]
    if len(found) != len(answer):
        raise RuntimeError(f"recsel finds {len(found)} leads where libretto finds {len(answer)}")
    bench.pair("query.recsel", title, 1 / 30, ours, Side("recsel", recsel, folder=book),
               "`recsel -e \"stage = 'sql' && owner = 'tom'\" -p …`")


@row("changed")
def changed_files(bench):
    book = bench.place.book
    bench.place.run("libretto", "index", "rebuild", folder=book)
    paths = sorted(Path(book, "leads").rglob("*.md"))
    paths = paths[:: max(1, len(paths) // 100)][:100]
    contents = [path.read_bytes() for path in paths]

    def change():
        for path, content in zip(paths, contents):
            path.write_bytes(content.replace(b"\nscore: ", b"\nscore: 1", 1))

    def restore_and_settle():
        for path, content in zip(paths, contents):
            path.write_bytes(content)
        bench.place.run(*bench.query, folder=book)

    try:
        changed, plain = bench.watch.compare(
            bench.ours(book, bench.query, prepare=change), Side("unchanged", bench.query, folder=book,
                                                               prepare=restore_and_settle))
    finally:
        restore_and_settle()
    bench.report.ratio("changed", "the same after 100 files changed", "the same, nothing changed", 1.2,
                       ratios(changed, plain), changed, plain)


@row("first")
def first_query(bench):
    bench.need("rg")
    clone = bench.place.clone("clone")
    # Without the index that is built in the background afterwards, at the cost of whatever runs next.
    ours = bench.ours(clone, bench.query, prepare=lambda: bench.place.drop_index(clone),
                      variables={"LIBRETTO_INDEX": "off"})
    bench.pair("first", "first `query` on a fresh clone, no index", 1.5, ours,
               Side("rg", ("rg", "-l", "^stage: sql", "leads"), folder=clone), "`rg -l '^stage: sql'`")


@row("validate")
def cold_validate(bench):
    place, book = bench.place, bench.place.book
    count = place.record_count()
    title = f"`validate` everything, cold ({count:,} records)"
    ours = bench.ours(book, ("libretto", "validate"), prepare=lambda: place.drop_index(book))
    for key, goal, peer, what in (
            ("validate.hledger", 1 / 8, ("hledger", "-f", place.journal(count), "check"), "`hledger check`"),
            ("validate.bean-check", 1 / 20, ("bean-check", place.beancount(count)), "`bean-check`")):
        bench.pair(key, title, goal, ours, Side(peer[0], peer, folder=book), f"{what}, {count:,} transactions")


@row("index")
def index_build(bench):
    bench.need_command("index", "rebuild")
    bench.need("sqlite3")
    place, book = bench.place, bench.place.book
    database, script = place.work / "import.db", place.work / "import.sql"
    kinds = ("leads", "accounts", "deals", "campaigns")
    script.write_text("".join(f".import --csv '{place.table(kind)}' {kind}\n" for kind in kinds))
    peer = Side("sqlite3", ("sqlite3", database, f".read '{script}'"), folder=book,
                prepare=lambda: database.unlink(missing_ok=True))
    rebuild = ("libretto", "index", "rebuild")
    def drop():
        place.drop_index(book)

    what = "`sqlite3 .import` of the same rows"
    bench.pair("index.plain", "full index build", 3, bench.ours(book, rebuild, prepare=drop), peer, what)
    bench.pair("index.text", "full index build, with the text index", 9,
               bench.ours(book, (*rebuild, "--text"), prepare=drop), peer, what)


@row("write")
def set_and_commit(bench):
    place = bench.place
    clone = place.clone("writes")
    lead = place.run("libretto", "query", "leads", "score:20..40", "--limit", "1", "--format", "paths", folder=clone)
    path = Path(clone, lead.strip())
    counter = iter(range(1, 10_000))
    place.run("libretto", "index", "rebuild", folder=clone)

    def settle():
        # Each begins with its own index up to date with what the other committed.
        place.run(*bench.query, folder=clone)
        place.run("git", "status", "--porcelain", folder=clone)

    def another():
        """Another value each time: what is set must change."""
        return ("libretto", "set", path.stem, f"score={41 + next(counter) % 50}")

    def edit():
        settle()
        lines = path.read_text().split("\n")
        path.write_text("\n".join(f"score: {41 + next(counter) % 50}" if line.startswith("score: ") else line
                                  for line in lines))

    peer = Side("git", ("git", "add", path), ("git", "commit", "-q", "-m", "Change the score"), folder=clone, prepare=edit)
    bench.pair("write", "`set` one field and `commit`, with every safety step", 0.9,
               bench.ours(clone, another, ("libretto", "commit"), prepare=settle), peer, "`git add` + `git commit` of the same change")


@row("history")
def history(bench):
    bench.need_command("index", "rebuild")
    place = bench.place
    clone = place.clone("history")
    commits = int(place.run("git", "rev-list", "--count", "--first-parent", "HEAD", folder=clone))
    title = f"history of {commits:,} commits into the index"

    def rebuild():
        place.drop_index(clone)
        place.run("libretto", "index", "rebuild", folder=clone)

    rebuild()
    database = place.database(clone)
    if database is None:
        raise Skip("`libretto index rebuild` made no database with a table `lead`")
    if place.ask(database, "select count(*) from libretto_commit"):
        raise Skip("`libretto index rebuild` reads history already: its own cost cannot be told apart")
    try:
        place.run(*HISTORY, folder=clone)
    except RuntimeError as error:
        raise Skip(f"history cannot be asked: {str(error).splitlines()[0]}")
    seen = place.ask(place.database(clone), "select count(*) from libretto_commit")
    if seen != commits:
        raise Skip(f"the index holds {seen} of {commits} commits after a question of history")

    # What the first question takes longer than the second is what reading history costs.
    first = bench.ours(clone, HISTORY, prepare=rebuild)
    again = Side("again", HISTORY, folder=clone)
    log = Side("git log", ("git", "log", "--raw", "--first-parent"), folder=clone)
    firsts, seconds, logs = bench.watch.compare(first, again, log)
    cost = [a - b for a, b in zip(firsts, seconds)]
    bench.report.ratio("history.all", title, "`git log --raw --first-parent` over the same", 2, ratios(cost, logs), cost, logs)

    lead = Path(clone, place.run("libretto", "query", "leads", "has:score", "--limit", "1", "--format", "paths",
                                 folder=clone).strip())
    counter = iter(range(1, 10_000))

    def commit():
        lines = lead.read_text().split("\n")
        lead.write_text("\n".join(f"score: {next(counter) % 90}" if line.startswith("score: ") else line for line in lines))
        place.run("git", "commit", "-q", "-m", "Change the score", lead, folder=clone)

    firsts, seconds = bench.watch.compare(bench.ours(clone, HISTORY, prepare=commit), again)
    bench.report.figure("history.one", "then one new commit", "the same question again", 50, "ms",
                        [(a - b) * 1000 for a, b in zip(firsts, seconds)])


@row("sql")
def group_by(bench):
    bench.need_command("sql")
    bench.need("sqlite3")
    place, book = bench.place, bench.place.book
    statement = "select owner, count(*), avg(score) from lead group by 1 order by 2 desc"
    ours = place.run("libretto", "sql", statement, "--format", "csv", folder=book).splitlines()[1:]
    database = place.database(book)
    if database is None:
        raise Skip("the index has no database with a table `lead`")
    theirs = place.run("sqlite3", "-readonly", "-csv", database, statement).splitlines()
    if sorted(line.split(",")[1] for line in ours) != sorted(line.split(",")[1] for line in theirs):
        raise RuntimeError("libretto sql and sqlite3 answer differently")
    bench.pair("sql", "`sql` group-by over all leads", 1.5, bench.ours(book, ("libretto", "sql", statement)),
               Side("sqlite3", ("sqlite3", "-readonly", database, statement), folder=book), "`sqlite3` on the same table")


@row("memory")
def peak_memory(bench):
    place, book = bench.place, bench.place.book
    place.run("libretto", "index", "rebuild", folder=book)
    warm = bench.watch.peak(bench.ours(book, bench.query)) / MB
    bench.report.figure("memory.query", "peak memory of a warm `query`", "", 60, "MB", [warm])
    cold = bench.watch.peak(bench.ours(book, ("libretto", "validate"), prepare=lambda: place.drop_index(book))) / MB
    bench.report.figure("memory.validate", "peak memory of a cold `validate`", "", 250, "MB", [cold])


@row("version")
def version(bench):
    (times,) = bench.watch.compare(bench.ours(bench.place.root, ("libretto", "--version")))
    bench.report.figure("version", "`libretto --version`", "", 20, "ms", [time * 1000 for time in times])


@row("real")
def real_book(bench):
    bench.need("hledger")
    place = bench.place
    book = import_real_book(place)
    if book is None:
        raise Skip("the data set crm-sales-opportunities is missing (LIBRETTO_SHARED_DATA)")
    count = sum(1 for path in book.rglob("*.md") if path.name != "README.md" and ".git" not in path.parts)
    peer = Side("hledger", ("hledger", "-f", place.journal(count), "check"), folder=book)
    what = f"`hledger check`, {count:,} transactions"
    for key, title, command in (
            ("real.validate", f"real book of {count:,} records: `validate`, no index", ("validate",)),
            ("real.query", "real book: `query` with sums through a link, no index",
             ("query", "deals", "stage:won", "--group", "account.sector", "--sum", "amount")),
            ("real.list", "real book: `query` for a sorted list, no index",
             ("query", "deals", "amount:5k..", "--columns", "name,account.name,amount", "--sort", "-amount"))):
        bench.pair(key, title, 1 / 5, bench.ours(book, ("libretto",) + command, variables={"LIBRETTO_INDEX": "off"}), peer,
                   what)
