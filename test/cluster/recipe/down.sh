# shellcheck shell=bash
# Leaves no process, mount, link or rule, whatever state the cluster is in.

down() {
  [ -e "$DIR" ] || [ -n "$(members)" ] || return 0
  local with_node= everything
  [ "$(cat "$node_state/owner" 2> /dev/null)" = "$DIR" ] && with_node=yes
  if [ -n "$with_node" ]; then stop_pods; fi
  everything=$(members)
  kill_control_plane
  stop "$everything"
  if [ -n "$with_node" ]; then remove_network; fi
  unmount
  rm -rf --one-file-system "$DIR"
  [ -z "$with_node" ] || rm -rf --one-file-system $node_state
}

# Containers first, while containerd lives: their shims then end by themselves. kubelet would start them again.
stop_pods() {
  local task end=$((SECONDS + 5))
  stop "$(pid_of kubelet)"
  pid_of containerd > /dev/null || return 0
  for task in $(timeout 5 ctr -a "${runtime#unix://}" -n k8s.io tasks list -q 2> /dev/null); do
    timeout 5 ctr -a "${runtime#unix://}" -n k8s.io tasks kill -s KILL "$task" > /dev/null 2>&1 || true
  done
  while ((SECONDS < end)) && shims; do sleep 0.1; done
}

# Asked to stop, kube-apiserver waits for its clients to leave; what any of them would put in order is removed anyway.
kill_control_plane() {
  local name pid
  for name in kube-apiserver kube-controller-manager kube-scheduler etcd; do
    if pid=$(pid_of "$name"); then kill -KILL "$pid" 2> /dev/null || true; fi
  done
}

shims() { [ -n "$(members | xargs -r -I{} grep -ls containerd-shim /proc/{}/comm)" ]; }

pid_of() { alive "$1" && cat "$DIR/$1.pid"; } # NAME

# stop PIDS: ask, wait 10 s, then insist, on their children too: a shim that is killed leaves its containers behind.
stop() {
  local pids=$1 family end=$((SECONDS + 10))
  [ -n "$pids" ] || return 0
  family=$(descendants "$pids")
  # shellcheck disable=SC2086
  kill $pids 2> /dev/null || true
  # shellcheck disable=SC2086
  while ((SECONDS < end)) && lives $pids; do sleep 0.1; done
  # shellcheck disable=SC2086
  kill -KILL $pids $family 2> /dev/null || true
}

descendants() { # PIDS
  ps -e -o pid=,ppid= | awk -v roots="$1" '
    { parent[$1] = $2 }
    END {
      split(roots, list); for (i in list) root[list[i]] = 1
      for (pid in parent) for (up = parent[pid]; up > 1; up = parent[up]) if (up in root) { print pid; break }
    }'
}

# What kube-proxy and kubelet leave behind by themselves is removed by name.
remove_network() {
  local link
  timeout 20 "$bin" kube-proxy --cleanup > /dev/null 2>&1 || true
  remove_chain filter KUBE-FIREWALL INPUT OUTPUT
  remove_chain filter KUBE-KUBELET-CANARY
  remove_chain nat KUBE-KUBELET-CANARY
  remove_chain mangle KUBE-KUBELET-CANARY
  remove_chain mangle KUBE-IPTABLES-HINT
  remove_own_rules
  # Pods' links go with their network namespace, but at the kernel's leisure.
  for link in $(ip -o link show master catalyst0 2> /dev/null | awk -F'[ :@]+' '{ print $2 }'); do
    ip link delete "$link" 2> /dev/null || true
  done
  ip link delete catalyst0 2> /dev/null || true
  cat $node_state/ip_forward > /proc/sys/net/ipv4/ip_forward 2> /dev/null || true
  grep -ls "$node_state/" /var/lib/cni/results/* 2> /dev/null | xargs -r rm -f || true
}

# Rules are found by what they say, not by what this run would have written: the port may have been another one. A change
# by somebody else at the same time can make one fail, hence the repetition.
remove_own_rules() {
  local rule
  for _ in 1 2 3 4 5; do
    iptables -w -S | grep -E -- '-j CATALYST-CLUSTER$|^-A FORWARD .*catalyst0 -j ACCEPT$' | sed 's/^-A/-D/' |
      while read -r rule; do
        # shellcheck disable=SC2086
        iptables -w $rule 2> /dev/null || true
      done || true
    remove_chain filter CATALYST-CLUSTER
    iptables -w -S CATALYST-CLUSTER > /dev/null 2>&1 || return 0
    sleep 0.2
  done
}

remove_chain() { # TABLE CHAIN [USED BY...]
  local table=$1 chain=$2 user iptables
  shift 2
  for iptables in iptables ip6tables; do
    for user in "$@"; do $iptables -w -t "$table" -D "$user" -j "$chain" 2> /dev/null || true; done
    { $iptables -w -t "$table" -F "$chain" && $iptables -w -t "$table" -X "$chain"; } 2> /dev/null || true
  done
}

unmount() {
  local mount
  awk -v a="$DIR/" -v b="$node_state/" 'index($2, a) == 1 || index($2, b) == 1 { print $2 }' /proc/mounts | sort -r |
    while read -r mount; do
      case $mount in
        "$node_state"/*) [ "$(cat "$node_state/owner" 2> /dev/null)" = "$DIR" ] || continue ;;
      esac
      umount -l "$mount" 2> /dev/null || true
    done
}
