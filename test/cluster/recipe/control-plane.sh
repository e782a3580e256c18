# shellcheck shell=bash
# etcd, kube-apiserver, kube-controller-manager and kube-scheduler, with certificates for a month.

certificate() { # NAME SUBJECT EXTENSION
  openssl req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout "$DIR/pki/$1.key" -out "$DIR/pki/$1.csr" -subj "$2" 2> /dev/null
  openssl x509 -req -in "$DIR/pki/$1.csr" -CA "$DIR/pki/ca.crt" -CAkey "$DIR/pki/ca.key" -CAcreateserial \
    -days 30 -out "$DIR/pki/$1.crt" -extfile <(echo "$3") 2> /dev/null
}

kubeconfig() { # NAME: an embedded (path-free) kubeconfig for the certificate of that name
  local base64="base64 -w0"
  cat > "$DIR/$1.kubeconfig" << YAML
apiVersion: v1
kind: Config
clusters: [{name: catalyst-test, cluster: {server: "https://127.0.0.1:$port", certificate-authority-data: $($base64 "$DIR/pki/ca.crt")}}]
users: [{name: $1, user: {client-certificate-data: $($base64 "$DIR/pki/$1.crt"), client-key-data: $($base64 "$DIR/pki/$1.key")}}]
contexts: [{name: catalyst-test, context: {cluster: catalyst-test, user: $1}}]
current-context: catalyst-test
YAML
}

certificates() {
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout "$DIR/pki/ca.key" -out "$DIR/pki/ca.crt" -days 30 -subj /CN=catalyst-test-ca 2> /dev/null
  certificate apiserver /CN=kube-apiserver "subjectAltName=DNS:localhost,DNS:kubernetes.default.svc,IP:127.0.0.1,IP:10.96.0.1,IP:$node_ip"
  certificate admin /O=system:masters/CN=admin extendedKeyUsage=clientAuth
  certificate kubelet /O=system:nodes/CN=system:node:node-1 "subjectAltName=DNS:node-1,IP:$node_ip"
  certificate front-proxy /CN=front-proxy extendedKeyUsage=clientAuth
  openssl genrsa -out "$DIR/pki/service-accounts.key" 2048 2> /dev/null
  kubeconfig admin
  kubeconfig kubelet
}

control_plane() { # [node]
  needs openssl:openssl
  local etcd=http://127.0.0.1:$((port + 1)) peer=http://127.0.0.1:$((port + 2)) p=$DIR/pki address=127.0.0.1 advertised=127.0.0.1
  # Pods reach the API server at the bridge's address; node.sh keeps every other interface out.
  if [ "${1:-}" = node ]; then address=0.0.0.0 advertised=$node_ip; fi
  local taken
  for taken in $port $((port + 1)) $((port + 2)); do
    if (exec 3<> "/dev/tcp/127.0.0.1/$taken") 2> /dev/null; then
      die "port $taken is taken by another program; choose three free ones in a row with CATALYST_CLUSTER_PORT"
    fi
  done
  umask 077
  mkdir -p "$DIR"/{pki,logs,etcd}
  certificates
  run etcd "$bin" etcd --data-dir "$DIR/etcd" --listen-client-urls "$etcd" --advertise-client-urls "$etcd" \
    --listen-peer-urls "$peer" --initial-advertise-peer-urls "$peer" --initial-cluster "default=$peer" --unsafe-no-fsync
  # shellcheck disable=SC2086
  run kube-apiserver "$bin" kube-apiserver --etcd-servers "$etcd" --bind-address $address --advertise-address $advertised \
    --secure-port "$port" --tls-cert-file "$p/apiserver.crt" --tls-private-key-file "$p/apiserver.key" --client-ca-file "$p/ca.crt" \
    --service-account-issuer https://kubernetes.default.svc --service-account-key-file "$p/service-accounts.key" \
    --service-account-signing-key-file "$p/service-accounts.key" --service-cluster-ip-range 10.96.0.0/16 \
    --authorization-mode Node,RBAC --allow-privileged --endpoint-reconciler-type none --enable-aggregator-routing \
    --kubelet-client-certificate "$p/admin.crt" --kubelet-client-key "$p/admin.key" --kubelet-certificate-authority "$p/ca.crt" \
    --kubelet-preferred-address-types InternalIP --requestheader-client-ca-file "$p/ca.crt" --requestheader-allowed-names front-proxy \
    --requestheader-extra-headers-prefix X-Remote-Extra- --requestheader-group-headers X-Remote-Group --requestheader-username-headers X-Remote-User \
    --proxy-client-cert-file "$p/front-proxy.crt" --proxy-client-key-file "$p/front-proxy.key" ${CATALYST_APISERVER_FLAGS:-}
  wait_for 60 kube-apiserver k get --raw /readyz
  # By default they ask 20 and 50 times a second, and every start and every deletion of a namespace would wait for that.
  local unhurried=(--kube-api-qps 1000 --kube-api-burst 2000)
  # Port 0: nobody asks these two anything, and fixed ports would keep clusters from running side by side.
  run kube-controller-manager "$bin" kube-controller-manager --kubeconfig "$DIR/admin.kubeconfig" --leader-elect=false --secure-port 0 \
    --service-account-private-key-file "$p/service-accounts.key" --root-ca-file "$p/ca.crt" --use-service-account-credentials "${unhurried[@]}"
  run kube-scheduler "$bin" kube-scheduler --kubeconfig "$DIR/admin.kubeconfig" --leader-elect=false --secure-port 0 "${unhurried[@]}"
  wait_for 30 "the default service account" k get serviceaccount default
}

compact() {
  local etcdctl=("$bin" etcdctl --endpoints "http://127.0.0.1:$((port + 1))") revision
  revision=$("${etcdctl[@]}" get / --prefix --limit 1 --keys-only -w json | grep -o '"revision":[0-9]*' | cut -d: -f2)
  "${etcdctl[@]}" compact "$revision"
}

# restart NAME: killed, not asked, because kube-apiserver would wait up to a minute for its clients to leave.
restart() {
  alive "$1" || die "$1 is not running in $DIR"
  local pid command
  pid=$(cat "$DIR/$1.pid")
  eval "command=($(cat "$DIR/$1.command"))"
  kill -KILL "$pid"
  wait_for 10 "the end of $1" gone "$pid"
  run "$1" "${command[@]}"
  wait_for 60 kube-apiserver k get --raw /readyz
}

gone() { ! lives "$1"; } # PID
