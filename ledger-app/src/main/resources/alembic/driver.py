"""Runs Alembic revisions one at a time for the ledger: many of them in one start of the interpreter.

Reads settings and then orders from `orders`, one JSON document a line, and answers each with one line. Whatever scripts
print goes to standard error, so that it cannot be taken for an answer. Alembic does the work with the project's own
env.py; this program only says which revision, looks at whose connection it is, and counts commits.
"""
import functools
import hashlib
import importlib.util
import io
import json
import os
import queue
import re
import sys
import threading
import tokenize

answers = os.fdopen(os.dup(1), "w", encoding="utf-8", newline="\n")
os.dup2(2, 1)
sys.stdout = os.fdopen(os.dup(2), "w", buffering=1, errors="replace")
_nothing = os.open(os.devnull, os.O_RDONLY)
os.dup2(_nothing, 0)
sys.stdin = open(os.devnull)

settings = json.loads(orders.readline())  # noqa: F821, given by the line that starts this program
if not settings["current_directory"]:
    # The script `alembic` does not look there, and a project's own directory may be called alembic.
    sys.path[:] = [entry for entry in sys.path if entry != ""]


# PostgreSQL, then SQLite.
NEEDS_NO_TRANSACTION = (
    "cannot run inside a transaction block",
    "within a transaction",
    "inside a transaction",
)

# Classes of PostgreSQL's error codes: connection, authorization, database name, resources, operator intervention.
ABOUT_CONNECTIONS = ("08", "28", "3D", "53", "57")


class Refusal(BaseException):
    """Ends a run before it does harm; not an Exception, so that no env.py takes it for a failure to live with."""

    def __init__(self, kind, message="", **more):
        super().__init__(message)
        self.answer = dict(more, error=kind, message=message)


def watch(into):
    """Ends with the ledger: no interpreter is left behind to do what nobody waits for."""
    for line in orders:  # noqa: F821
        into.put(json.loads(line))
    os._exit(3)


def answer(document):
    answers.write(json.dumps(document) + "\n")
    answers.flush()


def words(error):
    """The primary message: what the database adds in detail quotes values of rows."""
    original = getattr(error, "orig", None)
    if original is None:
        return "%s: %s" % (type(error).__name__, error)
    primary = getattr(getattr(original, "diag", None), "message_primary", None)
    text = primary or str(original.__cause__ or original)
    return (text.strip().splitlines() or [type(original).__name__])[0]


def sent(error):
    """Of which statement: its beginning, without what stands in quotes, for that may be a secret or somebody's data."""
    statement = getattr(error, "statement", None)
    if not isinstance(statement, str):
        return ""
    text = " ".join(re.sub(r"\$(\w*)\$.*?(\$\1\$|\Z)|'[^']*('|\Z)", "'..'", statement, flags=re.DOTALL).split())
    return ", in: " + (text if len(text) <= 100 else text[:98] + "..")


def sqlstate(error):
    original = getattr(error, "orig", None)
    for name in ("pgcode", "sqlstate", "sqlite_errorname"):
        if getattr(original, name, None):
            return str(getattr(original, name))
    return "08006" if getattr(error, "connection_invalidated", False) else ""


def line_in(path, error):
    line = 0
    trace = error.__traceback__
    while trace is not None:
        if path and os.path.realpath(trace.tb_frame.f_code.co_filename) == os.path.realpath(path):
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


class Files:
    """Loads Python files in Alembic's place, each from bytes that are read once: nothing under __pycache__ is taken for
    them by its date, and no other text can come between a file's digest and what runs of it."""

    def __init__(self):
        from alembic.util import pyfiles

        self.digests = {}
        self.load_compiled = pyfiles.load_module_py
        pyfiles.load_module_py = self.load

    def load(self, name, path):
        path = os.fspath(path)
        if not path.endswith(".py"):
            return self.load_compiled(name, path)
        with open(path, "rb") as file:
            source = file.read()
        module = importlib.util.module_from_spec(importlib.util.spec_from_file_location(name, path))
        exec(compile(source, path, "exec", dont_inherit=True), module.__dict__)
        self.digests[path] = digest(source)
        return module

    def digest(self, path):
        if os.fspath(path) not in self.digests:
            raise Refusal("environment", "this Alembic loads files in a way that is not known: what it runs of them cannot be compared")
        return self.digests[os.fspath(path)]


