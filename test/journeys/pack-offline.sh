#!/usr/bin/env bash
# Packs the program and runs it from the unpacked archive where there is no network at all: in a network
# namespace of its own with only loopback, as a user who is not root, in a folder only that user enters.
# Usage: sudo test/journeys/pack-offline.sh (needs root for `unshare`; takes the working tree).
set -euo pipefail
root="$(cd "$(dirname "$0")/../.." && pwd)"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
(cd "$root" && npm run -s pack)
mkdir "$work/home"
tar xzf "$root"/pack/*.tar.gz -C "$work/home" --strip-components=1
chown -R nobody "$work/home"
chmod 700 "$work/home"
chmod 711 "$work"

cat >"$work/home/try.sh" <<'INNER'
set -eu
cd "$(dirname "$0")"
export HOME="$PWD/data" HOST=127.0.0.1 PORT=8499 DATA_DIR="$PWD/data"
mkdir -p data
if node_modules/node/bin/node -e 'fetch("http://1.1.1.1").then(() => process.exit(0), () => process.exit(1))'; then
  echo "there is a network" >&2
  exit 1
fi
./run doctor || true
./start >log 2>&1 &
server=$!
for _ in $(seq 1 120); do
  if node_modules/node/bin/node -e \
    'fetch("http://127.0.0.1:8499/health").then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))'; then
    echo "healthy without a network, as $(id -un)"
    grep -o 'http://[^ ]*/invitation/' log | head -1
    ./run trail-verify
    kill -TERM "$server"
    wait "$server" || true
    exit 0
  fi
  sleep 0.5
done
cat log
exit 1
INNER
chown nobody "$work/home/try.sh"
unshare --net sh -c "ip link set lo up 2>/dev/null || true; su nobody -s /bin/sh -c 'sh $work/home/try.sh'"
