package fr.pli.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A cable between the operator and somebody else: it can be cut, so that connections break, or silent, so that they hang. */
final class Relay implements AutoCloseable {

    /** The state of the cable. */
    enum State {
        WHOLE,
        /** Connections are reset, new ones at once. */
        CUT,
        /** Nothing comes through any more, and nobody is told. */
        SILENT
    }

    private static final int CONNECT_MS = 5_000;

    private final ServerSocket listener;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final InetSocketAddress target;
    private volatile State state = State.WHOLE;

    /** From {@code near} to that port of loopback. */
    Relay(InetSocketAddress near, int port) throws IOException {
        listener = new ServerSocket(near.getPort(), 50, near.getAddress());
        target = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        Thread.ofVirtual().name("relay").start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** What was on its way through a cable that is no longer whole is lost. */
    void become(State next) {
        state = next;
        if (next != State.SILENT) {
            open.forEach(Relay::drop);
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket near = listener.accept();
                open.add(near);
                switch (state) {
                    case WHOLE -> join(near);
                    case CUT -> drop(near);
                    case SILENT -> {} // accepted, and never read
                }
            } catch (IOException e) {
                if (!listener.isClosed()) {
                    throw new IllegalStateException("the relay broke", e);
                }
            }
        }
    }

    private void join(Socket near) {
        Socket far = new Socket();
        open.add(far);
        try {
            far.connect(target, CONNECT_MS);
            Thread.ofVirtual().start(() -> pump(near, far));
            Thread.ofVirtual().start(() -> pump(far, near));
        } catch (IOException e) {
            drop(near);
            drop(far);
        }
    }

    private void pump(Socket from, Socket to) {
        byte[] some = new byte[8192];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int n = in.read(some); n >= 0; n = in.read(some)) {
                if (state != State.SILENT) {
                    out.write(some, 0, n);
                }
            }
        } catch (IOException e) {
            // one side is gone: so is the other, below
        }
        open.remove(from);
        open.remove(to);
        drop(from);
        drop(to);
    }

    @SuppressWarnings("EmptyCatch") // a socket that does not close is as good as closed here
    private static void drop(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            // closed already
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        open.forEach(Relay::drop);
    }
}
