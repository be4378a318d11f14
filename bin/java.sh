# shellcheck shell=bash
# How Camelometer's commands find Java. To be sourced; defines functions and starts nothing.

# headless jdk|jre: the name of the Debian or Ubuntu package with a Java of 17 or newer; on Ubuntu 22.04 the default is 11.
headless() {
  local default
  default=$(apt-cache policy "default-$1-headless" 2>/dev/null | sed -n 's/^ *Candidate: [0-9]*:1\.\([0-9]*\)-.*/\1/p')
  if [[ -z $default ]] && grep -qs '^VERSION_ID="22.04"' /etc/os-release; then default=11; fi
  if ((${default:-17} >= 17)); then echo "default-$1-headless"; else echo "openjdk-17-$1-headless"; fi
}

# java_major JAVA_HOME: the feature version, from the file that every JDK since 9 has, since asking java costs a start of it.
java_major() {
  local version
  version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" 2>/dev/null) || true
  echo "${version:-0}"
}

# will_do JAVA_HOME PROGRAM: whether it is new enough and has java or javac.
will_do() { [[ -x $1/bin/$2 ]] && (($(java_major "$1") >= 17)); }

# find_java PROGRAM: sets java_home to one that has java or javac, or to nothing; fails when JAVA_HOME is set to one that won't do.
# shellcheck disable=SC2034  # java_home is used where this is sourced
find_java() {
  local candidate
  java_home=
  if [[ ${JAVA_HOME:-} ]]; then
    if will_do "$JAVA_HOME" "$1"; then
      java_home=$JAVA_HOME
      return
    fi
    echo "${0##*/}: needs $1 of Java 17 or newer, and JAVA_HOME=$JAVA_HOME has none; set JAVA_HOME to one that does, or unset it." >&2
    return 1
  fi
  candidate=$(readlink -f "$(command -v java || true)") || true
  candidate=${candidate%/bin/java}
  if [[ $candidate ]] && will_do "$candidate" "$1"; then
    java_home=$candidate
    return
  fi
  while read -r candidate; do
    if will_do "$candidate" "$1"; then
      java_home=$candidate
      return
    fi
  done < <(for candidate in /usr/lib/jvm/*/; do echo "$(java_major "${candidate%/}") ${candidate%/}"; done | sort -n | cut -d' ' -f2-)
}
