"""What the benches share: the test bed's hypervisor and our agent, as processes that are ended again."""
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

HOME = os.path.dirname(os.path.dirname(os.path.dirname(os.path.realpath(__file__))))
TICKS = os.sysconf("SC_CLK_TCK")


class Workplace:
    """A folder, and what is to be ended, last first, when the bench ends in whatever way."""

    def __init__(self):
        self.path = tempfile.mkdtemp(prefix="camelometer-bench-")
        self.ends = [lambda: shutil.rmtree(self.path, ignore_errors=True)]

    def __enter__(self):
        for number in (signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, ended_by)
        return self

    def __exit__(self, *_):
        while self.ends:
            self.ends.pop()()

    def at_end(self, end):
        self.ends.append(end)

    def start(self, name, command, environment=None, **options):
        """Runs a command in the background; what it says goes to the file NAME.log."""
        with open(f"{self.path}/{name}.log", "ab") as log:
            pipes = {"stdin": subprocess.DEVNULL, "stdout": log, "stderr": log, **options}
            process = subprocess.Popen(command, env={**os.environ, **(environment or {})}, **pipes)
        self.at_end(lambda: end(process))
        return process

    def fail(self, sentence, name):
        """Ends the bench, showing what the process of that name said last."""
        with open(f"{self.path}/{name}.log", encoding="utf-8", errors="replace") as log:
            sys.stderr.writelines(line[:250].rstrip() + "\n" for line in log.readlines()[-20:])
        sys.exit(f"{os.path.basename(sys.argv[0])}: {sentence}; the end of its log is above.")

    def wait_for(self, seconds, name, process, what, happened, pause=0.05):
        """Waits until something happened; ends the bench when it takes too long or the process ends before."""
        end_of_patience = time.monotonic() + seconds
        while not happened():
            if process.poll() is not None:
                self.fail(f"{name} ended with code {process.returncode} before this: {what}", name)
            if time.monotonic() > end_of_patience:
                self.fail(f"waited {seconds} s in vain for {name}: {what}", name)
            time.sleep(pause)


def ended_by(number, _frame):
    print(f"{os.path.basename(sys.argv[0])}: ended by {signal.Signals(number).name}.", file=sys.stderr)
    sys.exit(128 + number)


def end(process, patience=20):
    """Asks a process to end, and kills it if it doesn't; its exit code, None for one that had to be killed."""
    process.terminate()
    try:
        return process.wait(patience)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        return None


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def need_packages(*packages):
    """As the test bed's scripts do: installs them when root, otherwise says what to install."""
    script = f'. "{HOME}/testbed/lib/common.sh"; need_packages "$@"'
    if subprocess.run(["bash", "-c", script, os.path.basename(sys.argv[0]), *packages], check=False).returncode:
        sys.exit(1)


class Hypervisor:
    """Real QEMU guests in a libvirtd of their own; its guests are named by their number."""

    def __init__(self, work, guests):
        self.state = f"{work.path}/hypervisor"
        work.at_end(lambda: subprocess.run([f"{HOME}/testbed/hypervisor-down", self.state], check=False))
        command = [f"{HOME}/testbed/hypervisor-up", str(guests), self.state]
        up = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
        if up.returncode:
            sys.exit(f"{os.path.basename(sys.argv[0])}: hypervisor-up ended with code {up.returncode}.")
        self.uri = up.stdout.splitlines()[-1]

    def signal(self, names, number):
        """Sends a signal to the QEMU processes of guests."""
        ours = f"{self.state}/private/disks/".encode()
        pids = {}
        for pid in filter(str.isdigit, os.listdir("/proc")):
            try:
                with open(f"/proc/{pid}/cmdline", "rb") as file:
                    command = file.read()
            except OSError:
                continue
            name = re.search(rb"guest=([^,\0]+)", command)
            if name and ours in command:
                pids[name.group(1).decode()] = int(pid)
        for name in names:
            os.kill(pids[name], number)

    def libvirtd(self, order):
        subprocess.run([f"{HOME}/testbed/hypervisor-libvirtd", order, self.state], check=True)

    def create(self, name, number):
        """A guest that libvirt forgets once it is destroyed."""
        script = f'. "{HOME}/testbed/lib/guests.sh"; guest "$@"'
        definition = subprocess.run(
            ["bash", "-c", script, "guest", name, str(number), f"{self.state}/private/disks"], stdout=subprocess.PIPE, check=True
        )
        path = f"{self.state}/private/domains/{name}.xml"
        with open(path, "wb") as file:
            file.write(definition.stdout)
        return self.virsh("create", path)

    def destroy(self, name):
        return self.virsh("destroy", name)

    def virsh(self, *arguments):
        command = ["virsh", "-q", "-c", self.uri, *arguments]
        return subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=False).returncode == 0


def guest_name(number):
    return f"instance-{number:08x}"


class Agent:
    """Our agent, all its meters going into one file, as bin/camelometer starts it."""

    def __init__(self, work, uri, interval, environment=None):
        self.work, self.interval = work, interval
        self.out, self.log = f"{work.path}/samples", f"{work.path}/agent.log"
        os.makedirs(f"{work.path}/config", exist_ok=True)
        with open(f"{work.path}/config/pipeline.yaml", "w", encoding="utf-8") as file:
            file.write(f"sources:\n  - {{name: bench, interval: {interval}, meters: ['*'], sinks: [bench]}}\n")
            file.write(f"sinks:\n  - {{name: bench, publishers: ['file://{self.out}']}}\n")
        subprocess.run([f"{HOME}/bin/camelometer", "--help"], stdout=subprocess.DEVNULL, check=True)  # builds what it needs
        self.process = work.start(
            "agent",
            [f"{HOME}/bin/camelometer", "run", "--config", f"{work.path}/config"],
            {
                "CAMELOMETER_LIBVIRT_URI": uri,
                "CAMELOMETER_POLLING_SPREAD": "0",
                "CAMELOMETER_STATE_DIR": f"{work.path}/state",
                "CAMELOMETER_MANAGEMENT_PORT": str(free_port()),
                **(environment or {}),
            },
        )
        self.pid = self.process.pid

    def size(self):
        return os.path.getsize(self.out) if os.path.exists(self.out) else 0

    def wait_for(self, seconds, what, happened):
        self.work.wait_for(seconds, "agent", self.process, what, happened)


def cpu_seconds(pid):
    """What all threads of a process used until now."""
    with open(f"/proc/{pid}/stat", encoding="ascii", errors="replace") as file:
        fields = file.read().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def status(pid, *keys):
    """Numbers of /proc/PID/status: of memory in KiB."""
    with open(f"/proc/{pid}/status", encoding="utf-8", errors="replace") as file:
        fields = dict(line.split(":", 1) for line in file)
    return [int(fields[key].split()[0]) for key in keys]


def unix_connections(pid):
    """How many connected Unix sockets a process has: those of ours lead to libvirt."""
    with open(f"/proc/{pid}/net/unix", encoding="ascii", errors="replace") as file:
        connected = {line.split()[6] for line in file if line.split()[5] == "03"}
    return sum(target in connected for target in sockets(pid))


def sockets(pid):
    """The inodes of a process's sockets."""
    for descriptor in os.listdir(f"/proc/{pid}/fd"):
        try:
            found = re.fullmatch(r"socket:\[(\d+)\]", os.readlink(f"/proc/{pid}/fd/{descriptor}"))
        except OSError:
            continue
        if found:
            yield found.group(1)
