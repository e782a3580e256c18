# shellcheck shell=bash
# containerd, kubelet, kube-proxy, CoreDNS and metrics-server on the host, pods on a bridge of their own.

node_needs() {
  [ "$(id -u)" = 0 ] || die "a node needs root: it runs containers, mounts and network interfaces"
  local wanted=(containerd:containerd runc:runc iptables:iptables conntrack:conntrack ip:iproute2)
  [ -x /usr/lib/cni/bridge ] || wanted+=(/usr/lib/cni/bridge:containernetworking-plugins)
  case $(ldd "$(command -v busybox || echo /none)" 2>&1 || true) in
    *'not a dynamic'* | *statically*) ;;
    *) wanted+=(/none:busybox-static) ;;
  esac
  needs "${wanted[@]}"
}

# Every piece of a node that is one per machine belongs to the cluster named here.
claim_node() {
  local owner
  owner=$(cat "$node_state/owner" 2> /dev/null || true)
  if [ -z "$owner" ] && timeout 3 ctr -a "${runtime#unix://}" version > /dev/null 2>&1; then
    die "a containerd that this recipe did not start listens on ${runtime#unix://}; stop it first"
  fi
  if [ -n "$owner" ] && [ "$owner" != "$DIR" ]; then
    [ -z "$(DIR=$owner members)" ] || die "a node is up in $owner already, and a machine can hold one (CATALYST_CLUSTER_DIR=$owner cluster down)"
    (DIR=$owner && down)
  fi
  mkdir -p "$node_state"
  echo "$DIR" > "$node_state/owner"
}

network() {
  ip link add catalyst0 type bridge 2> /dev/null || true
  ip address replace $node_ip/24 dev catalyst0
  ip link set catalyst0 up
  cat /proc/sys/net/ipv4/ip_forward > $node_state/ip_forward
  echo 1 > /proc/sys/net/ipv4/ip_forward
  remove_own_rules # of a cluster that could not clean up, whatever its port was
  iptables -w -N CATALYST-CLUSTER
  iptables -w -A CATALYST-CLUSTER -i lo -j RETURN
  iptables -w -A CATALYST-CLUSTER -i catalyst0 -j RETURN
  iptables -w -A CATALYST-CLUSTER -j DROP
  iptables -w -I INPUT -p tcp --dport "$port" -j CATALYST-CLUSTER
  # Beside Docker, what is forwarded and not expected is dropped, between pods too.
  iptables -w -I FORWARD -i catalyst0 -j ACCEPT
  iptables -w -I FORWARD -o catalyst0 -j ACCEPT
}

container_runtime() {
  mkdir -p "$DIR/cni"
  cat > "$DIR/cni/10-bridge.conflist" << JSON
{"cniVersion":"0.4.0","name":"catalyst","plugins":[{"type":"bridge","bridge":"catalyst0","isGateway":true,"hairpinMode":true,"ipam":{"type":"host-local","dataDir":"$DIR/cni/leases","ranges":[[{"subnet":"10.244.0.0/24"}]],"routes":[{"dst":"0.0.0.0/0"}]}},{"type":"portmap","capabilities":{"portMappings":true}}]}
JSON
  cat > "$DIR/containerd.toml" << TOML
version = 2
root = "$DIR/containerd"
state = "$node_state/containerd"
[grpc]
  address = "${runtime#unix://}"
[plugins."io.containerd.grpc.v1.cri"]
  restrict_oom_score_adj = true # a sandboxed root may not lower it, and runc then fails with an EOF on its pipe
  netns_mounts_under_state_dir = true # so that down finds them
  sandbox_image = "registry.k8s.io/pause:3.10"
  [plugins."io.containerd.grpc.v1.cri".cni]
    bin_dir = "/usr/lib/cni"
    conf_dir = "$DIR/cni"
TOML
  # What containerd and kubelet make for a container must be readable for those that do not run as root.
  (umask 022 && run containerd containerd -c "$DIR/containerd.toml")
  wait_for 20 containerd ctr -a "${runtime#unix://}" version
}

