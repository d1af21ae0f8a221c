"""The small model that points: tokens in, candidates and spans out; it serves both roles."""
