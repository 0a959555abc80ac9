"""Whether the simulated worlds can be believed: measured claims with bounds and sources, and pictures."""
