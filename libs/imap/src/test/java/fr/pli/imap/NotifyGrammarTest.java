package fr.pli.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.pli.imap.mail.MailboxName;
import fr.pli.imap.syntax.Arguments;
import java.util.Collections;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NotifyGrammarTest {

    private static final String EVENTS = " (MessageNew MessageExpunge))";

    @Test
    void subtree_is_a_mailbox_and_all_inside_it_and_no_other_that_begins_like_it() throws Exception {
        NotifyRequest request = read("(subtree (Labo inbox)" + EVENTS);
        for (String name : new String[] {"Labo", "Labo/2026", "Labo/2026/Mars", "INBOX", "INBOX/x"}) {
            assertThat(wants(request, name)).as(name).isTrue();
        }
        for (String name : new String[] {"Labos", "labo", "Autre/Labo", "INBOXES"}) {
            assertThat(wants(request, name)).as(name).isFalse();
        }
    }

    @Test
    void several_groups_add_up_for_a_mailbox() throws Exception {
        NotifyRequest request = read("(mailboxes Labo" + EVENTS + " (personal (SubscriptionChange)) (inboxes NONE)");
        assertThat(wants(request, "Labo")).isTrue();
        assertThat(wants(request, "Autre")).isFalse();
        assertThat(request.wants(NotifyEvent.SUBSCRIPTION_CHANGE, new MailboxName("Labo"), false))
                .isTrue();
        assertThat(request.wants(NotifyEvent.MAILBOX_NAME, new MailboxName("Labo"), true))
                .isFalse();
    }

    @Test
    void more_than_a_session_keeps_is_refused() throws Exception {
        assertThat(read("(mailboxes " + names(1000, "m") + EVENTS).groups()).hasSize(1);
        assertOverflow("(mailboxes " + names(1001, "m") + EVENTS);
        assertOverflow("(mailboxes " + names(600, "m") + EVENTS + " (subtree " + names(600, "n") + EVENTS);
        assertOverflow("(mailboxes " + names(100, "m".repeat(400)) + EVENTS);
        assertThat(read(groups(50)).groups()).hasSize(50);
        assertOverflow(groups(51));
    }

    private static void assertOverflow(String text) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOfSatisfying(
                        ImapRefusal.class, refusal -> assertThat(refusal.code()).isEqualTo("NOTIFICATIONOVERFLOW"));
    }

    private static boolean wants(NotifyRequest request, String name) {
        return request.wants(NotifyEvent.MESSAGE_NEW, new MailboxName(name), false);
    }

    private static String groups(int count) {
        return String.join(" ", Collections.nCopies(count, "(personal NONE)"));
    }

    private static String names(int count, String prefix) {
        return IntStream.range(0, count).mapToObj(i -> prefix + i).collect(Collectors.joining(" ", "(", ")"));
    }

    private static NotifyRequest read(String text) throws Exception {
        Arguments args = new Arguments(new WrittenInput(text + "\r\n"));
        NotifyRequest request = new NotifyGrammar(args, NameEncoding.UTF8).groups();
        args.end();
        return request;
    }
}
