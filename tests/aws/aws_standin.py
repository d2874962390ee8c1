#!/usr/bin/env python3
"""An AWS on loopback: moto's server, with what the platform's components need and moto lacks or gets wrong.

    MOTO_IAM_LOAD_MANAGED_POLICIES=true MOTO_ACM_VALIDATION_WAIT=1 python3 tests/aws/aws_standin.py -H 127.0.0.1 -p 5566

Both variables are set here where they are not: without the first there are no AWS-managed policies to attach to a
role, without the second a certificate takes a minute to be issued. Everything is in memory and gone with the process.
Needs moto[server] 5.2 (`pip install 'moto[server]==5.2.1'`). What it cannot stand in for: docs/aws-local.md.
"""

import os
import sys

os.environ.setdefault("MOTO_IAM_LOAD_MANAGED_POLICIES", "true")
os.environ.setdefault("MOTO_ACM_VALIDATION_WAIT", "1")

# moto reads the environment when it is imported, hence after it.
from moto.server import main  # noqa: E402

import standin  # noqa: E402

if __name__ == "__main__":
    standin.install()
    main(sys.argv[1:])
