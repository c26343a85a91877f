"""`python -m qa`: the same as `mtlint`."""

import sys

from qa.cli import main

sys.exit(main())
