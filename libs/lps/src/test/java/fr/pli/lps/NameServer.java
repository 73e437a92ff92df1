package fr.pli.lps;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SRVRecord;
import org.xbill.DNS.Section;

/** A small name server for SRV records, on a free UDP port of loopback. */
public final class NameServer implements AutoCloseable {

    private final DatagramSocket socket;
    private final Thread thread;
    private final List<Record> records = new CopyOnWriteArrayList<>();
    private volatile int unknown = Rcode.NXDOMAIN;

    /** Knows nothing yet. */
    public NameServer() throws IOException {
        socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        thread = Thread.ofVirtual().start(this::serve);
    }

    /** Where it answers. */
    public InetSocketAddress address() {
        return new InetSocketAddress(socket.getLocalAddress(), socket.getLocalPort());
    }

    /** Tells of a server; {@code name} without the dot at its end. */
    public NameServer with(String name, int priority, int weight, int port, String target) throws IOException {
        records.add(new SRVRecord(
                Name.fromString(name, Name.root),
                DClass.IN,
                60,
                priority,
                weight,
                port,
                Name.fromString(target, Name.root)));
        return this;
    }

    /** Tells of an address; {@code name} without the dot at its end. */
    public NameServer with(String name, InetAddress address) throws IOException {
        records.add(new ARecord(Name.fromString(name, Name.root), DClass.IN, 60, address));
        return this;
    }

    /** Answers that it failed, where it does not know a name. */
    NameServer broken() {
        unknown = Rcode.SERVFAIL;
        return this;
    }

    private void serve() {
        byte[] octets = new byte[4096];
        DatagramPacket packet = new DatagramPacket(octets, octets.length);
        try {
            while (true) {
                socket.receive(packet);
                byte[] answer = answer(new Message(octets)).toWire();
                socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
            }
        } catch (SocketException closed) {
            // the end of the test
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Message answer(Message query) {
        Record question = query.getQuestion();
        Message answer = new Message(query.getHeader().getID());
        answer.getHeader().setFlag(Flags.QR);
        answer.addRecord(question, Section.QUESTION);
        records.stream()
                .filter(record -> record.getName().equals(question.getName()))
                .forEach(record -> answer.addRecord(record, Section.ANSWER));
        if (answer.getSection(Section.ANSWER).isEmpty()) {
            answer.getHeader().setRcode(unknown);
        }
        return answer;
    }

    @Override
    public void close() throws IOException {
        socket.close();
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
