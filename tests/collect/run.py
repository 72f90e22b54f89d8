"""Runs the tests beside this file, with a report on standard output that is counted there."""

import pathlib
import sys
import unittest

folder = pathlib.Path(__file__).parent
sys.path.insert(0, str(folder))
# A test may be named, such as `collect_test`.
names = sys.argv[1:]
loader = unittest.defaultTestLoader
tests = loader.loadTestsFromNames(names) if names else loader.discover(folder, "*_test.py")
result = unittest.TextTestRunner(stream=sys.stdout, verbosity=2).run(tests)
sys.exit(not result.wasSuccessful())
