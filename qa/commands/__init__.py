"""One file per command of the command line: its options, and what it calls."""
