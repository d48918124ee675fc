"""Judgement data checked: its form, the rules of its edition, and files of it."""
