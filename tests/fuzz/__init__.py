"""Valid files, damaged in ways that a program damages them, until a reader breaks."""
