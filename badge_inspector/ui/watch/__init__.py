"""Lookups that are repeated while the window is open."""
