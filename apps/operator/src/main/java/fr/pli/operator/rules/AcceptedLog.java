package fr.pli.operator.rules;

import fr.pli.mime.MessageIndex;
import fr.pli.mime.SystemMail;
import fr.pli.mss.MssAddress;
import fr.pli.store.Envelope;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line for each message that was taken: what an operator answers from who asks where a message is. */
final class AcceptedLog {

    private static final Logger log = LoggerFactory.getLogger(AcceptedLog.class);
    private static final int MOST_SHOWN = 50;
    private static final Pattern LIKE_INS = Pattern.compile("[0-9]{5}(?:[0-9]{2}|2[ABab])[0-9]{8}");

    private AcceptedLog() {}

    /**
     * A message was taken.
     *
     * @param who has given it
     */
    static void accepted(long mail, String session, String who, Envelope envelope, MessageIndex index) {
        log.info(
                "accepted mail={} session={} who={} from={} recipients={} to={} message-id={} size={}",
                mail,
                session,
                who,
                envelope.sender().map(MssAddress::masked).orElse("<>"),
                envelope.recipients().size(),
                envelope.recipients().stream()
                        .limit(MOST_SHOWN)
                        .map(to -> to.address().masked())
                        .collect(Collectors.joining(",")),
                index.header("Message-ID").map(AcceptedLog::shown).orElse("-"),
                index.size());
    }

    static String shown(String messageId) {
        return LIKE_INS.matcher(SystemMail.oneLine(messageId)).replaceAll("***");
    }
}
