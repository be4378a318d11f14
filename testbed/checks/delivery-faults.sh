#!/usr/bin/env bash
# What was accepted arrives, while the agent is killed, its peers and its disk fail, and a spool's file is cut: the short form
# of bench/faults delivery.
set -euo pipefail
exec "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../../bench/faults" --short delivery
