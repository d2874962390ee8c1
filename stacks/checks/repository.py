"""What the checks and workflows need to know of the stacks, from `atmos describe stacks` (Gaia answers to that name)."""

import json
import os
import shutil
import subprocess
import sys


def fail(message):
    sys.exit(f"Error: {message}")


def command():
    for name in (os.environ.get("GAIA"), "gaia", "atmos", "artifacts/gaia"):
        found = name and shutil.which(name)
        if found:
            return os.path.abspath(found)
    return fail("neither gaia nor atmos is on the PATH; build it (scripts/build.sh) or set GAIA to the program.")


def describe(*arguments):
    """Stacks by name, their components with functions left unevaluated: nothing reaches outside."""
    described = subprocess.run(
        [command(), "describe", "stacks", "--format", "json", "--process-functions=false", *arguments],
        capture_output=True,
        text=True,
        check=False,
    )
    if described.returncode != 0:
        fail(f"describe stacks ended with {described.returncode}:\n{described.stderr.strip()}")
    return json.loads(described.stdout)


def components(stack):
    """The real Terraform components of a described stack."""
    return {
        name: component
        for name, component in stack.get("components", {}).get("terraform", {}).items()
        if component.get("metadata", {}).get("type") != "abstract"
    }


def in_order(stack):
    """Names of the components so that each comes after those of the same stack it depends on."""
    known = components(stack)
    ordered = []

    def visit(name, path):
        if name in path:
            fail(f"components depend on each other: {' -> '.join([*path, name])}")
        if name in ordered:
            return
        for dependency in known[name].get("settings", {}).get("depends_on", {}).values():
            elsewhere = any(key in dependency for key in ("stack", "tenant", "environment", "stage"))
            if not elsewhere and dependency["component"] in known:
                visit(dependency["component"], [*path, name])
        ordered.append(name)

    for name in sorted(known):
        visit(name, [])
    return ordered
