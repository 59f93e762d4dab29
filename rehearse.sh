#!/usr/bin/env bash
# Plays a scenario against a running Classroom, or against one of its own; ./rehearse.sh --help lists them.
# The last line of stdout is one JSON object, the exit code the verdict; building speaks on stderr only.
set -euo pipefail

usage() {
  cat <<'TEXT'
Usage: ./rehearse.sh lesson [--url URL] [--students 30] [--seconds 30] [--seed N] [--kill] [--school demo] [--history FILE]
           Plays a lesson with a teacher and students, and judges what everybody was told against the log.
           Without --url it starts a node of its own in a temporary folder; --kill kills that node three times.
           With --url, CLASSROOM_LOGIN and CLASSROOM_PASSWORD are those of the school's office or an administrator.
       ./rehearse.sh check FILE
           Judges a kept history again.
       ./rehearse.sh --help

The last line of stdout is one JSON object; the exit code is 0 if all is well, 1 if a rule is broken, 2 if it could not be played.
docs/rehearsal.md says what is played and how it is judged.
TEXT
}

case ${1-} in
  lesson | check) ;;
  -h | --help)
    usage
    exit
    ;;
  *)
    usage >&2
    exit 2
    ;;
esac

# shellcheck source=scripts/toolchain.sh
. "$(dirname "${BASH_SOURCE[0]}")/scripts/toolchain.sh"

require_dotnet
build_lock
build_release src/SingleNode
CLASSROOM_NODE="$built/Classroom.SingleNode.dll" # What a rehearsal without --url starts, kills and restarts.
export CLASSROOM_NODE
build_release src/Rehearsal
build_unlock

exec dotnet "$built/Classroom.Rehearsal.dll" "$@"
