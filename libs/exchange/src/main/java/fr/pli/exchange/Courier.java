package fr.pli.exchange;

import fr.pli.mime.DsnAction;
import fr.pli.mss.ListeBlanche;
import fr.pli.mss.StoreUnavailableException;
import fr.pli.smtp.MailParameters;
import fr.pli.smtp.RcptParameters;
import fr.pli.smtp.RelayException;
import fr.pli.smtp.RelayMail;
import fr.pli.smtp.RelayReply;
import fr.pli.store.Delivery;
import fr.pli.store.KeptElsewhere;
import fr.pli.store.Queue;
import fr.pli.store.Queue.Claim;
import fr.pli.store.QueueOutcome;
import fr.pli.store.QueueReply;
import fr.pli.store.QueuedMail;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes what is due for one domain out of the queue, message by message, until nothing is left or the domain's servers fail. */
final class Courier {

    private static final Logger log = LoggerFactory.getLogger(Courier.class);
    /** How long a node may be busy with what it has claimed. */
    private static final Duration LEASE = Duration.ofMinutes(30);
    /** When a courier gives back what it has not begun: one message may take a quarter of an hour. */
    private static final Duration TO_BEGIN = Duration.ofMinutes(4);

    private static final Duration AFTER_FAULT = Duration.ofHours(1);

    private static final int AT_ONCE = 20;
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final int MOST_TRIES = 300;

    private static final String RELAYED = "message-relayed";
    private static final String RETURNED = "message-returned";

    /** What all couriers share. */
    record Post(
            Queue queue,
            Peers peers,
            DsnWriter dsns,
            BackOff backOff,
            Pace pace,
            Supplier<Optional<ListeBlanche>> list,
            KeptElsewhere kept,
            RelayRules rules,
            RelayListener listener,
            InstantSource clock,
            AtomicBoolean stopping) {}

    private final Post post;
    private final String domain;

    Courier(Post post, String domain) {
        this.post = post;
        this.domain = domain;
    }

    /** @throws fr.pli.mss.StoreUnavailableException if the database is out of reach */
    void run() {
        notices();
        boolean more = post.queue().isSendable(domain);
        while (more && !post.stopping().get()) {
            more = some();
        }
    }

    /** As the trust space is now: what is read of the list, and of the other's certificate, holds for some messages only. */
    private boolean some() {
        Optional<ListeBlanche> list = post.list().get();
        Optional<Instant> resting = post.backOff().until(domain);
        boolean isOurs = post.kept().has(domain);
        if (!isOurs && list.isEmpty()) {
            post.queue().postpone(domain, pause(post.backOff().after(1)), Answers.NO_LIST);
        } else if (!isOurs && !list.get().lists(domain)) {
            returned();
        } else if (resting.isPresent()) {
            post.queue().postpone(domain, pause(resting.get()), Answers.RESTING);
        } else {
            try {
                return send(list);
            } catch (RelayException e) {
                failed(e);
            }
        }
        return false;
    }

    /** What needs no other server: messages that lie in a BAL of ours, and those that an administrator gave up. */
    private void notices() {
        each(
                Claim.NOTICES,
                (mail, to) -> to.givenUp()
                        ? returned(mail, to, Answers.GIVEN_UP, Optional.empty())
                        : done(mail, to, "notice-given", DsnAction.DELIVERED, Answers.DELIVERED, Optional.empty()));
    }

    /** The domain has left the trust space. */
    private void returned() {
        each(Claim.SENDABLE, (mail, to) -> returned(mail, to, Answers.NOT_LISTED, Optional.empty()));
    }

    /** @return whether something may be left that can be sent at once */
    private boolean send(Optional<ListeBlanche> list) throws RelayException {
        Optional<Peer> peer = post.peers().borrow(domain, list);
        if (peer.isEmpty()) {
            return false; // as many as may be are busy; the dispatcher comes back
        }
        try {
            return serve(peer.get());
        } finally {
            post.peers().giveBack(peer.get());
        }
    }

