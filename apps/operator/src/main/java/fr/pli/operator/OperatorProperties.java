package fr.pli.operator;

import fr.pli.boot.ConfiguredSecret;
import fr.pli.exchange.ForeignAuthor;
import fr.pli.exchange.NullSender;
import fr.pli.mss.BalType;
import fr.pli.mss.MssAddress;
import fr.pli.psc.ValidationMethod;
import fr.pli.registry.FirstFolders;
import fr.pli.tls.RevocationMethod;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Every key of the operator below {@code pli.}; docs/operator/configuration.md explains them. A wrong value stops the start with the
 * key's name and what it takes.
 *
 * @param hostName what the servers call themselves, in greetings and in Received
 * @param operatorName what people know the operator by, on pages; the host name if empty
 * @param operatorContact mail address for people who are not users yet; shown on pages, none if empty
 * @param listenersFile written once all listeners are open, with the port of each: for scripts that let ports be chosen
 * @param dataFolder holds what must outlive the process where PostgreSQL does not: the local database, the CRL, the API's token
 * @param autoReplyAddress BAL of ours whose messages are answered by the operator; none if empty
 */
@Validated
@ConfigurationProperties(value = "pli", ignoreUnknownFields = false)
public record OperatorProperties(
        @DefaultValue("localhost") @Pattern(regexp = HOST, message = "a host name")
        String hostName,

        @DefaultValue("") String operatorName,

        @DefaultValue("") @Pattern(regexp = "|[A-Za-z0-9._+-]+@" + HOST, message = "a mail address")
        String operatorContact,

        @DefaultValue("data") Path dataFolder,
        @Nullable Path listenersFile,
        @DefaultValue @Valid Api api,
        @DefaultValue @Valid Autoconfig autoconfig,
        @DefaultValue @Valid Tls tls,
        @DefaultValue @Valid Igc igc,
        @DefaultValue @Valid Psc psc,
        @DefaultValue @Valid ListeBlanche listeBlanche,
        @DefaultValue @Valid Edc edc,
        @DefaultValue @Valid Existing existing,
        @DefaultValue @Valid Legacy legacy,
        @DefaultValue @Valid Antivirus antivirus,

        @DefaultValue("") @Pattern(regexp = "|[^@\\s]+@" + HOST, message = "the address of a BAL")
        String autoReplyAddress,

        @DefaultValue @Valid PostmasterKeys postmaster,
        @DefaultValue @Valid Bal bal,
        @DefaultValue @Valid Trace trace,
        @DefaultValue @Valid Mss14 mss14,
        @DefaultValue @Valid Mss17 mss17,
        @DefaultValue @Valid Mss19 mss19,
        @DefaultValue @Valid Contact contact,
        @DefaultValue @Valid Annuaire annuaire,
        @DefaultValue @Valid Indicators indicators,
        @DefaultValue @Valid Sasl sasl,
        @DefaultValue @Valid Session session,
        @DefaultValue @Valid Limits limits,
        @DefaultValue @Valid Size size,
        @DefaultValue @Valid Store store) {

    private static final String HOST = "[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?";

    /** An operator without a name is known by its host. */
    public OperatorProperties {
        operatorName = operatorName.isBlank() ? hostName : operatorName;
    }

    /** Whose messages are answered by the operator. */
    public Optional<MssAddress> autoReply() {
        return autoReplyAddress.isEmpty() ? Optional.empty() : Optional.of(MssAddress.parse(autoReplyAddress));
    }

    /**
     * Who hears what is written to postmaster.
     *
     * @param address BAL of ours; a folder if empty
     */
    public record PostmasterKeys(
            @DefaultValue("") @Pattern(regexp = "|[^@\\s]+@" + HOST, message = "the address of a BAL")
            String address) {

        public Optional<MssAddress> bal() {
            return address.isEmpty() ? Optional.empty() : Optional.of(MssAddress.parse(address));
        }
    }

    /** The two entry points of the API LPS (SEED-01), for professionals and for applications; and one for the time of transition (SEED-04). */
    public record Api(
            @DefaultValue @Valid Persons persons,
            @DefaultValue @Valid Applications applications,
            @DefaultValue @Valid Transition legacy) {}

    /**
     * Where care software reads how to reach this operator, {@code https://autoconfig.DOMAIN/mail/config-v1.1.xml} (ECO.1.1.9).
     *
     * @param port 0 takes any free one, -1 closes the listener
     * @param certificate for these names, of IGC Santé or one that browsers accept: PEM, leaf first; or PKCS#12 with {@code password}; that of
     *     {@code pli.tls} if missing
     * @param key PEM (PKCS#8)
     * @param name of the operator, for people
     */
    public record Autoconfig(
            @DefaultValue("::") String address,
            @DefaultValue("443") @Min(-1) @Max(65535) int port,
            @DefaultValue("MSSanté") @NotBlank String name,
            @Nullable Path certificate,
            @Nullable Path key,
            @DefaultValue("") String password,
            @Nullable Path passwordFile) {

        /** Password of the PKCS#12 file, from whichever key has it. */
        public String secret() {
            return ConfiguredSecret.of("pli.autoconfig.password", password, passwordFile);
        }
    }

    /** Where clients of one kind connect. Port 0 takes any free one, -1 closes the listener. */
    public interface EntryPoint {

        String address();

        int imapPort();

        int imapsPort();

        int submissionPort();

        int submissionsPort();

        /** Ranges of addresses of load balancers, which send a PROXY header (version 2) first. */
        List<String> proxies();
    }

    /** Where professionals connect. */
    public record Persons(
            @DefaultValue("::") String address,
            @DefaultValue("143") @Min(-1) @Max(65535) int imapPort,
            @DefaultValue("993") @Min(-1) @Max(65535) int imapsPort,
            @DefaultValue("587") @Min(-1) @Max(65535) int submissionPort,
            @DefaultValue("465") @Min(-1) @Max(65535) int submissionsPort,
            @DefaultValue List<String> proxies)
            implements EntryPoint {}

    /** Where applications connect. */
    public record Applications(
            @DefaultValue("::") String address,
            @DefaultValue("10143") @Min(-1) @Max(65535) int imapPort,
            @DefaultValue("10993") @Min(-1) @Max(65535) int imapsPort,
            @DefaultValue("10587") @Min(-1) @Max(65535) int submissionPort,
            @DefaultValue("10465") @Min(-1) @Max(65535) int submissionsPort,
            @DefaultValue List<String> proxies)
            implements EntryPoint {}

    /** Where those connect who have a password still, while {@code pli.legacy} lets them. */
    public record Transition(
            @DefaultValue("::") String address,
            @DefaultValue("20143") @Min(-1) @Max(65535) int imapPort,
            @DefaultValue("20993") @Min(-1) @Max(65535) int imapsPort,
            @DefaultValue("20587") @Min(-1) @Max(65535) int submissionPort,
            @DefaultValue("20465") @Min(-1) @Max(65535) int submissionsPort,
            @DefaultValue List<String> proxies)
            implements EntryPoint {}

    /**
     * A mail system that the operator had before and that keeps the mail of some domains (MSS 10.9, SEED-03).
     *
     * @param imap its IMAP server, TLS from the first octet, {@code host:port}
     * @param smtp its SMTP server, which takes what we give it after STARTTLS, {@code host:port}
     * @param anchors PEM of who vouches for both; the platform's roots if missing
     * @param master user who may open every BAL by AUTHENTICATE PLAIN
     * @param patience for its answers until a BAL is open
     */
    public record Existing(
            @DefaultValue List<String> domains,
            @DefaultValue("") String imap,
            @DefaultValue("") String smtp,
            @Nullable Path anchors,
            @DefaultValue("") String master,
            @Nullable Path masterPasswordFile,

            @DefaultValue("10s") @DurationMin(millis = 100) @DurationMax(minutes = 2)
            Duration patience) {}

    /**
     * The time of transition (SEED-04).
     *
     * @param domains of an existing system, each with the last day on which a password opens a BAL
     */
    public record Legacy(@DefaultValue Map<String, String> domains) {}

    /**
     * The operator's own certificate and what TLS may be.
     *
     * @param certificate PEM, leaf first and the whole chain; or PKCS#12 with {@code password}
     * @param key PEM (PKCS#8)
     */
    public record Tls(
            @NotNull Path certificate,
            @Nullable Path key,
            @DefaultValue("") String password,
            @Nullable Path passwordFile,
            @DefaultValue({"TLSv1.2", "TLSv1.3"}) List<String> protocols,

            @DefaultValue({
                "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
                "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
                "TLS_DHE_RSA_WITH_AES_256_GCM_SHA384",
                "TLS_DHE_RSA_WITH_AES_128_GCM_SHA256",
                "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384",
                "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256"
            })
            List<String> ciphers12,

            @DefaultValue({"TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256", "TLS_AES_128_GCM_SHA256"})
            List<String> ciphers13,

            @DefaultValue({"secp256r1", "secp384r1", "x25519"})
            List<String> groups) {

        /** Password of the PKCS#12 file, from whichever key has it. */
        public String secret() {
            return ConfiguredSecret.of("pli.tls.password", password, passwordFile);
        }
    }

    /**
     * Whose certificates are taken.
     *
     * @param anchors PEM of the roots and issuing authorities of IGC Santé
     * @param crl addresses of CRL beside those that certificates name
     * @param crlRefresh {@code 07:00}, once a day after that time in Paris, or {@code PT10M}, again and again
     * @param policies OIDs of which a certificate must have one; any if empty
     * @param acceptTestCertificates test mode: whether what IGC Santé issues for tests is taken
     */
    public record Igc(
            @NotNull Path anchors,
            @DefaultValue List<URI> crl,
            @DefaultValue("07:00") String crlRefresh,
            @DefaultValue({"crl", "ocsp"}) @NotEmpty List<RevocationMethod> revocationOrder,
            @DefaultValue("true") boolean revocationHardFail,
            @DefaultValue List<String> policies,
            @DefaultValue("false") boolean acceptTestCertificates) {}

    /**
     * Pro Santé Connect.
     *
     * @param clientSecretFile holds the secret of our own client; without one, the certificate in {@code tls} says who we are
     */
    public record Psc(
            @NotNull URI issuer,
            @Nullable URI discovery,
            @NotBlank String clientId,
            @Nullable Path clientSecretFile,
            @DefaultValue @Valid ClientTls tls,
            @DefaultValue("introspection") ValidationMethod method,
            @DefaultValue("2m") @DurationMin Duration cache,
            @DefaultValue("10000") @Min(0) int cacheSize,
            @DefaultValue("2s") @DurationMin(millis = 100) Duration timeout,
            @DefaultValue("30s") @DurationMin Duration clockSkew,
            @DefaultValue List<String> azpAllow,
            @DefaultValue List<String> azpDeny,
            @DefaultValue List<String> acrAccepted) {}

    /**
     * TLS where we are the client.
     *
     * @param certificate that we show to a server that asks: PEM, leaf first; or PKCS#12 with {@code password}
     * @param key PEM (PKCS#8)
     * @param anchors PEM of the authorities that vouch for the server; the platform's if missing
     */
    public record ClientTls(
            @Nullable Path certificate,
            @Nullable Path key,
            @DefaultValue("") String password,
            @Nullable Path passwordFile,
            @Nullable Path anchors) {

        /**
         * Password of the PKCS#12 file, from whichever key has it.
         *
         * @param prefix of these keys
         */
        public String secret(String prefix) {
            return ConfiguredSecret.of(prefix + ".password", password, passwordFile);
        }
    }

    /**
     * The liste blanche.
     *
     * @param url HTTPS; without one, mail is exchanged with no other operator
     * @param anchors PEM of the authorities that vouch for its server; those of IGC Santé, with revocation, if missing
     * @param maxShrink percent of its domains that a new copy may lose
     * @param minDomains fewer in the copy in force raise the alarm
     */
    public record ListeBlanche(
            @Nullable URI url,
            @Nullable Path anchors,
            @DefaultValue("1h") @DurationMin(seconds = 1) Duration refresh,
            @DefaultValue("20") @Min(0) @Max(100) int maxShrink,
            @DefaultValue("1000") @Min(0) int minDomains,
            @DefaultValue("24h") @DurationMin(seconds = 1) Duration alarmAfter) {}

    /**
     * Exchange with the other operators of the espace de confiance.
     *
     * @param port where they connect; 0 takes any free one, -1 closes the listener
     * @param proxies ranges of addresses of load balancers, which send a PROXY header (version 2) first
     * @param peerPort where their servers listen
     * @param dns address and port of the name server that knows their MX; those of this machine if missing
     * @param routes server of a domain, {@code host:port}, instead of what DNS says
     * @param tlsExceptions last day ({@code 2027-03-31}) on which a domain may speak any version of TLS, whatever {@code protocols} says
     * @param messagesPerMinute that one server is given by this node; 0 for no bound
     */
    public record Edc(
            @DefaultValue("::") String address,
            @DefaultValue("25") @Min(-1) @Max(65535) int port,
            @DefaultValue List<String> proxies,
            @DefaultValue({"TLSv1.2", "TLSv1.3"}) List<String> protocols,
            @DefaultValue("LISTED") NullSender nullSender,
            @DefaultValue("MARK") ForeignAuthor foreignAuthor,
            @DefaultValue("25") @Min(1) @Max(65535) int peerPort,
            @DefaultValue("") String dns,
            @DefaultValue Map<String, String> routes,
            @DefaultValue Map<String, String> tlsExceptions,
            @DefaultValue("4") @Min(1) @Max(100) int connectionsPerPeer,
            @DefaultValue("0") @Min(0) int messagesPerMinute,
            @DefaultValue("200") @Min(1) @Max(5000) int couriers,
            @DefaultValue("30s") @DurationMin(seconds = 1) Duration connect,
            @DefaultValue("50000") @Min(0) long returnWhole,
            @DefaultValue @Valid Retry retry) {}

    /**
     * How a message that another operator does not take is tried again.
     *
     * @param first pause, which doubles up to the longest
     * @param delayNotice when the sender is told that it takes long
     * @param giveUp when it is returned
     */
    public record Retry(
            @DefaultValue("1m") @DurationMin(seconds = 1) Duration first,
            @DefaultValue("4h") @DurationMin(seconds = 1) Duration longest,
            @DefaultValue("4h") @DurationMin(seconds = 1) Duration delayNotice,
            @DefaultValue("5d") @DurationMin(seconds = 1) Duration giveUp) {}

    /**
     * What looks at messages that come in, from clients and from other operators.
     *
     * @param clamd ClamAV's daemon, {@code host:port} or the path of its socket; none if empty
     * @param patience for one message
     */
    public record Antivirus(
            @DefaultValue("") String clamd,
            @DefaultValue("30s") @DurationMin(millis = 100) Duration patience) {}

    /**
     * Deletion of a BAL that nobody opens.
     *
     * @param inactivity after which it is deleted
     * @param notices how long after the last connection each announcement is made
     * @param exportFolder takes the content before it is deleted; it is kept nowhere without one
     * @param daily whether the job runs by itself, also for MSS 19
     */
    public record Mss14(
            @DefaultValue("365d") @DurationMin(seconds = 1) Duration inactivity,
            @DefaultValue({"90d", "335d", "358d"}) @NotEmpty List<Duration> notices,
            @Nullable Path exportFolder,
            @DefaultValue("true") boolean daily) {}

    /**
     * Creation of a BAL PER.
     *
     * @param required whether its future holder is asked, unless somebody says why not
     * @param baseUrl under which he reaches {@code /confirmation} from outside; https and this host if missing
     * @param validity of the link that he is sent
     */
    public record Mss17(
            @DefaultValue("true") boolean required,
            @Nullable URI baseUrl,
            @DefaultValue("14d") @DurationMin(seconds = 1) Duration validity) {}

    /** When a BAL that nobody opens leaves the Annuaire. */
    public record Mss19(
            @DefaultValue("30d") @DurationMin(seconds = 1) Duration unpublishAfter,
            @DefaultValue({"PER", "ORG"}) List<BalType> types) {}

    /**
     * Mail to holders at their addresses outside MSSanté.
     *
     * @param smtp server of the house, {@code host:port}; without one they wait
     * @param from whom answers go to; postmaster of this host if empty
     */
    public record Contact(
            @DefaultValue("") String smtp, @DefaultValue("") String from) {}

    /**
     * The Annuaire Santé.
     *
     * @param url of its FHIR interface; without one nothing is published
     * @param keyFile holds the key that is sent as {@code ESANTE-API-KEY}
     */
    public record Annuaire(
            @Nullable URI url,
            @Nullable Path keyFile,
            @DefaultValue("true") boolean publishApp) {}

    /**
     * The indicator files.
     *
     * @param folder where those of a month are put on the first day of the next
     * @param cnxWindow connections to a BAL within it count once
     * @param deepCheck percent of emitted messages whose archives are opened, to hold the X-MSS headers against them
     * @param keepMonths how many months that are over are kept in the database, once their files are in {@code folder}; 0 for all
     * @param separator between two cells
     * @param header whether the first line names the columns
     * @param zone the clock of DATE, and of the months
     * @param codeSeparator between two codes in a cell
     * @param neutralise whether what the API and the command print has an apostrophe before a cell that a spreadsheet would take for a formula;
     *     the files of a month stay verbatim
     */
    public record Indicators(
            @Nullable Path folder,
            @DefaultValue("0") @Min(0) @Max(100) int deepCheck,
            @DefaultValue("0") @Min(0) @Max(119) int keepMonths,
            @DefaultValue(";") char separator,
            @DefaultValue("true") boolean header,
            @DefaultValue("Europe/Paris") ZoneId zone,
            @DefaultValue(", ") String codeSeparator,
            @DefaultValue("false") boolean neutralise,
            @DefaultValue("5m") @DurationMin Duration cnxWindow) {}

    /** A mechanism of SASL by which a person shows a token. */
    public enum PersonMechanism {
        XOAUTH2,
        OAUTHBEARER
    }

    /** A mechanism of SASL beside the certificate of an application. */
    public enum AppMechanism {
        PLAIN,
        EXTERNAL
    }

    /** SASL. */
    public record Sasl(
            @DefaultValue("XOAUTH2") @NotEmpty List<PersonMechanism> personMechanisms,
            @DefaultValue("PLAIN") @NotEmpty List<AppMechanism> appMechanisms,
            @DefaultValue("3") @Min(1) @Max(20) int attempts) {}

    /**
     * How long a session may last (SEED-13).
     *
     * @param login from the greeting to authentication, for whoever is not known yet takes a place of others
     */
    public record Session(
            @DefaultValue("2m") @DurationMin(seconds = 1) Duration login,
            @DefaultValue("4h") @DurationMin(seconds = 1) Duration maxDuration,
            @DefaultValue("30m") @DurationMin(seconds = 1) Duration idle) {}

    /** Limits: on the node, per address (generous: one SaaS server carries many BAL), per BAL and per person. */
    public record Limits(
            @DefaultValue("20000") @Min(1) int connections,
            @DefaultValue("5000") @Min(1) int connectionsPerAddress,
            @DefaultValue("50") @Min(1) int sessionsPerBal,
            @DefaultValue("200") @Min(1) int sessionsPerPerson,
            @DefaultValue("500") @Min(1) @Max(10000) int recipients) {}

    /** Sizes in octets on the wire. */
    public record Size(
            @DefaultValue("26214400") @Min(1024) long maxMessage,
            @DefaultValue("25000000") @Min(1024) long maxPatient) {}

    /**
     * What a BAL may hold.
     *
     * @param quota octets of one that is created without saying; 0 for none
     * @param maxMessages in all mailboxes of a BAL
     * @param maxMailboxes of a BAL
     * @param folders that a new BAL has beside INBOX, in the language of its users
     */
    public record Bal(
            @DefaultValue("20000000000") @Min(0) long quota,

            @DefaultValue("200000") @Min(1000) @Max(2_000_000)
            int maxMessages,

            @DefaultValue("1000") @Min(10) @Max(10_000) int maxMailboxes,
            @DefaultValue("fr") FirstFolders folders) {}

    /**
     * How long traces are kept; what is older is dropped month by month.
     *
     * @param audit who did what
     * @param connections who opened which BAL, and when
     */
    public record Trace(
            @DefaultValue("1095d") @DurationMin(days = 62) Duration audit,
            @DefaultValue("1095d") @DurationMin(days = 62) Duration connections) {}

    /**
     * The database. {@code spring.datasource.url} names one elsewhere; else a local one is started.
     *
     * @param port of the local one; 0 takes a free one
     * @param passwordFile holds what {@code spring.datasource.password} would say
     * @param owner role that migrates the one elsewhere, with its password; that of {@code spring.datasource.username} if empty
     */
    public record Store(
            @DefaultValue("0") @Min(0) @Max(65535) int port,
            @Nullable Path passwordFile,
            @DefaultValue("") String owner,
            @DefaultValue("") String ownerPassword,
            @Nullable Path ownerPasswordFile,
            @DefaultValue("16") @Min(2) @Max(500) int poolSize,
            @DefaultValue("3s") @DurationMin(seconds = 1) Duration poolPatience,
            @DefaultValue("20s") @DurationMin(seconds = 1) Duration statement) {

        /** Password of the owner, from whichever key has it. */
        public String ownerSecret() {
            return ConfiguredSecret.of("pli.store.owner-password", ownerPassword, ownerPasswordFile);
        }
    }
}
