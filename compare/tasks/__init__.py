"""Tasks compared: what an upper plan asks of the level below, and what answers it in the draft."""
