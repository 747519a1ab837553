"""Tests of weeks with rooms named."""
