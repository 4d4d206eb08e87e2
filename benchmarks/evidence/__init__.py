"""What each piece of evidence for a pair is worth, by labelled plans: ``python -m benchmarks.evidence``.

The weights are fitted by logistic regression and tested on families of plans that were left out of the fit.
"""
