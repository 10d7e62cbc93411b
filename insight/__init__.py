"""Counts for advisors, partners and the public; never one business."""
