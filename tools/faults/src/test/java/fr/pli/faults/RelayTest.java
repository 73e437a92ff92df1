package fr.pli.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RelayTest {

    private ServerSocket far;
    private Relay relay;

    @BeforeEach
    void open() throws IOException {
        far = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        relay = new Relay(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), far.getLocalPort());
    }

    @AfterEach
    void close() throws IOException {
        relay.close();
        far.close();
    }

    @Test
    void whole_it_carries_both_ways() throws IOException {
        try (Socket near = connect();
                Socket other = far.accept()) {
            near.getOutputStream().write('a');
            assertThat(other.getInputStream().read()).isEqualTo('a');
            other.getOutputStream().write('b');
            assertThat(near.getInputStream().read()).isEqualTo('b');
        }
    }

    @Test
    void cut_it_breaks_what_is_open_and_what_comes() throws IOException {
        try (Socket near = connect();
                Socket _ = far.accept()) {
            relay.become(Relay.State.CUT);
            assertThatThrownBy(() -> near.getInputStream().read()).isInstanceOf(IOException.class);
        }
        try (Socket late = connect()) {
            assertThatThrownBy(() -> late.getInputStream().read()).isInstanceOf(IOException.class);
        }
    }

    @Test
    void silent_it_lets_wait() throws IOException {
        relay.become(Relay.State.SILENT);
        try (Socket near = connect()) {
            near.getOutputStream().write('a');
            near.setSoTimeout(100);
            assertThatThrownBy(() -> near.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
        }
    }

    private Socket connect() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), relay.port());
    }
}
