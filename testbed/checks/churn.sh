#!/usr/bin/env bash
# While guests are created and destroyed every second, no cycle is lost and nothing grows: the short form of bench/faults churn.
set -euo pipefail
exec "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../../bench/faults" --short churn
