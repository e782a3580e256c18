# shellcheck shell=bash

# image NAME ROOTFS [CMD]: a one-layer image, made with tar alone, imported into the node's containerd.
image() {
  local name=$1 root=$2 command=${3:-'["/bin/sh"]'} work architecture
  case $(uname -m) in x86_64) architecture=amd64 ;; aarch64) architecture=arm64 ;; *) architecture=$(uname -m) ;; esac
  work=$(mktemp -d)
  tar -C "$root" --owner=0 --group=0 -cf "$work/layer.tar" .
  printf '{"architecture":"%s","os":"linux","config":{"Env":["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"],"Cmd":%s},"rootfs":{"type":"layers","diff_ids":["sha256:%s"]}}' \
    "$architecture" "$command" "$(sha256sum "$work/layer.tar" | cut -d' ' -f1)" > "$work/config.json"
  printf '[{"Config":"config.json","RepoTags":["%s"],"Layers":["layer.tar"]}]' "$name" > "$work/manifest.json"
  tar -C "$work" -cf "$work/image.tar" config.json manifest.json layer.tar
  ctr -a "${runtime#unix://}" -n k8s.io images import "$work/image.tar" > /dev/null
  rm -rf "$work"
}

load() { # FILE: an archive of images into the node's containerd
  ctr -a "${runtime#unix://}" -n k8s.io images import "$1" > /dev/null
}
