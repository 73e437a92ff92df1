package fr.pli.lps;

import fr.pli.mss.MssSyntaxException;
import java.io.IOException;
import java.net.InetSocketAddress;
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
 * Finds the servers of an operator in the DNS SRV records of a domain (RFC 2782, RFC 6186, RFC 8314; ECO.1.1.9). Nothing proves what DNS says: the
 * certificate that the server shows is checked all the same, but it may be that of another operator. Show a person what was found in another
 * domain than hers, and keep it once she agrees (RFC 6186 section 6).
 */
public final class ServerDiscovery {

    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final int MOST_SERVERS = 20;

    private final LookupSession dns;

    private ServerDiscovery(Resolver resolver) {
        resolver.setTimeout(PATIENCE);
        this.dns = LookupSession.builder().resolver(resolver).build();
    }

    /** Asks the name servers of this machine. */
    public static ServerDiscovery ofSystem() {
        return new ServerDiscovery(new ExtendedResolver());
    }

    /** Asks one name server. */
    public static ServerDiscovery at(InetSocketAddress nameServer) {
        return new ServerDiscovery(new SimpleResolver(nameServer));
    }

    /**
     * The servers for the BAL of a domain, those with TLS from the first octet before those with STARTTLS, then by priority and by weight.
     *
     * @return without endpoints for a service that the domain does not offer
     * @throws OperatorUnavailableException if DNS does not answer, or knows of no service at all
     * @throws MssSyntaxException if {@code domain} is no domain name
     */
    public Operator find(String domain) throws IOException {
        List<Endpoint> found = new ArrayList<>();
        for (MailService service : MailService.values()) {
            found.addAll(endpoints(service, records(service, domain)));
        }
        if (found.isEmpty()) {
            throw new OperatorUnavailableException(
                    "DNS has no SRV records of mail services for " + domain,
                    new Trouble(Trouble.Step.FIND_SERVERS, domain, Trouble.Reason.NO_SERVER, ""));
        }
        return new Operator(found);
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
            throw new OperatorUnavailableException(
                    "DNS does not tell " + name,
                    new Trouble(Trouble.Step.FIND_SERVERS, domain, Trouble.Reason.DNS_SILENT, ""),
                    e);
        }
    }

    private static Name name(MailService service, String domain) {
        try {
            return Name.fromString("_" + service.name().toLowerCase(Locale.ROOT) + "._tcp." + domain, Name.root);
        } catch (TextParseException e) {
            throw new MssSyntaxException("domain", domain, "expected a domain name");
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