    private boolean serve(Peer peer) throws RelayException {
        Instant end = post.clock().instant().plus(TO_BEGIN);
        List<QueuedMail> mails = claim(Claim.SENDABLE);
        for (int i = 0; i < mails.size(); i++) {
            if (!peer.connection().isUsable()
                    || post.stopping().get()
                    || post.clock().instant().isAfter(end)) {
                post.queue().release(mails.subList(i, mails.size()));
                return true;
            }
            if (!post.pace().take(peer.host())) {
                post.queue().release(mails.subList(i, mails.size()));
                return false; // the dispatcher comes back
            }
            try {
                relay(mails.get(i), peer);
            } catch (RelayException e) {
                post.queue().release(mails.subList(i + 1, mails.size()));
                throw e;
            } catch (StoreUnavailableException e) {
                post.queue().abandon(mails.subList(i, mails.size()));
                throw e;
            } catch (RuntimeException e) {
                skip(mails.get(i), e);
            }
        }
        return !mails.isEmpty();
    }

    private void relay(QueuedMail mail, Peer peer) throws RelayException {
        Optional<String> remote = Optional.of(peer.host().name());
        try {
            List<RelayReply> replies = peer.connection().send(letter(mail));
            post.backOff().worked(domain);
            settle(
                    mail,
                    () -> outcomes(
                            mail,
                            (_, to) -> outcome(
                                    mail, to, replies.get(mail.recipients().indexOf(to)), peer)));
            log.info(
                    "relayed mail={} peer={} tls=\"{}\" replies={}",
                    mail.id(),
                    peer.host(),
                    peer.connection().tls(),
                    replies);
        } catch (RelayException e) {
            settle(mail, () -> outcomes(mail, (_, to) -> later(mail, to, reply(e.reply()), remote)));
            throw e;
        }
    }

    private RelayMail letter(QueuedMail mail) {
        return new RelayMail(
                mail.sender(),
                new MailParameters(
                        OptionalLong.of(mail.size()), mail.eightBit(), mail.smtpUtf8(), mail.ret(), mail.envid()),
                mail.recipients().stream()
                        .map(to -> new RelayMail.To(to.address(), new RcptParameters(to.notifyOn(), to.orcpt())))
                        .toList(),
                out -> post.queue().write(mail, out));
    }

    private QueueOutcome outcome(QueuedMail mail, QueuedMail.To to, RelayReply reply, Peer peer) {
        Optional<String> remote = Optional.of(peer.host().name());
        if (reply.isPositive()) {
            return peer.connection().offers("DSN")
                    ? new QueueOutcome.Done(to, RELAYED, reply(reply), Optional.empty())
                    : done(mail, to, RELAYED, DsnAction.RELAYED, reply(reply), remote);
        }
        return reply.isPermanent() ? returned(mail, to, reply(reply), remote) : later(mail, to, reply(reply), remote);
    }

    private QueueOutcome later(QueuedMail mail, QueuedMail.To to, QueueReply reply, Optional<String> remote) {
        return later(mail, to, reply, remote, post.backOff().after(to.attempts()));
    }

    private QueueOutcome later(
            QueuedMail mail, QueuedMail.To to, QueueReply reply, Optional<String> remote, Instant next) {
        Duration age = Duration.between(to.queuedAt(), post.clock().instant());
        Queue.Patience patience = post.rules().patience();
        if (age.compareTo(patience.giveUp()) >= 0) {
            return returned(mail, to, reply.withEnhanced("5.4.7"), remote);
        }
        Optional<Delivery> notice = to.delayTold() || age.compareTo(patience.delay()) < 0
                ? Optional.empty()
                : post.dsns().of(DsnAction.DELAYED, mail, to, reply, remote);
        return new QueueOutcome.Later(to, pause(next), reply, notice);
    }

    /** How long from now: the database, whose clock may be another, adds it to its own. */
    private Duration pause(Instant until) {
        Duration pause = Duration.between(post.clock().instant(), until);
        return pause.isNegative() ? Duration.ZERO : pause;
    }

    private QueueOutcome returned(QueuedMail mail, QueuedMail.To to, QueueReply reply, Optional<String> remote) {
        return done(mail, to, RETURNED, DsnAction.FAILED, reply, remote);
    }

    private QueueOutcome done(
            QueuedMail mail,
            QueuedMail.To to,
            String action,
            DsnAction kind,
            QueueReply reply,
            Optional<String> remote) {
        return new QueueOutcome.Done(to, action, reply, post.dsns().of(kind, mail, to, reply, remote));
    }

