#!/usr/bin/env bash
# helm.sh ARGUMENTS...: the pinned Helm, built from its Go module once into the cache that the test cluster uses too.
set -euo pipefail

version=v3.22.0
cache=${XDG_CACHE_HOME:-$HOME/.cache}/catalyst/helm-${version#v}
mkdir -p "$cache"

if [ ! -x "$cache/helm" ]; then
  exec 9> "$cache/build.lock"
  flock 9
  if [ ! -x "$cache/helm" ]; then # somebody else may have built it meanwhile
    command -v go > /dev/null || {
      echo "helm: Go 1.24 or newer is needed once, to build Helm $version (https://go.dev/dl)" >&2
      exit 1
    }
    echo "helm: building Helm $version, which takes some minutes once" >&2
    GOBIN=$cache/new CGO_ENABLED=0 go install -trimpath -ldflags '-s -w' "helm.sh/helm/v3/cmd/helm@$version"
    mv "$cache/new/helm" "$cache/helm"
    rmdir "$cache/new"
  fi
  exec 9>&-
fi
exec "$cache/helm" "$@"
