package fr.pli.imap;

import static org.assertj.core.api.Assertions.assertThat;

import fr.pli.mime.ScannedMessage;
import org.junit.jupiter.api.Test;

class SortKeysTest {

    @Test
    void subjects_are_compared_as_far_as_somebody_reads_them() {
        ScannedMessage message = ScannedMessage.of("Subject: Re: " + "\uFDFA".repeat(20_000) + "\n\nbody\n");
        assertThat(SortKeys.subject(message.index())).hasSizeBetween(200, 4000);
    }

    @Test
    void senders_too() {
        ScannedMessage message = ScannedMessage.of("From: " + "a".repeat(60_000) + "@b.fr\n\nbody\n");
        assertThat(SortKeys.mailbox(message.index(), "From")).hasSize(200);
    }
}
