"""Advice on cards that compile, and are hard to learn: a rule a module.

Only ``check`` asks for it; a compile into the bank and a session's start do not.  Reading order:

- ``thresholds``: every number a rule goes by, and why it is that one.
- ``words``: words, sentences and questions in a text.
- ``base``: what a rule sees, and what it is.
- a module a rule: what it finds, why that is hard to learn, and what to write instead.
- ``rules``: the one list of them.
- ``ignore``: comments that silence a rule.
- ``drafts``: what is told without advice.
- ``examine``: one deck looked at by itself; ``report``: what is told of all of them.
- ``checker``: many decks, by several processes; ``library``: a few that are at hand.

This module imports nothing, so that the settings can name thresholds without loading the rules.
"""
