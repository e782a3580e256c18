# shellcheck shell=bash

# hold [node]: the cluster lives as long as somebody holds it. A holder's end is the end of its standard input, which the
# kernel closes however its owner dies, so that a test that was killed leaves no cluster behind.
hold() {
  trap '' INT # Ctrl-C is for the owner, whose end is then noticed here
  trap : PIPE # an owner that ended meanwhile does not read what we say, and is no reason to leave anything behind
  trap 'exit 1' TERM HUP # while it comes up, its end is a failed start, which is cleaned up
  lock
  up "${1:-}"
  mkdir -p "$DIR/holders"
  : > "$DIR/holders/$$"
  trap 'release; exit 0' TERM HUP
  unlock
  echo "$DIR/admin.kubeconfig" 2> /dev/null || true
  exec 1>&-
  while read -r _; do :; done
  trap '' TERM HUP
  release
}

release() {
  lock
  rm -f "$DIR/holders/$$"
  local holder
  for holder in "$DIR"/holders/*; do
    [ -e "$holder" ] || continue
    grep -qsz hold "/proc/$(basename "$holder")/cmdline" && return
    rm -f "$holder"
  done
  [ -e "$DIR/kept" ] || down
}
