# shellcheck shell=bash

# up [node]: idempotent. A cluster that is up stays as it is; the rest of one that crashed is removed first.
up() {
  if running; then
    [ "${1:-}" != node ] || [ -e "$DIR/with-node" ] || die "a control plane without a node is up in $DIR (cluster down, then cluster up node)"
    return
  fi
  ! foreign || die "processes that this recipe does not know use $DIR; stop them, or choose another CATALYST_CLUSTER_DIR"
  build "${1:-}"
  down
  trap 'up_failed' EXIT
  mkdir -p "$DIR"
  echo "$port" > "$DIR/port"
  if [ "${1:-}" = node ]; then
    node_needs
    : > "$DIR/with-node"
    claim_node
    network
  fi
  control_plane "${1:-}"
  [ "${1:-}" != node ] || node
  : > "$DIR/ready"
  trap - EXIT
}

running() { [ -e "$DIR/ready" ] && alive etcd && alive kube-apiserver && { [ ! -e "$DIR/with-node" ] || alive kubelet; }; }

# foreign: whether a program that `run` did not start says in its process id file that it lives in $DIR.
foreign() {
  local file pid
  for file in "$DIR"/*.pid; do
    pid=$(cat "$file" 2> /dev/null) || continue
    grep -qsF "$DIR" "/proc/$pid/cmdline" && ! alive "$(basename "$file" .pid)" && return
  done
  return 1
}

must_run() { running || die "no cluster is up in $DIR (npm run cluster -- up node)"; }

up_failed() {
  set +e # nothing may keep it from cleaning up
  local log
  for log in "$DIR"/logs/*.log; do
    [ -s "$log" ] && printf -- '--- last lines of %s\n%s\n' "$(basename "$log")" "$(tail -n 8 "$log" | cut -c 1-400)" >&2
  done
  down
}
