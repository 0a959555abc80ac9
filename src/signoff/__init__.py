"""Signoff: a course in a repository, and the small package that grades it."""
