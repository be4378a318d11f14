"""bench/faults delivery: numbered samples go to RabbitMQ and to an HTTP server while everything between is killed, stopped,
filled and cut. Whatever was reported as accepted has to arrive."""
import json
import os
import random
import re
import subprocess
import threading
import time

import feeder
import peers
import testbed

QUEUE = "metering.sample"
BATCH = 100
# The feeder may have handed over one batch more than it told of when it is killed: its numbers aren't given again.
SKIPPED = 1000
STACK = re.compile(r"^\S+ ERROR |^\tat |^Caused by: ")
# How long nothing may arrive while samples are pending: the pauses between attempts grow to 30 s.
PATIENCE = 90


class Scene:
    """The peers, and one agent after the other."""

    def __init__(self, work, size):
        testbed.need_packages("python3-amqp", "rabbitmq-server")
        subprocess.run([f"{testbed.HOME}/bin/camelometer", "--help"], stdout=subprocess.DEVNULL, check=True)  # builds what it needs
        feeder.java_command()  # and what an agent needs, since the time of a start counts
        self.work, self.size = work, size
        self.random = random.Random(size["seed"])
        self.broker = peers.RabbitMq(work)
        self.consumer = peers.Consumer(self.broker, QUEUE, durable=True)
        self.consumer.start()
        self.http = peers.HttpPeer(peers.Arrivals("the HTTP peer"))
        self.http.turn("well")
        self.disk = feeder.SmallDisk(work, f"{work.path}/disk", size["disk"])
        self.config, self.state = f"{work.path}/config", f"{self.disk.path}/state"
        os.mkdir(self.state)
        # Not drop-oldest, the default: on a full disk that gives up what was accepted, and counts it.
        urls = ["notifier://?durable=true&spool_policy=block", f"{self.http.url}?spool_policy=refuse"]
        feeder.configure(self.config, self.state, [urls], {"rabbitmq.url": self.broker.url})
        self.accepted = feeder.Acceptances()
        self.lives, self.first, self.slowest, self.failed_starts = 0, 0, 0.0, []
        self.agent = None
        self.consumer.ready.wait(30)

    @property
    def receivers(self):
        return self.consumer.arrivals, self.http.arrivals

    def launch(self):
        if self.lives:
            self.first = max((self.accepted.last // BATCH + 1) * BATCH, self.first) + SKIPPED
        self.agent = feeder.Feeder(self.work, self.config, self.accepted, self.first)
        self.lives += 1

    def start(self):
        begin = time.monotonic()
        self.launch()
        while not self.agent.started.wait(0.05):
            if self.agent.process.poll() is not None or time.monotonic() > begin + 60:
                self.failed_starts.append(f"life {self.lives}: {self.last_line()}")
                self.agent.kill()
                return False
        self.slowest = max(self.slowest, time.monotonic() - begin)
        self.agent.rate(self.size["rate"])
        return True

    def start_surely(self):
        """When it doesn't start, that is told at the end; the rest goes on as soon as it does."""
        for _ in range(20):
            if self.start():
                return
            time.sleep(1)
        self.work.fail("the agent didn't start 20 times in a row", "agent")

    def last_line(self):
        with open(f"{self.work.path}/agent.log", encoding="utf-8", errors="replace") as file:
            return (file.read().strip().splitlines() or ["it said nothing"])[-1][:300]

    def settle(self):
        """Everything is well again: waits until nothing is pending."""
        self.agent.rate(0)
        before, since = None, time.monotonic()
        while True:
            accounts = self.agent.ledgers()
            if not any(account.pending for account in accounts):
                return accounts
            now = [account.pending for account in accounts]
            if now != before:
                before, since = now, time.monotonic()
            if time.monotonic() > since + PATIENCE:
                return accounts
            time.sleep(0.5)

    def spools(self):
        """What bin/camelometer tells of the spools, which nobody has open now."""
        command = [f"{testbed.HOME}/bin/camelometer", "spool", "ls", "--json", "--config", self.config]
        listed = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
        return [json.loads(line) for line in listed.stdout.splitlines()] if listed.returncode == 0 else None


class Trouble:
    """Does something to the peers again and again, beside the kills."""

    def __init__(self, scene, name, times, pause, act):
        self.scene, self.times, self.pause, self.act = scene, times, pause, act
        self.random = random.Random(f"{scene.size['seed']} {name}")
        self.thread = threading.Thread(target=self.run, name=name, daemon=True)
        self.thread.start()

    def run(self):
        for number in range(self.times):
            time.sleep(self.random.uniform(*self.pause))
            self.act(self.scene, number, self.random)

    def goes_on(self):
        return self.thread.is_alive()


def restart_broker(scene, _number, chance):
    scene.broker.node("kill")
    time.sleep(chance.uniform(0, 2))
    scene.broker.node("start")


def trouble_http(scene, number, chance):
    mode = ("stopped", "stalled", "unwell")[number % 3]
    scene.http.turn(mode)
    time.sleep(chance.uniform(*scene.size["outage"]))
    scene.http.turn("well")


def fill_disk(scene, _number, chance):
    scene.disk.fill()
    time.sleep(chance.uniform(*scene.size["full"]))
    scene.disk.free()


def delivery(work, size, judge):
    print(f"the seed is {size['seed']}; --seed {size['seed']} chooses the same moments again", flush=True)
    scene = Scene(work, size)
    scene.start_surely()
    kill_often(scene)
    accounts = scene.settle()
    judge_whole(scene, judge, accounts, "kills, restarts, outages and full disks")
    cut_often(scene)
    accounts = scene.settle()
    code = scene.agent.end()
    judge.holds(code == 0, f"the agent ends with code 0 when told to{'' if code == 0 else f', not {code}'}")
    scene.consumer.stopped.set()
    judge_whole(scene, judge, accounts, "files that were cut", cuts=True)
    judge_files(scene, judge)
    judge_agent(scene, judge)


def kill_often(scene):
    size = scene.size
    troubles = [
        Trouble(scene, "broker", size["restarts"], size["between_restarts"], restart_broker),
        Trouble(scene, "http", size["outages"], size["between_outages"], trouble_http),
        Trouble(scene, "disk", size["fills"], size["between_fills"], fill_disk),
    ]
    kills = 0
    while kills < size["kills"] or any(trouble.goes_on() for trouble in troubles):
        time.sleep(scene.random.uniform(*size["life"]))
        scene.agent.kill()
        kills += 1
        if scene.random.random() < 0.2:
            scene.launch()  # and kills it while it starts
            time.sleep(scene.random.uniform(0.3, 3))
            scene.agent.kill()
            kills += 1
        scene.start_surely()
    print(f"killed {kills} times; {scene.accepted.samples:,} accepted, {scene.accepted.refused:,} refused", flush=True)
    for reason, batches in scene.accepted.reasons.most_common(5):
        print(f"  {batches:,} batches: {reason[:250]}", flush=True)


def cut_often(scene):
    """Cuts the files of a spool while the agent is down, after the one or the other receiver was away."""
    scene.agent.rate(scene.size["rate"])
    for number in range(scene.size["cuts"]):
        scene.http.turn("stopped" if number % 2 == 0 else "well")
        time.sleep(scene.random.uniform(*scene.size["before_cut"]))
        if scene.random.random() < 0.3:
            scene.agent.end()
        else:
            scene.agent.kill()
        pending = cut(scene)
        scene.start_surely()
        tell_loss(scene, pending)
        scene.http.turn("well")
        time.sleep(scene.random.uniform(*scene.size["before_cut"]))


def cut(scene):
    folder = f"{scene.state}/spool"
    names = sorted(name for name in os.listdir(folder) if re.search(r"\.spool(-wal)?$", name))
    name = scene.random.choice([name for name in names if os.path.getsize(f"{folder}/{name}")])
    length = os.path.getsize(f"{folder}/{name}")
    offset = scene.random.choice([0, 1, 100, length - 1, *(scene.random.randrange(length) for _ in range(8))])
    os.truncate(f"{folder}/{name}", offset)
    return name, length, offset


def tell_loss(scene, what):
    name, length, offset = what
    accounts = scene.agent.ledgers()
    figures = "; ".join(f"{a.publisher}: {a.pending:,} pending, {a.refused:,} refused so far" for a in accounts)
    print(f"cut {name} from {length:,} to {offset:,} bytes; afterwards {figures}", flush=True)


def judge_whole(scene, judge, accounts, what, cuts=False):
    """That all that was reported as accepted is there, but for what the ledger counts as lost when files were cut."""
    judge.holds(scene.accepted.samples > scene.accepted.refused, f"more was accepted ({scene.accepted.samples:,}) than refused")
    ranges = scene.accepted.ranges()
    for arrivals, account in zip(scene.receivers, accounts):
        missing = [number for first, last in ranges for number in arrivals.missing(first, last)]
        allowed = account.refused if cuts else 0
        sentence = f"amid {what}, all {scene.accepted.samples:,} samples whose acceptance was reported arrive at {arrivals.name}"
        sentence += f", but for the {account.refused:,} that its ledger counts as refused" if cuts else ""
        found = f" ({len(missing):,} are missing: {spans(missing)})" if missing else ""
        judge.holds(len(missing) <= allowed, sentence + found)
        again = arrivals.samples - arrivals.distinct
        wrong = f"; but {len(arrivals.wrong)} are wrong, such as: {arrivals.wrong[0]}" if arrivals.wrong else ""
        judge.holds(not arrivals.wrong, f"the {again:,} duplicates there have id and content of the first{wrong}")
        if not cuts:
            judge.holds(not arrivals.late, f"those that come for the first time come in order ({arrivals.late:,} don't)")
    for account in accounts:
        judge_ledger(judge, account, what)
        judge.holds(account.accepted >= scene.accepted.samples, f"it has at least what was reported ({scene.accepted.samples:,})")


def spans(numbers, most=5):
    """Such as 50-99, 400-499, …"""
    joined = []
    for number in numbers:
        if joined and joined[-1][1] + 1 == number:
            joined[-1][1] = number
        else:
            joined.append([number, number])
    return ", ".join(f"{first}-{last}" for first, last in joined[:most]) + (", …" if len(joined) > most else "")


def judge_ledger(judge, account, what):
    name, accepted, delivered, pending, refused, reasons = account
    figures = f"accepted {accepted:,} = delivered {delivered:,} + pending {pending:,} + refused {refused:,} {reasons}"
    judge.holds(accepted == delivered + pending + refused, f"amid {what}, the ledger of {name} balances: {figures}")
    judge.holds(pending == 0, f"nothing stays pending there ({pending:,})")


def judge_files(scene, judge):
    spools = scene.spools()
    judge.holds(spools is not None, "bin/camelometer spool ls --json reads the spools of an agent that has ended")
    for spool in spools or []:
        name, *figures = (spool.get(key) for key in ("spool", "accepted", "delivered", "pending", "refused"))
        balances = None not in figures and figures[0] == sum(figures[1:])
        judge.holds(balances, f"and what it tells of {name} balances: {figures}")


def judge_agent(scene, judge):
    failed = f"; {len(scene.failed_starts)} times it did not, such as in {scene.failed_starts[0]}" if scene.failed_starts else ""
    judge.holds(not failed, f"the agent started each of {scene.lives} times, at the latest after {scene.slowest:.1f} s{failed}")
    with open(f"{scene.work.path}/agent.log", encoding="utf-8", errors="replace") as file:
        lines = file.read().splitlines()
    bad = [line for line in lines if STACK.match(line)]
    example = f", such as: {bad[0][:250]}" if bad else ""
    judge.holds(not bad, f"no errors and no stack traces in its log ({len(bad)} lines{example})")
    warnings = sum(" WARN " in line for line in lines)
    print(f"{warnings} lines of warning in {scene.lives} lives")
