"""Measurements of the planner on generated and real data; kept out of the tests."""
