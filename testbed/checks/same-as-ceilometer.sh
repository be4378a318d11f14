#!/usr/bin/env bash
# Polls the same guests with Debian's Ceilometer and with ours: every sample that both have is the same in type, unit, owner,
# metadata and kind of volume. Ceilometer leaves out guests without Nova's metadata, so these aren't among the guests here.
# GUESTS in the environment: how many guests are polled; 4
set -euo pipefail
# shellcheck source=testbed/lib/check.sh
. "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../lib/check.sh"
guests=${GUESTS:-4}
need_packages ceilometer-polling python3-ceilometer python3-libvirt

start_hypervisor "$guests"
mkdir -p "$work/config"
CAMELOMETER_LIBVIRT_URI=$libvirt_uri CAMELOMETER_HOST=node1 "$home/bin/camelometer" poll --json --config "$work/config" >"$work/ours"
"$bed/lib/ceilometer-poll" "$libvirt_uri" "$work/theirs"
/usr/bin/python3 "$bed/lib/compare-polls" "$work/ours" "$work/theirs" >"$work/compared" ||
  { cat "$work/compared" >&2 && die "our samples differ from Ceilometer's, as told above."; }
compared=$(sed -n 's/^\([0-9]*\) samples compared.*/\1/p' "$work/compared")
# memory, vcpus and power.state are newer than Debian's Ceilometer; a guest without an operating system has no memory.usage
((compared >= guests * 10)) || { cat "$work/compared" >&2 && die "compared $compared samples instead of $((guests * 10)) or more."; }
echo "Ceilometer and ours agree on $compared samples of $guests guests."
