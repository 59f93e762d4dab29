#!/usr/bin/env bash
# Plays a scenario against a running Classroom, or against one of its own; ./rehearse.sh --help lists them.
# The last line of stdout is one JSON object, the exit code the verdict; building speaks on stderr only.
set -euo pipefail

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
