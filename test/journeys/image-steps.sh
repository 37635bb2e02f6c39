#!/usr/bin/env bash
# Walks the steps of the Dockerfile in a clean folder, without Docker: install, build, prune, copy what
# the run stage copies, start it as a user who is not root, ask its health, stop it in order.
# Usage: test/journeys/image-steps.sh (takes the committed state; needs the package registry).
set -euo pipefail
root="$(cd "$(dirname "$0")/../.." && pwd)"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
chmod 755 "$work"
mkdir "$work/build" "$work/run" "$work/data"
git -C "$root" archive HEAD | tar x -C "$work/build"

cd "$work/build"
npm ci --silent
npm run -s build
npm prune --omit=dev --silent
cp -a package.json node_modules dist "$work/run/"

user=nobody
if [ "$(id -u)" -eq 0 ]; then
  chown -R "$user" "$work/data"
  as() { su "$user" -s /bin/sh -c "$1"; }
else
  as() { sh -c "$1"; }
fi
port=$((20000 + RANDOM % 20000))
as "cd '$work/run' && HOME='$work/data' NODE_ENV=production HOST=127.0.0.1 PORT=$port DATA_DIR='$work/data/piaojue' \
  exec node_modules/node/bin/node dist/src/main.js" >"$work/log" 2>&1 &
server=$!
for _ in $(seq 1 120); do
  if curl -fs "http://127.0.0.1:$port/health" >/dev/null 2>&1; then
    echo "healthy as $user, $(du -sm "$work/run" | cut -f1) MB"
    pkill -TERM -P "$server" 2>/dev/null || kill -TERM "$server"
    wait "$server" || true
    exit 0
  fi
  sleep 0.5
done
cat "$work/log"
exit 1
