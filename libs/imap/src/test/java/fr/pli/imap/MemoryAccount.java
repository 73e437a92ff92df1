package fr.pli.imap;

import fr.pli.imap.mail.AccessList;
import fr.pli.imap.mail.Account;
import fr.pli.imap.mail.Flags;
import fr.pli.imap.mail.Mailbox;
import fr.pli.imap.mail.MailboxException;
import fr.pli.imap.mail.MailboxException.Code;
import fr.pli.imap.mail.MailboxInfo;
import fr.pli.imap.mail.MailboxName;
import fr.pli.imap.mail.MailboxStatus;
import fr.pli.imap.mail.Overview;
import fr.pli.imap.mail.SpecialUse;
import fr.pli.mime.Content;
import fr.pli.mss.MssSyntaxException;
import fr.pli.wire.Identity;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The mailboxes of one BAL in memory. Its lock guards all of them. */
final class MemoryAccount implements Account {

    private static final int MAILBOXES = 1000;

    private final long quota;
    private final NavigableMap<MailboxName, MemoryMailbox> mailboxes = new TreeMap<>();
    private final TreeSet<MailboxName> subscriptions = new TreeSet<>();
    private final Map<Object, Runnable> watchers = new ConcurrentHashMap<>();
    private long nextUidValidity = 1_000_001;

    MemoryAccount(long quota) {
        this.quota = quota;
        add(MailboxName.INBOX, Optional.empty());
    }

    @Override
    public synchronized List<MailboxInfo> mailboxes() {
        return mailboxes.values().stream().map(this::info).toList();
    }

    @Override
    public synchronized Overview overview() {
        return Overview.of(mailboxes.values().stream().map(MemoryMailbox::state).toList(), subscriptions);
    }

    @Override
    public Mailbox.Watch watch(Runnable onChange) {
        Object watch = new Object();
        watchers.put(watch, onChange);
        return () -> watchers.remove(watch);
    }

    void tell() {
        watchers.values().forEach(Runnable::run);
    }

    @Override
    public synchronized SortedSet<MailboxName> subscriptions() {
        return new TreeSet<>(subscriptions);
    }

    @Override
    public synchronized void subscribe(MailboxName name) throws MailboxException {
        if (subscriptions.size() >= MAILBOXES) {
            throw new MailboxException(Code.LIMIT, "at most " + MAILBOXES + " subscriptions");
        }
        subscriptions.add(name);
        tell();
    }

    @Override
    public synchronized void unsubscribe(MailboxName name) {
        subscriptions.remove(name);
        tell();
    }

    @Override
    public synchronized MailboxInfo create(MailboxName name, Optional<SpecialUse> use) throws MailboxException {
        if (mailboxes.containsKey(name)) {
            throw new MailboxException(Code.ALREADYEXISTS, "there is such a mailbox");
        }
        if (use.isPresent() && mailboxes.values().stream().anyMatch(box -> box.use.equals(use))) {
            throw new MailboxException(Code.USEATTR, "another mailbox has that use");
        }
        if (mailboxes.size() >= MAILBOXES) {
            throw new MailboxException(Code.LIMIT, "at most " + MAILBOXES + " mailboxes");
        }
        createParents(name);
        MailboxInfo made = info(add(name, use));
        tell();
        return made;
    }

    @Override
    public synchronized void delete(MailboxName name) throws MailboxException {
        if (name.isInbox()) {
            throw new MailboxException(Code.CANNOT, "INBOX stays");
        }
        MemoryMailbox box = find(name, Code.NONEXISTENT);
        if (hasChildren(name)) {
            throw new MailboxException(Code.HASCHILDREN, "there are mailboxes in it");
        }
        mailboxes.remove(name);
        box.delete();
        tell();
    }

    @Override
    public synchronized void rename(MailboxName from, MailboxName to) throws MailboxException {
        MemoryMailbox box = find(from, Code.NONEXISTENT);
        if (to.isInside(from) && !from.isInbox()) {
            throw new MailboxException(Code.CANNOT, "a mailbox does not go into itself");
        }
        if (mailboxes.containsKey(to)) {
            throw new MailboxException(Code.ALREADYEXISTS, "there is such a mailbox");
        }
        if (from.isInbox()) {
            createParents(to);
            add(to, Optional.empty());
            box.move(box.snapshot().uids(0, box.snapshot().size()), to);
        } else {
            renameAll(from, to);
            tell();
        }
    }

