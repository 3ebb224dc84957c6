#!/bin/sh
# package.sh ASL OUT.vsix: builds the extension with the server ASL inside and packages it as OUT.vsix.
# Needs Node.js 20 or newer with npm; works in a folder of its own, so the source tree stays as it is.
set -eu
HERE=$(cd "$(dirname "$0")" && pwd)
ASL=$(cd "$(dirname "${1:?package.sh ASL OUT.vsix}")" && pwd)/$(basename "$1")
OUT=$(cd "$(dirname "${2:?package.sh ASL OUT.vsix}")" && pwd)/$(basename "$2")
STAGE=$(mktemp -d)
trap 'rm -rf "$STAGE"' EXIT

cp -R "$HERE"/src "$HERE"/syntaxes "$HERE"/*.json "$HERE"/README.md "$HERE"/.vscodeignore "$HERE"/../../LICENSE "$STAGE"
mkdir "$STAGE/server"
cp "$ASL" "$STAGE/server/"
chmod +x "$STAGE/server/$(basename "$ASL")"
cd "$STAGE"
npm ci --ignore-scripts --no-audit --no-fund
npm run check
npm run build
./node_modules/.bin/vsce package --no-dependencies --allow-missing-repository --out "$OUT"
