"""A client made of Python's smtplib. Arguments: the scene, the port, the folder with root.pem, lab.pem and lab-key.pem."""

import smtplib
import ssl
import sys

scene, port, folder = sys.argv[1], int(sys.argv[2]), sys.argv[3]
context = ssl.create_default_context(cafile=folder + "/root.pem")

ME = "marie.martin@medecin.pli.mssante.fr"
MESSAGE = (
    "From: " + ME + "\r\nBcc: secret@pli.mssante.fr\r\nSubject: dots\r\n\r\n.\r\n..\r\n\u00e9\r\n"
).encode("utf-8")


def token(smtp, name):
    response = "user=%s\x01auth=Bearer %s\x01\x01" % (ME, name)
    # None for the empty line that answers a refusal's JSON
    return smtp.auth("XOAUTH2", lambda challenge=None: response if challenge is None else "")


def shown(code, text):
    return "%d %s" % (code, text.decode("ascii").split(" ")[0])


if scene == "application":
    context.load_cert_chain(folder + "/lab.pem", folder + "/lab-key.pem")
    with smtplib.SMTP_SSL("localhost", port, context=context) as smtp:
        smtp.login("labo.app@medecin.pli.mssante.fr", "ignored")
        smtp.sendmail("labo.app@medecin.pli.mssante.fr", ["b@pli.mssante.fr"], MESSAGE)
        print("sent")
else:
    with smtplib.SMTP("localhost", port) as smtp:
        smtp.starttls(context=context)
        smtp.ehlo()
        if scene == "person":
            token(smtp, "fresh")
            smtp.sendmail(ME, ["b@pli.mssante.fr", "c@pli.mssante.fr"], MESSAGE, ["BODY=8BITMIME"])
            print("sent")
        else:
            try:
                token(smtp, "expired")
            except smtplib.SMTPAuthenticationError as e:
                print("refused token: " + shown(e.smtp_code, e.smtp_error))
            print("fresh token: " + shown(*token(smtp, "fresh")))
            try:
                smtp.sendmail("a@ailleurs.mssante.fr", ["b@pli.mssante.fr"], MESSAGE)
            except smtplib.SMTPSenderRefused as e:
                print("refused sender: " + shown(e.smtp_code, e.smtp_error))
            try:
                smtp.sendmail(ME, ["inconnu@pli.mssante.fr"], MESSAGE)
            except smtplib.SMTPRecipientsRefused as e:
                print("refused recipients: " + shown(*e.recipients["inconnu@pli.mssante.fr"]))
