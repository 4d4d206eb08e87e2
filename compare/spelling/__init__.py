"""What is written wrongly in a sentence: slips that give real words, syllables that cannot be, things said twice."""
