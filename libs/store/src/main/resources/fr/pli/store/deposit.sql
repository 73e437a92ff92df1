-- Takes some messages into mailboxes of one name, each for all its recipients together with queue, indicators and audit, or not at all.
-- Returns a row for each message and local recipient, or one without recipient; mail_id is null where the message was not taken.
WITH arrival AS (
    SELECT *
    FROM unnest(:size::int[], :sha256::bytea[], :messageId::text[], :index::bytea[],
                :sender::text[], :eightBit::boolean[], :smtpUtf8::boolean[], :ret::text[], :envid::text[],
                :ins::text[], :codes::text[], :nil::text[], :anomalies::text[],
                :action::text[], :who::text[], :auditBal::text[], :session::text[], :reason::text[]) WITH ORDINALITY
         AS arrival (size, sha256, message_id, index, sender, eight_bit, smtp_utf8, ret, envid, ins, codes, nil, anomalies,
                     action, who, audit_bal, session, reason, number)
),
local (number, bal_id) AS MATERIALIZED (
    SELECT * FROM unnest(:localOf::int[], :local::bigint[])
),
-- Who is at another operator, and who is here and whose sender wants to be told.
remote (number, address, domain, notify_on, orcpt, delivered) AS MATERIALIZED (
    SELECT * FROM unnest(:remoteOf::int[], :remote::text[], :remoteDomain::text[], :notifyOn::text[], :orcpt::text[], :delivered::boolean[])
),
folder (flags, keywords, internal_date) AS (
    VALUES (:flags::int, :keywords::text[], coalesce(:internalDate::timestamptz, date_trunc('second', now())))
),
-- The BAL of the local recipients, locked in one order by everybody and before any mailbox, so that nobody waits in a circle. Whoever deletes
-- one or changes its quota waits for the commit of this, or this one for his, and then sees what he did.
holder AS MATERIALIZED (
    SELECT id, quota
    FROM bal
    WHERE id = ANY (:bals::bigint[]) AND state <> 'DELETED'
    ORDER BY id
    FOR SHARE
),
-- Then their mailboxes. The lock is kept until the commit: UIDs become visible in the order in which they are given.
box AS MATERIALIZED (
    SELECT box.bal_id, box.id, box.uidvalidity, box.uidnext, box.modseq, holder.quota
    FROM holder
    JOIN mailbox box ON box.bal_id = holder.id AND box.name = :mailbox
    ORDER BY box.bal_id, box.id
    FOR NO KEY UPDATE OF box
),
-- Counted under the locks. As much as was removed before in the same transaction may come, however full the BAL is.
room AS MATERIALIZED (
    SELECT box.bal_id, CASE WHEN box.quota > 0 THEN greatest(:freed::bigint, box.quota - holds.octets) END AS octets,
           greatest(sign(:freed::bigint)::bigint, :mostMessages - holds.messages) AS messages
    FROM box
    CROSS JOIN LATERAL bal_holds(box.bal_id) AS holds
),
-- UIDs are never given again, so a mailbox may have none left. Of messages that arrive together, each must fit with those before it; one that does not is asked for again alone.
target AS (
    SELECT arrival.number, arrival.size, box.bal_id, box.id, box.uidvalidity, box.uidnext, box.modseq,
           coalesce(sum(arrival.size) OVER before > room.octets, false)
               OR count(*) OVER before > least(room.messages, 2147483647 - box.uidnext) AS is_full
    FROM arrival
    JOIN local USING (number)
    JOIN box USING (bal_id)
    JOIN room USING (bal_id)
    WINDOW before AS (PARTITION BY box.id ORDER BY arrival.number)
),
taken AS (
    SELECT arrival.*, coalesce(:mail::bigint, nextval('mail_id')) AS mail_id, coalesce(locals.wanted, 0) AS locals
    FROM arrival
    LEFT JOIN (SELECT number, count(*) AS wanted FROM local GROUP BY number) AS locals USING (number)
    LEFT JOIN (SELECT number, count(*) AS free FROM target WHERE NOT is_full GROUP BY number) AS targets USING (number)
    WHERE coalesce(locals.wanted, 0) = coalesce(targets.free, 0)
),
new_mail AS (
    INSERT INTO mail (id, size, sha256, message_id, index, refs)
    SELECT mail_id, size, sha256, message_id, index, locals + (SELECT count(*) FROM remote WHERE remote.number = taken.number)
    FROM taken
),
-- A body alone comes by itself, without an array around it; a large one was written before, in pieces.
body AS (
    INSERT INTO mail_body (mail_id, piece, octets)
    SELECT taken.mail_id, 0, whole.octets
    FROM taken
    CROSS JOIN (VALUES (:body::bytea)) AS whole (octets)
    WHERE whole.octets IS NOT NULL
    UNION ALL
    SELECT taken.mail_id, 0, body.octets
    FROM unnest(:bodyOf::int[], :bodies::bytea[]) AS body (number, octets)
    JOIN taken USING (number)
),
placed AS (
    SELECT target.number, target.bal_id, target.id, target.size, taken.mail_id,
           row_number() OVER (PARTITION BY target.id ORDER BY target.number) AS step
    FROM target
    JOIN taken USING (number)
),
delivered AS (
    INSERT INTO message (bal_id, mailbox_id, uid, flags, modseq, mail_id, internal_date, size, keywords)
    SELECT box.bal_id, box.id, box.uidnext + step - 1, folder.flags, box.modseq + step, placed.mail_id,
           folder.internal_date, placed.size, folder.keywords
    FROM placed
    JOIN box USING (bal_id, id)
    CROSS JOIN folder
),
counted AS (
    UPDATE mailbox
    SET uidnext = mailbox.uidnext + more.messages,
        modseq = mailbox.modseq + more.messages,
        messages = mailbox.messages + more.messages,
        unseen = mailbox.unseen + CASE WHEN folder.flags & 8 = 0 THEN more.messages ELSE 0 END,
        deleted = mailbox.deleted + CASE WHEN folder.flags & 4 = 0 THEN 0 ELSE more.messages END,
        size = mailbox.size + more.size,
        deleted_size = mailbox.deleted_size + CASE WHEN folder.flags & 4 = 0 THEN 0 ELSE more.size END
    FROM (SELECT bal_id, id, count(*)::int AS messages, sum(size) AS size FROM placed GROUP BY bal_id, id) AS more, folder
    WHERE mailbox.bal_id = more.bal_id AND mailbox.id = more.id
),
queued AS (
    INSERT INTO queue (mail_id, sender, recipient, domain, eight_bit, smtp_utf8, ret, envid, notify_on, orcpt, delivered)
    SELECT taken.mail_id, taken.sender, remote.address, remote.domain, taken.eight_bit, taken.smtp_utf8, taken.ret, taken.envid,
           remote.notify_on, remote.orcpt, remote.delivered
    FROM remote
    JOIN taken USING (number)
),
indicated AS (
    INSERT INTO indicator (mail_id, recipient_no, sender, recipient, size, ins, codes, nil, anomalies)
    SELECT taken.mail_id, row_number() OVER (PARTITION BY emitted.number ORDER BY emitted.place), taken.sender, emitted.address,
           taken.size, taken.ins, string_to_array(taken.codes, ','), taken.nil, string_to_array(taken.anomalies, ',')
    FROM unnest(:emittedOf::int[], :emittedTo::text[]) WITH ORDINALITY AS emitted (number, address, place)
    JOIN taken USING (number)
),
-- What BAL of ours send to others may come home: a redirect.
noted AS (
    INSERT INTO emitted (key)
    SELECT DISTINCT sha256(convert_to(taken.message_id || E'\n' || lower(written.author), 'UTF8'))
    FROM unnest(:authorOf::int[], :author::text[]) AS written (number, author)
    JOIN taken USING (number)
    WHERE taken.message_id IS NOT NULL
      AND EXISTS (SELECT 1 FROM remote WHERE remote.number = taken.number AND NOT remote.delivered)
    ORDER BY 1
    ON CONFLICT DO NOTHING
),
-- Fails the whole statement where another one took the message before.
known AS (
    INSERT INTO seen (key, mail_id)
    SELECT seen.key, taken.mail_id
    FROM unnest(:seenOf::int[], :seen::bytea[]) AS seen (number, key)
    JOIN taken USING (number)
    ORDER BY seen.key
),
audited AS (
    INSERT INTO audit (who, action, bal, session, outcome, reason, mail_id)
    SELECT who, action, audit_bal, session, 'done', reason, mail_id
    FROM taken
    WHERE action IS NOT NULL
)
SELECT arrival.number, taken.mail_id, target.bal_id, target.id AS mailbox_id, target.uidvalidity, target.is_full,
       target.uidnext + placed.step - 1 AS uid
FROM arrival
LEFT JOIN taken USING (number)
LEFT JOIN target USING (number)
LEFT JOIN placed USING (number, bal_id)
