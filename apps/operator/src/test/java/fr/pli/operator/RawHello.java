package fr.pli.operator;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/** The first words of a client that Java would not be (RFC 5246 section 7.4.1.2): one version, one suite, no extension. */
record RawHello(int version, int suite) {

    private static final int HANDSHAKE = 22;
    private static final int ALERT = 21;
    private static final int CLIENT_HELLO = 1;
    private static final int RANDOM = 32;
    /** Version, random, no session, one suite, no compression. */
    private static final int LENGTH = 2 + RANDOM + 1 + 4 + 2;

    /** The description of the alert that it is answered with; -1 if it is answered with something else. */
    int alertOf(InetSocketAddress listener) throws IOException {
        try (Socket socket = new Socket(listener.getAddress(), listener.getPort())) {
            socket.setSoTimeout(20_000);
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            out.writeByte(HANDSHAKE);
            out.writeShort(0x0301);
            out.writeShort(4 + LENGTH);
            out.writeByte(CLIENT_HELLO);
            out.writeByte(0);
            out.writeShort(LENGTH);
            out.writeShort(version);
            out.write(new byte[RANDOM]);
            out.writeByte(0);
            out.writeShort(2);
            out.writeShort(suite);
            out.writeByte(1);
            out.writeByte(0);
            DataInputStream in = new DataInputStream(socket.getInputStream());
            int type = in.readUnsignedByte();
            in.skipNBytes(5); // version, length, level
            return type == ALERT ? in.readUnsignedByte() : -1;
        }
    }
}
