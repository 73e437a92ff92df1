"""mbsync (isync): a tree of 2,000 messages is changed on both sides, twice, and after each synchronisation both sides are the same.

What is changed: flags, of one message on one side and of one on both; messages expunged; messages moved to another folder; a folder renamed.
Each kind of change takes every fortieth message of a folder, others in the second round.
"""

import collections
import hashlib
import imaplib
import os
import pathlib
import re
import shutil
import ssl
import subprocess
import tempfile

env = os.environ
ROOT = "Arbre"
BELOW = ["Cardiologie", "Cardiologie/2025", "Cardiologie/2026", "&AMk-chographies", "Labo", "Labo/Urgent", "A classer"]
FOLDERS = [ROOT] + [f"{ROOT}/{folder}" for folder in BELOW]
ON_THE_SERVER = range(80)  # each folder begins with them there,
COPIES = 3  # so many times
IN_THE_MAILDIR = range(80, 90)
KINDS = 40
LETTERS = {"S": "\\Seen", "F": "\\Flagged", "R": "\\Answered", "D": "\\Draft"}
NUMBER = re.compile(rb"Subject: message (\d+)")

work = pathlib.Path(tempfile.mkdtemp(prefix="mbsync-tree-"))
near = work / "mail"
(work / "mbsyncrc").write_text(f"""
FSync no

IMAPAccount app
Host {env["PLI_HOST"]}
Port {env["PLI_APPS_IMAPS"]}
User {env["PLI_APP_BAL"]}
Pass unused
AuthMechs PLAIN
SSLType IMAPS
SSLVersions TLSv1.2 TLSv1.3
SystemCertificates no
CertificateFile {env["PLI_CA"]}
ClientCertificate {env["PLI_APP_CERT"]}
ClientKey {env["PLI_APP_KEY"]}

IMAPStore far
Account app

MaildirStore near
Path {near}/
Inbox {near}/INBOX
SubFolders Verbatim

Channel tree
Far :far:
Near :near:
Patterns {ROOT}*
Create Both
Remove Both
Expunge Both
SyncState *
""")


def message(number):
    header = f"From: <{env['PLI_APP_BAL']}>\nTo: <{env['PLI_APP_BAL']}>\nSubject: message {number}\nMessage-ID: <{number}@tree.test>\n\n"
    return (header + f"Bonjour {number}.\n" * (1 + number % 50)).encode()


def log_in():
    tls = ssl.create_default_context(cafile=env["PLI_CA"])
    tls.load_cert_chain(env["PLI_APP_CERT"], env["PLI_APP_KEY"])
    client = imaplib.IMAP4_SSL(env["PLI_HOST"], int(env["PLI_APPS_IMAPS"]), ssl_context=tls)
    client.authenticate("PLAIN", lambda challenge: f"\0{env['PLI_APP_BAL']}\0unused".encode())
    return client


def done(answer):
    assert answer[0] == "OK", answer
    return answer[1]


def sync():
    run = subprocess.run(["mbsync", "--config", work / "mbsyncrc", "tree"], capture_output=True, text=True)
    assert run.returncode == 0, run.stderr + run.stdout


def make(folder):
    for part in ("cur", "new", "tmp"):
        (near / folder / part).mkdir(parents=True)


def files(folder):
    return [file for part in ("cur", "new") for file in (near / folder / part).iterdir()]


def near_folders():
    return {str(cur.parent.relative_to(near)) for cur in near.glob(f"{ROOT}/**/cur")} | {ROOT}


def far_folders():
    return {re.search(rb'"/" "?([^"]*)"?$', line)[1].decode() for line in done(imap.list('""', f"{ROOT}*"))}


def far_messages(folder, what):
    done(imap.select(f'"{folder}"'))
    found = done(imap.uid("FETCH", "1:*", what))
    return [(part[0], part[1]) for part in found if isinstance(part, tuple)]


def kind(first, folder, text):
    """What is done to a message in the round that begins at first: the same number on both sides."""
    return (int(NUMBER.search(text)[1]) + sum(folder.encode()) - first) % KINDS


def essence(text, flags):
    lines = [line for line in text.replace(b"\r\n", b"\n").split(b"\n") if not line.startswith(b"X-TUID")]
    return hashlib.sha256(b"\n".join(lines)).hexdigest(), frozenset(flags)


def near_side():
    return {
        folder: collections.Counter(
            essence(file.read_bytes(), [LETTERS[letter] for letter in file.name.partition(":2,")[2]])
            for file in files(folder))
        for folder in near_folders()
    }


