#!/usr/bin/env bash
# JMX lists a route for each source, sink and publisher, with the exchanges that passed it, and each publisher's ledger.
set -euo pipefail
# shellcheck source=testbed/lib/check.sh
. "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../lib/check.sh"
need_packages rabbitmq-server python3-msgpack

write_configuration() {
  mkdir -p "$work/config"
  cat >"$work/config/pipeline.yaml" <<C
sources:
  - name: processors
    interval: 1
    meters: [cpu, vcpus]
    sinks: [everywhere]
  - name: disks
    interval: 1
    meters: ["disk.*"]
    sinks: [everywhere, paper]
sinks:
  - name: everywhere
    publishers: ["file://$work/file", "udp://127.0.0.1:$udp_port", "notifier://"]
  - name: paper
    publishers: ["file://$work/paper"]
C
}

# What must be listed: a timer's route and a route for each source, a route for each sink and each publisher.
publishers=(publisher-everywhere-{0-file,1-udp,2-notifier} publisher-paper-0-file)
routes=(change-disks change-processors poll-disks poll-processors "${publishers[@]}" "${publishers[@]/#publisher-/deliver-}" sink-everywhere sink-paper source-disks source-processors)

samples_of() { grep -cF "\"name\":\"$1\"" "$work/file"; }
two_cycles() { (($(samples_of cpu) >= 4 && $(samples_of disk.device.read.bytes) >= 4)); }
# tells_a_taken_port: whether a second start with the agent's port says so in one line.
tells_a_taken_port() {
  ! CAMELOMETER_JMX_PORT=$jmx_port "$home/bin/camelometer" check --config "$work/config" 2>"$work/second" &&
    grep -qx "camelometer: CAMELOMETER_JMX_PORT=$jmx_port: .*" "$work/second" && (($(lines_in "$work/second") == 1))
}
has_names() { diff <(printf '%s\n' "${@:2}" | sort) <(cut -f1 <<<"$1" | sort) >&2; }
# all_positive TABLE COLUMN: whether every line has a number above 0 there.
all_positive() { awk -F'\t' -v column="$2" '!($column > 0) { bad = 1 } END { exit bad || !NR }' <<<"$1"; }
# show TABLE TITLE...: for people, with titles and straight columns.
show() {
  local titles
  titles=$(IFS=$'\t' && echo "${*:2}")
  awk -F'\t' '{ printf "%-32s", $1; for (i = 2; i <= NF; i++) printf "%12s", $i; print "" }' <<<"$titles"$'\n'"$1"
}

udp_port=$(free_port) jmx_port=$(free_port)
write_configuration
start_rabbitmq
start_hypervisor 2
start udp "$bed/lib/udp-record" "$udp_port" "$work/udp"
start_agent CAMELOMETER_JMX_PORT="$jmx_port"
await 60 agent "two cycles of both sources reach the file" two_cycles
expect "a port that is in use is told in a sentence" tells_a_taken_port
table=$(jmx 'org.apache.camel:context=camelometer,type=routes,*' ExchangesCompleted ExchangesFailed) || die "could not read the routes."
ledgers=$(jmx 'org.camelometer:type=Publisher,*' Accepted Delivered Pending Refused) || die "could not read the ledgers."
stop agent || die "our agent ended with code $? instead of 0."
show "$table" route completed failed
show "$ledgers" publisher accepted delivered pending refused
expect "the routes are ${routes[*]}" has_names "$table" "${routes[@]}"
expect "each route has completed exchanges, but for those of guests that come and go" all_positive "$(grep -v ^change- <<<"$table")" 2
expect "each publisher has a ledger" has_names "$ledgers" "${publishers[@]}"
expect "each publisher has delivered samples" all_positive "$ledgers" 3
settle
echo "JMX lists ${#routes[@]} routes, for each source, sink and publisher, all with exchanges, and ${#publishers[@]} ledgers"
