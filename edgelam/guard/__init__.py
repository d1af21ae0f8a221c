"""What a run may do: decided by code from the goal and the plan, never widened by a screen; pure."""
