package fr.pli.lps;

import fr.pli.compose.Receipt;
import fr.pli.tls.CipherSuite;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.NoSuchProviderException;
import jakarta.mail.Service;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.Transport;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens connections of one account over Angus Mail: TLS first, then SASL (ECO.1.2.1), a refused token once again with another (ECO.1.2.7). */
final class MailSession {

    private static final Logger log = LoggerFactory.getLogger(MailSession.class);
    private static final String PATIENCE = Long.toString(Duration.ofSeconds(30).toMillis());
    private static final String SUITES =
            Arrays.stream(CipherSuite.values()).map(CipherSuite::name).collect(Collectors.joining(" "));

    private final Operator operator;
    private final MailAccount account;
    private final SSLContext tls;

    MailSession(Operator operator, MailAccount account, SSLContext tls) {
        this.operator = operator;
        this.account = account;
        this.tls = tls;
    }

    /** A new connection for reading. */
    Store store() throws IOException {
        return loggedIn(operator.imap(), session -> session.getStore("imap"));
    }

    /** A new connection for sending; the receipt of delivery is asked for in the envelope (RFC 3461). */
    Transport transport(Set<Receipt> receipts) throws IOException {
        return loggedIn(operator.submission(), session -> {
            if (receipts.contains(Receipt.DELIVERY)) {
                session.getProperties().put("mail.smtp.dsn.notify", "SUCCESS,FAILURE,DELAY");
                session.getProperties().put("mail.smtp.dsn.ret", "HDRS");
            }
            return session.getTransport("smtp");
        });
    }

    /** Ends a connection. That this fails changes nothing of what was done over it. */
    void close(Service service) {
        try {
            service.close();
        } catch (MessagingException e) {
            log.info("closing failed mailbox={} why=\"{}\"", account.mailbox(), e.getMessage());
        }
    }

    private <S extends Service> S loggedIn(List<Endpoint> endpoints, Kind<S> kind) throws IOException {
        return switch (account.login()) {
            case Login.Application _ -> open(endpoints, kind, "");
            case Login.Person(AccessTokens tokens) -> {
                String token = tokens.accessToken();
                try {
                    yield open(endpoints, kind, token);
                } catch (LoginRefusedException refused) {
                    String other = tokens.accessToken();
                    if (other.equals(token)) {
                        throw refused;
                    }
                    log.info("token refused, once more with another mailbox={}", account.mailbox());
                    yield open(endpoints, kind, other);
                }
            }
        };
    }

    /** The first that can be reached. */
    private <S extends Service> S open(List<Endpoint> endpoints, Kind<S> kind, String secret) throws IOException {
        OperatorUnavailableException unavailable = new OperatorUnavailableException(
                "no server of this operator is known for this",
                new Trouble(Trouble.Step.CONNECT, account.mailbox().domain(), Trouble.Reason.NO_SERVER, ""));
        for (Endpoint endpoint : endpoints) {
            try {
                return open(endpoint, kind, secret);
            } catch (OperatorUnavailableException e) {
                unavailable = e;
            }
        }
        throw unavailable;
    }

    private <S extends Service> S open(Endpoint endpoint, Kind<S> kind, String secret) throws IOException {
        try {
            S service = kind.in(Session.getInstance(properties(endpoint)));
            service.connect(endpoint.host(), endpoint.port(), account.mailbox().toString(), secret);
            return service;
        } catch (AuthenticationFailedException e) {
            throw Failure.ofLogin(account.mailbox() + ", " + endpoint, e);
        } catch (MessagingException e) {
            throw Failure.of(Trouble.Step.CONNECT, endpoint.toString(), e);
        }
    }

    private Properties properties(Endpoint endpoint) {
        String prefix = endpoint.service().isImap() ? "mail.imap." : "mail.smtp.";
        String implicit = Boolean.toString(endpoint.service().isImplicitTls());
        String startTls = Boolean.toString(!endpoint.service().isImplicitTls());
        String mechanism = switch (account.login()) {
            case Login.Person _ -> "XOAUTH2";
            case Login.Application _ -> "PLAIN";
        };
        Properties properties = new Properties();
        properties.put(prefix + "ssl.enable", implicit);
        properties.put(prefix + "starttls.enable", startTls);
        properties.put(prefix + "starttls.required", startTls);
        properties.put(prefix + "ssl.socketFactory", tls.getSocketFactory());
        // else a server that our check refuses is tried once more with the authorities of the platform, and may be let
        // in by them
        properties.put(prefix + "socketFactory.fallback", "false");
        properties.put(prefix + "ssl.checkserveridentity", "true");
        properties.put(prefix + "ssl.protocols", "TLSv1.2 TLSv1.3");
        properties.put(prefix + "ssl.ciphersuites", SUITES);
        properties.put(prefix + "connectiontimeout", PATIENCE);
        properties.put(prefix + "timeout", PATIENCE);
        properties.put(prefix + "auth", "true");
        properties.put(prefix + "auth.mechanisms", mechanism);
        properties.put("mail.imap.partialfetch", "false");
        // what EHLO says: the library would ask DNS for the name of this machine, and tell it
        properties.put("mail.smtp.localhost", "[127.0.0.1]");
        return properties;
    }

    private interface Kind<S> {
        S in(Session session) throws NoSuchProviderException;
    }
}
