#!/usr/bin/env bash
# Runs the tests. ./test.sh --help says more.
set -euo pipefail

# shellcheck source=scripts/toolchain.sh
. "$(dirname "${BASH_SOURCE[0]}")/scripts/toolchain.sh"

require_dotnet
require_node
exec node "$root/tests/Runner/main.mjs" "$@"
