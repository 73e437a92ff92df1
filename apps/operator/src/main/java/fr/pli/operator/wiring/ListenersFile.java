package fr.pli.operator.wiring;

import fr.pli.operator.OperatorProperties;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Writes {@code pli.listeners-file} once all listeners are open: {@code persons.imap=40143} and so on, {@code api} for the REST API. */
@Component
class ListenersFile {

    private final @Nullable Path file;
    private final Listeners listeners;

    ListenersFile(OperatorProperties properties, Listeners listeners) {
        this.file = properties.listenersFile();
        this.listeners = listeners;
    }

    @EventListener
    void ready(ApplicationReadyEvent event) throws IOException {
        if (file == null) {
            return;
        }
        Map<String, Integer> ports = new TreeMap<>(listeners.ports());
        if (event.getApplicationContext() instanceof ServletWebServerApplicationContext web
                && web.getWebServer() != null) {
            ports.put("api", web.getWebServer().getPort());
        }
        String lines = ports.entrySet().stream()
                .map(one -> one.getKey() + "=" + one.getValue() + "\n")
                .collect(Collectors.joining());
        Path whole = Files.writeString(file.resolveSibling(file.getFileName() + ".new"), lines);
        Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
