package fr.pli.imap;

import fr.pli.imap.syntax.ClientInput;
import fr.pli.wire.Connection;
import java.io.IOException;
import java.io.InputStream;

/** Commands as they come over a connection. What was answered is sent before anybody waits for more. */
final class ConnectionSource implements ClientInput {

    private final Connection connection;
    private final int longestLine;

    ConnectionSource(Connection connection, int longestLine) {
        this.connection = connection;
        this.longestLine = longestLine;
    }

    @Override
    public byte[] readLine() throws IOException {
        if (!connection.hasInput()) {
            connection.flush();
        }
        return connection.readLine(longestLine);
    }

    @Override
    public InputStream octets() {
        return connection.input();
    }

    @Override
    public void invite() throws IOException {
        connection.send("+ OK");
        connection.flush();
    }
}
