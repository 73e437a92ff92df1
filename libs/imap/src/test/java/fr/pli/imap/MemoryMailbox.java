package fr.pli.imap;

import fr.pli.imap.mail.Account;
import fr.pli.imap.mail.Flags;
import fr.pli.imap.mail.Flags.SystemFlag;
import fr.pli.imap.mail.Mailbox;
import fr.pli.imap.mail.MailboxException;
import fr.pli.imap.mail.MailboxException.Code;
import fr.pli.imap.mail.MailboxInfo;
import fr.pli.imap.mail.MailboxName;
import fr.pli.imap.mail.MailboxState;
import fr.pli.imap.mail.MailboxStatus;
import fr.pli.imap.mail.Snapshot;
import fr.pli.imap.mail.SpecialUse;
import fr.pli.mime.Content;
import fr.pli.mime.MessageIndex;
import fr.pli.mime.TextProbe;
import fr.pli.mime.TextSignature;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** A mailbox in memory; guarded by the lock of its account. */
public final class MemoryMailbox implements Mailbox {

    @SuppressWarnings("ArrayRecordComponent") // nobody compares or changes it
    record Message(
            String emailId, Instant date, Instant saved, byte[] body, MessageIndex index, Flags flags, long modSeq) {

        Message with(Flags newFlags, long newModSeq) {
            return new Message(emailId, date, saved, body, index, newFlags, newModSeq);
        }

        Message savedNow() {
            return new Message(emailId, date, Instant.now(), body, index, flags, modSeq);
        }

        Facts facts(int uid) {
            return new Facts(uid, date, saved, body.length, emailId);
        }
    }

    private record Removed(int uid, long modSeq) {}

    private final MemoryAccount account;
    private final NavigableMap<Integer, Message> messages = new TreeMap<>();
    private final Map<Integer, TextSignature> signatures = new HashMap<>();
    private final List<Removed> removed = new ArrayList<>();
    private final Map<Object, Runnable> watchers = new ConcurrentHashMap<>();
    final Optional<SpecialUse> use;
    final String id;
    final long uidValidity;
    MailboxName name;
    private boolean deleted;
    private int uidNext = 1;
    private int recentFrom = 1;
    private long modSeq = 1;
    private Snapshot latest;

    MemoryMailbox(MemoryAccount account, MailboxName name, Optional<SpecialUse> use, long uidValidity) {
        this.account = account;
        this.name = name;
        this.use = use;
        this.uidValidity = uidValidity;
        this.id = "F" + uidValidity;
        this.latest = newSnapshot();
    }

    @Override
    public MailboxInfo info() throws MailboxException {
        synchronized (account) {
            if (deleted) {
                throw new MailboxException(Code.NONEXISTENT, "it was deleted");
            }
            return account.info(this);
        }
    }

    @Override
    public Snapshot snapshot() {
        synchronized (account) {
            if (latest.highestModSeq() != modSeq) {
                latest = newSnapshot();
            }
            return latest;
        }
    }

    @Override
    public Snapshot advance(Snapshot known) {
        return snapshot();
    }

    @Override
    public int claimRecent(int before) {
        synchronized (account) {
            int from = Math.min(recentFrom, before);
            recentFrom = Math.max(recentFrom, before);
            return from;
        }
    }

    @Override
    public Watch watch(Runnable onChange) {
        Object watch = new Object();
        watchers.put(watch, onChange);
        return () -> watchers.remove(watch);
    }

    @Override
    public void facts(int[] uids, Consumer<Facts> sink) {
        present(uids).forEach((uid, message) -> sink.accept(message.facts(uid)));
    }

    @Override
    public int describeSome(int[] uids, Consumer<Described> sink) {
        int count = Math.min(uids.length, 2); // few, so that callers are seen to ask for the others
        present(Arrays.copyOf(uids, count))
                .forEach((uid, message) -> sink.accept(new Described(message.facts(uid), message.index())));
        return count;
    }

    /** Those that are there, in order. */
    private Map<Integer, Message> present(int[] uids) {
        synchronized (account) {
            Map<Integer, Message> present = new LinkedHashMap<>();
            for (int uid : uids) {
                Message message = messages.get(uid);
                if (message != null) {
                    present.put(uid, message);
                }
            }
            return present;
        }
    }

    @Override
    public long copyBody(int uid, long offset, long length, OutputStream out) throws IOException {
        byte[] body;
        synchronized (account) {
            Message message = messages.get(uid);
            body = message == null ? new byte[0] : message.body();
        }
        int from = (int) Math.min(offset, body.length);
        int count = (int) Math.min(length, body.length - from);
        out.write(body, from, count);
        return count;
    }

    @Override
    public int[] mayHold(int[] uids, TextProbe probe) {
        synchronized (account) {
            return IntStream.of(uids)
                    .filter(uid -> !messages.containsKey(uid)
                            || !signatures.containsKey(uid)
                            || mayHold(signatures.get(uid), probe))
                    .toArray();
        }
    }

    /** Whether a message of that signature may hold what is asked for. */
    static boolean mayHold(TextSignature signature, TextProbe probe) {
        BitSet bits = BitSet.valueOf(signature.bits());
        int size = signature.bits().length * Byte.SIZE;
        return IntStream.of(probe.places()).allMatch(place -> bits.get(place % size));
    }

    @Override
    public void remember(Map<Integer, TextSignature> read) {
        synchronized (account) {
            signatures.putAll(read);
        }
    }

