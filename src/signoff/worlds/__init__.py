"""The data of the course: simulated worlds, pure functions of a seed, and the loaders of real data."""
