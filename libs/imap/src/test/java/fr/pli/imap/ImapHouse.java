package fr.pli.imap;

import fr.pli.igc.Credential;
import fr.pli.imap.mail.AccessList;
import fr.pli.imap.mail.Account;
import fr.pli.imap.mail.Flags;
import fr.pli.imap.mail.ImapSettings;
import fr.pli.imap.mail.MailStore;
import fr.pli.imap.mail.Mailbox;
import fr.pli.imap.mail.MailboxException;
import fr.pli.imap.mail.MailboxName;
import fr.pli.mime.Content;
import fr.pli.mime.Messages;
import fr.pli.mss.IdNatPs;
import fr.pli.mss.IdNatStruct;
import fr.pli.mss.MssAddress;
import fr.pli.wire.Authority;
import fr.pli.wire.Encryption;
import fr.pli.wire.Identity;
import fr.pli.wire.Limits;
import fr.pli.wire.Listener;
import fr.pli.wire.ListenerEvents;
import fr.pli.wire.Reason;
import fr.pli.wire.RefusalBrake;
import fr.pli.wire.SaslMechanism;
import fr.pli.wire.SaslPeer;
import fr.pli.wire.SaslPolicy;
import fr.pli.wire.SaslStep;
import fr.pli.wire.SessionLimits;
import fr.pli.wire.Stage;
import fr.pli.wire.TestGrant;
import fr.pli.wire.TestTls;
import fr.pli.wire.Words;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * The engine on real sockets, before any store: {@code clear} without TLS, {@code imap} with STARTTLS, {@code imaps} inside TLS,
 * {@code hurried} and {@code brief} with short times, {@code impatient} with searches, {@code timid} that lets nobody linger before authentication.
 *
 * <p>A token is {@code fresh}, a {@code bug}, or the word of the {@link Reason} for which it is refused. Every address opens a BAL; that of {@code plein} holds
 * 3000 octets.
 */
public final class ImapHouse implements AutoCloseable {

    /** Opens BAL in the store. */
    public interface Registry {
        /** @param quota in octets; 0 for none */
        MssAddress newBal(long quota) throws Exception;
    }

    /** The largest message here. */
    static final long MAX_MESSAGE = 100_000;

    public static final MssAddress MARIE = MssAddress.parse("marie.martin@medecin.pli.mssante.fr");
    private static final Credential LAB =
            TestTls.igc().application("300000000099622").issue();
    private static final Limits QUICK =
            Limits.DEFAULTS.withTimes(Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofMillis(50));
    public static final ImapSettings CALM = ImapSettings.DEFAULTS.withMaxMessage(MAX_MESSAGE);
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofMinutes(5);

    private final MailStore store;
    private final Registry registry;
    private final Faults faults = new Faults();
    private final TestGrant grant = new TestGrant();
    private final Map<MssAddress, MssAddress> bals = new ConcurrentHashMap<>();
    private final SessionLimits sessions = new SessionLimits(3, 10);
    private final List<Listener> listeners = new ArrayList<>();
    private final Listener clear;

    public ImapHouse(MailStore store, Registry registry) throws IOException {
        this.store = store;
        this.registry = registry;
        clear = open("clear", new Encryption.None(), CALM);
    }

    /** Where {@code clear} listens. */
    public InetSocketAddress address() {
        return clear.address();
    }

    /** What every log-in opens. */
    public TestGrant grant() {
        return grant;
    }

    /** The stage for one transcript. */
    public static Stage stage(MailStore store, Registry registry) throws IOException {
        ImapHouse house = new ImapHouse(store, registry);
        return new Stage()
                .listener("clear", house.address())
                .listener(
                        "imap",
                        house.open("imap", new Encryption.StartTls(TestTls.server()), CALM)
                                .address())
                .listener(
                        "imaps",
                        house.open("imaps", new Encryption.Implicit(TestTls.server()), CALM)
                                .address())
                .listener(
                        "hurried",
                        house.open("hurried", new Encryption.None(), CALM.withTimes(LONG, SHORT, LONG))
                                .address())
                .listener(
                        "brief",
                        house.open("brief", new Encryption.None(), CALM.withTimes(LONG, LONG, SHORT))
                                .address())
                .listener(
                        "impatient",
                        house.open("impatient", new Encryption.None(), CALM.withSearch(Duration.ofNanos(1)))
                                .address())
                .listener(
                        "timid",
                        house.open("timid", new Encryption.None(), CALM.withTimes(SHORT, LONG, LONG))
                                .address())
                .tls("anybody", TestTls.client())
                .tls("lab", TestTls.client(LAB))
                .macro("marie", _ -> login(MARIE))
                .macro("literal", ImapHouse::literal)
                .macro("login", text -> login(MssAddress.parse(text)))
                .action("store", text -> house.faults.on(text.equals("down")))
                .action("grant", house.grant::set)
                .action("quiet-grant", house.grant::setQuietly)
                .action("mail", text -> house.deliver(Messages.about(text)))
                .action("mails", text -> house.deliverMany(Integer.parseInt(text)))
                .action("sample", name -> house.deliver(Messages.sample(name)))
                .action("message", text -> house.deliver(Messages.of(text)))
                .action("flag", text -> house.flag(Words.of(text)))
                .action("remove", text -> house.remove(Integer.parseInt(text)))
                .action("delete", text -> house.marie().delete(new MailboxName(text)))
                .action("rights", text -> house.restrict(text))
                .action("drain", _ -> Thread.ofVirtual().start(() -> drain(house.clear)))
                .closing(house);
    }

