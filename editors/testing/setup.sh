# Sourced by the editors' tests: where things are, which cordial is tested, and a folder for this run.
#   CORDIAL          the program to test; without it, a release build of this checkout
#   CORDIAL_SHOTS    where screenshots and screens go; without it, they are not kept
#   XDG_CACHE_HOME   editors are kept in cordial-editors below it, outside the checkout, and used again
# shellcheck shell=bash
set -euo pipefail

editors=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cache=${XDG_CACHE_HOME:-$HOME/.cache}/cordial-editors
mkdir -p "$cache"

if [ -z "${CORDIAL:-}" ]; then
  (cd "$editors/.." && cargo build --release --quiet)
  CORDIAL=$(cd "$editors/.." && cargo metadata --format-version 1 --no-deps | sed 's/.*"target_directory":"\([^"]*\)".*/\1/')/release/cordial
fi
CORDIAL=$(realpath "$CORDIAL")
[ -x "$CORDIAL" ] || { echo "no program at $CORDIAL" >&2; exit 2; }
export CORDIAL

run=$(mktemp -d "${TMPDIR:-/tmp}/cordial-editor.XXXXXX")
trap 'rm -rf "$run"' EXIT
shots=${CORDIAL_SHOTS:-$run/shots}
mkdir -p "$shots"
shots=$(realpath "$shots")
# A folder with the drafts, as somebody would open it.
cp -r "$editors/testing/drafts" "$run/mail"

# What every editor must show of priya.txt is what the command line says of it: message, reason, and title of the fix.
said=$("$CORDIAL" check "$run/mail/priya.txt" --format json || true)
says() { sed -n "s/.*\"$1\": *\"\([^\"]*\)\".*/\1/p" <<<"$said" | sed -n 1p; }
MESSAGE=$(says message) WHY=$(says why) FIX=$(says title)
[ -n "$MESSAGE" ] && [ -n "$WHY" ] && [ -n "$FIX" ] || { echo "priya.txt should have one finding with a fix" >&2; exit 2; }
export MESSAGE WHY FIX

# needs PROGRAM PACKAGE...: installs the packages where the program is not there.
needs() {
  command -v "$1" >/dev/null || [ -e "$1" ] || apt_install "${@:2}"
}

apt_install() {
  local root=()
  [ "$(id -u)" -eq 0 ] || root=(sudo)
  # One at a time: several tests may want something at once.
  flock "$cache/apt.lock" "${root[@]}" sh -c \
    'apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=120 install -y --no-install-recommends "$@" >/dev/null' sh "$@"
}