    private void renameAll(MailboxName from, MailboxName to) throws MailboxException {
        Map<MailboxName, MailboxName> names = new LinkedHashMap<>();
        try {
            for (MailboxName name : mailboxes.keySet()) {
                if (name.equals(from) || name.isInside(from)) {
                    names.put(name, name.renamed(from, to));
                }
            }
        } catch (MssSyntaxException _) {
            throw new MailboxException(Code.CANNOT, "a name inside would be too long");
        }
        createParents(to);
        names.forEach((old, name) -> {
            MemoryMailbox box = Objects.requireNonNull(mailboxes.remove(old));
            box.name = name;
            mailboxes.put(name, box);
        });
    }

    @Override
    public synchronized MailboxStatus status(MailboxName name) throws MailboxException {
        return find(name, Code.NONEXISTENT).status();
    }

    @Override
    public synchronized Mailbox open(MailboxName name) throws MailboxException {
        return find(name, Code.NONEXISTENT);
    }

    /** As {@link Mailbox#replace}. */
    synchronized Appended replace(
            MemoryMailbox from, int uid, MailboxName name, Flags flags, Instant internalDate, Content content)
            throws MailboxException {
        MemoryMailbox.Message old = from.message(uid);
        long more = content.spool().size() - old.body().length;
        if (more > 0) {
            checkQuota(more);
        }
        MemoryMailbox target = find(name, Code.TRYCREATE);
        target.admit(flags);
        Appended appended = put(target, flags, internalDate, content);
        from.removeAny(uid);
        return appended;
    }

    @Override
    public synchronized Appended append(MailboxName name, Flags flags, Instant internalDate, Content content)
            throws MailboxException {
        MemoryMailbox box = find(name, Code.TRYCREATE);
        checkQuota(content.spool().size());
        box.admit(flags);
        return put(box, flags, internalDate, content);
    }

    private static Appended put(MemoryMailbox box, Flags flags, Instant internalDate, Content content) {
        try (InputStream in = content.spool().open()) {
            int uid = box.add(new MemoryMailbox.Message(
                    UUID.randomUUID().toString(),
                    internalDate.truncatedTo(ChronoUnit.SECONDS),
                    Instant.now(),
                    in.readAllBytes(),
                    content.index(),
                    flags,
                    0));
            return new Appended(box.uidValidity, uid);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized Quota quota() {
        return new Quota(
                mailboxes.values().stream()
                        .mapToLong(box -> box.status().size())
                        .sum(),
                quota);
    }

    @Override
    public AccessList access(Identity who) {
        return AccessList.of(who.shown());
    }

    MemoryMailbox find(MailboxName name, Code otherwise) throws MailboxException {
        MemoryMailbox box = mailboxes.get(name);
        if (box == null) {
            throw new MailboxException(otherwise, "there is no such mailbox");
        }
        return box;
    }

    MailboxInfo info(MemoryMailbox box) {
        return new MailboxInfo(box.name, box.id, box.use, subscriptions.contains(box.name), hasChildren(box.name));
    }

    void checkQuota(long size) throws MailboxException {
        if (quota().isExceededBy(size)) {
            throw new MailboxException(Code.OVERQUOTA, "the BAL is full");
        }
    }

    private boolean hasChildren(MailboxName name) {
        return mailboxes.keySet().stream().anyMatch(each -> each.isInside(name));
    }

    private void createParents(MailboxName name) {
        Optional<MailboxName> parent = name.parent();
        if (parent.isPresent() && !mailboxes.containsKey(parent.get())) {
            createParents(parent.get());
            add(parent.get(), Optional.empty());
        }
    }

    private MemoryMailbox add(MailboxName name, Optional<SpecialUse> use) {
        MemoryMailbox box = new MemoryMailbox(this, name, use, nextUidValidity++);
        mailboxes.put(name, box);
        return box;
    }
}
