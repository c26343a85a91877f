"""`python -m qa`: the same as `mtlint`."""

import sys

from qa.cli import main

if __name__ == "__main__":  # processes that the service starts import it under another name
    sys.exit(main())
