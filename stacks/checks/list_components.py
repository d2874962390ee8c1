#!/usr/bin/env python3
"""Prints a stack's components, dependencies first: list_components.py STACK [--reverse] [--with-state].

Without --with-state the bucket of the stack's own states (tfstate-backend) is left out: it comes before all others
(`bootstrap`) and outlives them.
"""

import argparse

from repository import describe, fail, in_order

options = argparse.ArgumentParser()
options.add_argument("stack")
options.add_argument("--reverse", action="store_true")
options.add_argument("--with-state", action="store_true")
chosen = options.parse_args()

stack = describe("--stack", chosen.stack).get(chosen.stack)
if stack is None:
    fail(f"there is no stack {chosen.stack}; `gaia list stacks` shows them.")
names = [name for name in in_order(stack) if chosen.with_state or name != "tfstate-backend"]
print("\n".join(reversed(names) if chosen.reverse else names))
