"""Many drafts at once: files in, progress, the matrix of units and targets, who sent nothing."""
