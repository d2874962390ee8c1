# Sourced by cluster.sh: containerd, the kubelet and the proxy of the one node, and the end of everything.
# shellcheck shell=bash

# in_node COMMAND...: where the node's containers and mounts are.
in_node() { nsenter --target "$(cat "$folder/run/containerd.pid")" --mount --net -- env PATH="$PATH" LD_LIBRARY_PATH="$LD_LIBRARY_PATH" "$@"; }

start_node() {
  write_settings
  make_pause_image
  # The kubelet writes settings of the kernel; it gets files of its own in their place, in a view of mounts that ends with it.
  local setting file
  {
    echo 'mount --make-rshared /'
    for setting in vm/overcommit_memory=1 vm/panic_on_oom=0 kernel/panic=10 kernel/panic_on_oops=1; do
      file=$folder/run/sysctl-${setting//[\/=]/-}
      echo "${setting#*=}" >"$file"
      echo "mount --bind '$file' '/proc/sys/${setting%=*}'"
    done
    echo 'exec "$@"'
  } >"$folder/run/mounts.sh"
  local containerd
  start containerd unshare --mount --propagation private bash "$folder/run/mounts.sh" containerd -c "$folder/containerd.toml"
  until_true 30 "containerd does not answer (run/containerd.log)" in_node ctr -a "$folder/containerd.sock" version
  in_node ctr -a "$folder/containerd.sock" -n k8s.io images import "$folder/pause.tar" >/dev/null
  containerd=$(cat "$folder/run/containerd.pid")
  start kubelet nsenter --target "$containerd" --mount -- env PATH="$PATH" kubelet --config="$folder/kubelet.yaml" --kubeconfig="$folder/keys/$node.conf" \
    --container-runtime=remote --container-runtime-endpoint="unix://$folder/containerd.sock" --hostname-override="$node" --node-ip="$node_address" \
    --root-dir="$folder/kubelet" --cert-dir="$folder/keys" --volume-plugin-dir="$folder/kubelet/plugins" --runtime-cgroups=/ --kubelet-cgroups=/
  start proxy kube-proxy --config="$folder/proxy.yaml"
  until_true 90 "the node does not become ready (run/kubelet.log)" node_is_ready
}

node_is_ready() { kill -0 "$(cat "$folder/run/kubelet.pid")" && kubectl get node "$node" | grep -qw Ready; }

write_settings() {
  mkdir -p "$folder/cni"
  cat >"$folder/cni/10-bridge.conflist" <<JSON
{"cniVersion": "0.4.0", "name": "gaia", "plugins": [{"type": "bridge", "bridge": "gaia0", "isGateway": true, "hairpinMode": true,
 "ipam": {"type": "host-local", "dataDir": "$folder/addresses", "ranges": [[{"subnet": "10.244.0.0/24"}]], "routes": [{"dst": "0.0.0.0/0"}]}}]}
JSON
  local cri='plugins."io.containerd.grpc.v1.cri"'
  cat >"$folder/containerd.toml" <<TOML
version = 2
root = "$folder/containerd"
state = "$folder/containerd-state"
[grpc]
address = "$folder/containerd.sock"
[$cri]
sandbox_image = "gaia.test/pause:1"
disable_apparmor = true
restrict_oom_score_adj = true
[$cri.containerd]
snapshotter = "overlayfs"
default_runtime_name = "runc"
[$cri.containerd.runtimes.runc]
runtime_type = "io.containerd.runc.v2"
[$cri.containerd.runtimes.runc.options]
BinaryName = "$(command -v runc)"
[$cri.cni]
bin_dir = "$cache/root/usr/lib/cni"
conf_dir = "$folder/cni"
TOML
  # A settings file that begins with a brace is read as JSON.
  cat >"$folder/kubelet.yaml" <<YAML
kind: KubeletConfiguration
apiVersion: kubelet.config.k8s.io/v1beta1
authentication: {anonymous: {enabled: false}, webhook: {enabled: false}, x509: {clientCAFile: "$folder/keys/ca.crt"}}
authorization: {mode: AlwaysAllow}
address: $node_address
readOnlyPort: 0
healthzBindAddress: 127.0.0.1
tlsCertFile: "$folder/keys/$node.crt"
tlsPrivateKeyFile: "$folder/keys/$node.key"
failSwapOn: false
cgroupDriver: cgroupfs
oomScoreAdj: 0
clusterDNS: [$node_address]
clusterDomain: cluster.local
imageGCHighThresholdPercent: 100
evictionHard: {memory.available: 50Mi}
featureGates: {LocalStorageCapacityIsolation: false}
nodeStatusUpdateFrequency: 1s
YAML
  cat >"$folder/proxy.yaml" <<YAML
kind: KubeProxyConfiguration
apiVersion: kubeproxy.config.k8s.io/v1alpha1
bindAddress: 127.0.0.1
healthzBindAddress: 127.0.0.1:10256
metricsBindAddress: 127.0.0.1:10249
clientConnection: {kubeconfig: "$folder/keys/proxy.conf"}
mode: iptables
clusterCIDR: 10.244.0.0/16
hostnameOverride: $node
conntrack: {maxPerCore: 0, min: 0, tcpEstablishedTimeout: 0s, tcpCloseWaitTimeout: 0s}
YAML
}

# A docker archive of one layer with one program: what keeps a pod's namespaces.
make_pause_image() {
  local layer=$folder/pause digest config
  mkdir -p "$layer/root/bin"
  cp "$cache/root/bin/busybox" "$layer/root/bin/"
  tar -C "$layer/root" -cf "$layer/layer.tar" .
  digest=$(sha256sum "$layer/layer.tar" | cut -d' ' -f1)
  echo "{\"architecture\":\"amd64\",\"os\":\"linux\",\"config\":{\"Entrypoint\":[\"/bin/busybox\",\"sleep\",\"2147483647\"]},\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[\"sha256:$digest\"]}}" >"$layer/config"
  config=$(sha256sum "$layer/config" | cut -d' ' -f1).json
  mv "$layer/config" "$layer/$config"
  echo "[{\"Config\":\"$config\",\"RepoTags\":[\"gaia.test/pause:1\"],\"Layers\":[\"layer.tar\"]}]" >"$layer/manifest.json"
  tar -C "$layer" -cf "$folder/pause.tar" manifest.json "$config" layer.tar
  rm -rf "$layer"
}

# stop NAME SIGNAL: and waits for it.
stop() {
  local pid
  pid=$(cat "$folder/run/$1.pid" 2>/dev/null) || return 0
  kill "-$2" "$pid" 2>/dev/null || return 0
  local round
  for round in $(seq 50); do
    kill -0 "$pid" 2>/dev/null || return 0
    [ "$round" != 40 ] || kill -KILL "$pid" 2>/dev/null || return 0
    sleep 0.1
  done
}

stop_all() {
  set +e
  local name pods
  stop kubelet TERM
  stop proxy TERM
  if [ -S "$folder/containerd.sock" ]; then
    pods=$(in_node ctr -a "$folder/containerd.sock" -n k8s.io tasks ls -q)
    for name in $pods; do in_node ctr -a "$folder/containerd.sock" -n k8s.io tasks rm -f "$name"; done >/dev/null 2>&1
    pods=$(in_node ctr -a "$folder/containerd.sock" -n k8s.io containers ls -q)
    for name in $pods; do in_node ctr -a "$folder/containerd.sock" -n k8s.io containers rm "$name"; done >/dev/null 2>&1
  fi
  for name in containerd dns scheduler controllers apiserver etcd; do stop "$name" TERM; done
  ip netns del "$netns" 2>/dev/null
  ip link del gaia-host 2>/dev/null
  # Only a cluster makes these; and there is one at a time.
  for name in /run/netns/cni-*; do [ ! -e "$name" ] || { umount "$name" 2>/dev/null; rm -f "$name"; }; done
  for name in $(awk -v folder="$folder/" 'index($5, folder) == 1 { print $5 }' /proc/self/mountinfo | sort -r); do umount -l "$name" 2>/dev/null; done
  find /sys/fs/cgroup/*/kubepods /sys/fs/cgroup/*/k8s.io /sys/fs/cgroup/kubepods -depth -type d -exec rmdir {} \; 2>/dev/null
  set -e
}
