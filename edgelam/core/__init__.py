"""The values and pure functions everything else speaks in; imports nothing else of ours and does no I/O."""
