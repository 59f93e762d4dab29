#!/usr/bin/env bash
# Runs a benchmark of tests/Benchmarks by name; without a name it lists them.
set -euo pipefail

# shellcheck source=scripts/toolchain.sh
. "$(dirname "${BASH_SOURCE[0]}")/scripts/toolchain.sh"

require_dotnet
build_lock
build_release tests/Benchmarks
build_unlock

exec dotnet "$built/Classroom.Benchmarks.dll" "$@"
