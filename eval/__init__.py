"""Measurement: judges, suites, scorers and reports."""
