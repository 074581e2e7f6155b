#!/usr/bin/env bash
# Makes cordial.vsix beside this script (or where told). With a program it is carried along, for this kind of machine
# only; without one the extension looks for cordial on the PATH of whoever installs it.
# Usage: package.sh [PROGRAM [VSIX]]        PROGRAM: path of a built cordial, or - for none
set -euo pipefail
program=${1:--}
[ "$program" = - ] || program=$(realpath "$program")
vsix=$(realpath -m "${2:-$(dirname "$0")/cordial.vsix}")
cd "$(dirname "$0")"

[ node_modules/.package-lock.json -nt package-lock.json ] || npm ci --ignore-scripts --no-audit --no-fund
node node_modules/esbuild/install.js
npx --no-install tsc --noEmit
node build.mjs

rm -rf bin
target=()
if [ "$program" != - ]; then
  mkdir bin
  # Under the name that the extension looks for, whatever the file is called.
  case "$program" in *.exe) carried=bin/cordial.exe ;; *) carried=bin/cordial ;; esac
  cp "$program" "$carried"
  strip "$carried" 2>/dev/null || true
  target=(--target "$(node -p 'process.platform + "-" + process.arch')")
fi
cp ../../LICENSE LICENSE
npx --no-install vsce package --no-dependencies --allow-missing-repository --skip-license --no-rewrite-relative-links "${target[@]}" -o "$vsix"
