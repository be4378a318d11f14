#!/usr/bin/env bash
# A guest with a real Linux, a balloon driver and qemu-guest-agent: memory.* and disks.* agree with what the guest itself says,
# and an agent that hangs costs the guest its disks.* and nobody anything else.
set -euo pipefail
# shellcheck source=testbed/lib/check.sh
. "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../lib/check.sh"

start_linux_guest lx
mkdir -p "$work/config"
poll() { CAMELOMETER_LIBVIRT_URI=$libvirt_uri "$home/bin/camelometer" poll --json --meters "$1" --config "$work/config"; }
# What df calls used and available is what others than root can have: the agent's total.
# volume METER: of the samples in $work/samples.
volume() { sed -n "s/.*\"name\":\"$1\".*\"volume\":\([0-9.]*\).*/\1/p" "$work/samples"; }
between() { /usr/bin/python3 -c 'import sys; low, value, high = map(float, sys.argv[1:]); sys.exit(not low <= value <= high)' "$@"; }

poll 'memory*,disks.total,disks.used,disks.util' >"$work/samples"
read -r total used < <(in_linux_guest lx "df -B1 /data | tail -n 1" | awk '{print $3 + $4, $3}')
expect "disks.total is what df says in the guest ($(volume disks.total) and $total B)" between "$total" "$(volume disks.total)" "$total"
expect "disks.used is what df says in the guest ($(volume disks.used) and $used B)" between "$used" "$(volume disks.used)" "$used"
available=$(in_linux_guest lx "grep MemTotal /proc/meminfo" | awk '{printf "%.8f", $2 / 1024}')
expect "memory.available is what the guest sees ($(volume memory.available) and $available MiB)" \
  between "$available" "$(volume memory.available)" "$available"
expect "memory.usage is some of it" between 1 "$(volume memory.usage)" "$available"
expect "memory.util is the share" between 1 "$(volume memory.util)" 99

( # libvirt's socket for those that only look
  libvirt_uri+=-ro
  poll 'cpu,disks.total' >"$work/samples" 2>"$work/read-only.log"
)
expect "a socket that is read-only leaves the rest of the guest" grep -q '"name":"cpu"' "$work/samples"
expect "a socket that is read-only gives no disks.*" test -z "$(volume disks.total)"
expect "it is said once that libvirt lets nobody write there" test 1 = "$(grep -c "libvirt-sock-ro doesn't allow" "$work/read-only.log")"

in_linux_guest lx "kill -STOP \$(pidof qemu-ga)" >/dev/null 2>&1 &
sleep 1
poll 'cpu,disks.total' >"$work/samples" 2>"$work/agent.log"
expect "an agent that hangs leaves the rest of the guest" grep -q '"name":"cpu"' "$work/samples"
expect "an agent that hangs gives no disks.*" test -z "$(volume disks.total)"
expect "it is said that the agent doesn't answer" grep -q "agent in guest .* (.*) doesn't answer" "$work/agent.log"
settle
echo "A real guest's memory.* and disks.* are its own figures; its agent hung, and cost it disks.* alone."
