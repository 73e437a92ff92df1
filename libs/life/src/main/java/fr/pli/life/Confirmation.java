package fr.pli.life;

import fr.pli.registry.Actor;
import fr.pli.registry.Bal;
import fr.pli.registry.BalRequests;
import fr.pli.registry.ContactMails;
import fr.pli.registry.NewBal;
import fr.pli.registry.RegistryException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.regex.Pattern;

/**
 * MSS 17: before a BAL PER is created, its future holder is told which others stand in his name, and asked, at his address outside MSSanté. The link
 * that he is sent holds a code of 256 bits, which serves once and not for long; only its SHA-256 is kept, beside the mail itself
 * until it has left.
 */
public final class Confirmation {

    private static final ResourceBundle TEXTS = ResourceBundle.getBundle("fr.pli.life.life", Locale.ROOT);
    /** The mail names this zone beside the time. */
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("dd/MM/uuuu").withZone(PARIS);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm").withZone(PARIS);
    private static final int CODE_OCTETS = 32;
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_-]{43}");

    private final BalRequests requests;
    private final URI base;
    private final Duration validity;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    /** @param base of the link; the code is added to it */
    public Confirmation(BalRequests requests, URI base, Duration validity, InstantSource clock) {
        this.requests = requests;
        this.base = base;
        this.validity = validity;
        this.clock = clock;
    }

    /**
     * Asks the future holder.
     *
     * @param others BAL in his name
     * @return the number of the request
     */
    public long ask(NewBal wanted, String contact, List<String> others, Actor by) {
        byte[] octets = new byte[CODE_OCTETS];
        random.nextBytes(octets);
        String code = Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
        Instant expires = clock.instant().plus(validity);
        String bal = wanted.address().toString();
        String listed = others.isEmpty()
                ? TEXTS.getString("request.none")
                : TEXTS.getString("request.others") + "\n  " + String.join("\n  ", others);
        String text = TEXTS.getString("request.text")
                .replace("{bal}", bal)
                .replace("{others}", listed)
                .replace("{date}", DAY.format(expires))
                .replace("{time}", TIME.format(expires))
                .replace("{link}", base + code);
        ContactMails.Written mail = new ContactMails.Written(
                contact, TEXTS.getString("request.subject").replace("{bal}", bal), text);
        return requests.add(wanted, others, sha256(code), expires, mail, by);
    }

    /** What a code is about; empty if it serves no more. */
    public Optional<BalRequests.Request> look(String code) {
        return isCode(code) ? requests.find(sha256(code), clock.instant()) : Optional.empty();
    }

    /**
     * The holder agrees.
     *
     * @return the BAL; empty if the code serves no more
     * @throws RegistryException if it cannot be created any more, because its address is taken
     */
    public Optional<Bal> confirm(String code) throws RegistryException {
        return isCode(code) ? requests.confirm(sha256(code), clock.instant()) : Optional.empty();
    }

    /** The holder declines. @return false if the code serves no more */
    public boolean decline(String code) {
        return isCode(code) && requests.decline(sha256(code), clock.instant());
    }

    /** A malformed code is refused without a query. */
    private static boolean isCode(String text) {
        return CODE.matcher(text).matches();
    }

    private static byte[] sha256(String code) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(code.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
