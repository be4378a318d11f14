#!/usr/bin/env bash
# One poll of real guests reaches a file, UDP and RabbitMQ alike: every cycle the same samples with the same ids, one for
# each meter of each guest, with figures between those that virsh shows before and after. Meanwhile spool ls lists its spool.
# GUESTS, CYCLES in the environment: how many guests are polled, and how often; 20 and 3
set -euo pipefail
# shellcheck source=testbed/lib/check.sh
. "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../lib/check.sh"
guests=${GUESTS:-20} cycles=${CYCLES:-3}
need_packages rabbitmq-server python3-amqp python3-msgpack libvirt-clients

write_configuration() {
  mkdir -p "$work/config"
  cat >"$work/config/pipeline.yaml" <<C
sources:
  - name: guests
    interval: 4
    meters:
      - cpu
      - vcpus
      - memory
      - memory.resident
      - power.state
      - disk.device.read.bytes
      - disk.device.read.requests
      - disk.device.write.bytes
      - disk.device.write.requests
      - network.incoming.bytes
      - network.incoming.packets
      - network.outgoing.bytes
      - network.outgoing.packets
    sinks: [everywhere]
sinks:
  - name: everywhere
    publishers:
      - file://$work/file
      - udp://127.0.0.1:$udp_port
      - notifier://
C
}

domstats() { virsh -q -r -c "$libvirt_uri" domstats --raw </dev/null >"$work/$1"; }
lists_spool() { (cd "$work" && CAMELOMETER_STATE_DIR=$work/state "$home/bin/camelometer" spool ls | grep -q '^everywhere-notifier-'); }
no_copy() { ! compgen -G "$work/tmp/sqlite-*"; }
quiet() { [[ $(find "$work/udp" "$work/amqp" -newermt '-1 second') == '' ]]; }

udp_port=$(free_port)
write_configuration
start_rabbitmq
start_hypervisor "$guests"
start udp "$bed/lib/udp-record" "$udp_port" "$work/udp"
start amqp "$bed/lib/amqp-record" "$rabbitmq_url" ceilometer metering.sample "$work/amqp"
await 20 udp "the UDP recorder listens" grep -q ready "$work/udp.log"
await 20 amqp "the AMQP recorder listens" grep -q ready "$work/amqp.log"
domstats before
mkdir "$work/tmp"
start_agent CAMELOMETER_TELEMETRY_SECRET=s3cr3t CAMELOMETER_JAVA_OPTS="-Djava.io.tmpdir=$work/tmp"
await 120 agent "$cycles cycles of $guests guests reach the file" has_lines "$work/file" $((cycles * guests * 13))
expect "spool ls finds the configuration in the current folder, and the notifier's spool beside the agent that runs" lists_spool
expect "no copy of SQLite's library lies in the folder for temporary files" no_copy
stop agent || die "our agent ended with code $? instead of 0."
settle
domstats after
wait_until 20 quiet || die "waited in vain for the recorders to become quiet."
/usr/bin/python3 "$bed/lib/compare-publishers" "$work/file" "$work/udp" "$work/amqp" "$work/before" "$work/after" "$guests" "$cycles"