# busybox is all that pods need here. Its tag 1 has IfNotPresent as default pull policy, latest has Always.
images() {
  local root=$DIR/busybox applet
  mkdir -p "$root"/{bin,etc,tmp,root,proc,sys,dev}
  chmod -R u=rwX,go=rX "$root"
  chmod 1777 "$root/tmp"
  install -m 755 "$(command -v busybox)" "$root/bin/busybox"
  for applet in $("$root/bin/busybox" --list | grep -vx busybox); do ln -sf busybox "$root/bin/$applet"; done
  (umask 022 && echo 'root:x:0:0:root:/root:/bin/sh' > "$root/etc/passwd")
  image registry.k8s.io/pause:3.10 "$root" '["/bin/sleep","2147483647"]'
  image docker.io/library/busybox:1 "$root" '["/bin/sh"]'
  ctr -a "${runtime#unix://}" -n k8s.io images tag docker.io/library/busybox:1 docker.io/library/busybox:latest > /dev/null
}

kubelet() {
  mkdir -p "$DIR/kubelet"
  # Without cgroups per pod there is nothing to resize, and a kubelet that still tries, for a container that ends in the
  # moment its pod is looked at, reads a limit that is not there and is gone with a panic (doPodResizeAction, 1.34).
  cat > "$DIR/kubelet.yaml" << YAML
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
address: $node_ip
authentication: {anonymous: {enabled: false}, x509: {clientCAFile: $DIR/pki/ca.crt}, webhook: {enabled: true}}
authorization: {mode: Webhook}
tlsCertFile: $DIR/pki/kubelet.crt
tlsPrivateKeyFile: $DIR/pki/kubelet.key
containerRuntimeEndpoint: $runtime
cgroupDriver: cgroupfs
cgroupsPerQOS: false
enforceNodeAllocatable: []
failCgroupV1: false
failSwapOn: false
evictionHard: {}
imageGCHighThresholdPercent: 100
maxPods: 250
containerLogMaxSize: ${CATALYST_KUBELET_LOG_SIZE:-1Mi}
containerLogMonitorInterval: 3s
featureGates: {InPlacePodVerticalScaling: false}
clusterDomain: cluster.local
clusterDNS: [$node_ip]
YAML
  (umask 022 && run kubelet "$bin" kubelet --config "$DIR/kubelet.yaml" --kubeconfig "$DIR/kubelet.kubeconfig" --hostname-override node-1 \
    --root-dir "$DIR/kubelet" --node-ip $node_ip)
}

addons() {
  run kube-proxy "$bin" kube-proxy --kubeconfig "$DIR/admin.kubeconfig" --hostname-override node-1 --cluster-cidr 10.244.0.0/16 \
    --conntrack-max-per-core 0 --healthz-bind-address 127.0.0.1:10256
  printf '.:53 {\n  bind %s\n  kubernetes cluster.local { kubeconfig %s\n pods insecure\n }\n  cache 5\n}\n' $node_ip "$DIR/admin.kubeconfig" > "$DIR/Corefile"
  run coredns "$cache/coredns" -conf "$DIR/Corefile"
  run metrics-server "$cache/metrics-server" --kubeconfig "$DIR/admin.kubeconfig" --authentication-kubeconfig "$DIR/admin.kubeconfig" \
    --authorization-kubeconfig "$DIR/admin.kubeconfig" --bind-address $node_ip --secure-port 10443 --cert-dir "$DIR/pki/metrics-server" \
    --kubelet-preferred-address-types InternalIP --kubelet-insecure-tls --metric-resolution 10s --kubelet-request-timeout 5s
  sed -e "s/\$node_ip/$node_ip/" -e "s/\$port/$port/" "$here/recipe/addons.yaml" | k apply -f - > /dev/null
}

node() {
  container_runtime
  images
  kubelet
  addons
  wait_for 60 "the node" k wait --for=condition=Ready node/node-1 --timeout=1s
}
