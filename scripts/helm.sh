#!/usr/bin/env bash
# helm.sh ARGUMENTS...: the pinned Helm, built from its Go module once into the cache that the test cluster uses too.
# helm.sh which: where it is, once it is built
set -euo pipefail

version=v3.22.0
kubernetes=34 # minor version that `helm template` and `helm lint` take for the cluster's
cache=${XDG_CACHE_HOME:-$HOME/.cache}/catalyst/helm-${version#v}
record="$version $kubernetes"

current() { [ -x "$cache/helm" ] && [ "$(cat "$cache/helm.built" 2> /dev/null)" = "$record" ]; }

build() {
  command -v go > /dev/null || {
    echo "helm: Go 1.26 or newer is needed once, to build Helm $version (https://go.dev/dl)" >&2
    exit 1
  }
  echo "helm: building Helm $version, which takes some minutes once" >&2
  local x flags="-s -w -X helm.sh/helm/v3/internal/version.version=$version"
  for x in chartutil lint/rules; do
    flags+=" -X helm.sh/helm/v3/pkg/$x.k8sVersionMajor=1 -X helm.sh/helm/v3/pkg/$x.k8sVersionMinor=$kubernetes"
  done
  GOBIN=$cache/new CGO_ENABLED=0 go install -trimpath -ldflags "$flags" "helm.sh/helm/v3/cmd/helm@$version"
  mv "$cache/new/helm" "$cache/helm"
  rmdir "$cache/new"
  echo "$record" > "$cache/helm.built"
}

if ! current; then
  mkdir -p "$cache"
  exec 9> "$cache/build.lock"
  flock 9
  current || build # somebody else may have built it meanwhile
  exec 9>&-
fi
if [ "$*" = which ]; then
  echo "$cache/helm"
else
  exec "$cache/helm" "$@"
fi
