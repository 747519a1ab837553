"""Weeks of posts with their rooms named: a bound on the burden that counts rooms, and plans made of whole weeks."""
