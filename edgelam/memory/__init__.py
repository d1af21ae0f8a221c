"""What is remembered of apps: which screens there are, and what lies behind their elements."""
