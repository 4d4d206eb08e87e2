"""What a report says, in order, before it takes a form."""