def digest(source):
    """As Script.digest of the ledger: of the text in UTF-8, without a byte order mark, with line ends as LF."""
    text = source.decode(tokenize.detect_encoding(io.BytesIO(source).readline)[0])
    return hashlib.sha256(text.replace("\r\n", "\n").encode("utf-8")).hexdigest()


class Commits:
    """Those that happen while a revision is at work: before its end, and so without its version row."""

    def __init__(self):
        self.watching = False
        self.allowed = True
        self.seen = 0

    def begin(self, allowed):
        self.watching, self.allowed, self.seen = True, allowed, 0

    def end(self):
        self.watching = False

    def __call__(self, connection):
        if self.watching and not self.allowed:
            raise Refusal("not-atomic", "it commits before its end")
        if self.watching:
            self.seen += 1


class Project:
    """The project's Alembic environment, loaded once; its env.py runs for every order, as it does for every command."""

    def __init__(self):
        from alembic.config import CommandLine
        from alembic.script import ScriptDirectory
        from sqlalchemy import event
        from sqlalchemy.engine import Engine

        found = []

        class Line(CommandLine):
            def run_cmd(self, config, options):
                found.append(config)

        Line(prog="alembic").main(argv=settings["options"] + ["upgrade", "heads"])
        self.config = found[0]
        if settings["url"] is not None:
            url = self.with_driver(settings["url"])
            self.config.set_main_option("sqlalchemy.url", url.replace("%", "%%"))
        if settings["script_location"] is not None:
            self.config.set_main_option("script_location", settings["script_location"].replace("%", "%%"))
        self.files = Files()
        self.script = ScriptDirectory.from_config(self.config)
        self.map = self.script.revision_map
        self.commits = Commits()
        event.listen(Engine, "commit", self.commits)

    def with_driver(self, url):
        """The project's own choice of a driver stays: an asyncio env.py can only work with `postgresql+asyncpg`."""
        try:
            configured = self.config.get_main_option("sqlalchemy.url") or ""
        except Exception:  # it interpolates what is not there
            return url
        name = re.match(r"(\w+)\+\w+://", configured)
        return name.group(0) + url.split("://", 1)[1] if name and url.startswith(name.group(1) + "://") else url

    def run(self, work, **options):
        """Runs env.py; work(heads, context) gives the steps. Says plainly when that was not asked for exactly once."""
        from alembic.runtime.environment import EnvironmentContext

        asked = []
        engines = []
        environment = EnvironmentContext(
            self.config,
            self.script,
            fn=lambda heads, context: asked.append(heads) or (work(heads, context) if len(asked) == 1 else []),
            as_sql=False,
            starting_rev=None,
            destination_rev=options.pop("destination", "heads"),
            tag=None,
            **options
        )
        configure = environment.configure

        def admitted(*args, **keywords):
            configure(*args, **keywords)
            connection = environment.get_context().connection
            if connection is not None:
                engines.append(connection.engine)
                self.admit(connection)

        environment.configure = admitted
        try:
            with environment:
                self.script.run_env()
        finally:
            for engine in engines:
                close_idle(engine)
        if len(asked) != 1:
            raise Refusal("runs", "", count=len(asked))
        return asked[0]

    def admit(self, connection):
        """On the connection itself, so that it is in no other transaction afterwards than before."""
        raw = connection.connection
        cursor = raw.cursor()
        try:
            for number, query in enumerate(settings["admission"]):
                cursor.execute(query)
                row = cursor.fetchone()
                if row is None or not row[0]:
                    raise Refusal("admission", "", query=number)
        finally:
            cursor.close()
        if not connection.in_transaction():
            raw.commit()

    def closure(self, revisions):
        """Every revision that these include, by parents and by depends_on."""
        found = set()
        ahead = [self.script.get_revision(revision) for revision in revisions]
        while ahead:
            revision = ahead.pop()
            if revision.revision not in found:
                found.add(revision.revision)
                ahead.extend(self.script.get_revision(down) for down in revision._all_down_revisions)
        return found

    def full(self, heads):
        """Ids in full, where the project knows them."""
        from alembic.util import CommandError

        names = []
        for head in heads:
            try:
                names.append(self.script.get_revision(head).revision)
            except CommandError:
                names.append(head)
        return sorted(names)

    def look(self):
        return {"heads": self.full(self.run(lambda heads, context: [], dont_mutate=True))}

    def make_tracker(self):
        self.run(lambda heads, context: [])
        return self.look()

    def move(self, order):
        from alembic.util import CommandError

        up = order["do"] == "upgrade"
        revision = self.script.get_revision(order["revision"])
        if self.files.digest(revision.path) != order["digest"]:
            raise Refusal("edited")
        if order["expected"] is None:
            try:
                self.stand_below(revision)
            except Exception as error:
                refused = failure(error)
                if refused["error"] != "tracker":
                    raise
                # Another origin may hold what the version table needs.
                raise Refusal("failed", refused["message"], sqlstate=refused["sqlstate"], line=0, kept=False)
        moved = Move(self, revision, up, order)
        try:
            self.run(moved.steps, destination=order["revision"])
        except Refusal as refused:
            if refused.answer["error"] == "not-atomic" and moved.kept():
                raise Refusal("failed", "it cannot be held in one transaction", sqlstate="", line=0, kept=True)
            raise
        except CommandError as error:
            raise Refusal("failed", str(error), sqlstate="", line=0, kept=moved.kept())
        except Exception as error:
            trace(error)
            if not order["alone"] and any(needs in words(error).lower() for needs in NEEDS_NO_TRANSACTION):
                raise Refusal("not-atomic", words(error))
            raise Refusal(
                "failed",
                words(error) + sent(error),
                sqlstate=sqlstate(error),
                line=line_in(revision.path, error),
                kept=moved.kept(),
            )
        finally:
            self.commits.end()
        after = self.look()
        if (revision.revision in self.closure(after["heads"])) != up:
            raise Refusal("failed", "env.py did not commit it", sqlstate="", line=0, kept=moved.kept())
        return dict(after, report=moved.report)

    def stand_below(self, revision):
        """For scratch databases: where the rows do not allow it to run next, they say what it stands on."""
        heads = self.run(lambda heads, context: [])
        below = set(revision._all_down_revisions)
        here = self.closure(heads)
        if revision.revision in here or not below <= here:
            self.run(
                lambda heads, context: self.script._stamp_revs(tuple(sorted(below)), heads) if below else [], purge=True
            )


