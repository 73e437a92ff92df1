package fr.pli.wire;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;

/** What the names in a transcript stand for: listeners, TLS contexts of clients, macros and actions. Set anew for each file. */
public final class Stage implements AutoCloseable {

    /** Something that happens beside the conversation: a delivery, a fault, a clock that moves. */
    public interface Action {
        /** @param text what stands behind its name in the file */
        void run(String text) throws Exception;
    }

    private final Map<String, InetSocketAddress> listeners = new HashMap<>();
    private final Map<String, SSLContext> contexts = new HashMap<>();
    private final Map<String, UnaryOperator<String>> macros = new HashMap<>();
    private final Map<String, Action> actions = new HashMap<>();
    private final Deque<AutoCloseable> resources = new ArrayDeque<>();

    /** A stage with the macros that {@link Transcripts} lists. */
    public Stage() {
        macro("base64", text -> base64(Escapes.undo(text)));
        macro("xoauth2", text -> xoauth2(Words.of(text)));
        macro("oauthbearer", text -> oauthbearer(Words.of(text)));
        macro("plain", text -> plain(Words.of(text)));
        macro("repeat", text -> repeat(Words.of(text)));
    }

    /** Where {@code listener: NAME} leads. The first one serves the files that name none. */
    public Stage listener(String name, InetSocketAddress address) {
        listeners.putIfAbsent("", address);
        listeners.put(name, address);
        return this;
    }

    /** What {@code tls: NAME} shows and trusts. The first one serves {@code tls:} without a name. */
    public Stage tls(String name, SSLContext context) {
        contexts.putIfAbsent("", context);
        contexts.put(name, context);
        return this;
    }

    /** What <code>{NAME TEXT}</code> becomes; one character stands for one octet on both sides. */
    public Stage macro(String name, UnaryOperator<String> expansion) {
        macros.put(name, expansion);
        return this;
    }

    /** What {@code do: NAME TEXT} does. */
    public Stage action(String name, Action action) {
        actions.put(name, action);
        return this;
    }

    /** To be closed with the stage, the last one first. */
    public Stage closing(AutoCloseable resource) {
        resources.push(resource);
        return this;
    }

    InetSocketAddress listener(String name) {
        return known(listeners, "listener", name);
    }

    SSLContext tls(String name) {
        return known(contexts, "tls", name);
    }

    UnaryOperator<String> macro(String name) {
        return known(macros, "macro", name);
    }

    boolean hasMacro(String name) {
        return macros.containsKey(name);
    }

    Action action(String name) {
        return known(actions, "action", name);
    }

    @Override
    public void close() {
        while (!resources.isEmpty()) {
            try {
                resources.pop().close();
            } catch (Exception e) {
                throw new AssertionError("the stage does not close", e);
            }
        }
    }

    private static <T> T known(Map<String, T> things, String kind, String name) {
        T thing = things.get(name);
        if (thing == null) {
            throw new AssertionError("no " + kind + " \"" + name + "\" on this stage, only " + things.keySet());
        }
        return thing;
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String xoauth2(Words words) {
        return base64("user=" + words.next() + "\1auth=Bearer " + words.next() + "\1\1");
    }

    private static String oauthbearer(Words words) {
        return base64("n,a=" + words.next() + ",\1host=localhost\1port=143\1auth=Bearer " + words.next() + "\1\1");
    }

    private static String plain(Words words) {
        String authcid = words.next();
        String authzid = words.nextOr("");
        return base64(authzid + "\0" + authcid + "\0" + words.nextOr(""));
    }

    private static String repeat(Words words) {
        int times = Integer.parseInt(words.next());
        return words.rest().repeat(times);
    }
}
