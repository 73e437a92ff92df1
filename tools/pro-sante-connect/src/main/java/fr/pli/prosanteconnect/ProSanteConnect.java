package fr.pli.prosanteconnect;

import ch.qos.logback.classic.Level;
import java.net.URI;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;

/**
 * A running stand-in for Pro Santé Connect on ports of loopback. What PSC has is at {@link #issuer()} and {@link
 * #authorize()}; all the other methods are for tests and do what PSC never would.
 */
public final class ProSanteConnect implements AutoCloseable {

    private final AnnotationConfigServletWebServerApplicationContext context;
    private final Tomcat tomcat;
    private final Realm realm;
    private final Switches switches;

    private ProSanteConnect(AnnotationConfigServletWebServerApplicationContext context) {
        this.context = context;
        tomcat = context.getBean(Tomcat.class);
        realm = context.getBean(Realm.class);
        switches = context.getBean(Switches.class);
    }

    /** Starts one beside whatever else runs in this JVM. Takes 1 s of processor time, 5 s where Spring is cold. */
    public static ProSanteConnect start(Options options) {
        var context = new AnnotationConfigServletWebServerApplicationContext();
        context.setDisplayName("pro-sante-connect");
        context.registerBean(Options.class, () -> options);
        context.register(StandIn.class);
        context.refresh();
        ProSanteConnect started = new ProSanteConnect(context);
        started.tomcat.started();
        started.realm.opened(started.tomcat.uri(EntryPoint.ISSUER), started.tomcat.uri(EntryPoint.WALLET));
        return started;
    }

    /** Starts one with the defaults on the ports given as {@code issuer wallet test}, or on free ones, and prints where it is. */
    @SuppressWarnings("SystemOut") // a program that says where it listens
    public static void main(String[] arguments) {
        if (LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME) instanceof ch.qos.logback.classic.Logger root) {
            root.setLevel(Level.WARN); // no file configures the log of a program that is a jar among others
        }
        Options options = arguments.length == 3
                ? Options.defaults()
                        .withPorts(
                                Integer.parseInt(arguments[0]),
                                Integer.parseInt(arguments[1]),
                                Integer.parseInt(arguments[2]))
                : Options.defaults();
        ProSanteConnect started = start(options);
        System.out.printf(
                "issuer %s%ndiscovery %s%nauthorize %s%nswitches %s%n",
                started.issuer(), started.discovery(), started.authorize(), started.testApi());
        Runtime.getRuntime().addShutdownHook(new Thread(started::close));
    }

    /** What {@code iss} says and what the endpoints hang below. */
    public URI issuer() {
        return realm.issuer();
    }

    /** The discovery document, on PSC's own path. */
    public URI discovery() {
        return realm.issuer().resolve(Discovery.PATH);
    }

    /** Where a browser logs in. */
    public URI authorize() {
        return realm.authorize();
    }

    /** Where the switches are over HTTP ({@code POST …/outage kind=REFUSED}). */
    public URI testApi() {
        return tomcat.uri(EntryPoint.TEST).resolve("/test");
    }

    /** Stops answering, or answers again. */
    public void outage(Outage outage) {
        switches.outage(outage);
    }

    /** Lets every request wait, until the next call. */
    public void slow(Duration delay) {
        switches.slow(delay);
    }

    /** The lifetimes of what is issued from now on, and of the sessions. */
    public void lifetimes(Lifetimes lifetimes) {
        switches.lifetimes(lifetimes);
    }

    /** Signs with a new key from now on; the one before stays published. */
    public void rotateKeys() {
        switches.rotateKeys();
    }

    /** Makes one more professional, or changes one. */
    public void add(Professional professional) {
        realm.add(professional);
    }

    /** A token for a professional, known or not, as if {@link ServiceProvider#LPS} had logged him in. */
    public String token(TokenKind kind, String professionalId) {
        return token(kind, professionalId, ServiceProvider.LPS.clientId());
    }

    /** The same for another client. */
    public String token(TokenKind kind, String professionalId, String clientId) {
        return switches.token(kind, professionalId, clientId);
    }

    /** Makes one token inactive. */
    public void revoke(String token) {
        switches.revoke(token);
    }

    /** Ends the session that a token comes from. */
    public void endSession(String token) {
        switches.endSession(token);
    }

    @Override
    public void close() {
        switches.slow(Duration.ZERO);
        context.close();
    }
}
