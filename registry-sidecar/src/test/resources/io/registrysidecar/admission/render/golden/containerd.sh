#!/bin/sh
# Asks the registry sidecar before containerd takes an image. Needs curl.
# Belongs into the bin_dir of containerd's plugin io.containerd.image-verifier.v1.bindir, which runs it as
#   registry-sidecar-verifier -name REFERENCE -digest DIGEST -stdin-media-type TYPE
# Exit status 0 lets the image be pulled, 1 does not; the reason is on standard output.
set -u
LC_ALL=C
export LC_ALL
[ -t 0 ] || cat >/dev/null # the descriptor, which says no more than the arguments

url='https://sidecar.example.com:8443/admission/verdict'

refuse() {
  printf 'registry sidecar: refused: %s\n' "$1"
  exit 1
}

# What happens when the sidecar cannot be asked.
no_answer() {
  refuse "no answer: $1"
}

name=
digest=
while [ $# -gt 0 ]; do
  case $1 in
    -name | --name) name=${2-} ;;
    -digest | --digest) digest=${2-} ;;
    -*) ;; # such as -operation, which later releases add: what counts is the digest
    *) refuse "unknown argument $1" ;;
  esac
  shift
  [ $# -eq 0 ] || shift
done

case $name in
  '') refuse 'containerd gave no name' ;;
  'registry.k8s.io/pause:'*)
    printf 'registry sidecar: exempt\n'
    exit 0
    ;;
  'registry.example.com/registry-sidecar'*)
    printf 'registry sidecar: exempt\n'
    exit 0
    ;;
esac
case $digest in
  *:*) ;;
  *) refuse "containerd gave no digest of $name" ;;
esac

set -- --disable --silent --show-error --max-time 5 --max-filesize 1048576 --proto 'https'
authorities='
-----BEGIN CERTIFICATE-----
MIIBjjCCATOgAwIBAgIUUZQFkUpBYpluCC1MuCI4ak6rbB4wCgYIKoZIzj0EAwIw
HDEaMBgGA1UEAwwRZXhhbXBsZSBhdXRob3JpdHkwHhcNMjYxMTI4MTgyMTIyWhcN
MzYxMTI1MTgyMTIyWjAcMRowGAYDVQQDDBFleGFtcGxlIGF1dGhvcml0eTBZMBMG
ByqGSM49AgEGCCqGSM49AwEHA0IABE/MOMBfS6/2YICsH+3LrZPwdQiIajyR8wn1
f3hz4qqYONE6z2nD1Qs0ER5jAgfI5NIBEM5F21f9F5WOJbH6NFejUzBRMB0GA1Ud
DgQWBBTkv3VbfCddi1lB53zmQwW2sT8aJDAfBgNVHSMEGDAWgBTkv3VbfCddi1lB
53zmQwW2sT8aJDAPBgNVHRMBAf8EBTADAQH/MAoGCCqGSM49BAMCA0kAMEYCIQC8
in37gSyEhnoTpuPK27HW7wFMvfqLZUHPrcKbImUagQIhALF79QmSWIcUOZpHicSo
TNb2GYOLn6bNUYgwHYWqvjH7
-----END CERTIFICATE-----
'
set -- "$@" --cacert /dev/stdin
set -- "$@" --cert '/etc/registry-sidecar/client.pem' --key '/etc/registry-sidecar/client.key'

# The digest is what will run, whatever the tag means by now.
if ! answer=$(
  printf '%s\n' "$authorities" |
    curl "$@" --get --data-urlencode "image=${name%%@*}@$digest" --write-out '\n%{http_code}' "$url" 2>&1
); then
  no_answer "${answer%%
*}"
fi

status=${answer##*
}
body=${answer%
*}
case $status:$body in
  200:'{"allowed":true,'* | 404:'{"allowed":true,'*)
    printf 'registry sidecar: allowed\n'
    exit 0
    ;;
  200:'{"allowed":false,'* | 404:'{"allowed":false,'*)
    reasons=${body#*'"reasons":['}
    refuse "${reasons%%'],"'*}"
    ;;
  *) no_answer "status $status" ;;
esac
