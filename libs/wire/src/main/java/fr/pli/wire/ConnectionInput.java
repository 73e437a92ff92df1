package fr.pli.wire;

import java.io.IOException;
import java.io.InputStream;

/** The octets of a connection as a stream without an end. */
final class ConnectionInput extends InputStream {

    private final Connection connection;

    ConnectionInput(Connection connection) {
        this.connection = connection;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        connection.read(one, 0, 1);
        return one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        return length == 0 ? 0 : connection.read(target, offset, length);
    }

    @Override
    public int available() throws IOException {
        return connection.hasInput() ? 1 : 0;
    }
}
