"""What an agent does, written down as it happens: which guests were complete in which cycle and when that was in the file,
the lines of its log with the time of each, and what the process has of the machine."""
import collections
import json
import os
import threading
import time
from datetime import datetime, timezone

import testbed

Process = collections.namedtuple("Process", "time threads connections descriptors memory")


class Reading:
    """All samples of one timestamp: by guest, the meters with their resources, and when the last of them was in the file."""

    def __init__(self, tick):
        self.tick = tick
        self.meters = collections.defaultdict(set)
        self.arrival = {}


class Recorder(threading.Thread):
    """Follows the agent until it is told to stop. Files are looked at every 20 ms, the process every half second."""

    def __init__(self, agent):
        super().__init__(daemon=True)
        self.agent = agent
        self.readings, self.log, self.process, self.names = {}, [], [], {}
        self.shapes = {}
        self.stopped = threading.Event()

    def run(self):
        followers = [(Follower(self.agent.out), self.take_sample), (Follower(self.agent.log), self.take_line)]
        while True:
            last_round = self.stopped.is_set()
            for follower, take in followers:
                for line in follower.lines():
                    take(time.time(), line)
            self.look_at_process()
            if last_round:
                return
            time.sleep(0.02)

    def stop(self):
        self.stopped.set()
        self.join()
        for reading in self.readings.values():
            self.share_shapes(reading)

    def take_sample(self, now, line):
        sample = json.loads(line)
        stamp = sample["timestamp"]
        if stamp not in self.readings:
            for reading in list(self.readings.values())[-1:]:
                self.share_shapes(reading)
            tick = datetime.fromisoformat(stamp).replace(tzinfo=timezone.utc).timestamp()
            self.readings[stamp] = Reading(tick)
        metadata = sample["resource_metadata"]
        guest = metadata.get("instance_id") or sample["resource_id"]
        if guest == sample["resource_id"]:
            self.names[guest] = metadata.get("name") or guest
        reading = self.readings[stamp]
        if isinstance(reading.meters[guest], frozenset):  # a late sample
            reading.meters[guest] = set(reading.meters[guest])
        reading.meters[guest].add((sample["name"], sample["resource_id"]))
        reading.arrival[guest] = now

    def take_line(self, now, line):
        self.log.append((now, line.rstrip("\n")))

    def share_shapes(self, reading):
        """Equal sets of meters are kept once."""
        for guest, meters in reading.meters.items():
            shape = frozenset(meters)
            reading.meters[guest] = self.shapes.setdefault(shape, shape)

    def look_at_process(self):
        now = time.time()
        if self.process and now < self.process[-1].time + 0.5:
            return
        try:
            pid = self.agent.pid
            threads, memory = testbed.status(pid, "Threads", "VmRSS")
            descriptors = len(os.listdir(f"/proc/{pid}/fd"))
            self.process.append(Process(now, threads, testbed.unix_connections(pid), descriptors, memory / 1024))
        except (OSError, KeyError):
            pass  # it has ended

    def by_name(self, reading):
        """Of a reading: by the guest's name, its meters and the time at which they were all in the file."""
        return {self.names.get(guest, guest): (meters, reading.arrival[guest]) for guest, meters in reading.meters.items()}


class Follower:
    """Gives what was appended to a file since the last time, whole lines only."""

    def __init__(self, path):
        self.path, self.file, self.rest = path, None, ""

    def lines(self):
        if self.file is None:
            if not os.path.exists(self.path):
                return
            self.file = open(self.path, encoding="utf-8", errors="replace")
        self.rest += self.file.read()
        *whole, self.rest = self.rest.split("\n")
        yield from whole
