"""Drivers: a file is a driver, its name the driver's name."""
