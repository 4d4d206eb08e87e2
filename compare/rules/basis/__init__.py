"""CC: legal bases, lineage, competence."""
