# shellcheck shell=bash
# The binaries, built once per version into a cache that all checkouts share. What is current is decided by content: a
# fresh clone has new file times.

metrics_server=v0.7.2
coredns=v1.12.4

build() { # [node]
  mkdir -p "$cache"
  (
    flock 8
    build_kubernetes
    [ "${1:-}" = node ] || exit 0
    build_addon metrics-server sigs.k8s.io/metrics-server/cmd/metrics-server $metrics_server
    build_addon coredns github.com/coredns/coredns $coredns
  ) 8> "$cache/build.lock"
}

build_kubernetes() {
  local sum x=k8s.io/component-base/version
  sum="$version $(cat "$here/kubernetes/main.go" "$here/kubernetes/go.mod" | sha256sum | cut -d' ' -f1)"
  current cluster "$sum" && return
  # A binary without a record was built by an earlier recipe from the same sources, if it says so itself.
  if [ -x "$bin" ] && [ ! -e "$bin.built" ] && [ "$("$bin" kube-apiserver --version)" = "Kubernetes v$version" ]; then
    echo "$sum" > "$bin.built"
    return
  fi
  needs_go
  say "building Kubernetes $version, which takes some minutes once"
  (cd "$here/kubernetes" && CGO_ENABLED=0 go build -o "$bin.new" -ldflags "-s -w -X $x.gitVersion=v$version \
    -X $x.gitMajor=1 -X $x.gitMinor=34 -X k8s.io/client-go/pkg/version.gitVersion=v$version" .)
  mv "$bin.new" "$bin"
  echo "$sum" > "$bin.built"
}

build_addon() { # NAME MODULE VERSION
  current "$1" "$3" && return
  if [ ! -x "$cache/$1" ] || [ -e "$cache/$1.built" ]; then
    needs_go
    say "building $1 $3"
    GOBIN=$cache/new CGO_ENABLED=0 go install -ldflags '-s -w' "$2@$3"
    mv "$cache/new/$1" "$cache/$1"
    rmdir "$cache/new"
  fi
  echo "$3" > "$cache/$1.built"
}

current() { [ -x "$cache/$1" ] && [ "$(cat "$cache/$1.built" 2> /dev/null)" = "$2" ]; } # NAME RECORD

needs_go() { command -v go > /dev/null || die "Go 1.24 or newer is needed once, to build Kubernetes $version (https://go.dev/dl)"; }
