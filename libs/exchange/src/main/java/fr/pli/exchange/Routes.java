package fr.pli.exchange;

import fr.pli.smtp.RelayException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.Address;
import org.xbill.DNS.ExtendedResolver;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;
import org.xbill.DNS.lookup.LookupSession;
import org.xbill.DNS.lookup.NoSuchDomainException;
import org.xbill.DNS.lookup.NoSuchRRSetException;

/** Where the mail of a domain goes: its MX records in order (RFC 5321 section 5.1), or a route that was set by hand for a closed network. */
public final class Routes {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int MOST_HOSTS = 10;
    private static final int MOST_ADDRESSES = 4;

    private final LookupSession dns;
    private final int port;
    private final Map<String, Host> fixed;

    /** A server. */
    public record Host(String name, int port) {

        @Override
        public String toString() {
            return name + ":" + port;
        }
    }

    private Routes(Resolver resolver, int port, Map<String, Host> fixed) {
        resolver.setTimeout(PATIENCE);
        this.dns = LookupSession.builder().resolver(resolver).build();
        this.port = port;
        this.fixed = Map.copyOf(fixed);
    }

    /**
     * Routes by DNS.
     *
     * @param nameServer that is asked; those of this machine if empty
     * @param port of all servers that DNS names
     * @param fixed domains, in lower case, whose server is set by hand
     */
    public static Routes of(Optional<InetSocketAddress> nameServer, int port, Map<String, Host> fixed) {
        return new Routes(nameServer.<Resolver>map(SimpleResolver::new).orElseGet(ExtendedResolver::new), port, fixed);
    }

    /** The servers of a domain, the best first. @throws RelayException UNROUTABLE if DNS does not tell */
    public List<Host> of(String domain) throws RelayException {
        Host set = fixed.get(domain.toLowerCase(Locale.ROOT));
        if (set != null) {
            return List.of(set);
        }
        List<MXRecord> records = new ArrayList<>();
        lookup(domain, Type.MX).forEach(record -> records.add((MXRecord) record));
        if (records.isEmpty()) {
            return List.of(new Host(domain, port)); // RFC 5321: the domain itself
        }
        Collections.shuffle(records);
        List<Host> hosts = records.stream()
                .sorted(Comparator.comparingInt(MXRecord::getPriority))
                .filter(record -> !record.getTarget().equals(Name.root)) // RFC 7505
                .map(record -> new Host(record.getTarget().toString(true), port))
                .distinct()
                .limit(MOST_HOSTS)
                .toList();
        if (hosts.isEmpty()) {
            throw new RelayException(RelayException.Reason.UNROUTABLE, domain + " takes no mail (RFC 7505)");
        }
        return hosts;
    }

    /** The addresses of a server. @throws RelayException UNROUTABLE if DNS knows none */
    List<InetSocketAddress> addresses(Host host) throws RelayException {
        List<InetAddress> found = new ArrayList<>();
        Optional<InetAddress> literal = literal(host.name());
        if (literal.isPresent()) {
            found.add(literal.get());
        } else {
            found.addAll(resolved(host.name()));
        }
        if (found.isEmpty()) {
            throw new RelayException(RelayException.Reason.UNROUTABLE, "no address of " + host.name());
        }
        return found.stream()
                .limit(MOST_ADDRESSES)
                .map(address -> new InetSocketAddress(address, host.port()))
                .toList();
    }

    /** Of both kinds. One that the name server cannot tell takes nothing from the other. @throws RelayException if it tells neither */
    private List<InetAddress> resolved(String name) throws RelayException {
        List<InetAddress> found = new ArrayList<>();
        RelayException failure = null;
        try {
            lookup(name, Type.A).forEach(record -> found.add(((ARecord) record).getAddress()));
        } catch (RelayException e) {
            failure = e;
        }
        try {
            lookup(name, Type.AAAA).forEach(record -> found.add(((AAAARecord) record).getAddress()));
        } catch (RelayException e) {
            failure = e;
        }
        if (found.isEmpty() && failure != null) {
            throw failure;
        }
        return found;
    }

    private static Optional<InetAddress> literal(String name) {
        return Optional.ofNullable(Address.toByteArray(name, Address.IPv4))
                .or(() -> Optional.ofNullable(Address.toByteArray(name, Address.IPv6)))
                .map(Routes::address);
    }

    private static InetAddress address(byte[] octets) {
        try {
            return InetAddress.getByAddress(octets);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four or sixteen octets are an address", e);
        }
    }

    private List<Record> lookup(String name, int type) throws RelayException {
        try {
            return dns
                    .lookupAsync(Name.fromString(name, Name.root), type)
                    .toCompletableFuture()
                    .join()
                    .getRecords()
                    .stream()
                    .filter(record -> record.getType() == type)
                    .toList();
        } catch (CompletionException e) {
            if (e.getCause() instanceof NoSuchRRSetException || e.getCause() instanceof NoSuchDomainException) {
                return List.of();
            }
            throw new RelayException(RelayException.Reason.UNROUTABLE, e);
        } catch (TextParseException e) {
            throw new RelayException(RelayException.Reason.UNROUTABLE, e);
        }
    }
}
