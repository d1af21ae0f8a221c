"""The virtual phone: an Android device of state machines behind the real ADB transport."""
