"""The vocabulary that everyone speaks: sites, rooms, posts, slots, roles, plan, checks and shortfall."""
