-- Takes one message for all its recipients together with queue, indicators and audit, or takes nothing.
-- Returns a row for each local recipient, or one row without; mail_id is null where nothing was taken.
WITH arrival (size, sender, flags) AS (
    VALUES (:size::int, :sender::text, :flags::int)
),
-- The mailbox of each local recipient, locked in one order by everybody, so that nobody waits in a circle. The lock is kept until the
-- commit: UIDs become visible in the order in which they are given.
target AS (
    SELECT box.bal_id, box.id, box.uidvalidity,
           CASE WHEN bal.quota > 0
                THEN arrival.size + box.size + (SELECT coalesce(sum(other.size), 0) FROM mailbox other
                                                WHERE other.bal_id = box.bal_id AND other.id <> box.id) > bal.quota
                ELSE false END AS is_full
    FROM arrival
    CROSS JOIN mailbox box
    JOIN bal ON bal.id = box.bal_id AND bal.state <> 'DELETED'
    WHERE box.bal_id = ANY (:bals::bigint[]) AND box.name = :mailbox
    ORDER BY box.bal_id, box.id
    FOR NO KEY UPDATE OF box
),
new_mail AS (
    INSERT INTO mail (id, size, sha256, message_id, index, refs)
    SELECT coalesce(:mailId::bigint, nextval('mail_id')), arrival.size, :sha256::bytea, :messageId::text, :index::bytea,
           cardinality(:bals::bigint[]) + cardinality(:remote::text[])
    FROM arrival
    WHERE (SELECT count(*) FILTER (WHERE NOT is_full) FROM target) = cardinality(:bals::bigint[])
    RETURNING id
),
body AS (
    INSERT INTO mail_body (mail_id, piece, octets)
    SELECT new_mail.id, piece.number - 1, piece.octets
    FROM new_mail CROSS JOIN unnest(:pieces::bytea[]) WITH ORDINALITY AS piece (octets, number)
),
box AS (
    UPDATE mailbox
    SET uidnext = mailbox.uidnext + 1,
        modseq = mailbox.modseq + 1,
        messages = mailbox.messages + 1,
        unseen = mailbox.unseen + CASE WHEN arrival.flags & 8 = 0 THEN 1 ELSE 0 END,
        deleted = mailbox.deleted + CASE WHEN arrival.flags & 4 = 0 THEN 0 ELSE 1 END,
        size = mailbox.size + arrival.size,
        deleted_size = mailbox.deleted_size + CASE WHEN arrival.flags & 4 = 0 THEN 0 ELSE arrival.size END
    FROM target, new_mail, arrival
    WHERE mailbox.bal_id = target.bal_id AND mailbox.id = target.id
    RETURNING mailbox.bal_id, mailbox.id, mailbox.uidnext - 1 AS uid, mailbox.modseq
),
delivered AS (
    INSERT INTO message (bal_id, mailbox_id, uid, flags, modseq, mail_id, internal_date, size, keywords)
    SELECT box.bal_id, box.id, box.uid, arrival.flags, box.modseq, new_mail.id,
           coalesce(:internalDate::timestamptz, date_trunc('second', now())), arrival.size, :keywords::text[]
    FROM box, new_mail, arrival
),
queued AS (
    INSERT INTO queue (mail_id, sender, recipient, domain, eight_bit, smtp_utf8, ret, envid, notify_on, orcpt)
    SELECT new_mail.id, arrival.sender, remote.address, remote.domain, :eightBit, :smtpUtf8, :ret::text, :envid::text, remote.notify_on, remote.orcpt
    FROM new_mail, arrival, unnest(:remote::text[], :remoteDomain::text[], :notifyOn::text[], :orcpt::text[])
         AS remote (address, domain, notify_on, orcpt)
),
indicated AS (
    INSERT INTO indicator (mail_id, recipient_no, sender, recipient, size, ins, codes, nil)
    SELECT new_mail.id, envelope.number, arrival.sender, envelope.address, arrival.size, :ins, :codes::text[], :nil
    FROM new_mail, arrival, unnest(:emittedTo::text[]) WITH ORDINALITY AS envelope (address, number)
),
audited AS (
    INSERT INTO audit (who, action, bal, session, outcome, reason, mail_id)
    SELECT :who, :action, :auditBal, :session, 'done', '', new_mail.id
    FROM new_mail
    WHERE :action <> ''
)
SELECT new_mail.id AS mail_id, target.bal_id, target.id AS mailbox_id, target.uidvalidity, target.is_full, box.uid
FROM (VALUES (1)) AS one
LEFT JOIN target ON true
LEFT JOIN new_mail ON true
LEFT JOIN box ON box.bal_id = target.bal_id AND box.id = target.id
