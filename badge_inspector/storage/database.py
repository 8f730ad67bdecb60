"""A connection to the history file: opened when first needed, and again when the file was replaced.

Every error of SQLite or the system becomes HistoryUnavailableError, which says whether waiting helps.
"""

from __future__ import annotations

import errno
import sqlite3
import time
from collections.abc import Callable, Generator
from contextlib import closing, contextmanager, suppress
from enum import StrEnum
from pathlib import Path, PurePath

from badge_inspector.domain.keeping import HistoryTrouble, HistoryUnavailableError
from badge_inspector.storage import files, locks, schema
from badge_inspector.storage.records import DamagedRowError
from badge_inspector.storage.wal import WrittenLog, read_log

SQLITE_VERSION = sqlite3.sqlite_version

BUSY_MS = 3_000
"""Milliseconds to wait for another window's transaction; one of a large import takes hundreds."""

_WRITERS_CACHE_KIB = 500
"""SQLite's default is 2,000, which thousands of lookups fill; saving is as fast with this."""

_STOP_STEPS = 10_000
"""Of SQLite's machine, between two questions whether to stop: some 0.1 ms."""

_LOG_TRIES, _LOG_PAUSE_S = 10, 0.05

_LEAST_BYTES = 512
"""The smallest page a database can have."""

_MAGIC = b"SQLite format 3\0"
_VERSIONS = slice(18, 20)
_KNOWN_VERSIONS = (b"\1\1", b"\2\2")
"""Of the head: how the file is written and how it is read, by a rollback journal (1) or a write-ahead log (2)."""

COMPANIONS = ("-wal", "-shm", "-journal")
"""Endings of the files that SQLite keeps beside a database, which belong to it as much as the database itself."""


class Access(StrEnum):
    WRITE = "write"
    READ = "read"


