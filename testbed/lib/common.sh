# shellcheck shell=bash
# What the test bed's scripts share. To be sourced; defines functions and starts nothing.

# complain SENTENCE: says on stderr which script could not do what.
complain() { echo "${0##*/}: $*" >&2; }

# die SENTENCE: complains and ends the script.
die() {
  complain "$@"
  exit 1
}

# missing_packages PACKAGE...: prints those of the Debian packages that are not installed.
missing_packages() {
  local package
  for package; do
    [[ $(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null) == installed ]] || echo "$package"
  done
}

# apt_get ARGUMENT...: apt-get that asks nothing, waits for whoever holds the lock, and shows its output only when it fails.
apt_get() {
  local log status=0
  log=$(mktemp)
  DEBIAN_FRONTEND=noninteractive NEEDRESTART_SUSPEND=1 \
    apt-get -o DPkg::Lock::Timeout=600 -o Acquire::Retries=3 -qq "$@" </dev/null >"$log" 2>&1 || status=$?
  ((status == 0)) || tail -n 20 "$log" >&2
  rm -f "$log"
  return "$status"
}

# need_packages PACKAGE...: installs what is missing when root, otherwise says what to install and ends the script.
# The services that come with a package are not started: the test bed runs private ones.
need_packages() {
  local missing policy=/usr/sbin/policy-rc.d status=0
  mapfile -t missing < <(missing_packages "$@")
  ((${#missing[@]})) || return 0
  command -v apt-get >/dev/null || die "needs what Debian calls ${missing[*]}; please install it."
  ((EUID == 0)) || die "needs packages that are missing; run: sudo apt-get install ${missing[*]}"
  echo "Installing ${missing[*]}…" >&2
  exec {package_lock}>/tmp/.camelometer-packages.lock
  flock "$package_lock"
  if [[ -e $policy ]]; then policy=; else printf '#!/bin/sh\nexit 101\n' >"$policy" && chmod +x "$policy"; fi
  apt_get install -y --no-install-recommends "${missing[@]}" 2>/dev/null ||
    { apt_get update || apt_get update; apt_get install -y --no-install-recommends "${missing[@]}"; } || status=$?
  if [[ $policy ]]; then rm -f "$policy"; fi
  exec {package_lock}>&-
  ((status == 0)) || die "could not install ${missing[*]}; apt's last lines are above."
}

# wait_until SECONDS COMMAND...: runs the command every tenth of a second until it succeeds; fails when the time is over.
wait_until() {
  local end=$((SECONDS + $1))
  shift
  until "$@" >/dev/null 2>&1; do
    ((SECONDS < end)) || return 1
    sleep 0.1
  done
}

# runs_with PID TEXT: whether that process is alive and has the text in its command line (numbers of dead processes are used again).
runs_with() {
  [[ -n ${1:-} && -r /proc/$1/cmdline ]] && tr '\0' ' ' <"/proc/$1/cmdline" 2>/dev/null | grep -qF -- "$2"
}


# free_port: prints a TCP port of 127.0.0.1 on which nobody listens now, below those that the kernel hands out to clients.
free_port() {
  local port
  while port=$((20000 + RANDOM % 12000)); do
    (: <"/dev/tcp/127.0.0.1/$port") 2>/dev/null || break
  done
  echo "$port"
}
