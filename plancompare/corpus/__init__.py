"""Text in common across a whole collection: which pairs are worth a look, and what they share.

files ─ prepare ─▶ grams (sampled runs of 5 syllables) ─ queries (SQL on an engine) ─▶ candidates
candidates ─ read_closely ─▶ records ─ verify ─▶ pairs ─ group_pairs ─▶ groups
grams ─ queries ─▶ frequent grams ─ find_boilerplate ─▶ boilerplate
"""
