package fr.pli.operator.api;

import static fr.pli.boot.FieldException.between;

import fr.pli.exchange.Dispatcher;
import fr.pli.registry.Audit;
import fr.pli.registry.AuditEntry;
import fr.pli.store.Queue;
import fr.pli.store.QueueReply;
import fr.pli.store.QueuedMail;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What waits for other operators: to look at, to try again at once, to return. Recipients are not shown: they may name patients. */
@RestController
@RequestMapping("/api/v1/queue")
class QueueApi {

    private static final int PAGE = 1000;

    private final Queue queue;
    private final Dispatcher dispatcher;
    private final Audit audit;

    QueueApi(Queue queue, Dispatcher dispatcher, Audit audit) {
        this.queue = queue;
        this.dispatcher = dispatcher;
        this.audit = audit;
    }

    /** How the queue stands. */
    record Standing(int recipients, int domains, long oldestSeconds) {}

    /** One recipient who waits. */
    record Waiting(
            long row,
            long mail,
            String sender,
            String domain,
            Instant since,
            int attempts,
            @Nullable String reply) {}

    /** How many recipients something was done for. */
    record Count(int recipients) {}

    @GetMapping
    Standing standing() {
        Queue.Standing now = queue.standing();
        return new Standing(now.recipients(), now.domains(), now.oldest().toSeconds());
    }

    @GetMapping("/recipients")
    List<Waiting> list(
            @RequestParam(defaultValue = "") String domain,
            @RequestParam(defaultValue = "0") long after,
            @RequestParam(defaultValue = "100") int limit) {
        return queue.list(domain, after, (int) between(1, PAGE, "limit", limit)).stream()
                .flatMap(mail -> mail.recipients().stream().map(to -> waiting(mail, to)))
                .toList();
    }

    /** Tries everything for a domain at once. */
    @PostMapping("/{domain}/retry")
    Count retry(@PathVariable String domain, Principal by) {
        Count count = new Count(dispatcher.retry(domain));
        note("queue-retried", domain, by);
        return count;
    }

    /** Returns everything for a domain to its senders. */
    @PostMapping("/{domain}/give-up")
    Count giveUp(@PathVariable String domain, Principal by) {
        Count count = new Count(dispatcher.giveUp(domain));
        note("queue-given-up", domain, by);
        return count;
    }

    /** That it was done; written when it was. */
    private void note(String action, String domain, Principal by) {
        audit.add(new AuditEntry(BalApi.actor(by), action, "", "done", domain));
    }

    private static Waiting waiting(QueuedMail mail, QueuedMail.To to) {
        return new Waiting(
                to.row(),
                mail.id(),
                mail.sender().map(Object::toString).orElse(""),
                to.address().domain(),
                to.queuedAt(),
                to.attempts(),
                to.last().map(QueueApi::shown).orElse(null));
    }

    private static String shown(QueueReply reply) {
        return reply.code() + " " + reply.enhanced();
    }
}
