"""Runs in the bundle before the program: gives back the environment that the person started it with.

PyInstaller's loader puts the bundle's folder into LD_LIBRARY_PATH and leaves notes to itself. Whatever the program
opens (a browser, a file manager, a window of its own) would take its libraries from here.
"""

import os

if "LD_LIBRARY_PATH_ORIG" in os.environ:
    os.environ["LD_LIBRARY_PATH"] = os.environ.pop("LD_LIBRARY_PATH_ORIG")
else:
    os.environ.pop("LD_LIBRARY_PATH", None)
for _name in [name for name in os.environ if name.startswith("_PYI_")]:
    del os.environ[_name]
