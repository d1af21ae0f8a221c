"""Goal to plan: what can be chosen, the models that choose, and the plan as text and as a checked value."""
