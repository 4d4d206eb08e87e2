"""The review desk: a web application in which a reviewer checks drafts, on her own computer."""
