"""What is made of a run and of the decisions on it: papers, and what became of the findings of the round before."""
