#!/usr/bin/env bash
# Debian's ceilometer-agent-notification takes our telemetry.polling messages: it writes to a file every sample that we
# sent, unchanged. Usage: ceilometer-takes-ours.sh [RECORDED]
#   RECORDED   messages to send in place of our agent's (JSON lines, as amqp-send reads them): shows that the check works
#   GUESTS, CYCLES in the environment: how many guests are polled, and how often; 3 and 3
set -euo pipefail
# shellcheck source=testbed/lib/check.sh
. "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../lib/check.sh"
recorded=${1:-} guests=${GUESTS:-3} cycles=${CYCLES:-3} secret=s3cr3t
need_packages rabbitmq-server ceilometer-agent-notification python3-ceilometer python3-amqp

write_configurations() {
  mkdir -p "$work"/{config,ceilometer}
  cat >"$work/config/pipeline.yaml" <<C
sources:
  - name: all
    interval: 2
    meters: ["*"]
    sinks: [file]
sinks:
  - name: file
    publishers: ["file://$work/unused"]
C
  cat >"$work/ceilometer/pipeline.yaml" <<C
sources:
  - name: all
    meters: ["*"]
    sinks: [file]
sinks:
  - name: file
    publishers: ["file://$work/written?json"]
C
  echo 'sources: []' >"$work/ceilometer/polling.yaml"
  cat >"$work/ceilometer/ceilometer.conf" <<C
[DEFAULT]
transport_url = rabbit://${rabbitmq_url#amqp://}
pipeline_cfg_file = $work/ceilometer/pipeline.yaml
max_parallel_requests = 1
[polling]
cfg_file = $work/ceilometer/polling.yaml
[oslo_messaging_notifications]
driver = messagingv2
C
}

consumes() { "$work/rabbitmq/rabbitmqctl" -q list_queues name consumers | grep -qE "^notifications\.sample\s+[1-9]"; }
samples_sent() { grep -o '"counter_name"' "$work/sent" | wc -l; }
all_written() { (($(lines_in "$work/written") >= $(samples_sent))); }
cycles_sent() { (($(grep -o '"counter_name": "cpu"' "$work/sent" | wc -l) >= cycles * guests)); }

start_rabbitmq
write_configurations
start ceilometer ceilometer-agent-notification --config-file "$work/ceilometer/ceilometer.conf"
start recorder "$bed/lib/amqp-record" "$rabbitmq_url" ceilometer notifications.sample "$work/sent"
await 60 ceilometer "Ceilometer's agent consumes notifications.sample" consumes
await 20 recorder "the recorder listens" grep -q ready "$work/recorder.log"
if [[ $recorded ]]; then
  "$bed/lib/amqp-send" "$rabbitmq_url" "$recorded"
  await 20 recorder "the recorded messages pass" has_lines "$work/sent" "$(lines_in "$recorded")"
else
  start_hypervisor "$guests"
  start_agent CAMELOMETER_POLLING_MODE=notify CAMELOMETER_TELEMETRY_SECRET="$secret"
  await 120 agent "our agent sends $cycles cycles" cycles_sent
  stop agent || die "our agent ended with code $? instead of 0."
fi
await 60 ceilometer "Ceilometer writes all that was sent" all_written
/usr/bin/python3 "$bed/lib/compare-with-ceilometer" "$work/sent" "$work/written" "$secret"
