"""The words every room shares; it knows no other room.

Reading order: ``words`` (names as types), ``errors`` (what a person is told when something
fails), ``clock`` (where time comes from), ``prose`` (small matters of wording), ``paths`` (paths as
text), ``glyphs`` (what is printed where an encoding has them not), ``garbage`` (when Python looks
for it), ``shares`` (work for several processes).
"""