    /** The command that logs in, without its tag. */
    public static String login(MssAddress bal) {
        String response = "user=" + bal + "\1auth=Bearer fresh\1\1";
        return "AUTHENTICATE XOAUTH2 "
                + Base64.getEncoder().encodeToString(response.getBytes(StandardCharsets.US_ASCII));
    }

    /** A literal that is sent unasked, with {@code \\r\\n} for line ends. */
    private static String literal(String text) {
        String octets = text.replace("\\r\\n", "\r\n");
        return "{" + octets.length() + "+}\r\n" + octets;
    }

    /** Another listener. */
    public Listener open(String name, Encryption encryption, ImapSettings settings) throws IOException {
        Authority authority = new Tokens();
        SaslPolicy sasl = new SaslPolicy(
                List.of(SaslMechanism.named("XOAUTH2", authority), SaslMechanism.named("PLAIN", authority)),
                3,
                sessions,
                new RefusalBrake(100, Duration.ofMinutes(1), Duration.ofSeconds(1)));
        Path spool = Path.of(System.getProperty("java.io.tmpdir"));
        ImapProtocol protocol = new ImapProtocol(settings, faults.between(store), sasl, spool, ImapEvents.NONE);
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        Listener listener = Listener.open(name, anyPort, encryption, QUICK, protocol, ListenerEvents.NONE);
        listeners.add(listener);
        return listener;
    }

    private MssAddress bal(MssAddress address) {
        return bals.computeIfAbsent(address, each -> {
            try {
                return registry.newBal(each.local().equals("plein") ? 3000 : 0);
            } catch (Exception e) {
                throw new AssertionError("no BAL", e);
            }
        });
    }

    private Account marie() {
        return store.account(bal(MARIE));
    }

    private void deliver(Content message) throws MailboxException {
        try (message) {
            marie().append(MailboxName.INBOX, Flags.NONE, Instant.parse("2026-11-24T08:00:00Z"), message);
        }
    }

    private void deliverMany(int count) throws MailboxException {
        for (int i = 1; i <= count; i++) {
            deliver(Messages.about("m" + i));
        }
    }

    /** UID and flags to add. */
    private void flag(Words words) throws MailboxException {
        int[] uid = {Integer.parseInt(words.next())};
        Flags flags = Flags.of(words.rest().split(" "));
        marie().open(MailboxName.INBOX).store(uid, Mailbox.FlagChange.ADD, flags, Long.MAX_VALUE);
    }

    private void remove(int uid) throws MailboxException {
        Mailbox inbox = marie().open(MailboxName.INBOX);
        inbox.store(new int[] {uid}, Mailbox.FlagChange.ADD, Flags.of("\\Deleted"), Long.MAX_VALUE);
        inbox.expunge(new int[] {uid});
    }

    /** Names of what the one who logs in may do. */
    private void restrict(String uses) {
        faults.restrict(
                Arrays.stream(uses.split(" ")).map(AccessList.Use::valueOf).collect(Collectors.toSet()));
    }

    private static void drain(Listener listener) {
        try {
            listener.drain(Duration.ofSeconds(10));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        listeners.forEach(Listener::close);
    }

    /** Knows tokens by what they say of themselves. */
    private final class Tokens implements Authority {

        private static final IdNatPs PHYSICIAN = new IdNatPs("899700000001");
        private static final IdNatStruct LAB = new IdNatStruct("300000000099622");

        @Override
        public SaslStep.Outcome token(String token, MssAddress mailbox, SaslPeer peer) {
            if (token.equals("fresh")) {
                return new SaslStep.Granted(new Identity.Professional(PHYSICIAN), bal(mailbox), grant);
            }
            if (token.equals("bug")) {
                throw new IllegalStateException("told to fail at AUTHENTICATE");
            }
            Reason reason = Reason.valueOf(token.replace('-', '_').toUpperCase(Locale.ROOT));
            return reason.compareTo(Reason.PSC_UNREACHABLE) < 0
                    ? new SaslStep.Refused(reason)
                    : new SaslStep.Unavailable(reason);
        }

        @Override
        public SaslStep.Outcome certificate(MssAddress mailbox, SaslPeer peer) {
            return new SaslStep.Granted(new Identity.Structure(LAB, "CN=test"), bal(mailbox), grant);
        }
    }
}
