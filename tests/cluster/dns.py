"""The cluster's DNS: dns.py ADDRESS API-SERVER CA CERTIFICATE KEY

Answers A for SERVICE.NAMESPACE.svc.cluster.local (its address, or those of its pods if it is headless) and for POD.SERVICE.NAMESPACE.svc.cluster.local
of a headless one. Any other name is NXDOMAIN: it forwards nothing. Other types have no records. UDP only.
"""
import http.client
import json
import socket
import ssl
import struct
import sys

SUFFIX = ["svc", "cluster", "local"]
NO_ERROR, SERVER_FAILURE, NO_SUCH_NAME = 0, 2, 3
TYPE_A, CLASS_IN, SECONDS = 1, 1, 5


class ApiServer:
    def __init__(self, address, ca, certificate, key):
        self.address = address
        self.context = ssl.create_default_context(cafile=ca)
        self.context.load_cert_chain(certificate, key)
        self.connection = None

    def get(self, namespace, kind, name):
        """The object, or None if there is no such thing."""
        try:
            return self.ask(f"/api/v1/namespaces/{namespace}/{kind}/{name}")
        except (OSError, http.client.HTTPException):
            self.connection = None  # it may have been closed while nobody asked
            return self.ask(f"/api/v1/namespaces/{namespace}/{kind}/{name}")

    def ask(self, path):
        if self.connection is None:
            self.connection = http.client.HTTPSConnection(self.address, context=self.context, timeout=2)
        self.connection.request("GET", path)
        answer = self.connection.getresponse()
        body = answer.read()
        if answer.status not in (200, 404):
            raise http.client.HTTPException(f"{path}: {answer.status}")
        return json.loads(body) if answer.status == 200 else None


def addresses(api, labels):
    """The addresses of a name, or None if it is not one."""
    if labels[-3:] != SUFFIX or len(labels) not in (5, 6) or not all(is_label(label) for label in labels):
        return None
    *pod, service, namespace = labels[:-3]
    found = api.get(namespace, "services", service)
    if found is None:
        return None
    own = found["spec"].get("clusterIP")
    if own != "None":
        return None if pod or not own else [own]
    endpoints = api.get(namespace, "endpoints", service) or {}
    ready = [address for subset in endpoints.get("subsets") or [] for address in subset.get("addresses") or []]
    if pod:
        return [address["ip"] for address in ready if address.get("hostname") == pod[0]] or None
    return sorted({address["ip"] for address in ready})


def is_label(text):
    return 0 < len(text) <= 63 and all(letter.isascii() and (letter.isalnum() or letter in "-_") for letter in text)


def question(query):
    """Labels, type, and where the question ends: 12 bytes of header, then length-prefixed labels up to an empty one, type and class."""
    labels, at = [], 12
    while query[at]:
        if query[at] > 63:
            raise ValueError("a pointer in a question")
        labels.append(query[at + 1:at + 1 + query[at]].decode("ascii").lower())
        at += query[at] + 1
    kind, _ = struct.unpack_from(">HH", query, at + 1)
    return labels, kind, at + 5


def answer(api, query):
    labels, kind, end = question(query)
    try:
        found = addresses(api, labels)
        code = NO_SUCH_NAME if found is None else NO_ERROR
    except (OSError, http.client.HTTPException) as fault:
        print(f"{'.'.join(labels)}: {fault}", flush=True)
        found, code = None, SERVER_FAILURE
    records = found if found and kind == TYPE_A else []
    # Response, authoritative, recursion as it was asked for.
    flags = 0x8400 | (struct.unpack_from(">H", query, 2)[0] & 0x0100) | code
    header = query[:2] + struct.pack(">HHHHH", flags, 1, len(records), 0, 0)
    # 0xC00C points to the name in the question.
    body = b"".join(struct.pack(">HHHIH", 0xC00C, TYPE_A, CLASS_IN, SECONDS, 4) + socket.inet_aton(record) for record in records)
    return header + query[12:end] + body


def main():
    address, *server = sys.argv[1:]
    api = ApiServer(*server)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as own:
        own.bind((address, 53))
        while True:
            query, caller = own.recvfrom(4096)
            try:
                own.sendto(answer(api, query), caller)
            except (ValueError, IndexError, struct.error) as fault:
                print(f"{caller[0]}: not a question: {fault}", flush=True)


main()
