#!/usr/bin/env bash
# Runs a shell command as on a machine without what the tests install: without those Debian packages, with an empty HOME and a
# plain PATH. Discards the command's changes when it ends. Requires root, and Debian or Ubuntu.
#
#   test/package/bare-machine.sh 'npm ci && npm test'
set -euo pipefail

# mounts FOLDER COMMAND: creates a mount namespace in which all writes go to memory
mounts() {
  mount -t tmpfs tmpfs /mnt
  mkdir /mnt/upper /mnt/work /mnt/root
  mount -t overlay overlay -o lowerdir=/,upperdir=/mnt/upper,workdir=/mnt/work /mnt/root
  for folder in dev sys; do mount --rbind "/$folder" "/mnt/root/$folder"; done
  mount -t proc proc /mnt/root/proc
  exec chroot /mnt/root "$(readlink -f "$0")" strips "$@"
}

# strips FOLDER COMMAND: removes packages and settings, and runs the command
strips() {
  cd "$1"
  local program programs=(chromium haproxy mvn nc nginx shellcheck socat sshd)
  local packages=(chromium haproxy maven netcat-openbsd nginx nginx-light openssh-server shellcheck socat)
  export DEBIAN_FRONTEND=noninteractive
  apt-get -qq purge --yes "${packages[@]}" >/dev/null 2>&1
  apt-get -qq autoremove --yes >/dev/null 2>&1

  # Keep the machine's registry settings.
  [ ! -e "$HOME/.npmrc" ] || export NPM_CONFIG_USERCONFIG=$HOME/.npmrc
  local beside
  beside=$(dirname "$(readlink -f "$(command -v node)")"):$(dirname "$(command -v go || command -v node)")
  HOME=$(mktemp -d)
  export HOME PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:$beside
  for program in "${programs[@]}"; do
    if command -v "$program" >&2; then
      echo "$program is still there" >&2
      return 1
    fi
  done
  bash -c "$2"
}

case $1 in
  mounts | strips) "$@" ;;
  *) exec unshare --mount --pid --fork --kill-child "$0" mounts "$PWD" "$1" ;;
esac
