#!/usr/bin/env bash
# Whatever fails, the others go on: while RabbitMQ is away, stands still or is killed, while a disk is full or a guest has
# gone, cycles reach the file and UDP as before; after libvirtd was killed samples come again. Each is said once when it
# begins and once when it ends, and the ledgers agree with what arrived; RabbitMQ gets in the end what waited in the spool.
set -euo pipefail
# shellcheck source=testbed/lib/check.sh
. "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../lib/check.sh"
need_packages rabbitmq-server python3-amqp python3-msgpack libvirt-clients procps util-linux

write_configuration() {
  mkdir -p "$work"/{config,disk}
  cat >"$work/config/pipeline.yaml" <<C
sources:
  - name: guests
    interval: 1
    meters: [cpu, memory.resident, network.incoming.bytes, network.outgoing.bytes] # of which a guest that is gone has none
    sinks: [everywhere]
sinks:
  - name: everywhere
    publishers: ["notifier://", "file://$work/disk/small", "file://$work/file", "udp://127.0.0.1:$udp_port"]
C
}

# record NAME: the messages that RabbitMQ gets from now on, in a file of that name.
record() {
  start "$1" "$bed/lib/amqp-record" "$rabbitmq_url" ceilometer metering.sample "$work/$1.json"
  await 20 "$1" "the AMQP recorder listens" grep -q ready "$work/$1.log"
}
rabbitmq_up() { "$bed/rabbitmq-up" "$port" "$work/rabbitmq" >/dev/null || die "could not start RabbitMQ."; }
signal_rabbitmq() { kill "-$1" "$(cat "$work/rabbitmq/private/node.pid")"; }
virsh() { command virsh -q -c "$libvirt_uri" "$@" </dev/null; }
# go_on SECONDS: whether so many samples more as three cycles have of one guest reach the file and UDP in that time.
go_on() { wait_until "$1" has_lines "$work/file" $(($(lines_in "$work/file") + 12)) && wait_until 2 has_lines "$work/udp" "$(lines_in "$work/file")"; }
quiet() { [[ $(find "$work/file" "$work/udp" -newermt '-2 seconds') == '' ]]; }
# refused_by PUBLISHER: how many samples it refused, as the log says it each time that it takes samples again.
refused_by() { sed -n "s|.*Publisher $1 .* takes samples again; \([0-9]*\) were refused.*|\1|p" "$work/agent.log" | awk '{ sum += $1 } END { print sum + 0 }'; }
# balances NUMBER DELIVERED REFUSED: whether the ledger of this publisher has just that, and nothing pending.
balances() { grep -qE "^publisher-everywhere-$1-[a-z]+"$'\t'"$(($2 + $3))"$'\t'"$2"$'\t'0$'\t'"$3"'$' <<<"$ledgers"; }

port=$(free_port) udp_port=$(free_port) jmx_port=$(free_port)
rabbitmq_url=amqp://guest:guest@127.0.0.1:$port/
write_configuration
start_hypervisor 2
start udp "$bed/lib/udp-record" "$udp_port" "$work/udp"
# shellcheck disable=SC2016  # expanded by the inner bash, in a mount namespace where the disk has 1 MiB
start_agent CAMELOMETER_JMX_PORT="$jmx_port" unshare --mount bash -c 'mount -t tmpfs -o size=1m small "$0" && exec "$@"' "$work/disk"
await 60 agent "the first cycle reaches the file" has_lines "$work/file" 8
expect "without RabbitMQ the others go on" go_on 6
expect "it is said once that RabbitMQ is away" once '(WARN|ERROR) +RabbitMQ at'
expect "it is said once that its samples wait" once 'Publisher notifier.*wait in its spool'
begin
rabbitmq_up
record first
expect "messages arrive" grows_by 2 "$work/first.json"
expect "it is said once that RabbitMQ is there" once 'INFO +RabbitMQ at .* connected'

signal_rabbitmq STOP
expect "the others go on within 10 s while RabbitMQ stands still" go_on 10
signal_rabbitmq CONT
expect "messages arrive when RabbitMQ moves again" grows_by 3 "$work/first.json"

begin
signal_rabbitmq KILL
expect "the others go on when RabbitMQ is killed" go_on 6
expect "the loss is said once" once '(WARN|ERROR) +RabbitMQ at'
rabbitmq_up
record second
expect "messages arrive at the new RabbitMQ" grows_by 2 "$work/second.json"
expect "the return is said once" once 'INFO +RabbitMQ at .* connected'

begin
small=/proc/${pids[agent]}/root$work/disk
head -c 2M /dev/zero >"$small/filler" 2>/dev/null || true
expect "the others go on while a disk is full" go_on 6
expect "the full disk is said once" once 'Publisher file.*refuses.*No space left'
rm "$small/filler"
expect "the disk takes samples again" grows_by 8 "$small/small"
expect "the room on the disk is said once" once 'Publisher file.*takes samples again'

begin
kill -KILL "$(pgrep -f "^libvirtd --config $work/hypervisor/private/")" # the guests end with their namespace
sleep 3
expect "the loss of libvirt is said once" once 'WARN +libvirt at .* reached'
expect "a source says at most once that libvirt is away" test "$(news "source 'guests' fails" || true)" -le 1
start_hypervisor 2
expect "samples come again after a restart of libvirt" go_on 12
begin
virsh destroy instance-00000000
expect "the other guest goes on when one is gone" go_on 6
expect "nobody complains about the guest that is gone" none 'WARN|ERROR'
virsh destroy instance-00000001
wait_until 20 quiet || die "samples come though no guest runs."
ledgers=$(jmx 'org.camelometer:type=Publisher,*' Accepted Delivered Pending Refused) || die "could not read the ledgers."
lines=$(lines_in "$work/file") kept=$(lines_in "$small/small")
expect "RabbitMQ got everything in the end: $ledgers" balances 0 "$lines" 0
expect "the full disk's ledger balances: $ledgers" balances 1 "$kept" "$(refused_by "file://$work/disk/small")"
expect "the file's ledger balances: $ledgers" balances 2 "$lines" 0
expect "UDP's ledger balances: $ledgers" balances 3 "$(lines_in "$work/udp")" 0
expect "the agent ends with code 0" stop agent
settle
echo "RabbitMQ away, still or killed, a full disk, a guest gone, libvirtd killed: $lines samples reached file, UDP and RabbitMQ, all ledgers balance"
