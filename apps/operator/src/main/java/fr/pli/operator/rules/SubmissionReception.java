package fr.pli.operator.rules;

import fr.pli.mss.MssAddress;
import fr.pli.mss.StoreUnavailableException;
import fr.pli.smtp.Incoming;
import fr.pli.smtp.MailParameters;
import fr.pli.smtp.Reception;
import fr.pli.smtp.SmtpClient;
import fr.pli.smtp.SmtpRefusal;
import java.util.Optional;

/** The rules of submission: one sends as the BAL that one opened, or as one that one may send as, and to BAL that exist (api-lps.md section 10). */
public final class SubmissionReception implements Reception {

    private final Submission.Rules rules;
    private final long maxSize;

    public SubmissionReception(Submission.Rules rules, long maxSize) {
        this.rules = rules;
        this.maxSize = maxSize;
    }

    @Override
    public Incoming mailFrom(SmtpClient client, Optional<MssAddress> from, MailParameters parameters)
            throws SmtpRefusal {
        SmtpClient.Authenticated by =
                client.authenticated().orElseThrow(() -> Refusals.AUTHENTICATION_REQUIRED.refusal());
        try {
            if (from.isPresent() && !rules.senders().maySendAs(by, from.get())) {
                throw Refusals.SENDER_NOT_THE_BAL.refusal();
            }
            return new Submission(rules, client, by, from, parameters);
        } catch (StoreUnavailableException e) {
            throw Refusals.STORE_UNREACHABLE.refusal(e);
        }
    }

    @Override
    public long maxSize() {
        return maxSize;
    }
}
