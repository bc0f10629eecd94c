"""The two-world test: two clubs equal but for one confidential thing; the same session of outsiders; equal bytes.

`./run.sh twoworlds [--requests N] [--seed S]`. Each world is a process of its own, so that nothing cached in one can
hide a difference in the other.
"""
