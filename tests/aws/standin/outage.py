"""A region that does not answer, for drills: POST /standin/outage with the region's name in the body, DELETE ends it.

A request names its region and service in its signature. Services of the whole world are asked in us-east-1 as well,
and go on answering.
"""

import re

from moto.moto_server.werkzeug_app import DomainDispatcherApplication

from .patching import around

# Authorization: AWS4-HMAC-SHA256 Credential=testing/20260101/us-west-2/s3/aws4_request, SignedHeaders=...
SCOPE = re.compile(r"Credential=[^/]+/\d+/([a-z0-9-]+)/([a-z0-9-]+)/aws4_request")
GLOBAL = {"budgets", "iam", "route53"}

out = set()


def answer(start_response, status, text=""):
    start_response(status, [("Content-Type", "text/plain"), ("Content-Length", str(len(text)))])
    return [text.encode()]


def is_out(authorization):
    scope = SCOPE.search(authorization)
    return scope is not None and scope[1] in out and scope[2] not in GLOBAL


def install():
    @around(DomainDispatcherApplication, "__call__")
    def call(original, self, environ, start_response):
        if environ["PATH_INFO"] == "/standin/outage":
            region = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0)).decode()
            (out.add if environ["REQUEST_METHOD"] == "POST" else out.discard)(region)
            return answer(start_response, "204 No Content")
        if is_out(environ.get("HTTP_AUTHORIZATION", "")):
            return answer(start_response, "503 Service Unavailable", "This region does not answer.")
        return original(self, environ, start_response)