def far_side():
    return {
        folder: collections.Counter(
            essence(text, set(re.search(r"FLAGS \(([^)]*)\)", start.decode())[1].split()) - {"\\Recent"})
            for start, text in far_messages(folder, "(FLAGS BODY.PEEK[])"))
        for folder in far_folders()
    }


def assert_same(count):
    ours, theirs = near_side(), far_side()
    assert ours.keys() == theirs.keys(), (sorted(ours), sorted(theirs))
    for folder in ours:
        assert ours[folder] == theirs[folder], (folder, ours[folder] - theirs[folder], theirs[folder] - ours[folder])
    assert sum(side.total() for side in ours.values()) == count, (count, {name: side.total() for name, side in ours.items()})


def flag(file, letters):
    base, _, has = file.name.partition(":2,")
    file.rename(file.parent.parent / "cur" / f"{base}:2,{''.join(sorted(set(has) | set(letters)))}")


def move(file, folder):
    """As a mail reader moves: what mbsync wrote into the name of the file belongs to the folder that it leaves."""
    base, _, has = file.name.partition(":2,")
    file.rename(near / folder / "cur" / f"{re.sub(',U=[0-9]+', '', base)}:2,{has}")


def change_near(first):
    """Returns how many messages were trashed."""
    before = [(folder, file, kind(first, folder, file.read_bytes())) for folder in near_folders() for file in files(folder)]
    for folder, file, what in before:
        if what in (0, 1):
            flag(file, "SF" if what == 0 else "R")
        elif what == 2:
            flag(file, "T")
        elif what == 3 and folder != FOLDERS[1]:
            move(file, FOLDERS[1])
    return sum(what == 2 for _, _, what in before)


def change_far(first):
    """Returns how many messages were expunged."""
    expunged = 0
    for folder in sorted(far_folders()):
        chosen = collections.defaultdict(list)
        for start, text in far_messages(folder, "(UID BODY.PEEK[HEADER.FIELDS (SUBJECT)])"):
            chosen[kind(first, folder, text)].append(re.search(rb"UID (\d+)", start)[1].decode())
        for what, flags in ((1, r"(\Flagged)"), (4, r"(\Seen \Answered)"), (5, r"(\Deleted)")):
            if chosen[what]:
                done(imap.uid("STORE", ",".join(chosen[what]), "+FLAGS.SILENT", flags))
        if chosen[6] and folder != FOLDERS[3]:
            done(imap.uid("MOVE", ",".join(chosen[6]), f'"{FOLDERS[3]}"'))
        done(imap.expunge())
        expunged += len(chosen[5])
    return expunged


def rename(old, new):
    done(imap.rename(f'"{old}"', f'"{new}"'))
    (near / old).rename(near / new)


def play_round(first, count, old, new):
    count -= change_near(first) + change_far(first)
    rename(old, new)
    sync()
    assert_same(count)
    return count


try:
    imap = log_in()
    for folder in FOLDERS:
        make(folder)
        for number in IN_THE_MAILDIR:
            (near / folder / "new" / f"{number}.tree").write_bytes(message(number))
        done(imap.create(f'"{folder}"'))
    for number in ON_THE_SERVER:
        done(imap.append(f'"{ROOT}"', None, None, message(number).replace(b"\n", b"\r\n")))
    done(imap.select(f'"{ROOT}"'))
    for folder in COPIES * FOLDERS[1:] + (COPIES - 1) * [ROOT]:
        done(imap.copy(f"1:{len(ON_THE_SERVER)}", f'"{folder}"'))
    sync()
    messages = len(FOLDERS) * (COPIES * len(ON_THE_SERVER) + len(IN_THE_MAILDIR))
    assert messages == 2000
    assert_same(messages)
    messages = play_round(0, messages, f"{ROOT}/Labo/Urgent", f"{ROOT}/Urgences")
    messages = play_round(7, messages, f"{ROOT}/Urgences", f"{ROOT}/Labo/Urgences")
    assert messages < 1850, messages

    names = {folder: sorted(files(folder)) for folder in near_folders()}
    sync()
    assert names == {folder: sorted(files(folder)) for folder in near_folders()}, "a third synchronisation found something to do"
    for folder in sorted(far_folders(), reverse=True):
        done(imap.delete(f'"{folder}"'))
    imap.logout()
finally:
    shutil.rmtree(work)
print("mbsync tree: ok")
