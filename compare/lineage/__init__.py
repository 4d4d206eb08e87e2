"""Documents a plan is based on: references among its citations, and the register of known documents."""