class Move:
    """One revision up or down, and what is known of it whatever happens."""

    def __init__(self, project, revision, up, order):
        self.project = project
        self.revision = revision
        self.up = up
        self.order = order
        self.report = []
        self.unheld = False

    def kept(self):
        return self.project.commits.seen > 0 or self.unheld

    def steps(self, heads, context):
        from alembic.runtime.migration import MigrationStep

        if not self.fits(heads):
            raise Refusal("elsewhere", "", heads=self.project.full(heads))
        make = MigrationStep.upgrade_from_script if self.up else MigrationStep.downgrade_from_script
        step = make(self.project.map, self.revision)
        step.migration_fn = self.watched(step.migration_fn, context)
        return [step]

    def fits(self, heads):
        from alembic.util import CommandError

        try:
            here = self.project.closure(heads)
            expected = self.order["expected"]
            moved = (self.revision.revision in here) == self.up
            return not moved and (expected is None or here == self.project.closure(expected))
        except CommandError:
            return False

    def watched(self, script, context):
        @functools.wraps(script)
        def run(**arguments):
            alone = self.order["alone"]
            loose = loosely(context, not alone)
            if loose and not alone:
                raise Refusal("not-atomic", loose)
            self.unheld = bool(loose)
            if context.connection.dialect.name == "sqlite":
                # Another writer may have come between the look at the version table and the lock that is held now.
                now = context.get_current_heads()
                if not self.fits(now):
                    raise Refusal("elsewhere", "", heads=self.project.full(now))
            self.project.commits.begin(alone)
            script(**arguments)
            self.project.commits.end()
            if self.order["report"]:
                from sqlalchemy import text

                rows = context.connection.execute(text(self.order["report"])).fetchall()
                self.report = [["" if value is None else str(value) for value in row] for row in rows]

        return run


