// nodemailer submits with XOAUTH2; ImapFlow waits in IDLE, is told, fetches, flags and deletes.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { ImapFlow } from 'imapflow';
import nodemailer from 'nodemailer';

const env = process.env;
const tls = { ca: readFileSync(env.PLI_CA), servername: env.PLI_HOST };
const marker = randomUUID();

const imap = new ImapFlow({
  host: env.PLI_HOST, port: Number(env.PLI_PERSONS_IMAPS), secure: true, tls, logger: false, qresync: true,
  auth: { user: env.PLI_OTHER_BAL, accessToken: env.PLI_OTHER_TOKEN },
});
await imap.connect();
const lock = await imap.getMailboxLock('INBOX');
const told = new Promise((resolve) => imap.once('exists', resolve));
const idling = imap.idle();

const content = Buffer.from(Array.from({ length: 70000 }, (_, i) => i % 251));
for (const secure of [false, true]) {
  const transport = nodemailer.createTransport({
    host: env.PLI_HOST, port: Number(secure ? env.PLI_PERSONS_SUBMISSIONS : env.PLI_PERSONS_SUBMISSION), secure, requireTLS: true, tls,
    auth: { type: 'OAuth2', user: env.PLI_BAL, accessToken: env.PLI_TOKEN },
  });
  await transport.sendMail({
    from: env.PLI_BAL, to: env.PLI_OTHER_BAL, subject: `${marker} été`, text: 'Bonjour à tous', headers: { 'X-MSS-NIL': 'DEV000001' },
    attachments: [{ filename: 'données.bin', content }],
  });
  transport.close();
}
await told;
await imap.noop();
await idling;

const uids = await imap.search({ subject: marker }, { uid: true });
assert.equal(uids.length, 2);
const message = await imap.fetchOne(String(uids[0]), { envelope: true, bodyStructure: true, source: true, flags: true }, { uid: true });
assert.equal(message.envelope.subject, `${marker} été`);
assert.equal(message.bodyStructure.childNodes.length, 2);
assert.match(message.source.toString('latin1'), /^X-MSS-NIL: DEV000001/im);
const { content: stream } = await imap.download(String(uids[0]), '2', { uid: true });
const chunks = [];
for await (const chunk of stream) chunks.push(chunk);
assert.deepEqual(Buffer.concat(chunks), content);
await imap.messageFlagsAdd(String(uids[0]), ['\\Seen', '$Vu'], { uid: true });
await imap.messageDelete(String(uids[1]), { uid: true });
assert.deepEqual(await imap.search({ subject: marker }, { uid: true }), [uids[0]]);
lock.release();
await imap.logout();
console.log('node: ok');
