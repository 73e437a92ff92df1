-- What a BAL holds. Being VOLATILE it looks anew, after the locks of the statement that calls it: what others committed while that one waited
-- counts.
CREATE FUNCTION bal_holds(bal bigint, OUT octets bigint, OUT messages bigint)
LANGUAGE plpgsql VOLATILE AS $$
BEGIN
    SELECT coalesce(sum(mailbox.size), 0), coalesce(sum(mailbox.messages), 0) INTO octets, messages
    FROM mailbox WHERE mailbox.bal_id = bal;
END $$;

-- The keywords that the messages of a mailbox have, or had: bounded when one is added.
ALTER TABLE mailbox ADD COLUMN keywords text[] NOT NULL DEFAULT '{}';
UPDATE mailbox SET keywords = used.words
FROM (SELECT bal_id, mailbox_id, array_agg(DISTINCT word) AS words
      FROM message, unnest(message.keywords) AS word
      GROUP BY bal_id, mailbox_id) AS used
WHERE mailbox.bal_id = used.bal_id AND mailbox.id = used.mailbox_id;
