package fr.pli.exchange;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;

/** A small name server for MX and A records, on a free UDP port of loopback. */
final class MxServer implements AutoCloseable {

    private static final int TTL = 60;

    private final DatagramSocket socket;
    private final List<Record> records = new CopyOnWriteArrayList<>();
    private final List<String> failing = new CopyOnWriteArrayList<>();

    MxServer() throws IOException {
        socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::serve);
    }

    InetSocketAddress address() {
        return new InetSocketAddress(socket.getLocalAddress(), socket.getLocalPort());
    }

    MxServer mx(String domain, int priority, String host) throws IOException {
        records.add(new MXRecord(name(domain), DClass.IN, TTL, priority, name(host)));
        return this;
    }

    MxServer a(String host, String address) throws IOException {
        records.add(new ARecord(name(host), DClass.IN, TTL, InetAddress.ofLiteral(address)));
        return this;
    }

    /** Answers SERVFAIL to questions of this type about that name. */
    MxServer fails(String host, int type) throws IOException {
        failing.add(name(host) + " " + type);
        return this;
    }

    @Override
    public void close() {
        socket.close();
    }

    private static Name name(String text) throws IOException {
        return Name.fromString(text, Name.root);
    }

    private void serve() {
        byte[] octets = new byte[4096];
        try {
            while (true) {
                DatagramPacket packet = new DatagramPacket(octets, octets.length);
                socket.receive(packet);
                byte[] answer = answer(new Message(Arrays.copyOf(octets, packet.getLength())))
                        .toWire();
                socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
            }
        } catch (SocketException e) {
            // closed
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Message answer(Message query) {
        Record question = query.getQuestion();
        Message answer = new Message(query.getHeader().getID());
        answer.getHeader().setFlag(Flags.QR);
        answer.addRecord(question, Section.QUESTION);
        List<Record> named = records.stream()
                .filter(record -> record.getName().equals(question.getName()))
                .toList();
        named.stream()
                .filter(record -> record.getType() == question.getType())
                .forEach(record -> answer.addRecord(record, Section.ANSWER));
        if (failing.contains(question.getName() + " " + question.getType())) {
            answer.getHeader().setRcode(Rcode.SERVFAIL);
            return answer;
        }
        answer.getHeader().setRcode(named.isEmpty() ? Rcode.NXDOMAIN : Rcode.NOERROR);
        return answer;
    }
}
