# Sourced by cluster.sh: the network and the control plane.
# shellcheck shell=bash

netns=gaia-cluster node=node-1
host_address=10.201.0.1 node_side=10.201.0.2 node_address=10.200.0.1 service_address=10.96.0.1

# start NAME COMMAND...: in the cluster's network, with its log and its pid in run/.
start() {
  local name=$1
  shift
  setsid nohup nsenter --net="/run/netns/$netns" -- "$@" >"$folder/run/$name.log" 2>&1 </dev/null &
  echo $! >"$folder/run/$name.pid"
}

# until_true SECONDS WHAT COMMAND...
until_true() {
  local end=$((SECONDS + $1)) what=$2
  shift 2
  until "$@" >/dev/null 2>&1; do
    [ $SECONDS -lt $end ] || { say "Error: $what"; return 1; }
    sleep 0.2
  done
}

start_network() {
  ip netns add "$netns"
  ip link add gaia-host type veth peer name gaia-node netns "$netns"
  ip addr add "$host_address/30" dev gaia-host
  ip link set gaia-host up
  ip -n "$netns" link set lo up
  ip -n "$netns" addr add "$node_address/32" dev lo
  ip -n "$netns" addr add "$node_side/30" dev gaia-node
  ip -n "$netns" link set gaia-node up
  # Without a route to services they could not even be asked for; and none leads outside.
  ip -n "$netns" route add 10.96.0.0/16 dev lo
  nsenter --net="/run/netns/$netns" sysctl -qw net.ipv4.ip_forward=1
  nsenter --net="/run/netns/$netns" sysctl -qw net.bridge.bridge-nf-call-iptables=1 2>/dev/null || true
  local range
  for range in "$node_address/32" 10.96.0.0/16 10.244.0.0/16; do ip route replace "$range" via "$node_side"; done
}

start_control() {
  local keys=$folder/keys client=http://127.0.0.1:12379 peer=http://127.0.0.1:12380
  start etcd etcd --data-dir="$folder/etcd" --listen-client-urls="$client" --advertise-client-urls="$client" --listen-peer-urls="$peer" \
    --initial-advertise-peer-urls="$peer" --initial-cluster="default=$peer" --unsafe-no-fsync
  start apiserver kube-apiserver --etcd-servers="$client" --bind-address="$node_address" --secure-port=6443 --advertise-address="$node_address" \
    --tls-cert-file="$keys/apiserver.crt" --tls-private-key-file="$keys/apiserver.key" --client-ca-file="$keys/ca.crt" \
    --service-account-issuer=https://kubernetes.default.svc --service-account-key-file="$keys/accounts.pub" --service-account-signing-key-file="$keys/accounts.key" \
    --kubelet-client-certificate="$keys/admin.crt" --kubelet-client-key="$keys/admin.key" --kubelet-certificate-authority="$keys/ca.crt" \
    --kubelet-preferred-address-types=InternalIP --authorization-mode=Node,RBAC --enable-admission-plugins=NodeRestriction \
    --feature-gates=TTLAfterFinished=true --service-cluster-ip-range=10.96.0.0/16
  until_true 60 "the API server does not answer (run/apiserver.log)" kubectl get --raw /readyz
  start controllers kube-controller-manager --kubeconfig="$keys/admin.conf" --bind-address=127.0.0.1 --port=0 --leader-elect=false \
    --service-account-private-key-file="$keys/accounts.key" --root-ca-file="$keys/ca.crt" --feature-gates=TTLAfterFinished=true \
    --use-service-account-credentials=false
  start scheduler kube-scheduler --kubeconfig="$keys/scheduler.conf" --bind-address=127.0.0.1 --port=0 --leader-elect=false
  until_true 60 "no account is made (run/controllers.log)" kubectl -n default get serviceaccount default
}

# Pods ask it (clusterDNS of the kubelet).
start_dns() {
  local keys=$folder/keys
  start dns python3 "$kit/dns.py" "$node_address" "$node_address:6443" "$keys/ca.crt" "$keys/admin.crt" "$keys/admin.key"
}
