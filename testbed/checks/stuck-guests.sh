#!/usr/bin/env bash
# Guests whose QEMU stands still hold up nobody, are named, and come back: the short form of bench/faults stuck.
set -euo pipefail
exec "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../../bench/faults" --short stuck
