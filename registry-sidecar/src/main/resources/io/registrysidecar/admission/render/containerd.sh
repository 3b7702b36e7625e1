#!/bin/sh
# Asks the registry sidecar before containerd takes an image. Needs curl.
# Belongs into the bin_dir of containerd's plugin io.containerd.image-verifier.v1.bindir, which runs it as
#   registry-sidecar-verifier -name REFERENCE -digest DIGEST -stdin-media-type TYPE
# Exit status 0 lets the image be pulled, 1 does not; the reason is on standard output.
set -u
LC_ALL=C
export LC_ALL
[ -t 0 ] || cat >/dev/null # the descriptor, which says no more than the arguments

url=@{base:/admission/verdict}

refuse() {
  printf 'registry sidecar: refused: %s\n' "$1"
  exit 1
}

# What happens when the sidecar cannot be asked.
no_answer() {
#if open
  printf 'registry sidecar: not asked, let through: %s\n' "$1"
  exit 0
#end
#unless open
  refuse "no answer: $1"
#end
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
#each exempt
  @{pattern})
    printf 'registry sidecar: exempt\n'
    exit 0
    ;;
#end
esac
case $digest in
  *:*) ;;
  *) refuse "containerd gave no digest of $name" ;;
esac

set -- --disable --silent --show-error --max-time @{timeout} --max-filesize 1048576 --proto @{protocol}
#if ca
authorities='
@{ca-pem}
'
set -- "$@" --cacert /dev/stdin
#end
#unless ca
authorities=
#end
#if client
set -- "$@" --cert @{client-certificate} --key @{client-key}
#end

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
