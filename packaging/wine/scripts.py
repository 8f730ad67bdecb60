"""Scripts that a trial runs in Windows' Python, each as a file of its own."""

KEEP_OR_DELETE = """
import asyncio, os, sys
from pathlib import Path
from badge_inspector.domain.secret import Secret
from badge_inspector.domain.secret import SecretKind
from badge_inspector.storage.secrets import SecretStore
from badge_inspector.storage.settings import SettingsStore
settings, _ = SettingsStore(Path(sys.argv[1])).load()
async def main():
    store = SecretStore()
    if sys.argv[2] == "keep":
        await store.set(settings.profiles[0], SecretKind.WEBHOOK, Secret(os.environ["SECRET"]))
    else:
        await store.delete(settings.profiles[0], SecretKind.WEBHOOK)
    print(store.state.place.value, store.state.backend)
asyncio.run(main())
"""
"""From the sources: what the portal's form does with a secret. SETTINGS keep|delete"""

HOLD = """
import ctypes, sys, time
create = ctypes.windll.kernel32.CreateFileW
create.restype = ctypes.c_void_p
handle = create(sys.argv[1], 0x80000000, 0, None, 3, 0x80, None)
if handle != ctypes.c_void_p(-1).value:
    open(sys.argv[2], "x").close()
    time.sleep(2)
"""
"""Opens a file for reading and shares it with nobody for two seconds, as some antivirus programs do. FILE READY"""

START_WITH_CLOSED_HANDLES = """
import _winapi, subprocess, sys
handles = [*_winapi.CreatePipe(None, 0), *_winapi.CreatePipe(None, 0)]
for handle in handles:
    _winapi.CloseHandle(handle)
startup = subprocess.STARTUPINFO(
    dwFlags=subprocess.STARTF_USESTDHANDLES, hStdInput=handles[0], hStdOutput=handles[1], hStdError=handles[2]
)
sys.exit(subprocess.run(sys.argv[1:], startupinfo=startup).returncode)
"""
"""A parent whose child gets handles that belong to nothing, as services and scheduled tasks have had it. COMMAND"""

TELL_WINDOW = """
import ctypes, sys
from ctypes import wintypes
user32 = ctypes.windll.user32
user32.SendMessageW.argtypes = (wintypes.HWND, wintypes.UINT, wintypes.WPARAM, wintypes.LPARAM)
user32.SendMessageW.restype = ctypes.c_ssize_t
found = []
def look(window, _):
    title = ctypes.create_unicode_buffer(200)
    user32.GetWindowTextW(wintypes.HWND(window), title, 200)
    if user32.IsWindowVisible(wintypes.HWND(window)) and title.value.endswith(sys.argv[1]):
        found.append(window)
    return True
user32.EnumWindows(ctypes.WINFUNCTYPE(wintypes.BOOL, wintypes.HWND, wintypes.LPARAM)(look), 0)
WM_QUERYENDSESSION, WM_ENDSESSION, WM_SYSCOMMAND, SC_CLOSE = 0x11, 0x16, 0x112, 0xF060
for window in found:
    if sys.argv[2] == "close":
        user32.PostMessageW(wintypes.HWND(window), WM_SYSCOMMAND, SC_CLOSE, 0)
    else:
        agreed = user32.SendMessageW(window, WM_QUERYENDSESSION, 0, 0)
        user32.SendMessageW(window, WM_ENDSESSION, agreed, 0)
        print("agreed" if agreed else "refused")
print(len(found), "window")
"""
"""Windows' own messages: what the cross in the title bar sends, and what each window hears when a person logs off.
TITLE close|end"""
