"""Python's smtplib and imaplib: submit on 587 and 465, read on 143 and 993, with XOAUTH2."""

import email.message
import email.policy
import imaplib
import os
import smtplib
import ssl
import uuid

env = os.environ
host = env["PLI_HOST"]
tls = ssl.create_default_context(cafile=env["PLI_CA"])


def xoauth2(bal, token):
    return f"user={bal}\x01auth=Bearer {token}\x01\x01"


def submit(client, subject):
    message = email.message.EmailMessage()
    message["From"] = env["PLI_BAL"]
    message["To"] = env["PLI_OTHER_BAL"]
    message["Subject"] = subject
    message.set_content("Compte rendu en pièce jointe, à bientôt.\n.une ligne qui commence par un point\n")
    message.add_attachment(bytes(range(256)) * 400, maintype="application", subtype="octet-stream", filename="été.bin")
    client.send_message(message, env["PLI_BAL"], [env["PLI_OTHER_BAL"]])
    return message


marker = uuid.uuid4().hex
with smtplib.SMTP(host, int(env["PLI_PERSONS_SUBMISSION"])) as smtp:
    smtp.starttls(context=tls)
    smtp.ehlo()
    smtp.auth("XOAUTH2", lambda challenge=None: xoauth2(env["PLI_BAL"], env["PLI_TOKEN"]))
    sent = submit(smtp, f"{marker} starttls")
with smtplib.SMTP_SSL(host, int(env["PLI_PERSONS_SUBMISSIONS"]), context=tls) as smtp:
    smtp.ehlo()
    smtp.auth("XOAUTH2", lambda challenge=None: xoauth2(env["PLI_BAL"], env["PLI_TOKEN"]))
    submit(smtp, f"{marker} implicit")

plain = imaplib.IMAP4(host, int(env["PLI_PERSONS_IMAP"]))
plain.starttls(ssl_context=tls)
implicit = imaplib.IMAP4_SSL(host, int(env["PLI_PERSONS_IMAPS"]), ssl_context=tls)
for imap in (plain, implicit):
    imap.authenticate("XOAUTH2", lambda challenge: xoauth2(env["PLI_OTHER_BAL"], env["PLI_OTHER_TOKEN"]).encode())
    assert imap.select("INBOX")[0] == "OK"
    status, found = imap.uid("SEARCH", "SUBJECT", marker)
    uids = found[0].split()
    assert status == "OK" and len(uids) == 2, (status, found)
    status, data = imap.uid("FETCH", uids[0], "(UID FLAGS BODY.PEEK[])")
    fetched = email.message_from_bytes(data[0][1], policy=email.policy.default)
    attachment = list(fetched.iter_attachments())[0]
    assert attachment.get_content() == bytes(range(256)) * 400
    assert attachment.get_filename() == "été.bin"
    assert ".une ligne qui commence par un point" in fetched.get_body().get_content()

folder = '"Essai ' + marker[:8] + '"'
assert implicit.create(folder)[0] == "OK"
assert implicit.uid("COPY", uids[0], folder)[0] == "OK"
assert implicit.uid("STORE", uids[1], "+FLAGS", r"(\Deleted $Vu)")[0] == "OK"
assert implicit.expunge()[0] == "OK"
assert implicit.uid("SEARCH", "SUBJECT", marker)[1][0].split() == uids[:1]
assert implicit.append(folder, r"(\Seen)", None, sent.as_bytes(policy=email.policy.SMTP))[0] == "OK"
assert implicit.select(folder)[1] == [b"2"]
implicit.close()
assert implicit.delete(folder)[0] == "OK"
implicit.logout()
plain.logout()
print("python: ok")
