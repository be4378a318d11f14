#!/usr/bin/env bash
# A real Gnocchi, new and empty, has every sample of real guests that the file beside it has: a metric of its resource with
# that measure, the resource with the guest's attributes.
set -euo pipefail
# shellcheck source=testbed/lib/check.sh
. "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../lib/check.sh"
need_packages gnocchi-api gnocchi-metricd python3-psycopg2 postgresql curl procps

# A policy that keeps each second, so that every measure can be asked for.
write_configuration() {
  mkdir -p "$work/config"
  sed 's/^archive_policy_default: .*/archive_policy_default: ceilometer-high/; s/low-rate/high-rate/' \
    "$home/config/gnocchi_resources.yaml" | sed '0,/name: ceilometer-high-rate/s//name: ceilometer-low-rate/' >"$work/config/gnocchi_resources.yaml"
  cat >"$work/config/pipeline.yaml" <<C
sources:
  - name: guests
    interval: 2
    meters: [cpu, vcpus, memory.resident, "disk.device.read.*", "network.incoming.*"]
    sinks: [both]
sinks:
  - name: both
    publishers: ["file://$work/file", "gnocchi://admin@127.0.0.1:$gnocchi_port"]
C
}

start_gnocchi() { "$bed/gnocchi-up" "$gnocchi_port" "$work/gnocchi" >/dev/null || exit 1; }

gnocchi_port=$(free_port)
write_configuration
start_gnocchi
start_hypervisor 2
expect "check finds nothing wrong" "$home/bin/camelometer" check --config "$work/config"
start_agent CAMELOMETER_TELEMETRY_SECRET=s3cr3t
cycles() { (($(grep -c '"name":"vcpus"' "$work/file") >= 2 * $1)); }
await 60 agent "three cycles reach the file" cycles 3
stop agent || die "our agent ended with code $? instead of 0."
expect "nothing was refused" none 'refuses samples'
expect "each type that Gnocchi lacked was made and said once" test 3 = "$(news 'had no resource type')"
settle
/usr/bin/python3 "$bed/lib/compare-with-gnocchi" "$work/file" "http://127.0.0.1:$gnocchi_port"
