#!/usr/bin/env bash
# The shipped pipeline.yaml on real guests, but every second and into a file: cpu_util, cpu.delta and all rates are what the
# readings beside them say, each there once; and replay makes the same of the readings.
set -euo pipefail
# shellcheck source=testbed/lib/check.sh
. "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../lib/check.sh"
guests=3 cycles=5
need_packages libvirt-clients

write_configuration() {
  mkdir -p "$work/config"
  sed "s|interval: 600|interval: 1|; s|- notifier://|- file://$work/file|" "$home/config/pipeline.yaml" >"$work/config/pipeline.yaml"
}

# readings: what was read, without what was made of it; a blank line behind each cycle.
readings() {
  /usr/bin/python3 -c '
import itertools, json, sys
raw = [(json.loads(line)["timestamp"], line) for line in sys.stdin if json.loads(line)["monotonic_time"] is not None]
print("\n".join("".join(line for _, line in cycle) for _, cycle in itertools.groupby(sorted(raw), lambda pair: pair[0])))
'
}

write_configuration
start_hypervisor "$guests"
expect "check finds nothing wrong" "$home/bin/camelometer" check --config "$work/config"
start_agent CAMELOMETER_TELEMETRY_SECRET=s3cr3t
utilised() { (($(grep -c '"name":"cpu_util"' "$work/file") >= guests * cycles)); }
await 60 agent "cpu_util of $cycles cycles" utilised
stop agent || die "our agent ended with code $? instead of 0."
readings <"$work/file" >"$work/readings"
"$home/bin/camelometer" replay --config "$work/config" "$work/readings" >"$work/replayed"
settle
/usr/bin/python3 "$bed/lib/check-derived" "$work/file" "$work/replayed"
