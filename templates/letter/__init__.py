"""The letter of comments (công văn góp ý) on a draft."""
