# Sourced by cluster.sh: an authority of its own, a certificate for each part, and a kubeconfig for each client.
# shellcheck shell=bash

# make_certificate NAME SUBJECT [NAMES]
make_certificate() {
  local key=$folder/keys/$1
  openssl req -newkey rsa:2048 -nodes -keyout "$key.key" -out "$key.csr" -subj "$2" 2>/dev/null
  openssl x509 -req -in "$key.csr" -CA "$folder/keys/ca.crt" -CAkey "$folder/keys/ca.key" -CAcreateserial -days 365 -out "$key.crt" \
    -extfile <(echo "subjectAltName=DNS:$1${3:+,$3},IP:127.0.0.1,IP:$node_address,IP:$service_address") 2>/dev/null
}

make_kubeconfig() {
  local key=$folder/keys/$1 config
  config=(kubectl --kubeconfig="$key.conf" config)
  {
    "${config[@]}" set-cluster gaia --server="https://$node_address:6443" --certificate-authority="$folder/keys/ca.crt" --embed-certs
    "${config[@]}" set-credentials "$1" --client-certificate="$key.crt" --client-key="$key.key" --embed-certs
    "${config[@]}" set-context gaia --cluster=gaia --user="$1"
    "${config[@]}" use-context gaia
  } >/dev/null
}

make_keys() {
  local keys=$folder/keys
  openssl req -x509 -newkey rsa:2048 -nodes -keyout "$keys/ca.key" -out "$keys/ca.crt" -days 365 -subj /CN=gaia-test-ca 2>/dev/null
  openssl genrsa -out "$keys/accounts.key" 2048 2>/dev/null
  openssl rsa -in "$keys/accounts.key" -pubout -out "$keys/accounts.pub" 2>/dev/null
  make_certificate apiserver /CN=kube-apiserver DNS:localhost,DNS:kubernetes.default.svc
  make_certificate admin /O=system:masters/CN=admin
  make_certificate scheduler /CN=system:kube-scheduler
  make_certificate proxy /CN=system:kube-proxy
  make_certificate "$node" "/O=system:nodes/CN=system:node:$node"
  local client
  for client in admin scheduler proxy "$node"; do make_kubeconfig "$client"; done
  export KUBECONFIG=$keys/admin.conf
}
