"""Who reads the guests in bench/compute. Each does one cycle when it is told to, and rests otherwise."""
import collections
import csv
import glob
import json
import os
import re
import socket
import subprocess
import time
import urllib.request
from datetime import datetime, timezone

import testbed
from floor import Floor

# wall and cpu in seconds; values: figures of one cycle; meters: their distinct names, None if not asked; resident in MiB.
Cycle = collections.namedtuple("Cycle", "wall cpu values meters resident")
PATIENCE = 120


class BareReading:
    """libvirt's bulk statistics over two connections, and nothing else."""

    name = "bulk reading"

    def __init__(self, _work, uri):
        self.floor = Floor(uri)

    def cycle(self):
        before = testbed.cpu_seconds(os.getpid())
        wall = self.floor.measure()
        return Cycle(wall, testbed.cpu_seconds(os.getpid()) - before, None, None, None)


class Camelometer:
    """Our agent. Its cycle runs from the timestamp of the samples, which is taken when the tick begins, to the time at which
    the file was last written to (the kernel's clock for that is up to 4 ms slow)."""

    name = "Camelometer"

    def __init__(self, work, uri, interval):
        self.interval = interval
        self.agent = testbed.Agent(work, uri, interval)
        self.read, self.next_tick = 0, 0
        self.agent.wait_for(PATIENCE, "its first cycle", lambda: self.agent.size() > 0)
        self.end_of_cycle()

    def cycle(self):
        time.sleep(max(0, self.next_tick - 0.5 - time.time()))
        before = testbed.cpu_seconds(self.agent.pid)
        self.agent.wait_for(PATIENCE, "a cycle", lambda: self.agent.size() > self.read)
        wall, samples = self.end_of_cycle()
        used = testbed.cpu_seconds(self.agent.pid) - before
        return Cycle(wall, used, len(samples), {sample["name"] for sample in samples}, self.resident())

    def is_behind(self):
        """Whether the agent's next tick came, or is about to, before this one's turn."""
        return time.time() > self.next_tick - 1

    def catch_up(self):
        time.sleep(max(0, self.next_tick + 1 - time.time()))
        self.agent.wait_for(PATIENCE, "a cycle", lambda: self.agent.size() > self.read)
        self.end_of_cycle()

    def end_of_cycle(self):
        """Waits until nothing was written for two seconds; the seconds of the cycle, and its samples."""
        self.agent.wait_for(PATIENCE, "the end of a cycle", lambda: time.time() > os.stat(self.agent.out).st_mtime + 2)
        with open(self.agent.out, "rb") as file:
            file.seek(self.read)
            samples = [json.loads(line) for line in file]
            self.read = file.tell()
        newest = max(sample["timestamp"] for sample in samples)
        samples = [sample for sample in samples if sample["timestamp"] == newest]
        tick = datetime.fromisoformat(newest).replace(tzinfo=timezone.utc).timestamp()
        self.next_tick = tick + self.interval
        return os.stat(self.agent.out).st_mtime - tick, samples

    def resident(self):
        return testbed.status(self.agent.pid, "VmRSS")[0] / 1024

    def peak(self):
        return testbed.status(self.agent.pid, "VmHWM")[0] / 1024


class Ceilometer:
    """Debian's, all compute meters, to RabbitMQ."""

    name = "Ceilometer 19"

    def __init__(self, work, uri):
        state = f"{work.path}/rabbitmq"
        work.at_end(lambda: subprocess.run([f"{testbed.HOME}/testbed/rabbitmq-down", state], check=False))
        up = subprocess.run([f"{testbed.HOME}/testbed/rabbitmq-up", "0", state], stdout=subprocess.PIPE, text=True, check=True)
        folder = f"{work.path}/ceilometer"
        os.makedirs(folder)
        rabbit = "rabbit" + up.stdout.splitlines()[-1].removeprefix("amqp")
        command = [f"{testbed.HOME}/bench/lib/ceilometer-cycles", uri, rabbit, folder]
        self.process = work.start("ceilometer", command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1)
        self.work = work

    def cycle(self):
        self.process.stdin.write("a cycle\n")
        answer = self.process.stdout.readline()
        if not answer:
            self.work.fail("Ceilometer ended", "ceilometer")
        found = json.loads(answer)
        return Cycle(found["wall"], found["cpu"], found["values"], set(found["meters"]), found["resident"])