    /** No server of the domain can be used: its messages wait, and whoever waits for long is told. */
    private void failed(RelayException e) {
        Instant next = post.backOff().failed(domain);
        QueueReply reply = reply(e.reply());
        log.warn("relay domain={} next={} reason=\"{}\"", domain, next, e.getMessage());
        post.listener().failed(e.reason());
        each(Claim.OVERDUE, (mail, to) -> later(mail, to, reply, Optional.empty(), next));
        post.queue().postpone(domain, pause(next), reply);
    }

    private void each(Claim what, Verdict verdict) {
        for (List<QueuedMail> mails = claim(what); !mails.isEmpty(); mails = claim(what)) {
            for (int i = 0; i < mails.size(); i++) {
                QueuedMail mail = mails.get(i);
                try {
                    settle(mail, () -> outcomes(mail, verdict));
                } catch (StoreUnavailableException e) {
                    post.queue().abandon(mails.subList(i, mails.size()));
                    throw e;
                } catch (RuntimeException e) {
                    skip(mail, e);
                }
            }
        }
    }

    /** A message that cannot be handled is put off for a while and stops no other. */
    private void skip(QueuedMail mail, RuntimeException fault) {
        log.error("relay mail={} domain={} skipped, later again", mail.id(), domain, fault);
        settle(
                mail,
                mail.recipients().stream()
                        .<QueueOutcome>map(
                                to -> new QueueOutcome.Later(to, AFTER_FAULT, Answers.FAULT, Optional.empty()))
                        .toList());
    }

    /** All of them, or none and nothing left open. */
    private static List<QueueOutcome> outcomes(QueuedMail mail, Verdict verdict) {
        List<QueueOutcome> outcomes = new ArrayList<>();
        try {
            for (QueuedMail.To to : mail.recipients()) {
                outcomes.add(verdict.of(mail, to));
            }
            return outcomes;
        } catch (RuntimeException e) {
            close(outcomes);
            throw e;
        }
    }

    private static void close(List<QueueOutcome> outcomes) {
        outcomes.forEach(
                outcome -> outcome.notice().ifPresent(notice -> notice.content().close()));
    }

    private List<QueuedMail> claim(Claim what) {
        return post.queue().claim(domain, what, AT_ONCE, LEASE, post.rules().patience());
    }

    /** What became of a message that was sent must be written down, or it is sent again: a database that is out for a while is waited for. */
    private void settle(QueuedMail mail, Supplier<List<QueueOutcome>> verdicts) {
        for (int tries = 1; ; tries++) {
            try {
                settle(mail, verdicts.get());
                return;
            } catch (StoreUnavailableException e) {
                if (tries == 1) {
                    log.warn("relay mail={} store=unreachable error=\"{}\"", mail.id(), e.toString());
                }
                if (tries == MOST_TRIES || post.stopping().get() || !paused()) {
                    throw e;
                }
            }
        }
    }

    private void settle(QueuedMail mail, List<QueueOutcome> outcomes) {
        try {
            post.queue().settle(mail, outcomes).forEach(_ -> {
                log.warn("notice lost mail={}", mail.id());
                post.listener().noticeLost();
            });
            outcomes.forEach(this::count);
        } finally {
            close(outcomes);
        }
    }

    private void count(QueueOutcome outcome) {
        switch (outcome) {
            case QueueOutcome.Later _ -> post.listener().deferred();
            case QueueOutcome.Done done
            when done.action().equals(RELAYED) -> post.listener().relayed();
            case QueueOutcome.Done done
            when done.action().equals(RETURNED) -> post.listener().returned();
            case QueueOutcome.Done _ -> {} // a notice was given, the message was delivered before
        }
    }

    /** @return false if this thread is to end */
    private static boolean paused() {
        try {
            Thread.sleep(PAUSE);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static QueueReply reply(RelayReply reply) {
        return new QueueReply(reply.code(), reply.enhanced(), reply.text(), reply.said());
    }

    /** What becomes of one recipient. */
    private interface Verdict {
        QueueOutcome of(QueuedMail mail, QueuedMail.To to);
    }
}
