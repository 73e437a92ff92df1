#!/usr/bin/env bash
# swaks: an application submits with its certificate and PLAIN, by STARTTLS and by implicit TLS; and is refused without the certificate.
set -euo pipefail
out=$(mktemp)
trap 'rm -f "$out"' EXIT
common=(--server "$PLI_HOST" --from "$PLI_APP_BAL" --to "$PLI_BAL" --auth PLAIN --auth-user "$PLI_APP_BAL" --auth-password unused
  --tls-verify --tls-ca-path "$PLI_CA" --header "Subject: swaks" --body "Bonjour" --timeout 20)
cert=(--tls-cert "$PLI_APP_CERT" --tls-key "$PLI_APP_KEY")

swaks "${common[@]}" "${cert[@]}" --port "$PLI_APPS_SUBMISSION" --tls >"$out" || { cat "$out" >&2; exit 1; }
swaks "${common[@]}" "${cert[@]}" --port "$PLI_APPS_SUBMISSIONS" --tls-on-connect >"$out" || { cat "$out" >&2; exit 1; }
if swaks "${common[@]}" --port "$PLI_APPS_SUBMISSION" --tls >"$out"; then
  echo "swaks: a client without certificate was let in" >&2
  exit 1
fi
grep -q '535 5.7.8' "$out" || { cat "$out" >&2; exit 1; }
echo "swaks: ok"
