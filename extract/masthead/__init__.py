"""Head and tail of a document: issuer, number, date, title, period, signer."""
