#!/usr/bin/env bash
# Signals do what README.md says: SIGHUP takes a right configuration and keeps the present one against a wrong one; SIGTERM
# and SIGINT end the agent between two cycles with code 0; a wrong configuration at the start ends it with 2, nothing written.
# Every line in every file is whole, and every cycle complete.
set -euo pipefail
# shellcheck source=testbed/lib/check.sh
. "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../lib/check.sh"
need_packages libvirt-clients python3

# configure NAME [INTERVAL]: one source, one sink and one file of that name. Every sample is a batch that the source's route
# holds for 30 ms, so that the agent is in a cycle for most of the time.
configure() {
  mkdir -p "$work/config/routes"
  sed 's/^      steps:$/&\n        - delay: {id: "source-{{source}}:slowly", constant: 30}/' \
    "$home/src/main/resources/routes/source.camel.yaml" >"$work/config/routes/source.camel.yaml"
  cat >"$work/config/pipeline.yaml" <<C
sources:
  - name: $1
    interval: ${2:-1}
    meters: [cpu, vcpus, power.state, memory, memory.resident, "disk.device.*.bytes", "disk.device.*.requests",
             network.incoming.bytes, network.incoming.packets, network.outgoing.bytes, network.outgoing.packets]
    sinks: [$1]
sinks:
  - name: $1
    publishers: ["file://$work/$1"]
C
}

# break_route: a route of the user's own whose third line has a step that doesn't exist.
break_route() { printf -- '- from:\n    uri: direct:tap-second\n    steps: [{stop-it: {}}]\n' >"$work/config/routes/own.camel.yaml"; }

hang_up() { kill -HUP "${pids[agent]}"; }
# logs PATTERN: waits up to 15 s for a line of the log.
logs() { wait_until 15 grep -qE -- "$1" "$work/agent.log"; }
# in_cycle FILE: whether only a part of a cycle is in it.
in_cycle() { (($(lines_in "$1") % 26 > 2 && $(lines_in "$1") % 26 < 20)); }
# goes_on FILE: whether the agent lives and the file gets ten more lines.
goes_on() { grows_by 10 "$1" && ! ended agent; }
rests() { local lines && lines=$(lines_in "$1") && sleep 1.5 && (($(lines_in "$1") == lines)); }
# complete FILE: whether no line is torn, and each reading has all 13 samples of both guests.
complete() { "$bed/lib/whole-cycles" "$1" 26; }
# exits_with CODE COMMAND...: whether the command ends with that code.
exits_with() {
  local code=$1 status=0
  shift
  "$@" || status=$?
  ((status == code))
}
# ends_by SIGNAL FILE: the agent, sent the signal in the middle of its cycles, ends with 0 and leaves its file complete.
ends_by() {
  expect "the agent samples before SIG$1" goes_on "$2"
  wait_until 10 in_cycle "$2" || die "waited in vain for the middle of a cycle."
  kill "-$1" "${pids[agent]}"
  wait_until 20 ended agent || die "our agent lives on 20 s after SIG$1."
  expect "SIG$1 ends the agent with code 0" exits_with 0 stop agent
  expect "$2 is complete after SIG$1" complete "$2"
}
# starts_wrongly: with a state folder and files of its own, which must not come into being.
starts_wrongly() {
  exits_with 2 timeout 30 env CAMELOMETER_LIBVIRT_URI="$libvirt_uri" CAMELOMETER_STATE_DIR="$work/state-of-wrong" \
    "$home/bin/camelometer" run --config "$work/config" >"$work/wrong.log" 2>&1 && [[ ! -e $work/third && ! -e $work/state-of-wrong ]]
}

start_hypervisor 2
configure first
start_agent CAMELOMETER_POLLING_BATCH_SIZE=1
await 60 agent "the first source's file gets samples" has_lines "$work/first" 52
configure second
hang_up
expect "SIGHUP starts the new source" wait_until 20 has_lines "$work/second" 52
expect "the log names the new source" logs "Source 'second' polls 13"
expect "the old source rests" rests "$work/first"
expect "the old source's file is complete" complete "$work/first"
configure second soon
hang_up
expect "the log names the line of the broken pipeline.yaml" logs 'config/pipeline\.yaml:3:[0-9]+: error'
expect "the agent goes on after a broken pipeline.yaml" goes_on "$work/second"
configure second
break_route
hang_up
expect "the log names the line of the broken route" logs 'routes/own\.camel\.yaml:3:.*error'
expect "the agent goes on after a broken route" goes_on "$work/second"
rm "$work/config/routes/own.camel.yaml"
! ended agent || start_agent CAMELOMETER_POLLING_BATCH_SIZE=1 # so that the rest is checked as well
ends_by TERM "$work/second"

# bash lets what it starts in the background ignore SIGINT; a terminal doesn't.
configure third
start agent env --default-signal=INT CAMELOMETER_LIBVIRT_URI="$libvirt_uri" CAMELOMETER_POLLING_SPREAD=0 \
  CAMELOMETER_POLLING_BATCH_SIZE=1 CAMELOMETER_STATE_DIR="$work/state" "$home/bin/camelometer" run --config "$work/config"
await 60 agent "the third source's file gets samples" has_lines "$work/third" 26
ends_by INT "$work/third"
rm "$work/third"
configure third soon
expect "a wrong pipeline.yaml at the start means code 2 and nothing written" starts_wrongly
expect "it is told with its line" grep -qE 'config/pipeline\.yaml:3:[0-9]+: error' "$work/wrong.log"
configure third
break_route
expect "a wrong route at the start means code 2 and nothing written" starts_wrongly
expect "it is told with its line" grep -qE 'routes/own\.camel\.yaml:3:.*error' "$work/wrong.log"
settle
echo "SIGHUP changes sources and survives wrong files, SIGTERM and SIGINT end with code 0 and whole cycles, wrong starts with 2"
