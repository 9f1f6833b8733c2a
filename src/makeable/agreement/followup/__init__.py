"""Live follow-up: what was done, what is late, what was breached, and the way back to the table."""
