"""What a recording shows: which cycles were complete and in time, and whether the process stayed as it was."""
import collections
import math
import statistics
import sys

Cycle = collections.namedtuple("Cycle", "due guests")  # when its tick was due; what came: name -> (meters, arrival)


class Verdict:
    """Says one sentence for each thing that was promised, and remembers whether all hold."""

    def __init__(self):
        self.told = self.broken = 0

    def holds(self, condition, sentence):
        print(f"{'holds' if condition else 'BROKEN'}: {sentence}", flush=True)
        self.told += 1
        self.broken += not condition

    def exit(self, what):
        print(f"{what}: {self.told - self.broken} of {self.told} promises hold")
        sys.exit(1 if self.broken else 0)


def cycles(recorder, interval, steady, begin, end):
    """The cycles that were due in a time, also those of which nothing came. What is read between ticks, as when a guest
    appears, is none: of several readings that fall to one tick, the one with most of the steady guests counts."""
    readings = [reading for reading in list(recorder.readings.values()) if reading.meters]
    ticks = [reading.tick for reading in readings]
    phase = ticks[0] + statistics.median((tick - ticks[0] + interval / 2) % interval - interval / 2 for tick in ticks)
    by_number = collections.defaultdict(dict)
    for reading in readings:
        number = math.floor((reading.tick - phase) / interval + 0.25)  # timers are late rather than early
        found = recorder.by_name(reading)
        if len(steady & found.keys()) >= len(steady & by_number[number].keys()):
            by_number[number] = found
    first, last = math.ceil((begin - phase) / interval), math.ceil((end - phase) / interval)
    return [Cycle(phase + number * interval, by_number[number]) for number in range(first, last)]


def reference(recorder, guests):
    """The meters of each guest in the latest two cycles, which must be alike; None while they aren't."""
    readings = [recorder.by_name(reading) for reading in list(recorder.readings.values())[-3:-1]]
    shapes = [{name: meters for name, (meters, _) in found.items() if name in guests} for found in readings]
    return shapes[0] if len(shapes) == 2 and shapes[0] == shapes[1] and shapes[0].keys() == guests else None


def lacking(cycle, meters, deadline):
    """Which guests are not there with all of their meters by the deadline, as far as they are asked for."""
    missing = []
    for name, shape in meters.items():
        found, arrival = cycle.guests.get(name, (frozenset(), math.inf))
        if found != shape or arrival > cycle.due + deadline:
            missing.append(name)
    return missing


def slowest(cycle, names):
    """Seconds from the tick until the last sample of these guests was in the file; 0 if none came."""
    return max((arrival - cycle.due for name, (_, arrival) in cycle.guests.items() if name in names), default=0)


def all_complete(verdict, wanted, meters, deadline, what):
    """That every cycle has all these guests complete and in time."""
    faulty = [(cycle, lacking(cycle, meters, deadline)) for cycle in wanted]
    faulty = [(cycle, missing) for cycle, missing in faulty if missing]
    slow = max((slowest(cycle, meters.keys()) for cycle in wanted), default=0)
    sentence = f"all {len(wanted)} cycles {what} have their {len(meters)} guests complete within {deadline:.1f} s"
    if faulty:
        numbers = [wanted.index(cycle) + 1 for cycle, _ in faulty]
        sentence += f"; {len(faulty)} have not, the first is number {numbers[0]}, which lacks {len(faulty[0][1])} guests"
    verdict.holds(bool(wanted) and not faulty, f"{sentence} (slowest {slow:.2f} s after its tick)")


def flat(verdict, recorder, begin, end, room):
    """That the last fifth of a time isn't above the first by more than there is room, by the name of the figure."""
    figures = [figure for figure in recorder.process if begin <= figure.time < end]
    fifth = max(1, len(figures) // 5)
    for name, (unit, more) in room.items():
        values = [getattr(figure, name) for figure in figures]
        first, last = (statistics.median(part or [math.nan]) for part in (values[:fifth], values[-fifth:]))
        most = max(values, default=math.nan)
        course = f"{first:.0f}{unit} at first, {last:.0f}{unit} in the end (most {most:.0f}{unit})"
        verdict.holds(last <= first + more, f"{name} stay flat: {course}")


def peak(recorder, name, begin, end):
    return max((getattr(figure, name) for figure in recorder.process if begin <= figure.time < end), default=math.nan)
