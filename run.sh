#!/usr/bin/env bash
# Builds Classroom if need be and starts it: silo, gateway, storage and web page in one process.
set -euo pipefail

usage() {
  cat <<'TEXT'
Usage: ./run.sh                 start Classroom, and build what has changed before
       ./run.sh import FILE     bring in a OneRoster zip
       ./run.sh backup FILE     copy the data to one file; works while Classroom runs
       ./run.sh restore FILE    put such a copy back; works while Classroom runs
       ./run.sh recover-administrator
                                show a link that makes a further administrator; works while Classroom runs
       ./run.sh --help

CLASSROOM_URLS   addresses to listen on, separated by ';'   Default: http://localhost:8080
CLASSROOM_DATA   folder of everything that is kept          Default: data, in this folder
TEXT
}

# A path as the caller meant it, before we go to our own folder.
absolute() {
  case $1 in
    /*) printf '%s' "$1" ;;
    *) printf '%s/%s' "$PWD" "$1" ;;
  esac
}

case ${1-} in
  '') ;;
  -h | --help)
    usage
    exit
    ;;
  recover-administrator)
    if (($# != 1)); then
      echo "./run.sh $1 takes nothing further." >&2
      exit 2
    fi
    ;;
  import | backup | restore)
    if (($# != 2)); then
      echo "./run.sh $1 takes one file." >&2
      exit 2
    fi
    set -- "$1" "$(absolute "$2")"
    ;;
  *)
    usage >&2
    exit 2
    ;;
esac

# shellcheck source=scripts/toolchain.sh
. "$(dirname "${BASH_SOURCE[0]}")/scripts/toolchain.sh"

export CLASSROOM_URLS=${CLASSROOM_URLS:-http://localhost:8080}
CLASSROOM_DATA=$(absolute "${CLASSROOM_DATA:-$root/data}")
export CLASSROOM_DATA

require_dotnet
require_node
build_lock
build_web
build_release src/SingleNode
build_unlock

cd "$root"
exec dotnet "$built/Classroom.SingleNode.dll" "$@"