def loosely(context, hold):
    """Why a revision would not be committed as one with its version row; empty when it is. Makes it so where it can and
    is to hold it."""
    connection = context.connection
    if not connection.in_transaction():
        return "env.py opens no transaction for it"
    if connection.dialect.name == "postgresql":
        from sqlalchemy import text

        first, second = (connection.execute(text("select pg_catalog.txid_current()")).scalar() for _ in range(2))
        return "" if first == second else "env.py connects in autocommit mode"
    if connection.dialect.name == "sqlite":
        return hold_sqlite(connection, hold)
    return "" if context.impl.transactional_ddl else "the database commits each change of the schema by itself"


def hold_sqlite(connection, hold):
    """Python's sqlite3 begins no transaction for changes of the schema; one that is begun by hand holds them all."""
    fairy = connection.connection
    driver = getattr(fairy, "driver_connection", None) or getattr(fairy, "dbapi_connection", None) or fairy.connection
    if getattr(driver, "in_transaction", False):
        return ""
    if not hold:
        return "Python's sqlite3 commits each change of the schema by itself"
    cursor = fairy.cursor()
    try:
        cursor.execute("pragma foreign_keys")
        if cursor.fetchone()[0]:
            # A script that rebuilds a table switches them off first, which has no effect within a transaction.
            return "foreign keys are enforced on this connection"
        cursor.execute("begin immediate")
        return ""
    finally:
        cursor.close()


def close_idle(engine):
    try:
        engine.dispose()
    except Exception as error:
        # An asyncio engine can only be closed by the loop that used it, and that has ended.
        print("idle connections stay open: %s" % words(error), file=sys.stderr)


def trace(error):
    """Where in the project it happened: the frames of Python and of libraries say nothing to a person."""
    import traceback

    for frame in traceback.extract_tb(error.__traceback__):
        if not frame.filename.startswith("<") and "-packages" + os.sep not in frame.filename:
            print("%s line %s: %s" % (frame.filename, frame.lineno, frame.line), file=sys.stderr)
    sys.stderr.flush()


def failure(error):
    """What kept Alembic from getting as far as a revision."""
    modules = [base.__module__.split(".")[0] for base in type(error).__mro__]
    if getattr(error, "orig", None) is not None or ("sqlalchemy" in modules and type(error).__name__ != "InvalidRequestError"):
        state = sqlstate(error)
        if len(state) == 5 and not state.startswith(ABOUT_CONNECTIONS):
            return {"error": "tracker", "message": words(error) + sent(error), "sqlstate": state}
        return {"error": "connection", "message": words(error), "sqlstate": state}
    return {"error": "environment", "message": words(error)}


def carry_out(work):
    try:
        return work()
    except Refusal as refused:
        return refused.answer
    except BaseException as error:  # argparse and some env.py say sys.exit
        trace(error)
        return failure(error)


def main():
    state = {}

    def start():
        try:
            import alembic  # noqa: F401
        except ImportError as error:
            raise Refusal("alembic", "%s: %s" % (type(error).__name__, error), interpreter=sys.executable)
        state["project"] = Project()
        return state["project"].look()

    todo = queue.Queue()
    threading.Thread(target=watch, args=(todo,), daemon=True).start()
    answer(carry_out(start))
    while "project" in state:
        order = todo.get()
        project = state["project"]
        if order["do"] == "make-tracker":
            answer(carry_out(project.make_tracker))
        else:
            answer(carry_out(lambda: project.move(order)))


main()
