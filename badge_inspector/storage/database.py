"""One connection to the history file: opened when first needed, opened again when the file was replaced, its errors
told in the program's own words.

Anything a connection meets becomes HistoryUnavailableError, which says whether waiting helps.
"""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Generator
from contextlib import closing, contextmanager, suppress
from enum import StrEnum
from pathlib import Path

from badge_inspector.domain.keeping import HistoryTrouble
from badge_inspector.storage import files, locks, schema

SQLITE_VERSION = sqlite3.sqlite_version

BUSY_MS = 3_000
"""How long another window may take with one transaction: milliseconds, where a large import takes hundreds."""

_WRITERS_CACHE_KIB = 500
"""SQLite would keep 2,000, and fills them with the pages of thousands of lookups; saving is as fast without."""

_LEAST_BYTES = 512
"""The smallest page a database can have."""

COMPANIONS = ("-wal", "-shm", "-journal")
"""What SQLite keeps beside a database, and what belongs to it as much as the database itself."""


class Access(StrEnum):
    WRITE = "write"
    READ = "read"


class HistoryUnavailableError(Exception):
    """The file cannot be used now; the argument is the reason in the words of SQLite or the system. `index_only` says
    that only the index of words is damaged, which can be made anew."""

    def __init__(self, trouble: HistoryTrouble, reason: str, index_only: bool = False) -> None:
        super().__init__(reason)
        self.trouble = trouble
        self.index_only = index_only


class Database:
    """Not thread-safe: each belongs to the one thread of its executor. Every method that says so opens by itself."""

    def __init__(self, file: Path, access: Access) -> None:
        self.file = file
        self._access = access
        self._connection: sqlite3.Connection | None = None
        self._inode: tuple[int, int] | None = None
        self._is_frozen = False

    @property
    def is_open(self) -> bool:
        return self._connection is not None

    def open(self) -> sqlite3.Connection:
        """The connection to the file that is there now. The writing side makes or migrates the file; a file that
        vanished under an open connection is not made anew here but is `GONE`. Raises HistoryUnavailableError."""
        with translated():
            there = _inode(self.file)
            if self._connection is not None:
                if there == self._inode and not (self._is_frozen and os.access(self.file.parent, os.W_OK)):
                    return self._connection
                if there is None and self._access is Access.READ:
                    return self._connection  # what it holds can still be read, where the system is kind
                if there is None:
                    raise HistoryUnavailableError(HistoryTrouble.GONE, f"{self.file} is gone")
                self.close()
            connection = self._connect_to_write() if self._access is Access.WRITE else self._connect_to_read()
            self._connection, self._inode = connection, _inode(self.file)
            return connection

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
            kept = files.keep_aside(self.file, companions=COMPANIONS)
            self.open()
            return kept

    def bring_back(self) -> None:
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
                os.replace(copy, self.file)
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
        files.make_folder(self.file.parent)
        self._refuse_what_sqlite_would_write_over()
        files.create_private(self.file)
        connection = self._connect("mode=rw")
        try:
            schema.check_writable(connection)
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
            if os.access(self.file.parent, os.W_OK) or Path(f"{self.file}-wal").exists():
                raise
            self._is_frozen = True
            return self._tried("mode=ro&immutable=1")

    def _tried(self, mode: str) -> sqlite3.Connection:
        connection = self._connect(mode)
        try:
            schema.check_readable(connection)
            connection.execute("CREATE VIRTUAL TABLE temp.trigrams USING fts5vocab ('main', 'words', 'instance')")
        except BaseException:
            connection.close()
            raise
        return connection

    def _connect(self, mode: str) -> sqlite3.Connection:
        uri = f"{self.file.absolute().as_uri()}?{mode}"
        connection = sqlite3.connect(
            uri, uri=True, isolation_level=None, check_same_thread=False, timeout=BUSY_MS / 1000
        )
        connection.execute("PRAGMA foreign_keys=ON")
        return connection

    def _refuse_what_sqlite_would_write_over(self) -> None:
        """A log without its database holds lookups that were saved, and SQLite would delete it; a file of a few bytes
        it takes for an empty database."""
        size, log = _size(self.file), Path(f"{self.file}-wal")
        if size == 0 and _size(log):
            raise HistoryUnavailableError(HistoryTrouble.DAMAGED, f"{log.name} is there, what it belongs to is not")
        if 0 < size < _LEAST_BYTES:
            raise HistoryUnavailableError(HistoryTrouble.DAMAGED, "file is not a database")


@contextmanager
def translated() -> Generator[None]:
    """What SQLite and the system raise, as HistoryUnavailableError. A statement that is wrong is a bug and stays one,
    unless the file is of a newer version, whose tables may be others."""
    try:
        yield
    except sqlite3.Error as error:
        trouble = trouble_of_sqlite(error)
        if trouble is None:
            raise
        index_only = getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_CORRUPT_VTAB
        raise HistoryUnavailableError(trouble, str(error), index_only) from error
    except OSError as error:
        raise HistoryUnavailableError(trouble_of_system(error), error.strerror or str(error)) from error
    except schema.NewerSchemaError as error:
        raise HistoryUnavailableError(HistoryTrouble.NEWER, f"version {error}") from error
    except schema.ForeignFileError as error:
        raise HistoryUnavailableError(HistoryTrouble.DAMAGED, str(error)) from error


def trouble_of_sqlite(error: sqlite3.Error) -> HistoryTrouble | None:
    """What an error of SQLite means, by its extended code where that says more (sqlite.org/rescode.html); None for one
    that is no trouble with the file."""
    code: int = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
    return _EXTENDED.get(code) or _PRIMARY.get(code & 0xFF)


def trouble_of_system(error: OSError) -> HistoryTrouble:
    return _ERRNO.get(error.errno or 0, HistoryTrouble.DISK_ERROR)


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
}
_ERRNO = {
    errno.ENOSPC: HistoryTrouble.DISK_FULL,
    errno.EDQUOT: HistoryTrouble.DISK_FULL,
    errno.EROFS: HistoryTrouble.READ_ONLY,
    errno.ENOENT: HistoryTrouble.GONE,
    errno.ESTALE: HistoryTrouble.GONE,
    errno.EACCES: HistoryTrouble.NO_ACCESS,
    errno.EPERM: HistoryTrouble.NO_ACCESS,
    errno.ENOTDIR: HistoryTrouble.NO_ACCESS,
    errno.EISDIR: HistoryTrouble.NO_ACCESS,
    errno.ENOLCK: HistoryTrouble.NO_LOCKS,
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