    @Override
    public int[] store(int[] uids, FlagChange change, Flags flags, long unchangedSince) throws MailboxException {
        List<Integer> left = new ArrayList<>();
        synchronized (account) {
            if (change != FlagChange.REMOVE) {
                admit(flags);
            }
            Map<Integer, Message> present = present(uids);
            long now = modSeq + 1;
            present.forEach((uid, message) -> {
                Flags after = change.apply(message.flags(), flags);
                if (message.modSeq() > unchangedSince) {
                    left.add(uid);
                } else if (!after.equals(message.flags())) {
                    messages.put(uid, message.with(after, now));
                    modSeq = now;
                }
            });
            tell();
        }
        return ints(left);
    }

    @Override
    public int[] expunge(int[] uids) {
        return remove(uids, message -> message.flags().has(SystemFlag.DELETED));
    }

    @Override
    public Copied copy(int[] uids, MailboxName target) throws MailboxException {
        synchronized (account) {
            account.checkQuota(present(uids).values().stream()
                    .mapToLong(message -> message.body().length)
                    .sum());
            return put(uids, target);
        }
    }

    @Override
    public Copied move(int[] uids, MailboxName target) throws MailboxException {
        synchronized (account) {
            Copied copied = put(uids, target);
            remove(ints(copied.from()), _ -> true);
            return copied;
        }
    }

    @Override
    public Account.Appended replace(int uid, MailboxName target, Flags flags, Instant internalDate, Content content)
            throws MailboxException {
        return account.replace(this, uid, target, flags, internalDate, content);
    }

    /** @throws MailboxException EXPUNGEISSUED */
    Message message(int uid) throws MailboxException {
        Message message = messages.get(uid);
        if (message == null) {
            throw new MailboxException(Code.EXPUNGEISSUED, "the message is gone");
        }
        return message;
    }

    void removeAny(int uid) {
        remove(new int[] {uid}, _ -> true);
    }

    @Override
    public int[] vanishedSince(long since) {
        synchronized (account) {
            return removed.stream()
                    .filter(each -> each.modSeq() > since)
                    .mapToInt(Removed::uid)
                    .sorted()
                    .toArray();
        }
    }

    /** @throws MailboxException LIMIT if the mailbox has no room for these keywords */
    void admit(Flags flags) throws MailboxException {
        Set<String> all = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        messages.values().forEach(message -> all.addAll(message.flags().keywords()));
        all.addAll(flags.keywords());
        if (!flags.keywords().isEmpty() && all.size() > MOST_KEYWORDS) {
            throw new MailboxException(Code.LIMIT, "at most " + MOST_KEYWORDS + " keywords in a mailbox");
        }
    }

    int add(Message message) {
        int uid = uidNext++;
        messages.put(uid, message.with(message.flags(), ++modSeq));
        tell();
        return uid;
    }

    void delete() {
        remove(messages.keySet().stream().mapToInt(Integer::intValue).toArray(), _ -> true);
        deleted = true;
    }

    MailboxStatus status() {
        return new MailboxStatus(
                id,
                messages.size(),
                messages.tailMap(recentFrom).size(),
                (int) messages.values().stream()
                        .filter(message -> !message.flags().has(SystemFlag.SEEN))
                        .count(),
                (int) messages.values().stream()
                        .filter(message -> message.flags().has(SystemFlag.DELETED))
                        .count(),
                messages.values().stream()
                        .mapToLong(message -> message.body().length)
                        .sum(),
                messages.values().stream()
                        .filter(message -> message.flags().has(SystemFlag.DELETED))
                        .mapToLong(message -> message.body().length)
                        .sum(),
                uidNext,
                uidValidity,
                modSeq);
    }

    MailboxState state() {
        MailboxStatus status = status();
        return new MailboxState(name, id, use, status.messages(), status.unseen(), uidNext, uidValidity, modSeq);
    }

    private Copied put(int[] uids, MailboxName target) throws MailboxException {
        MemoryMailbox to = account.find(target, Code.TRYCREATE);
        for (Message message : present(uids).values()) {
            to.admit(message.flags());
        }
        List<Integer> from = new ArrayList<>();
        List<Integer> copies = new ArrayList<>();
        present(uids).forEach((uid, message) -> {
            from.add(uid);
            copies.add(to.add(message.savedNow()));
        });
        return new Copied(to.uidValidity, from, copies);
    }

    private int[] remove(int[] uids, Predicate<Message> which) {
        synchronized (account) {
            List<Integer> gone = new ArrayList<>();
            present(uids).forEach((uid, message) -> {
                if (which.test(message)) {
                    gone.add(uid);
                }
            });
            if (!gone.isEmpty()) {
                modSeq++;
                gone.forEach(messages::remove);
                gone.forEach(uid -> removed.add(new Removed(uid, modSeq)));
                tell();
            }
            return ints(gone);
        }
    }

    private void tell() {
        watchers.values().forEach(Runnable::run);
        account.tell();
    }

    private Snapshot newSnapshot() {
        return new Snapshot(
                uidValidity,
                uidNext,
                modSeq,
                messages.keySet().stream().mapToInt(Integer::intValue).toArray(),
                messages.values().stream().map(Message::flags).toArray(Flags[]::new),
                messages.values().stream().mapToLong(Message::modSeq).toArray());
    }

    private static int[] ints(List<Integer> list) {
        return list.stream().mapToInt(Integer::intValue).toArray();
    }
}
