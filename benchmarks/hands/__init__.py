"""Plans by writers who had not seen the program, with the verdicts and findings of a careful reader.

    plans/<family>/{upper,conforming,deviating}.docx ─▶ review ─▶ scored against {conforming,deviating}.json ─▶ page

Each family was blind once: its first figure stands in ``first.toml`` and is not computed again.
"""
