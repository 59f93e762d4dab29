# shellcheck shell=bash
# What run.sh, test.sh and their like share: finding the tools, showing progress, telling what is up to date.
# Sourced, never run.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
artifacts="$root/artifacts"

fail() {
  printf '%s\n' "$*" >&2
  exit 1
}

# The oldest versions we build with: the SDK of global.json, and the Node that the web client's bundler asks for.
require_dotnet() {
  local sdks
  sdks=$(dotnet --list-sdks 2>/dev/null) || sdks=
  if ! grep -q '^10\.' <<<"$sdks"; then
    # shellcheck disable=SC2016 # It is for the reader's shell.
    fail "Classroom needs the .NET 10 SDK, and $(found "$(tail -n 1 <<<"$sdks" | cut -d' ' -f1)")." \
      'On Debian: curl -fsSL https://dot.net/v1/dotnet-install.sh | bash -s -- --channel 10.0 && export PATH="$HOME/.dotnet:$PATH"'
  fi
  export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
}

require_node() {
  local version major minor
  version=$(node --version 2>/dev/null) || version=
  IFS=. read -r major minor _ <<<"${version#v}"
  if ((${major:-0} < 20 || (${major:-0} == 20 && ${minor:-0} < 19))) || ! command -v npm >/dev/null; then
    fail "Classroom needs Node.js 20.19 or newer with npm, and $(found "${version#v}")." \
      'On Debian 13: apt-get install nodejs npm. On Debian 12: curl -fsSL https://deb.nodesource.com/setup_22.x | bash - && apt-get install nodejs'
  fi
}

found() {
  if [[ -n $1 ]]; then printf 'only %s is installed' "$1"; else printf 'none is installed'; fi
}

# fingerprint PATH…: one short hash over the names and contents of the source files below the paths.
fingerprint() {
  (
    cd "$root" || exit
    find "$@" \( -name node_modules -o -name dist -o -name bin -o -name obj \) -prune -o -type f -print0 \
      | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum | cut -c1-16
  )
}

# step LABEL COMMAND…: runs the command quietly, says how long it takes, and shows its output only if it fails.
step() {
  local label=$1 log pid status=0 began=$SECONDS said=0
  shift
  mkdir -p "$artifacts/logs"
  log=$(mktemp "$artifacts/logs/step.XXXXXX")
  "$@" >"$log" 2>&1 </dev/null 9>&- & # Build servers that outlive the build must not inherit its lock.
  pid=$!
  # The command shares our terminal, so Ctrl-C reaches it too; a lone signal to this script must be passed on.
  trap 'kill "$pid" 2>/dev/null; exit 130' INT TERM
  if [[ -t 2 ]]; then
    while kill -0 "$pid" 2>/dev/null; do
      printf '\r  %-34s %3d s ' "$label" $((SECONDS - began)) >&2
      sleep 0.5
    done
    printf '\r' >&2
  else
    # In a pipe or a log a line now and then: nobody should think that it hangs.
    while kill -0 "$pid" 2>/dev/null; do
      sleep 0.2
      if ((SECONDS - began >= said + ${CLASSROOM_PROGRESS_SECONDS:-15})); then
        said=$((SECONDS - began))
        printf '  %-34s %3d s …\n' "$label" "$said" >&2
      fi
    done
  fi
  wait "$pid" || status=$?
  trap - INT TERM
  printf '  %-34s %3d s\n' "$label" $((SECONDS - began)) >&2
  if ((status != 0)); then
    tail -n 40 "$log" >&2
    fail "This step failed: $label. Its whole output is in ${log#"$root"/}."
  fi
  rm -f "$log"
}

# Two starts at once must not build into the same folders. The lock goes with the process, or with build_unlock.
build_lock() {
  mkdir -p "$artifacts"
  exec 9>"$artifacts/build.lock"
  if command -v flock >/dev/null && ! flock -n 9; then
    echo "  waiting for another build of this checkout to finish" >&2
    flock 9
  fi
}

build_unlock() {
  exec 9>&-
}

# The web client: src/Web → src/Web/dist, if its sources changed since the last time.
build_web() {
  local web="$root/src/Web" stamps="$artifacts/stamps" lock sources
  if [[ ! -f $web/package-lock.json ]]; then return; fi
  mkdir -p "$stamps"
  lock=$(sha256sum <"$web/package-lock.json" | cut -c1-16)
  sources=$(fingerprint src/Web)
  if [[ ! -d $web/node_modules || $(cat "$stamps/web-packages" 2>/dev/null) != "$lock" ]]; then
    rm -f "$stamps/web-packages"
    step "restoring the web client" npm --prefix "$web" ci --no-audit --no-fund
    echo "$lock" >"$stamps/web-packages"
  fi
  if [[ ! -d $web/dist || $(cat "$stamps/web" 2>/dev/null) != "$sources" ]]; then
    rm -f "$stamps/web"
    step "building the web client" npm --prefix "$web" run build
    echo "$sources" >"$stamps/web"
  fi
}

# build_release PROJECT: publishes src/PROJECT or tests/PROJECT and leaves the folder's path in $built.
# Each state of the sources has a folder of its own, so that a running node never has its files changed under it.
build_release() {
  local project=$1 sources parts
  parts=(src docs/rosters.md Directory.Build.props Directory.Packages.props global.json BannedSymbols.txt)
  if [[ $project == tests/* ]]; then parts+=("$project" tests/Directory.Build.props); fi
  sources=$(fingerprint "${parts[@]}")
  built="$artifacts/${project##*/}/$sources"
  if [[ -f $built/.complete ]]; then
    touch "$built"
    return
  fi
  step "restoring ${project##*/}" dotnet restore "$root/$project" --locked-mode -nologo -v q
  step "building ${project##*/}" dotnet publish "$root/$project" --no-restore -c Release -o "$built.part" -nologo -v q
  if [[ $project == src/SingleNode && -d $root/src/Web/dist ]]; then cp -R "$root/src/Web/dist" "$built.part/wwwroot"; fi
  rm -rf "$built"
  mv "$built.part" "$built"
  touch "$built/.complete"
  forget_old_builds "$artifacts/${project##*/}"
}

# Keeps the three builds used last, and every one that a process still runs from.
forget_old_builds() {
  local old
  while read -r old; do
    if ! grep -q -s -F "$old" /proc/[0-9]*/cmdline; then rm -rf "$old"; fi
  done < <(find "$1" -mindepth 1 -maxdepth 1 -type d -printf '%T@ %p\n' | sort -rn | tail -n +4 | cut -d' ' -f2-)
}
