"""Benchmarks and measurements: run by hand, never by the tests. They read development data, which the project does not hold."""
