"""The phone's shell: its language, its interpreter, and the programs on it."""
