# shellcheck shell=bash disable=SC2034
# What every part of the recipe uses: where things are, how a component is started and found again.

version=1.34.4
cache=${CATALYST_CLUSTER_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/catalyst/cluster-$version}
DIR=${CATALYST_CLUSTER_DIR:-${TMPDIR:-/tmp}/catalyst-cluster}
port=${CATALYST_CLUSTER_PORT:-$(cat "$DIR/port" 2> /dev/null || echo 16443)} # kube-apiserver; etcd takes the next two
node_ip=10.244.0.1                   # the bridge's own address: pods, kubelet and CoreDNS share 10.244.0.0/24
node_state=/run/catalyst-cluster     # what is one per machine: containerd's socket, and whose node it is
bin=$cache/cluster
runtime=unix://$node_state/containerd.sock

say() { printf 'cluster: %s\n' "$*" >&2 2> /dev/null || true; }
die() { say "$*"; exit 1; }

k() { "$bin" kubectl --kubeconfig "$DIR/admin.kubeconfig" "$@"; }

# lock: one `up`, `down` or change of holders at a time for each state directory; held until unlock or exit.
lock() {
  mkdir -p "$cache"
  # A few files for all directories, so that passing ones leave none behind: to share one costs a wait, no more.
  exec 9> "$cache/$(($(printf %s "$DIR" | cksum | cut -d' ' -f1) % 16)).lock"
  flock 9
}
unlock() { exec 9>&-; }

# run NAME COMMAND...: start a component in the background, its log, process id and command line in $DIR. The mark in
# its environment is how `down` finds it and its children, whatever happened to the process ids on file. Components talk
# to this machine alone, so a proxy in the environment would only be in the way.
run() {
  local name=$1
  shift
  printf '%q ' "$@" > "$DIR/$name.command"
  setsid env -u HTTP_PROXY -u HTTPS_PROXY -u ALL_PROXY -u http_proxy -u https_proxy -u all_proxy \
    "CATALYST_CLUSTER_MEMBER=$DIR" "$@" >> "$DIR/logs/$name.log" 2>&1 < /dev/null 9>&- &
  echo $! > "$DIR/$name.pid"
  disown # or the shell would report its end as news
}

# members: the process ids of everything that `run` started for $DIR, and of what that started, containers aside.
members() {
  grep -lszxF "CATALYST_CLUSTER_MEMBER=$DIR" /proc/[0-9]*/environ 2>/dev/null | cut -d/ -f3 || true
}

alive() { # NAME
  local pid
  pid=$(cat "$DIR/$1.pid" 2>/dev/null) && grep -qszxF "CATALYST_CLUSTER_MEMBER=$DIR" "/proc/$pid/environ"
}

# lives PID...: whether one of them still does anything. What has ended is listed until somebody collects it, which can
# take seconds.
lives() {
  local pid
  for pid in "$@"; do
    if grep -qs '^State:[[:space:]]*[^ZX[:space:]]' "/proc/$pid"/task/*/status; then return; fi
  done
  return 1
}

wait_for() { # SECONDS WHAT COMMAND...
  local limit=$1 what=$2
  shift 2
  local end=$((SECONDS + limit))
  while ((SECONDS < end)); do
    "$@" > /dev/null 2>&1 && return
    sleep 0.2
  done
  say "$what was not ready in ${limit}s"
  return 1
}

# needs PROGRAM:PACKAGE...: install the packages of missing programs when root on Debian, else name them.
needs() {
  local missing=() pair
  for pair in "$@"; do command -v "${pair%%:*}" > /dev/null || missing+=("${pair#*:}"); done
  [ ${#missing[@]} = 0 ] && return
  if [ "$(id -u)" != 0 ] || ! command -v apt-get > /dev/null; then
    die "needs these packages of Debian, and only root can install them: ${missing[*]}"
  fi
  say "installing ${missing[*]}"
  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"; } \
    > "$cache/apt.log" 2>&1 || die "apt-get failed; see $cache/apt.log"
}
