"""Documents named in the text: number, date, issuer, role."""
