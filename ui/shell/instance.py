"""One window a database: a second start raises the first."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCryptographicHash, QLockFile, QObject, Signal

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer, QLocalSocket

RAISE = b"raise\n"
PATIENCE_MS = 1500


class SingleInstance(QObject):
    """Holds the lock of one database for this user. ``raise_asked`` when the program is started again."""

    raise_asked = Signal()

    def __init__(self, database: str, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        sha256 = QCryptographicHash.Algorithm.Sha256
        known_as = QCryptographicHash.hash(f"{folder}|{database}".encode(), sha256).toHex()
        digest = bytes(known_as.data()).decode("ascii")[:24]
        self._name = f"facilities-app-{digest}"
        self._lock = QLockFile(str(folder / f"{self._name}.lock"))
        self._lock.setStaleLockTime(0)
        self._server: QLocalServer | None = None
        self._callers: set[QLocalSocket] = set()

    def take(self) -> bool:
        """Become the one window; False if there is one already."""
        return self._lock.tryLock(0)

    def listen(self) -> None:
        """Hear of later starts; after the first paint, for the network module takes its time to load."""
        from PySide6.QtNetwork import QLocalServer

        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        QLocalServer.removeServer(self._name)
        server.newConnection.connect(self._on_connection)
        server.listen(self._name)
        self._server = server

    def call_first(self) -> bool:
        """Ask the window that is there to come to the front; False if it does not answer."""
        from PySide6.QtNetwork import QLocalSocket

        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(PATIENCE_MS):
            return False
        socket.write(RAISE)
        sent = socket.waitForBytesWritten(PATIENCE_MS)
        socket.disconnectFromServer()
        return sent

    def release(self) -> None:
        """Let go: the next start may open this database."""
        if self._server is not None:
            self._server.close()
            self._server = None
        self._lock.unlock()

    def _on_connection(self) -> None:
        assert self._server is not None
        caller = self._server.nextPendingConnection()
        if caller is not None:
            self._callers.add(caller)
            caller.readyRead.connect(self._on_words)
            caller.disconnected.connect(self._on_gone)
            self._on_words()

    def _on_words(self) -> None:
        """Only one word is understood; whoever says anything else is not listened to."""
        for caller in tuple(self._callers):
            if caller.bytesAvailable() >= len(RAISE):
                words = bytes(caller.read(len(RAISE)).data())
                caller.abort()
                if words == RAISE:
                    self.raise_asked.emit()

    def _on_gone(self) -> None:
        from PySide6.QtNetwork import QLocalSocket

        gone = QLocalSocket.LocalSocketState.UnconnectedState
        self._callers = {caller for caller in self._callers if caller.state() != gone}
