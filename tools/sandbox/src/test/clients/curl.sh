#!/usr/bin/env bash
# curl: submits on 587 and 465 and reads on 143 and 993 with XOAUTH2; the application's certificate with PLAIN.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
marker=curl-$$-$RANDOM
common=(--silent --show-error --fail --max-time 20 --cacert "$PLI_CA")

message() { # from to subject
  printf 'From: <%s>\r\nTo: <%s>\r\nSubject: %s\r\nX-MSS-NIL: DEV000001\r\n\r\nBonjour.\r\n' "$1" "$2" "$3"
}

message "$PLI_BAL" "$PLI_OTHER_BAL" "$marker" >"$work/mail"
curl "${common[@]}" --ssl-reqd "smtp://$PLI_HOST:$PLI_PERSONS_SUBMISSION" --user "$PLI_BAL:" --oauth2-bearer "$PLI_TOKEN" --login-options AUTH=XOAUTH2 \
  --mail-from "$PLI_BAL" --mail-rcpt "$PLI_OTHER_BAL" --upload-file "$work/mail"
curl "${common[@]}" "smtps://$PLI_HOST:$PLI_PERSONS_SUBMISSIONS" --user "$PLI_BAL:" --oauth2-bearer "$PLI_TOKEN" --login-options AUTH=XOAUTH2 \
  --mail-from "$PLI_BAL" --mail-rcpt "$PLI_OTHER_BAL" --upload-file "$work/mail"

other=(--user "$PLI_OTHER_BAL:" --oauth2-bearer "$PLI_OTHER_TOKEN" --login-options AUTH=XOAUTH2)
curl "${common[@]}" --ssl-reqd "imap://$PLI_HOST:$PLI_PERSONS_IMAP/INBOX" "${other[@]}" --request "SEARCH SUBJECT $marker" | tr -d '\r' >"$work/found"
read -r _ _ first second rest <"$work/found"
[ -n "$second" ] && [ -z "$rest" ] || { echo "curl: expected two messages: $(cat "$work/found")" >&2; exit 1; }
curl "${common[@]}" "imaps://$PLI_HOST:$PLI_PERSONS_IMAPS/INBOX;MAILINDEX=$first" "${other[@]}" >"$work/fetched"
grep -q "^X-MSS-NIL: DEV000001" "$work/fetched"
grep -q "^Bonjour." "$work/fetched"

app=(--cert "$PLI_APP_CERT" --key "$PLI_APP_KEY" --user "$PLI_APP_BAL:unused" --login-options AUTH=PLAIN)
message "$PLI_APP_BAL" "$PLI_APP_BAL" "$marker app" >"$work/mail"
curl "${common[@]}" --ssl-reqd "smtp://$PLI_HOST:$PLI_APPS_SUBMISSION" "${app[@]}" --mail-from "$PLI_APP_BAL" --mail-rcpt "$PLI_APP_BAL" --upload-file "$work/mail"
curl "${common[@]}" "imaps://$PLI_HOST:$PLI_APPS_IMAPS/INBOX" "${app[@]}" --request "SEARCH SUBJECT \"$marker app\"" | grep -Eq 'SEARCH [0-9]+'
echo "curl: ok"
