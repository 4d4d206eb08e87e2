"""Lower plans made from an upper plan: faithful ones, harmless rewordings of them, and labelled deviations.

    upper plan ─▶ faithful ─▶ harmless changes ─▶ deviations (each gives its label) ─▶ rendering ─▶ file

Everything is done to a data structure (``benchmarks.generator.model.Draft``), never to text by luck, so a label says
exactly what was done and where. The words used here are written for this package alone: nothing of the lexicons of
``extract`` and ``compare`` is read, since a generator that knows the matcher's synonyms would prove nothing.
"""
