"""`python -m makeable` is the command line."""

import sys

from makeable.cli import main

sys.exit(main())
