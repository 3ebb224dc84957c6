#!/bin/sh
# debian-tree.sh SUITE DEST PACKAGE...: packages of another Debian suite with all they depend on (the C library too),
# unpacked under DEST, with wrappers in DEST/run that start each program by that tree's own dynamic loader.
# The machine's own packages are not touched; root is not needed.
set -eu
SUITE=$1 DEST=$2; shift 2
APT=$DEST/.apt
mkdir -p "$APT/state/lists/partial" "$APT/cache/archives/partial" "$DEST/run"
: > "$APT/status"
MIRROR=$(apt-get indextargets --format '$(REPO_URI)' | head -n 1)
echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $MIRROR $SUITE main" > "$APT/sources.list"
apt() {
  apt-get -qq -o Dir::Etc::sourcelist="$APT/sources.list" -o Dir::Etc::sourceparts=/nonexistent \
    -o Dir::Etc::preferencesparts=/nonexistent -o Dir::State="$APT/state" -o Dir::State::status="$APT/status" \
    -o Dir::Cache="$APT/cache" -o APT::Sandbox::User= -o Acquire::Languages=none -o APT::Install-Recommends=false "$@"
}
apt update
apt -y --download-only install "$@"
# These suites have merged /usr: their packages expect /lib to be a link.
mkdir -p "$DEST/usr/bin" "$DEST/usr/sbin" "$DEST/usr/lib" "$DEST/usr/lib64"
for folder in bin sbin lib lib64; do
  [ -e "$DEST/$folder" ] || ln -s "usr/$folder" "$DEST/$folder"
done
for package in "$APT"/cache/archives/*.deb; do
  dpkg-deb --fsys-tarfile "$package" | tar -x -C "$DEST" --keep-directory-symlink --no-same-owner
done
rm -rf "$APT"

LOADER=$(ls "$DEST"/usr/lib64/ld-linux-*.so.* "$DEST"/usr/lib/*/ld-linux-*.so.* 2> /dev/null | head -n 1)
LIBRARIES=$(dirname "$(ls "$DEST"/usr/lib/*/libc.so.6 | head -n 1)")
wrap() { # wrap NAME PROGRAM VARIABLE=VALUE
  [ -e "$2" ] || return 0
  printf '#!/bin/sh\nexport %s\nexec "%s" --library-path "%s" --argv0 %s "%s" "$@"\n' \
    "$3" "$LOADER" "$LIBRARIES" "$1" "$2" > "$DEST/run/$1"
  chmod +x "$DEST/run/$1"
}
wrap nvim "$DEST/usr/bin/nvim" "VIMRUNTIME='$DEST/usr/share/nvim/runtime'"
wrap hx "$DEST/usr/lib/hx/hx" "HELIX_RUNTIME='$DEST/usr/lib/hx/runtime'"
