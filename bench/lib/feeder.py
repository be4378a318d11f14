"""The agent of the benches of delivery: a JVM with bench/java's DeliveryFeeder, which feeds it numbered samples and tells
which of them were accepted."""
import collections
import os
import re
import shutil
import subprocess
import sys
import threading

import testbed

CLASS = "org.camelometer.runtime.DeliveryFeeder"
Account = collections.namedtuple("Account", "publisher accepted delivered pending refused reasons")


def java_command(first_compiler=True):
    """How a class of bench/java is started: with the options of bin/camelometer. Compiles first what isn't."""
    script = '. bin/java.sh; find_java javac && echo "$java_home"'
    home = subprocess.run(["bash", "-c", script], cwd=testbed.HOME, stdout=subprocess.PIPE, text=True, check=True).stdout.strip()
    path = f"{testbed.HOME}/target/bench.class-path"
    if not os.path.exists(path) or newest_source() > os.path.getmtime(path):
        quick = ["-Dspotless.check.skip=true", "-Denforcer.skip=true"]
        goals = ["test-compile", "dependency:build-classpath", "-Dmdep.includeScope=test", f"-Dmdep.outputFile={path}"]
        environment = {**os.environ, "JAVA_HOME": home}
        subprocess.run(["mvn", "-q", "-B", "-ntp", *quick, *goals], cwd=testbed.HOME, env=environment, check=True)
        os.utime(path)
    with open(path, encoding="utf-8") as file:
        class_path = f"target/bench-classes:bench/resources:target/classes:{file.read().strip()}"
    with open(f"{testbed.HOME}/bin/camelometer", encoding="utf-8") as file:
        options = re.search(r"^java_options=\((-.*)\)$", file.read(), re.MULTILINE).group(1).split()
    if not first_compiler:
        options = [option for option in options if "TieredStopAtLevel" not in option]
    return [f"{home}/bin/java", *options, "-cp", class_path]


def newest_source():
    files = [f"{testbed.HOME}/pom.xml"]
    for folder in ("src/main", "bench/java", "bench/resources"):
        files += [f"{at}/{name}" for at, _, names in os.walk(f"{testbed.HOME}/{folder}") for name in names]
    return max(map(os.path.getmtime, files))


def configure(folder, state, publishers, settings=None):
    """A configuration with a source for each list of publishers: bench-0, bench-1 and so on, each with a sink of its own."""
    os.makedirs(folder, exist_ok=True)
    values = {"state-dir": state, "management.port": 0, "telemetry-secret": "s3cr3t", **(settings or {})}
    with open(f"{folder}/application.properties", "w", encoding="utf-8") as file:
        file.writelines(f"camelometer.{key}={value}\n" for key, value in values.items())
    with open(f"{folder}/pipeline.yaml", "w", encoding="utf-8") as file:
        file.write("sources:\n")
        for number in range(len(publishers)):
            file.write(f"  - {{name: bench-{number}, interval: 86400, meters: [numbered], sinks: [bench-{number}]}}\n")
        file.write("sinks:\n")
        for number, urls in enumerate(publishers):
            file.write(f"  - {{name: bench-{number}, publishers: {list(urls)}}}\n")


class Acceptances:
    """Which samples were reported as accepted, by all lives of the agent."""

    def __init__(self):
        self.spans = []
        self.samples = self.refused = 0
        self.reasons = collections.Counter()  # of refusals, without what differs each time
        self.last = -1  # of those that the agent told anything of
        self.micros = []

    def ranges(self):
        """The spans joined, so that there are few."""
        joined = []
        for first, last in sorted(self.spans):
            if joined and joined[-1][1] + 1 == first:
                joined[-1][1] = last
            else:
                joined.append([first, last])
        return joined


class Feeder:
    """One life of the agent."""

    def __init__(self, work, folder, accepted, first=0, producers=1, first_compiler=True):
        self.work, self.accepted = work, accepted
        self.started, self.told = threading.Event(), threading.Event()
        self.accounts, self.next_accounts = [], []
        self.process = work.start(
            "agent",
            [*java_command(first_compiler), CLASS, folder, str(first), str(producers)],
            {"LC_ALL": "C.UTF-8", "MALLOC_ARENA_MAX": "2"},
            cwd=testbed.HOME,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            bufsize=1,
        )
        self.reader = threading.Thread(target=self.read, daemon=True)
        self.reader.start()

    def read(self):
        for line in self.process.stdout:
            if line.endswith("\n"):  # a kill may cut the last one
                self.take(*line.rstrip("\n").split(" ", 1))

    def take(self, word, rest=""):
        if word == "accepted":
            first, last, micros = map(int, rest.split())
            self.accepted.last = max(self.accepted.last, last)
            self.accepted.spans.append((first, last))
            self.accepted.samples += last - first + 1
            self.accepted.micros.append(micros)
        elif word == "refused":
            first, last, reason = rest.split(" ", 2)
            self.accepted.last = max(self.accepted.last, int(last))
            self.accepted.refused += int(last) - int(first) + 1
            self.accepted.reasons[re.sub(r"\d+", "N", reason)] += 1
        elif word == "ledger":
            name, *figures, reasons = rest.split("\t")
            self.next_accounts.append(Account(name, *map(int, figures), reasons))
        elif word == "ledgers":
            self.accounts, self.next_accounts = self.next_accounts, []
            self.told.set()
        elif word == "started":
            self.started.set()
        else:
            print(f"the feeder says: {word} {rest}", file=sys.stderr)

    def order(self, line):
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()

    def rate(self, samples):
        self.order(f"rate {samples}")

    def feed(self, samples):
        self.order(f"feed {samples}")

    def wait_for_start(self, seconds=60):
        self.work.wait_for(seconds, "agent", self.process, "it starts", self.started.is_set, 0.01)

    def ledgers(self, seconds=60):
        """The accounts of all publishers at the moment, in their order."""
        self.told.clear()
        self.order("ledgers")
        self.work.wait_for(seconds, "agent", self.process, "it tells its ledgers", self.told.is_set, 0.01)
        return self.accounts

    def kill(self):
        self.process.kill()
        self.process.wait()
        self.reader.join()

    def end(self, seconds=60):
        """Its exit code; None if it had to be killed."""
        self.process.stdin.close()
        try:
            code = self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            code = None
        self.reader.join()
        return code


class SmallDisk:
    """A folder on a disk of its own, which can be filled."""

    def __init__(self, work, path, megabytes):
        self.path = path
        os.makedirs(path)
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "camelometer-bench", path], check=True)
        work.at_end(lambda: subprocess.run(["umount", "-l", path], check=False))

    def fill(self):
        with open(f"{self.path}/ballast", "wb", buffering=0) as file:
            try:
                while True:
                    file.write(bytes(1 << 16))
            except OSError:
                pass
        try:
            with open(f"{self.path}/ballast", "ab", buffering=0) as file:
                while file.write(bytes(1)):
                    pass
        except OSError:
            pass

    def free(self):
        os.remove(f"{self.path}/ballast")

    def used(self):
        return shutil.disk_usage(self.path).used
