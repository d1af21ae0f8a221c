"""Expectations against device state and screen: met, not met or unknown, always with the evidence; pure."""
