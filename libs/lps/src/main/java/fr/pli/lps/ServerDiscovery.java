package fr.pli.lps;

import fr.pli.mss.MssSyntaxException;
import fr.pli.tls.CertificateCheck;
import fr.pli.tls.ClientTls;
import fr.pli.tls.HttpCall;
import fr.pli.tls.ServerTrust;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import org.xbill.DNS.ExtendedResolver;
import org.xbill.DNS.Name;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.SRVRecord;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;
import org.xbill.DNS.lookup.LookupSession;
import org.xbill.DNS.lookup.NoSuchDomainException;
import org.xbill.DNS.lookup.NoSuchRRSetException;

/**
 * Finds the servers of an operator: in the file of {@code https://autoconfig.DOMAIN} (ECO.1.1.9), else in the DNS SRV records of the domain (RFC 2782,
 * RFC 6186, RFC 8314). Nothing proves what DNS says: the certificate that the server shows is checked all the same, but it may be that of another
 * operator. Show a person what was found in another domain than hers, and keep it once she agrees (RFC 6186 section 6).
 */
public final class ServerDiscovery {

    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final int MOST_SERVERS = 20;
    private static final int HTTPS = 443;

    private final LookupSession dns;
    private final SSLContext tls;
    private final Function<String, URI> addresses;

    private ServerDiscovery(LookupSession dns, SSLContext tls, Function<String, URI> addresses) {
        this.dns = dns;
        this.tls = tls;
        this.addresses = addresses;
    }

    private static ServerDiscovery by(Resolver resolver) {
        resolver.setTimeout(PATIENCE);
        return new ServerDiscovery(
                LookupSession.builder().resolver(resolver).build(),
                ClientTls.context(new ServerTrust.Platform()),
                host -> URI.create("https://" + host));
    }

    /** Asks the name servers of this machine. */
    public static ServerDiscovery ofSystem() {
        return by(new ExtendedResolver());
    }

    /** Asks one name server. */
    public static ServerDiscovery at(InetSocketAddress nameServer) {
        return by(new SimpleResolver(nameServer));
    }

    /** The same, which believes a file also from a server of IGC Santé, where only those of the platform's authorities are believed else. */
    public ServerDiscovery trusting(CertificateCheck igc) {
        return new ServerDiscovery(dns, ClientTls.context(new ServerTrust.PlatformOrIgcSante(igc)), addresses);
    }

    /** The same, for tests, which asks another address for the file of a host. */
    ServerDiscovery asking(Function<String, URI> others) {
        return new ServerDiscovery(dns, tls, others);
    }

    /**
     * The servers for the BAL of a domain: those of its file in the order of the file; else those of DNS, with TLS from the first octet before those
     * with STARTTLS, then by priority and by weight.
     *
     * @return without endpoints for a service that the domain does not offer
     * @throws OperatorUnavailableException if there is no file, and DNS does not answer or knows of no service at all
     * @throws MssSyntaxException if {@code domain} is no domain name
     */
    public Operator find(String domain) throws IOException {
        String noFile = "";
        String host = "autoconfig." + domain;
        if (exists(host) && Endpoint.isPossible(host, HTTPS)) {
            try (HttpCall http = HttpCall.to(PATIENCE, tls)) {
                return new Operator(AutoconfigFile.endpoints(http, addresses.apply(host), domain));
            } catch (IOException e) {
                noFile = "; " + host + ": " + e.getMessage();
            }
        }
        List<Endpoint> found = new ArrayList<>();
        for (MailService service : MailService.values()) {
            found.addAll(endpoints(service, records(service, domain)));
        }
        if (found.isEmpty()) {
            throw new OperatorUnavailableException("DNS has no SRV records of mail services for " + domain + noFile);
        }
        return new Operator(found);
    }

    /** Whether DNS has an address of a host. Where it fails, the records of the services are asked for all the same, and tell. */
    private boolean exists(String host) {
        Name name = name(host);
        for (int type : new int[] {Type.A, Type.AAAA}) {
            try {
                if (!dns.lookupAsync(name, type)
                        .toCompletableFuture()
                        .join()
                        .getRecords()
                        .isEmpty()) {
                    return true;
                }
            } catch (CompletionException e) {
                if (!(e.getCause() instanceof NoSuchRRSetException)) {
                    return false;
                }
            }
        }
        return false;
    }

    private List<SRVRecord> records(MailService service, String domain) throws IOException {
        Name name = name(service, domain);
        try {
            return dns.lookupAsync(name, Type.SRV).toCompletableFuture().join().getRecords().stream()
                    .filter(SRVRecord.class::isInstance)
                    .map(SRVRecord.class::cast)
                    .toList();
        } catch (CompletionException e) {
            if (e.getCause() instanceof NoSuchDomainException || e.getCause() instanceof NoSuchRRSetException) {
                return List.of();
            }
            throw new OperatorUnavailableException("DNS does not tell " + name, e);
        }
    }

    private static Name name(MailService service, String domain) {
        return name("_" + service.name().toLowerCase(Locale.ROOT) + "._tcp." + domain);
    }

    private static Name name(String text) {
        try {
            return Name.fromString(text, Name.root);
        } catch (TextParseException e) {
            throw new MssSyntaxException("domain", text, "expected a domain name");
        }
    }

    /** Leaves out what names no server: {@code .} says that there is none (RFC 2782). */
    private static List<Endpoint> endpoints(MailService service, List<SRVRecord> records) {
        List<Endpoint> endpoints = new ArrayList<>();
        for (SRVRecord record : inOrder(records, ThreadLocalRandom.current())) {
            String host = record.getTarget().toString(true);
            if (Endpoint.isPossible(host, record.getPort()) && endpoints.size() < MOST_SERVERS) {
                endpoints.add(new Endpoint(service, host, record.getPort()));
            }
        }
        return endpoints;
    }

    /** By priority; within one, a heavier server more often first, in proportion to its weight (RFC 2782). */
    static List<SRVRecord> inOrder(List<SRVRecord> records, RandomGenerator random) {
        Map<SRVRecord, Double> luck = records.stream()
                .collect(Collectors.toMap(
                        Function.identity(),
                        record -> Math.log(random.nextDouble()) / Math.max(record.getWeight(), 0.01),
                        Math::max));
        return records.stream()
                .distinct()
                .sorted(Comparator.comparingInt(SRVRecord::getPriority)
                        .thenComparing(Comparator.comparingDouble(luck::get).reversed()))
                .toList();
    }
}
