#!/usr/bin/env bash
# While libvirtd is killed and started and its guests go on, each cycle that has libvirtd is complete: the short form of
# bench/faults libvirtd.
set -euo pipefail
exec "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../../bench/faults" --short libvirtd
