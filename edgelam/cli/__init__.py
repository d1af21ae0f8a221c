"""The command line: it parses, calls and prints. A file a group; heavy things are imported when used."""
