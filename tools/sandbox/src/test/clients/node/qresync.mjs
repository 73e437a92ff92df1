// ImapFlow with QRESYNC: what happened while it was away is told at SELECT, by VANISHED (EARLIER) and FETCH with MODSEQ, and nothing else is.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { ImapFlow } from 'imapflow';

const env = process.env;
const folder = 'Essai QRESYNC';

function client(lines = []) {
  const note = (entry) => lines.push(`${entry.src}: ${entry.msg}`);
  return new ImapFlow({
    host: env.PLI_HOST, port: Number(env.PLI_PERSONS_IMAPS), secure: true, qresync: true,
    tls: { ca: readFileSync(env.PLI_CA), servername: env.PLI_HOST },
    auth: { user: env.PLI_BAL, accessToken: env.PLI_TOKEN },
    logger: { trace: note, debug: note, info: note, warn: note, error: note },
  });
}

const here = client();
await here.connect();
await here.mailboxCreate(folder);
for (let i = 1; i <= 20; i++) {
  await here.append(folder, `From: <${env.PLI_BAL}>\r\nSubject: ${i}\r\n\r\nBonjour ${i}.\r\n`);
}

const before = client();
await before.connect();
const known = await before.mailboxOpen(folder);
assert.equal(known.exists, 20);
await before.logout();

await here.mailboxOpen(folder);
await here.messageFlagsAdd('2,5', ['\\Seen'], { uid: true });
await here.messageFlagsAdd('7', ['$Lu'], { uid: true });
await here.messageDelete('3,10:12', { uid: true });
await here.append(folder, `From: <${env.PLI_BAL}>\r\nSubject: 21\r\n\r\nBonjour 21.\r\n`);

const lines = [];
const back = client(lines);
const vanished = [];
const flagged = new Map();
back.on('expunge', (event) => vanished.push(event));
back.on('flags', (event) => flagged.set(event.uid, event));
await back.connect();
const now = await back.mailboxOpen(folder, { changedSince: known.highestModseq, uidValidity: known.uidValidity });

assert.equal(now.uidValidity, known.uidValidity);
assert.equal(now.exists, 17);
assert.ok(now.highestModseq > known.highestModseq);
assert.deepEqual(vanished.map((event) => event.uid).sort((a, b) => a - b), [3, 10, 11, 12]);
assert.ok(vanished.every((event) => event.vanished && event.earlier));
assert.deepEqual([...flagged.keys()].sort((a, b) => a - b), [2, 5, 7, 21]);
assert.ok([...flagged.values()].every((event) => event.modseq > known.highestModseq));
assert.deepEqual([...flagged.get(5).flags], ['\\Seen']);
assert.deepEqual([...flagged.get(7).flags], ['$Lu']);

const fetched = [];
for await (const message of back.fetch('1:*', { uid: true, flags: true }, { changedSince: known.highestModseq, uid: true })) {
  fetched.push(message.uid);
}
assert.deepEqual(fetched, [2, 5, 7, 21]);
await back.mailboxClose();
await back.mailboxDelete(folder);
await Promise.all([back.logout(), here.logout()]);
console.log('qresync: ok');
