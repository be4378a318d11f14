"""Where numbered samples arrive in the benches of delivery: a RabbitMQ that can be killed, a consumer of it, an HTTP server
that can be stopped, slow or unwell, and the list of what each of them got."""
import array
import json
import os
import socket
import socketserver
import subprocess
import threading
import time
import uuid
import zlib
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

import testbed


class Arrivals:
    """What came, by the samples' numbers: how often, and whether it was the same each time. One thread at a time adds."""

    def __init__(self, name):
        self.name = name
        self.counts, self.prints = bytearray(), array.array("L")
        self.samples = self.distinct = self.late = self.newest = 0
        self.wrong = []  # sentences
        self.lock = threading.Lock()

    def add(self, samples, number_key, id_key):
        with self.lock:
            for sample in samples:
                self.add_one(sample, int(sample[number_key]), sample[id_key])

    def add_one(self, sample, number, identity):
        if number >= len(self.counts):
            more = number + 1_000_000 - len(self.counts)
            self.counts.extend(bytes(more))
            self.prints.extend(array.array("L", bytes(more * self.prints.itemsize)))
        fingerprint = zlib.crc32(repr(sample).encode())
        if identity != str(uuid.UUID(int=number)) or sample["resource_id"] != f"sample-{number}":
            self.wrong.append(f"sample {number} has the id {identity} and the resource {sample['resource_id']}")
        if self.counts[number] and self.prints[number] != fingerprint:
            self.wrong.append(f"sample {number} came again with another content")
        self.samples += 1
        self.distinct += not self.counts[number]
        self.late += not self.counts[number] and number < self.newest
        self.newest = max(self.newest, number)
        self.counts[number] = min(255, self.counts[number] + 1)
        self.prints[number] = fingerprint

    def missing(self, first, last):
        """Which of these numbers did not come."""
        part = self.counts[first : last + 1]
        part.extend(bytes(last + 1 - first - len(part)))
        return [first + offset for offset, count in enumerate(part) if not count] if 0 in part else []


class RabbitMq:
    """A broker of its own, whose durable queues outlive it."""

    def __init__(self, work):
        self.state = f"{work.path}/rabbitmq"
        work.at_end(lambda: subprocess.run([f"{testbed.HOME}/testbed/rabbitmq-down", self.state], check=False))
        up = subprocess.run([f"{testbed.HOME}/testbed/rabbitmq-up", "0", self.state], stdout=subprocess.PIPE, text=True, check=True)
        self.url = up.stdout.splitlines()[-1]

    def node(self, order):
        subprocess.run([f"{testbed.HOME}/testbed/lib/rabbitmq-node", order, self.state], check=True)

    def connect(self):
        import amqp

        server = urlsplit(self.url)
        connection = amqp.Connection(host=f"{server.hostname}:{server.port}", userid=server.username, password=server.password)
        connection.connect()
        return connection


class Consumer(threading.Thread):
    """Takes what comes into a queue, and acknowledges a message once it is written down. Connects again whenever it must."""

    def __init__(self, broker, queue, durable):
        super().__init__(daemon=True)
        self.broker, self.queue, self.durable = broker, queue, durable
        self.arrivals = Arrivals("RabbitMQ")
        self.stopped = threading.Event()
        self.ready = threading.Event()

    def run(self):
        while not self.stopped.is_set():
            try:
                self.consume(self.broker.connect())
            except OSError:
                time.sleep(0.1)
            except Exception as problem:  # what the library makes of a broker that ends varies
                if not self.stopped.is_set():
                    print(f"consumer: {type(problem).__name__}: {problem}", flush=True)
                time.sleep(0.1)

    def consume(self, connection):
        channel = connection.channel()
        declare(channel, self.queue, self.durable)
        channel.basic_qos(0, 100, False)
        channel.basic_consume(self.queue, callback=lambda message: self.take(channel, message))
        self.ready.set()
        while not self.stopped.is_set():
            try:
                connection.drain_events(timeout=0.5)
            except socket.timeout:
                pass
        connection.close()

    def take(self, channel, message):
        body = json.loads(json.loads(message.body)["oslo.message"])
        self.take_samples(body["payload"])
        channel.basic_ack(message.delivery_tag)

    def take_samples(self, samples):
        self.arrivals.add(samples, "counter_volume", "message_id")


class Stopwatch(Consumer):
    """Takes down only how long samples were under way since they were handed over, in seconds: one figure a message."""

    def __init__(self, *arguments):
        super().__init__(*arguments)
        self.delays = []

    def take_samples(self, samples):
        self.delays.append(time.monotonic() - samples[0]["monotonic_time"])


def declare(channel, queue, durable):
    """The exchange and a queue, as the notifier declares them."""
    channel.exchange_declare("ceilometer", "topic", durable=durable, auto_delete=False)
    channel.queue_declare(queue, durable=durable, auto_delete=False)
    channel.queue_bind(queue, "ceilometer", queue)


class HttpPeer:
    """A server that takes lists of samples. Its mode is well, stopped, stalled (answers a byte a second) or unwell (500)."""

    def __init__(self, arrivals=None):
        self.port = testbed.free_port()
        self.arrivals = arrivals
        self.mode, self.server = "stopped", None

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}/samples"

    def turn(self, mode):
        self.mode = mode
        if mode == "stopped" and self.server:
            self.server.end()
            self.server = None
        if mode != "stopped" and not self.server:
            self.server = Server(self)
            threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()


class Server(ThreadingHTTPServer):
    """One life of the peer, with the connections that end with it."""

    allow_reuse_address = daemon_threads = True
    block_on_close = False

    def __init__(self, peer):
        self.peer, self.open = peer, set()
        super().__init__(("127.0.0.1", peer.port), Handler)

    def process_request(self, request, client_address):
        self.open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request):
        self.open.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request, client_address):
        pass  # connections that break off are what this is about

    def end(self):
        self.shutdown()
        self.server_close()
        for connection in list(self.open):
            try:
                connection.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass


class Handler(BaseHTTPRequestHandler):
    """Answers as the mode of its peer has it. What is written down is answered with 200 or not at all."""

    protocol_version = "HTTP/1.1"

    def do_POST(self):
        peer = self.server.peer
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if peer.mode == "stalled":
            for byte in b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n":
                self.wfile.write(bytes([byte]))
                time.sleep(1)
                if peer.mode != "stalled":
                    break
            self.close_connection = True
            return
        if peer.mode == "well" and peer.arrivals:
            peer.arrivals.add(json.loads(body), "volume", "id")
        self.send_response(200 if peer.mode == "well" else 500)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass
