# shellcheck shell=bash
# What the scripts in testbed/checks share: a folder, peers of their own, an agent, and an end that stops all of it. To be
# sourced; makes the folder $work at once. A check ends with one sentence on stdout that says what holds, or with die.

bed=$(dirname "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")")
home=$(dirname "$bed")
# shellcheck source=testbed/lib/common.sh
. "$bed/lib/common.sh"
work=$(mktemp -d "${TMPDIR:-/tmp}/check.XXXXXX")
declare -A pids=()

finish() {
  local status=$? name
  for name in "${!pids[@]}"; do kill -TERM "${pids[$name]}" 2>/dev/null || true; done
  for name in "${!pids[@]}"; do
    wait_until 15 ended "$name" || kill -KILL "${pids[$name]}" 2>/dev/null || true
    ((status == 0)) || [[ ! -s $work/$name.log ]] || { echo "--- the end of $name's log" && tail -n 30 "$work/$name.log" | cut -c -250; } >&2
  done
  "$bed/hypervisor-down" "$work/hypervisor" || true
  "$bed/rabbitmq-down" "$work/rabbitmq" || true
  "$bed/gnocchi-down" "$work/gnocchi" || true
  rm -rf "$work"
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

# start NAME COMMAND...: runs it in the background, what it prints goes to $work/NAME.log.
start() {
  local name=$1
  shift
  "$@" </dev/null >"$work/$name.log" 2>&1 &
  pids[$name]=$!
}

ended() { ! kill -0 "${pids[$1]}" 2>/dev/null; }

# stop NAME: asks it to end; fails with its exit code, 143 for a process that SIGTERM ended.
stop() {
  local status=0
  kill -TERM "${pids[$1]}" 2>/dev/null || true
  wait "${pids[$1]}" || status=$?
  unset "pids[$1]"
  return "$status"
}

# await SECONDS NAME WHAT COMMAND...: waits until the command succeeds; dies when NAME ends before that or the time is over.
await() {
  local seconds=$1 name=$2 what=$3
  shift 3
  # shellcheck disable=SC2317,SC2329  # called by wait_until
  happened_or_ended() { "$@" || ended "$name"; }
  wait_until "$seconds" happened_or_ended "$@" || die "waited $seconds s in vain: $what"
  "$@" >/dev/null 2>&1 || die "$name ended before this: $what"
}

# lines_in FILE: how many lines it has; 0 when there is no such file.
lines_in() { if [[ -e $1 ]]; then wc -l <"$1"; else echo 0; fi; }

# has_lines FILE N: whether it has that many.
has_lines() { (($(lines_in "$1") >= $2)); }

# expect SENTENCE COMMAND...: complains with the sentence when the command fails, and goes on; settle tells then.
expect() {
  local sentence=$1
  shift
  "$@" >/dev/null 2>&1 || {
    complain "line ${BASH_LINENO[0]}: it does not hold that $sentence."
    broken=$((${broken:-0} + 1))
  }
}

# settle: dies when anything expected did not hold.
settle() { ((${broken:-0} == 0)) || die "found $broken sentence(s) that do not hold; they are above."; }

# begin: from here on, news looks at the agent's log; before the first time at all of it.
begin() { seen=$(lines_in "$work/agent.log"); }

# news PATTERN: how many such lines came.
news() { tail -n +"$((${seen:-0} + 1))" "$work/agent.log" | grep -cE -- "$1"; }

# once PATTERN: waits up to 20 s for such news; whether it came only once until now.
once() { wait_until 20 news "$1" && (($(news "$1") == 1)); }

# none PATTERN: whether no such news came.
none() { ! news "$1" >/dev/null; }

# grows_by N FILE: waits up to 15 s until the file has so many lines more than now.
grows_by() { wait_until 15 has_lines "$2" $(($(lines_in "$2") + $1)); }

# jmx OBJECTNAME ATTRIBUTE...: what lib/Jmx.java prints of the agent that was started with CAMELOMETER_JMX_PORT=$jmx_port.
# shellcheck disable=SC2154  # set by whoever calls it
jmx() {
  # shellcheck source=bin/java.sh
  . "$home/bin/java.sh"
  find_java javac && "$java_home/bin/java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC "$bed/lib/Jmx.java" "$jmx_port" "$@"
}

# start_rabbitmq: sets rabbitmq_url.
start_rabbitmq() { rabbitmq_url=$("$bed/rabbitmq-up" 0 "$work/rabbitmq" | tail -n 1) || exit 1; }

# start_hypervisor N: sets libvirt_uri.
start_hypervisor() { libvirt_uri=$("$bed/hypervisor-up" "$1" "$work/hypervisor" | tail -n 1) || exit 1; }

# start_linux_guest NAME: adds a guest with a real Linux, or starts it again, and waits for its agent; sets libvirt_uri.
start_linux_guest() { libvirt_uri=$("$bed/linux-guest" "$1" "$work/hypervisor" | tail -n 1) || exit 1; }

# in_linux_guest NAME COMMAND: runs a shell command in it; prints its output, ends with its exit code.
in_linux_guest() { "$bed/lib/in-linux-guest" "$libvirt_uri" "$1" "$2"; }

# stop_linux_guest NAME: asks it to shut down and waits for that.
stop_linux_guest() {
  # shellcheck disable=SC2317,SC2329  # called by wait_until
  is_off() { [[ $(virsh -q -c "$libvirt_uri" domstate "$1") == 'shut off' ]]; }
  virsh -q -c "$libvirt_uri" shutdown "$1" >/dev/null
  wait_until 60 is_off "$1" || die "waited 60 s in vain for $1 to shut down."
}

# start_agent NAME=VALUE...: our agent with the configuration in $work/config, the peers above and these variables.
start_agent() {
  start agent env CAMELOMETER_RABBITMQ_URL="${rabbitmq_url:-}" CAMELOMETER_LIBVIRT_URI="${libvirt_uri:-}" \
    CAMELOMETER_STATE_DIR="$work/state" CAMELOMETER_POLLING_SPREAD=0 CAMELOMETER_MANAGEMENT_PORT="$(free_port)" \
    "$@" "$home/bin/camelometer" run --config "$work/config"
}
