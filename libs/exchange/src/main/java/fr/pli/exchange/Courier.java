package fr.pli.exchange;

import fr.pli.imap.StoreUnavailableException;
import fr.pli.mss.ListeBlanche;
import fr.pli.smtp.MailParameters;
import fr.pli.smtp.RcptParameters;
import fr.pli.smtp.RelayException;
import fr.pli.smtp.RelayMail;
import fr.pli.smtp.RelayReply;
import fr.pli.store.Delivery;
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
    private static final Duration LEASE = Duration.ofMinutes(20);

    private static final int AT_ONCE = 20;
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final int MOST_TRIES = 300;

    /** What all couriers share. */
    record Post(
            Queue queue,
            Peers peers,
            Notices notices,
            Setbacks setbacks,
            Supplier<Optional<ListeBlanche>> list,
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

    /** @throws fr.pli.imap.StoreUnavailableException if the database is out of reach */
    void run() {
        notices();
        Optional<ListeBlanche> list = post.list().get();
        Optional<Instant> resting = post.setbacks().until(domain);
        if (list.isEmpty()) {
            post.queue().postpone(domain, post.setbacks().after(1), Answers.NO_LIST);
        } else if (!list.get().lists(domain)) {
            returned();
        } else if (resting.isPresent()) {
            post.queue().postpone(domain, resting.get(), Answers.RESTING);
        } else {
            try {
                send(list.get());
            } catch (RelayException e) {
                failed(e);
            }
        }
    }

    /** What needs no other server: messages that lie in a BAL of ours, and those that an administrator gave up. */
    private void notices() {
        each(
                Claim.NOTICES,
                (mail, to) -> to.givenUp()
                        ? returned(mail, to, Answers.GIVEN_UP, Optional.empty())
                        : done(mail, to, "notice-given", Notice.DELIVERED, Answers.DELIVERED, Optional.empty()));
    }

    /** The domain has left the trust space. */
    private void returned() {
        each(Claim.SENDABLE, (mail, to) -> returned(mail, to, Answers.NOT_LISTED, Optional.empty()));
    }

    private void send(ListeBlanche list) throws RelayException {
        boolean more = true;
        while (more) {
            Optional<Peer> peer = post.peers().borrow(domain, list);
            if (peer.isEmpty()) {
                return; // as many as may be are busy; the dispatcher comes back
            }
            try {
                more = serve(peer.get());
            } finally {
                post.peers().giveBack(peer.get());
            }
        }
    }

    /** Sends over one connection as long as it is of use. @return whether something may be left */
    private boolean serve(Peer peer) throws RelayException {
        while (peer.connection().isUsable() && !post.stopping().get()) {
            List<QueuedMail> mails = claim(Claim.SENDABLE);
            if (mails.isEmpty()) {
                return false;
            }
            for (int i = 0; i < mails.size(); i++) {
                if (!peer.connection().isUsable() || post.stopping().get()) {
                    post.queue().release(mails.subList(i, mails.size()));
                    return !post.stopping().get();
                }
                try {
                    relay(mails.get(i), peer);
                } catch (RelayException e) {
                    post.queue().release(mails.subList(i + 1, mails.size()));
                    throw e;
                }
            }
        }
        return !post.stopping().get();
    }

    private void relay(QueuedMail mail, Peer peer) throws RelayException {
        Optional<String> remote = Optional.of(peer.host().name());
        try {
            List<RelayReply> replies = peer.connection().send(letter(mail));
            post.setbacks().worked(domain);
            List<QueueOutcome> outcomes = new ArrayList<>();
            for (int i = 0; i < replies.size(); i++) {
                outcomes.add(outcome(mail, mail.recipients().get(i), replies.get(i), peer));
            }
            settle(mail, outcomes);
            log.info(
                    "relayed mail={} peer={} tls=\"{}\" replies={}",
                    mail.id(),
                    peer.host(),
                    peer.connection().tls(),
                    replies);
        } catch (RelayException e) {
            settle(
                    mail,
                    mail.recipients().stream()
                            .map(to -> later(mail, to, reply(e.reply()), remote))
                            .toList());
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
            post.listener().relayed();
            return peer.connection().offers("DSN")
                    ? new QueueOutcome.Done(to, "message-relayed", reply(reply), Optional.empty())
                    : done(mail, to, "message-relayed", Notice.RELAYED, reply(reply), remote);
        }
        return reply.isPermanent() ? returned(mail, to, reply(reply), remote) : later(mail, to, reply(reply), remote);
    }

    private QueueOutcome later(QueuedMail mail, QueuedMail.To to, QueueReply reply, Optional<String> remote) {
        return later(mail, to, reply, remote, post.setbacks().after(to.attempts()));
    }

    private QueueOutcome later(
            QueuedMail mail, QueuedMail.To to, QueueReply reply, Optional<String> remote, Instant next) {
        Duration age = Duration.between(to.queuedAt(), post.clock().instant());
        Queue.Patience patience = post.rules().patience();
        if (age.compareTo(patience.giveUp()) >= 0) {
            return returned(mail, to, new QueueReply(reply.code(), "5.4.7", reply.text()), remote);
        }
        post.listener().deferred();
        Optional<Delivery> notice = to.delayTold() || age.compareTo(patience.delay()) < 0
                ? Optional.empty()
                : post.notices().of(Notice.DELAYED, mail, to, reply, remote);
        return new QueueOutcome.Later(to, next, reply, notice);
    }

    private QueueOutcome returned(QueuedMail mail, QueuedMail.To to, QueueReply reply, Optional<String> remote) {
        post.listener().returned();
        return done(mail, to, "message-returned", Notice.FAILED, reply, remote);
    }

    private QueueOutcome done(
            QueuedMail mail, QueuedMail.To to, String action, Notice kind, QueueReply reply, Optional<String> remote) {
        return new QueueOutcome.Done(to, action, reply, post.notices().of(kind, mail, to, reply, remote));
    }

    /** No server of the domain can be used: its messages wait, and whoever waits for long is told. */
    private void failed(RelayException e) {
        Instant next = post.setbacks().failed(domain);
        QueueReply reply = reply(e.reply());
        log.warn("relay domain={} next={} reason=\"{}\"", domain, next, e.getMessage());
        post.listener().failed(e.reason());
        each(Claim.OVERDUE, (mail, to) -> later(mail, to, reply, Optional.empty(), next));
        post.queue().postpone(domain, next, reply);
    }

    private void each(Claim what, Verdict verdict) {
        for (List<QueuedMail> mails = claim(what); !mails.isEmpty(); mails = claim(what)) {
            for (QueuedMail mail : mails) {
                settle(
                        mail,
                        mail.recipients().stream()
                                .map(to -> verdict.of(mail, to))
                                .toList());
            }
        }
    }

    private List<QueuedMail> claim(Claim what) {
        return post.queue().claim(domain, what, AT_ONCE, LEASE, post.rules().patience());
    }

    /** What became of a message that was sent must be written down, or it is sent again: a database that is out for a while is waited for. */
    private void settle(QueuedMail mail, List<QueueOutcome> outcomes) {
        try {
            post.queue().settle(mail, outcomes).forEach(_ -> {
                log.warn("notice lost mail={}", mail.id());
                post.listener().noticeLost();
            });
        } catch (StoreUnavailableException e) {
            log.warn("relay mail={} store=unreachable error=\"{}\"", mail.id(), e.toString());
            settleLater(mail, outcomes, e);
        } finally {
            outcomes.forEach(outcome ->
                    outcome.notice().ifPresent(notice -> notice.content().close()));
        }
    }

    private void settleLater(QueuedMail mail, List<QueueOutcome> outcomes, StoreUnavailableException first) {
        StoreUnavailableException last = first;
        for (int tries = 0; tries < MOST_TRIES && !post.stopping().get(); tries++) {
            try {
                Thread.sleep(PAUSE);
                post.queue().settle(mail, outcomes);
                return;
            } catch (StoreUnavailableException e) {
                last = e;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        post.queue().abandon(mail);
        throw last;
    }

    private static QueueReply reply(RelayReply reply) {
        return new QueueReply(reply.code(), reply.enhanced(), reply.text());
    }

    /** What becomes of one recipient. */
    private interface Verdict {
        QueueOutcome of(QueuedMail mail, QueuedMail.To to);
    }
}
