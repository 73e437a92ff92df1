#!/usr/bin/env bash
# mbsync (isync): an application synchronises its BAL with a Maildir in both directions, twice, and both sides end alike.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/mail/INBOX"/{cur,new,tmp}
cat >"$work/mbsyncrc" <<END
IMAPAccount app
Host $PLI_HOST
Port $PLI_APPS_IMAPS
User $PLI_APP_BAL
Pass unused
AuthMechs PLAIN
SSLType IMAPS
SSLVersions TLSv1.2 TLSv1.3
SystemCertificates no
CertificateFile $PLI_CA
ClientCertificate $PLI_APP_CERT
ClientKey $PLI_APP_KEY

IMAPStore far
Account app

MaildirStore near
Path $work/mail/
Inbox $work/mail/INBOX
SubFolders Verbatim

Channel all
Far :far:
Near :near:
Patterns *
Create Both
Remove Both
Expunge Both
SyncState $work/state-
END
mkdir -p "$work/mail/Depuis le poste"/{cur,new,tmp}
for i in 1 2 3; do
  printf 'From: <%s>\nTo: <%s>\nSubject: poste %s\nMessage-ID: <%s-%s@mbsync.test>\n\nBonjour %s.\n' "$PLI_APP_BAL" "$PLI_APP_BAL" "$i" "$$" "$i" "$i" \
    >"$work/mail/Depuis le poste/new/$i.mbsync"
done
printf 'From: <%s>\nTo: <%s>\nSubject: vu\n\nVu et marqué.\n' "$PLI_APP_BAL" "$PLI_APP_BAL" >"$work/mail/Depuis le poste/cur/4.mbsync:2,FS"

sync() { mbsync --config "$work/mbsyncrc" --quiet all >"$work/out" 2>&1 || { cat "$work/out" >&2; exit 1; }; }
count() { find "$work/$1" -type f \( -path '*/cur/*' -o -path '*/new/*' \) | wc -l; }
sync
# one is deleted here; a second copy of everything is then made from the server and must hold what the first one holds
find "$work/mail/Depuis le poste" -type f -name '*' -path '*/cur/*,U=1*' -o -type f -path '*/new/*,U=1*' | head -n 1 | while read -r f; do
  mv "$f" "$work/mail/Depuis le poste/cur/$(basename "${f%%:*}"):2,ST"
done
sync
sync
mkdir -p "$work/again/INBOX"/{cur,new,tmp}
sed -i -e "s#$work/mail/#$work/again/#g" -e "s#state-#again-#" "$work/mbsyncrc"
sync
[ "$(count mail)" -eq "$(count again)" ] || { echo "mbsync: $(count mail) messages here, $(count again) there" >&2; exit 1; }
[ "$(find "$work/again/Depuis le poste" -type f -name '*:2,*S*' | wc -l)" -ge 1 ] || { echo "mbsync: flags were lost" >&2; exit 1; }
diff <(cat "$work"/mail/*/{cur,new}/* | grep -v '^X-TUID' | sort) <(cat "$work"/again/*/{cur,new}/* | grep -v '^X-TUID' | sort) || { echo "mbsync: contents differ" >&2; exit 1; }
echo "mbsync: ok"