class Exporter:
    """prometheus-libvirt-exporter: a scrape."""

    name = "prometheus-libvirt-exporter"

    def __init__(self, work, uri):
        port = testbed.free_port()
        command = ["prometheus-libvirt-exporter", f"--web.listen-address=127.0.0.1:{port}", f"--libvirt.uri={uri}"]
        self.process = work.start("exporter", command)
        self.url = f"http://127.0.0.1:{port}/metrics"
        work.wait_for(30, "exporter", self.process, "it answers", self.answers)

    def answers(self):
        try:
            return "libvirt_up 1" in self.scrape()
        except OSError:
            return False

    def scrape(self):
        with urllib.request.urlopen(self.url, timeout=PATIENCE) as answer:
            return answer.read().decode()

    def cycle(self):
        before, begin = testbed.cpu_seconds(self.process.pid), time.perf_counter()
        text = self.scrape()
        wall = time.perf_counter() - begin
        series = re.findall(r"^(libvirt_\w+)", text, re.MULTILINE)
        used = testbed.cpu_seconds(self.process.pid) - before
        return Cycle(wall, used, len(series), set(series), testbed.status(self.process.pid, "VmRSS")[0] / 1024)


class Collectd:
    """collectd's virt plugin. When a reading takes longer than its interval, collectd says how long it took; so the interval
    is next to nothing, and the second reading counts, since the first also lists the guests. collectd runs only in its turn,
    and sends its values to a UDP port that nobody reads. It is asked for all statistics but pcpu, which needs the cgroups that
    the test bed hides, and fs_info, which needs an agent in the guest: both would only cost it time."""

    name = "collectd virt"
    STATISTICS = "cpu_util disk disk_allocation disk_capacity disk_err disk_physical domain_state memory perf vcpu vcpupin"
    TOOK = re.compile(r"read-function of the .virt.* plugin took ([0-9.]+) seconds")

    def __init__(self, work, uri):
        self.work, self.folder = work, f"{work.path}/collectd"
        self.uri = uri
        self.sink = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.sink.bind(("127.0.0.1", 0))
        self.values, self.meters = self.count()

    def configure(self, interval, more=""):
        os.makedirs(self.folder, exist_ok=True)
        path = f"{self.folder}/collectd.conf"
        with open(path, "w", encoding="utf-8") as file:
            file.write(f'Hostname "node1"\nFQDNLookup false\nBaseDir "{self.folder}"\nTypesDB "/usr/share/collectd/types.db"\n')
            file.write(f'LoadPlugin logfile\n<Plugin logfile>\n  LogLevel info\n  File "{self.folder}/log"\n</Plugin>\n{more}')
            file.write(f"<LoadPlugin virt>\n  Interval {interval}\n</LoadPlugin>\n<Plugin virt>\n")
            file.write(f'  Connection "{self.uri}"\n  RefreshInterval 60\n  ExtraStats "{self.STATISTICS}"\n</Plugin>\n')
        return path

    def start(self, *configuration):
        if os.path.exists(f"{self.folder}/log"):
            os.remove(f"{self.folder}/log")
        command = ["collectd", "-f", "-C", self.configure(*configuration), "-P", f"{self.folder}/pid"]
        return self.work.start("collectd", command)

    def logged(self):
        if not os.path.exists(f"{self.folder}/log"):
            return []
        with open(f"{self.folder}/log", encoding="utf-8", errors="replace") as file:
            return self.TOOK.findall(file.read())

    def cycle(self):
        port = self.sink.getsockname()[1]
        process = self.start(0.01, f'LoadPlugin network\n<Plugin network>\n  Server "127.0.0.1" "{port}"\n</Plugin>\n')
        try:
            self.work.wait_for(PATIENCE, "collectd", process, "it reads twice", lambda: len(self.logged()) >= 2)
        finally:
            testbed.end(process)
        return Cycle(float(self.logged()[1]), None, self.values, self.meters, None)

    def count(self):
        """The figures of a reading and their distinct names: collectd writes each to a file of its own, which isn't timed. A
        percentage comes with the second reading, so this waits until for some readings no more files have come."""
        data = f"{self.folder}/data"
        process = self.start(3, f'LoadPlugin csv\n<Plugin csv>\n  DataDir "{data}"\n  StoreRates false\n</Plugin>\n')
        found, since = [], time.monotonic()
        try:
            while not found or time.monotonic() < since + 10:
                time.sleep(1)
                now = glob.glob(f"{data}/*/virt*/*")
                if len(now) > len(found):
                    found, since = now, time.monotonic()
                if process.poll() is not None or time.monotonic() > since + PATIENCE:
                    self.work.fail("collectd reads nothing", "collectd")
        finally:
            testbed.end(process)
        return self.figures(found)

    @staticmethod
    def figures(files):
        values, meters = 0, set()
        for path in files:
            kind = re.sub(r"-\d{4}-\d\d-\d\d$", "", os.path.basename(path))
            kind = re.sub(r"-(vd[a-z]+|tap[0-9-]+|\d+|vcpu_\d+-cpu_\d+)$", "", kind)
            with open(path, encoding="utf-8") as file:
                columns = next(csv.reader(file))[1:]
            values += len(columns)
            meters.update(f"{kind}.{column}" for column in columns)
        return values, meters