class Database:
    """A connection that is not thread-safe: it belongs to the one thread of its executor. Methods open the file if
    need be.

    Attributes: log_aside: the copy of a write-ahead log that was damaged, None where none was.
    """

    def __init__(self, file: Path, access: Access) -> None:
        self.file = file
        self._access = access
        self._connection: sqlite3.Connection | None = None
        self._inode: tuple[int, int] | None = None
        self._is_frozen = False
        self._folder = files.OwnFolder(file.parent)
        self._folder.look()
        self.log_aside: Path | None = None

    @property
    def is_open(self) -> bool:
        return self._connection is not None

    def open(self) -> sqlite3.Connection:
        """The connection to the file that is there now. The writing side makes or migrates the file; a file that
        vanished under an open connection is not made anew here but is `GONE`, and so is one whose folder was there.
        Raises HistoryUnavailableError."""
        with translated():
            there = _inode(self.file)
            if self._connection is not None:
                if there == self._inode and not (self._is_frozen and files.can_write(self.file.parent)):
                    return self._connection
                if there is None and self._access is Access.READ:
                    return self._connection  # what it holds can still be read, where the system is kind
                if there is None:
                    raise HistoryUnavailableError(HistoryTrouble.GONE, f"{self.file} is gone")
                self.close()
            self._connection = self._connect_to_write() if self._access is Access.WRITE else self._connect_to_read()
            self._inode = _inode(self.file)
            if there not in (None, self._inode):  # another window started afresh at this very moment
                self.close()
                return self.open()
            return self._connection

    def start_afresh(self) -> Path | None:
        """Move a damaged file, with all that belongs to it, out of the way and make a new one. Returns its new name;
        None when another window has done so already. Raises HistoryUnavailableError."""
        with translated(), locks.exclusive(Path(f"{self.file}.lock"), BUSY_MS / 1000):
            is_the_damaged_one = self._connection is not None and self._inode == _inode(self.file)
            self.close()
            if not is_the_damaged_one:
                try:
                    self.open()
                except HistoryUnavailableError as error:
                    if error.trouble is not HistoryTrouble.DAMAGED:
                        raise
                else:
                    return None
            try:
                kept = files.move_aside(self.file, companions=COMPANIONS)
            except OSError as error:  # on Windows, while another window has it open
                raise HistoryUnavailableError(HistoryTrouble.DAMAGED, error.strerror or str(error)) from error
            self.open()
            return kept

    def damage(self, stop: Callable[[], bool]) -> str:
        """Check the whole file on a connection of its own; some hundred megabytes take a second. Returns what is
        wrong with it in the words of SQLite, "" for nothing, or when `stop` said so, or the file cannot be opened."""
        try:
            with translated(), closing(self._connect("mode=ro")) as connection:
                connection.set_progress_handler(stop, _STOP_STEPS)
                schema.check_readable(connection)
                (found,) = connection.execute("PRAGMA quick_check(1)").fetchone()
                connection.execute("SELECT rowid FROM words WHERE words MATCH 'anything' LIMIT 1").fetchall()
                if found == "ok" and not schema.counts_well(connection):
                    return "a counter is damaged"
                return "" if found == "ok" else found
        except HistoryUnavailableError as error:
            return str(error) if error.trouble is HistoryTrouble.DAMAGED else ""
        except sqlite3.Error as error:  # what is asked here is well-formed
            return "" if stop() else str(error)

    def recreate(self) -> None:
        """Make a file that vanished again, from what the open connection still holds of it; its folder too, unless
        what the folder was in vanished with it. Raises HistoryUnavailableError."""
        with translated():
            self.file.parent.mkdir(mode=0o700, exist_ok=True)
            connection = self._connection
            if connection is not None and _inode(self.file) is None:
                copy = self.file.with_name(f".{self.file.name}.new")
                files.create_private(copy)
                with closing(sqlite3.connect(copy)) as target:
                    connection.backup(target)
                files.replace(copy, self.file)
            self.close()
            self.open()

    def close(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()

    @contextmanager
    def transaction(self) -> Generator[sqlite3.Connection]:
        """BEGIN IMMEDIATE to COMMIT (a deferred BEGIN fails half of the time when two windows write); what was written
        is on disk when it ends. Raises HistoryUnavailableError."""
        connection = self.open()
        with translated():
            connection.execute("BEGIN IMMEDIATE")
            try:
                version = schema.version_of(connection)
                if version > schema.VERSION:  # another window, of a newer version, migrated it meanwhile
                    raise schema.NewerSchemaError(version)
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                # A full disk may have rolled back already.
                with suppress(sqlite3.Error):
                    connection.execute("ROLLBACK")
                raise

    def _connect_to_write(self) -> sqlite3.Connection:
        self._folder.make()
        self._refuse_what_sqlite_would_write_over()
        files.create_private(self.file)
        log = read_log(self._log)
        if log is not None and not log.is_readable and self.log_aside is None:
            self.log_aside = files.copy_aside(self._log)  # SQLite may delete it
        connection = self._connect("mode=rw")
        try:
            schema.check_writable(connection)
            self._copy_damaged_log(connection, log)
            if self.file.stat().st_size == 0:
                connection.execute("PRAGMA auto_vacuum=INCREMENTAL")
            # On a file system without shared memory it stays in another mode, which is as safe and slower.
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=FULL")
            connection.execute(f"PRAGMA cache_size=-{_WRITERS_CACHE_KIB}")
            schema.migrate(connection, self.file)
        except BaseException:
            connection.close()
            raise
        return connection

    def _connect_to_read(self) -> sqlite3.Connection:
        # By URI, since a plain path would make the file.
        self._is_frozen = False
        try:
            return self._tried("mode=ro")
        except sqlite3.OperationalError:
            # A folder that cannot be written, and no log in it: nothing can change the file under us. With a log,
            # immutable=1 would take it for damage.
            if files.can_write(self.file.parent) or Path(f"{self.file}-wal").exists():
                raise
            self._is_frozen = True
            return self._tried("mode=ro&immutable=1")

    def _tried(self, mode: str) -> sqlite3.Connection:
        connection = self._connect(mode)
        try:
            schema.check_readable(connection)
            schema.stand_in(connection)
            connection.execute("CREATE VIRTUAL TABLE temp.trigrams USING fts5vocab ('main', 'words', 'instance')")
        except BaseException:
            connection.close()
            raise
        return connection

    def _connect(self, mode: str) -> sqlite3.Connection:
        for end in ("", *COMPANIONS):
            files.refuse_special(Path(f"{self.file}{end}"))
        connection = sqlite3.connect(
            uri_of(self.file, mode), uri=True, isolation_level=None, check_same_thread=False, timeout=BUSY_MS / 1000
        )
        try:
            connection.execute("PRAGMA foreign_keys=ON")
        except BaseException:
            connection.close()
            raise
        return connection

    @property
    def _log(self) -> Path:
        return Path(f"{self.file}-wal")

    def _copy_damaged_log(self, connection: sqlite3.Connection, log: WrittenLog | None) -> None:
        """Copy a log aside of which SQLite reads less than was written, before the next write overwrites it. The file
        may then hold pages newer than the log's: raises HistoryUnavailableError where they are inconsistent.
        """
        if log is None or (log.is_readable and not log.frames):
            return
        for _ in range(_LOG_TRIES if log.is_readable else 0):
            read: int = connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()[1]
            now = read_log(self._log)
            if read >= log.frames or now is None or now.salt != log.salt:
                return
            time.sleep(_LOG_PAUSE_S)  # another window may be in the midst of writing it
        if log.is_readable:
            self.log_aside = files.copy_aside(self._log)
        (found,) = connection.execute("PRAGMA quick_check(1)").fetchone()
        if found != "ok":
            raise HistoryUnavailableError(HistoryTrouble.DAMAGED, found)

    def _refuse_what_sqlite_would_write_over(self) -> None:
        """A log without its database holds lookups that were saved, and SQLite would delete it; a file of a few bytes
        it takes for an empty database."""
        size, log = _size(self.file), self._log
        for each in (self.file, log):  # both are read before SQLite opens them
            files.refuse_special(each)
        if size == 0 and _size(log):
            raise HistoryUnavailableError(HistoryTrouble.DAMAGED, f"{log.name} is there, what it belongs to is not")
        if 0 < size < _LEAST_BYTES or (size and self._is_version_damaged()):
            raise HistoryUnavailableError(HistoryTrouble.DAMAGED, "file is not a database")

    def _is_version_damaged(self) -> bool:
        """Tell whether the head names a way of writing that SQLite does not know: it takes such a file for one that
        may only be read (sqlite.org/fileformat.html, 1.3.3), and no file of this program is."""
        with self.file.open("rb") as stream:
            head = stream.read(_VERSIONS.stop)
        return head.startswith(_MAGIC) and head[_VERSIONS] not in _KNOWN_VERSIONS


def uri_of(file: PurePath, mode: str) -> str:
    """A file as SQLite opens it with parameters, without being made as by a plain path. A share, whose URI Python
    begins with its server, begins with four slashes here: SQLite takes no server but this computer
    (sqlite.org/uri.html)."""
    uri = (file.absolute() if isinstance(file, Path) else file).as_uri()
    if not uri.startswith("file:///"):
        uri = uri.replace("file://", "file:////")
    return f"{uri}?{mode}"


@contextmanager
def translated() -> Generator[None]:
    """Translation of the errors of SQLite and the system into HistoryUnavailableError. A statement that is wrong is a
    bug and stays one, unless the file is of a newer version, whose tables may be others."""
    try:
        yield
    except sqlite3.Error as error:
        trouble = trouble_of_sqlite(error)
        if trouble is None:
            raise
        index_only = getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_CORRUPT_VTAB
        raise HistoryUnavailableError(trouble, str(error), index_only) from error
    except OSError as error:
        raise HistoryUnavailableError(trouble_of_system(error), error.strerror or str(error)) from error
    except schema.NewerSchemaError as error:
        raise HistoryUnavailableError(HistoryTrouble.NEWER, f"version {error}") from error
    except (schema.ForeignFileError, schema.DamagedSchemaError, DamagedRowError) as error:
        raise HistoryUnavailableError(HistoryTrouble.DAMAGED, str(error)) from error
    except UnicodeDecodeError as error:  # SQLite's own message quotes what it found
        raise HistoryUnavailableError(HistoryTrouble.DAMAGED, "a name or a text is not UTF-8") from error


def trouble_of_sqlite(error: sqlite3.Error) -> HistoryTrouble | None:
    """Trouble behind an error of SQLite, by its extended code where that says more (sqlite.org/rescode.html); None for
    one that does not concern the file."""
    code: int | None = getattr(error, "sqlite_errorcode", None)
    if code is None:  # of Python's module
        return HistoryTrouble.DAMAGED if "Could not decode to UTF-8" in str(error) else None
    return _EXTENDED.get(code) or _PRIMARY.get(code & 0xFF)


def trouble_of_system(error: OSError) -> HistoryTrouble:
    """Trouble behind an error of the system, by Windows' own number first: several of these share one errno."""
    by_windows = _WINERROR.get(getattr(error, "winerror", None))
    return by_windows or _ERRNO.get(error.errno, HistoryTrouble.DISK_ERROR)


_EXTENDED = {
    sqlite3.SQLITE_READONLY_DBMOVED: HistoryTrouble.GONE,
    sqlite3.SQLITE_IOERR_SHMSIZE: HistoryTrouble.DISK_FULL,
    sqlite3.SQLITE_IOERR_LOCK: HistoryTrouble.NO_LOCKS,
    sqlite3.SQLITE_IOERR_RDLOCK: HistoryTrouble.NO_LOCKS,
    sqlite3.SQLITE_IOERR_UNLOCK: HistoryTrouble.NO_LOCKS,
    sqlite3.SQLITE_IOERR_CHECKRESERVEDLOCK: HistoryTrouble.NO_LOCKS,
    sqlite3.SQLITE_IOERR_SHMLOCK: HistoryTrouble.NO_LOCKS,
}
_PRIMARY = {
    sqlite3.SQLITE_FULL: HistoryTrouble.DISK_FULL,
    sqlite3.SQLITE_BUSY: HistoryTrouble.LOCKED,
    sqlite3.SQLITE_LOCKED: HistoryTrouble.LOCKED,
    sqlite3.SQLITE_PROTOCOL: HistoryTrouble.NO_LOCKS,
    sqlite3.SQLITE_READONLY: HistoryTrouble.READ_ONLY,
    sqlite3.SQLITE_IOERR: HistoryTrouble.DISK_ERROR,
    sqlite3.SQLITE_CANTOPEN: HistoryTrouble.NO_ACCESS,
    sqlite3.SQLITE_PERM: HistoryTrouble.NO_ACCESS,
    sqlite3.SQLITE_NOTADB: HistoryTrouble.DAMAGED,
    sqlite3.SQLITE_CORRUPT: HistoryTrouble.DAMAGED,
    sqlite3.SQLITE_TOOBIG: HistoryTrouble.DAMAGED,
}
_ERRNO: dict[int | None, HistoryTrouble] = {
    errno.ENOSPC: HistoryTrouble.DISK_FULL,
    errno.EDQUOT: HistoryTrouble.DISK_FULL,
    errno.EROFS: HistoryTrouble.READ_ONLY,
    errno.ENOENT: HistoryTrouble.GONE,
    errno.ESTALE: HistoryTrouble.GONE,
    errno.EACCES: HistoryTrouble.NO_ACCESS,
    errno.EPERM: HistoryTrouble.NO_ACCESS,
    errno.ENOTDIR: HistoryTrouble.NO_ACCESS,
    errno.EEXIST: HistoryTrouble.NO_ACCESS,  # a file where the folder should be
    errno.EISDIR: HistoryTrouble.NO_ACCESS,
    errno.ENXIO: HistoryTrouble.NO_ACCESS,  # a pipe where the file should be
    errno.ENOLCK: HistoryTrouble.NO_LOCKS,
    errno.EAGAIN: HistoryTrouble.LOCKED,  # a lock that another window holds
}


_WINERROR: dict[int | None, HistoryTrouble] = {
    19: HistoryTrouble.READ_ONLY,  # ERROR_WRITE_PROTECT
    21: HistoryTrouble.GONE,  # ERROR_NOT_READY
    32: HistoryTrouble.LOCKED,  # ERROR_SHARING_VIOLATION
    33: HistoryTrouble.LOCKED,  # ERROR_LOCK_VIOLATION
    39: HistoryTrouble.DISK_FULL,  # ERROR_HANDLE_DISK_FULL
    64: HistoryTrouble.GONE,  # ERROR_NETNAME_DELETED
    267: HistoryTrouble.NO_ACCESS,  # ERROR_DIRECTORY: a file where the folder should be
}


def _inode(file: Path) -> tuple[int, int] | None:
    try:
        found = file.stat()
    except FileNotFoundError:
        return None
    return found.st_dev, found.st_ino


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except FileNotFoundError:
        return 0
