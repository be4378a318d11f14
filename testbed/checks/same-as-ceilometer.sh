#!/usr/bin/env bash
# Polls the same guests with Debian's Ceilometer and with ours: we give every sample that it gives, alike in all that it has.
# What differs stands in docs/compatibility.md with its reason, and only what really differs stands there. Ceilometer leaves
# out guests without Nova's metadata, so these aren't among the guests here.
# GUESTS in the environment: how many guests are polled; 20
set -euo pipefail
# shellcheck source=testbed/lib/check.sh
. "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../lib/check.sh"
guests=${GUESTS:-20}
need_packages ceilometer-polling python3-ceilometer python3-libvirt

poll() { CAMELOMETER_LIBVIRT_URI=$libvirt_uri CAMELOMETER_HOST=node1 "$home/bin/camelometer" poll --json --config "$work/config" >"$work/$1"; }

start_hypervisor "$guests"
mkdir -p "$work/config"
poll before
"$bed/lib/ceilometer-poll" "$libvirt_uri" "$work/theirs"
poll after
/usr/bin/python3 "$bed/lib/compare-polls" "$work/before" "$work/theirs" "$work/after" "$home/docs/compatibility.md" >"$work/compared" ||
  { cat "$work/compared" >&2 && die "our samples differ from Ceilometer's in more or less than docs/compatibility.md says, as told above."; }
# What it gives of a guest with a disk and an interface but without an operating system.
(($(lines_in "$work/theirs") >= guests * 21)) || die "Ceilometer gave $(lines_in "$work/theirs") samples instead of $((guests * 21)) or more."
tail -n 1 "$work/compared"
