"""The home of the tests: a folder of their own, never that of the person who runs them.

Loaded as a plugin before Django's settings are, because they look the home up at once.
"""

import atexit
import os
import shutil
import tempfile

HOME = tempfile.mkdtemp(prefix="unsung-tests-")
os.environ["UNSUNG_HOME"] = HOME
atexit.register(shutil.rmtree, HOME, ignore_errors=True)
