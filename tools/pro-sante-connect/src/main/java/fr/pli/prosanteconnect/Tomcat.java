package fr.pli.prosanteconnect;

import java.net.InetAddress;
import java.net.URI;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.AbstractProtocol;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;

/** One embedded Tomcat with a connector per entry point, each of which can be shut and opened again on its port. */
final class Tomcat {

    private final Options options;
    private final Map<EntryPoint, Connector> connectors = new EnumMap<>(EntryPoint.class);
    private final Map<EntryPoint, Integer> ports = new EnumMap<>(EntryPoint.class);

    Tomcat(Options options) {
        this.options = options;
    }

    TomcatServletWebServerFactory factory() {
        TomcatServletWebServerFactory factory = new TomcatServletWebServerFactory(options.issuerPort());
        factory.setAddress(InetAddress.getLoopbackAddress());
        factory.setDisableMBeanRegistry(true);
        factory.addConnectorCustomizers(connector -> prepare(EntryPoint.ISSUER, connector, options.tls()));
        factory.addAdditionalConnectors(
                connector(EntryPoint.WALLET, options.walletPort(), options.tls()),
                connector(EntryPoint.TEST, options.testPort(), Optional.empty()));
        return factory;
    }

    /** To be called once Tomcat listens. */
    void started() {
        connectors.forEach((entryPoint, connector) -> ports.put(entryPoint, connector.getLocalPort()));
    }

    URI uri(EntryPoint entryPoint) {
        String scheme = connector(entryPoint).getScheme();
        return URI.create(scheme + "://" + options.host() + ":" + ports.get(entryPoint) + "/");
    }

    EntryPoint entryPoint(int localPort) {
        return ports.entrySet().stream()
                .filter(entry -> entry.getValue() == localPort)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(EntryPoint.ISSUER);
    }

    synchronized void shut(EntryPoint entryPoint) {
        Connector connector = connector(entryPoint);
        if (connector.getState().isAvailable()) {
            try {
                connector.stop();
            } catch (LifecycleException e) {
                throw new IllegalStateException("cannot shut " + entryPoint, e);
            }
        }
    }

    synchronized void open(EntryPoint entryPoint) {
        Connector connector = connector(entryPoint);
        if (!connector.getState().isAvailable()) {
            try {
                connector.setPort(ports.getOrDefault(entryPoint, 0));
                connector.start();
            } catch (LifecycleException e) {
                throw new IllegalStateException("cannot open " + entryPoint, e);
            }
        }
    }

    private Connector connector(EntryPoint entryPoint) {
        Connector connector = connectors.get(entryPoint);
        if (connector == null) {
            throw new IllegalStateException(entryPoint + " does not exist yet");
        }
        return connector;
    }

    private Connector connector(EntryPoint entryPoint, int port, Optional<Tls> tls) {
        Connector connector = new Connector();
        connector.setPort(port);
        if (connector.getProtocolHandler() instanceof AbstractProtocol<?> protocol) {
            protocol.setAddress(InetAddress.getLoopbackAddress());
        }
        prepare(entryPoint, connector, tls);
        return connector;
    }

    private void prepare(EntryPoint entryPoint, Connector connector, Optional<Tls> tls) {
        connector.setProperty("bindOnInit", "false"); // so that a stop gives the port back
        connector.getProtocolHandler().setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        tls.ifPresent(with -> secure(connector, with));
        connectors.put(entryPoint, connector);
    }

    private static void secure(Connector connector, Tls tls) {
        SSLHostConfig host = new SSLHostConfig();
        host.setCertificateVerification("optional");
        host.setTrustStore(tls.clientAuthorities());
        host.setProtocols("TLSv1.2+TLSv1.3");
        SSLHostConfigCertificate certificate =
                new SSLHostConfigCertificate(host, SSLHostConfigCertificate.Type.UNDEFINED);
        certificate.setCertificateKeystore(tls.server());
        certificate.setCertificateKeystorePassword(tls.password());
        host.addCertificate(certificate);
        connector.addSslHostConfig(host);
        connector.setScheme("https");
        connector.setSecure(true);
        connector.setProperty("SSLEnabled", "true");
    }
}
