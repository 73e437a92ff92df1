package fr.pli.smtp;

import com.sun.management.OperatingSystemMXBean;
import fr.pli.mss.MssAddress;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * How many messages of 20 KB a second the engine takes over TLS on the loopback, from a Reception that keeps nothing; and what their
 * octets alone cost. For figures in decision pages: {@code java -cp … fr.pli.smtp.Throughput [clients] [messages of each]}.
 */
final class Throughput {

    private static final String LINE = "x".repeat(76) + "\r\n";
    private static final String DATA =
            "From: a@medecin.pli.mssante.fr\r\nTo: b@pli.mssante.fr\r\nSubject: s\r\nMIME-Version: 1.0\r\n"
                    + "Content-Type: text/plain\r\n\r\n" + LINE.repeat(260) + ".\r\n";
    private static final String ENVELOPE =
            "MAIL FROM:<a@medecin.pli.mssante.fr>\r\nRCPT TO:<b@pli.mssante.fr>\r\nDATA\r\n";

    private static final byte[] OCTETS = DATA.getBytes(StandardCharsets.ISO_8859_1);
    private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();
    private static final OperatingSystemMXBean PROCESS =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private Throughput() {}

    public static void main(String[] arguments) throws Exception {
        int clients = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 8;
        int messages = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 2000;
        octetsAlone(20_000);
        octetsAlone(20_000);
        try (SmtpHouse house = new SmtpHouse(new Nowhere())) {
            overTheLoopback(house, clients, messages / 4);
            overTheLoopback(house, clients, messages);
        }
    }

    private static void octetsAlone(int messages) throws IOException, SmtpRefusal {
        TraceFields trace = new TraceFields("Received: r\r\n", "Date: d\r\n", "Message-ID: m\r\n");
        long began = CPU.getCurrentThreadCpuTime();
        for (int i = 0; i < messages; i++) {
            SubmissionHeaders headers = new SubmissionHeaders(OutputStream.nullOutputStream(), trace);
            MessageBody body = new MessageBody(new Nothing(), headers, headers::finish, 1 << 20, 998);
            new DataDecoder(body).take(OCTETS, OCTETS.length);
            body.commit();
        }
        print("octets alone: " + (CPU.getCurrentThreadCpuTime() - began) / 1000 / messages + " µs of CPU a message");
    }

    private static void overTheLoopback(SmtpHouse house, int clients, int messages)
            throws InterruptedException, ExecutionException {
        List<Future<Long>> running = new ArrayList<>();
        long began = System.nanoTime();
        long cpu = PROCESS.getProcessCpuTime();
        long clientsCpu = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(clients)) {
            for (int i = 0; i < clients; i++) {
                running.add(threads.submit(() -> send(house, messages)));
            }
            for (Future<Long> client : running) {
                clientsCpu += client.get();
            }
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        long serverCpu = PROCESS.getProcessCpuTime() - cpu - clientsCpu;
        print("over TLS, " + clients + " clients: " + Math.round(clients * messages / seconds) + " messages/s, "
                + serverCpu / 1000 / clients / messages + " µs of the server's CPU a message");
    }

    /** @return what the client's own CPU was, in nanoseconds */
    private static long send(SmtpHouse house, int messages) throws IOException {
        try (TestClient client = new TestClient(house.exchanges.address())) {
            long began = CPU.getCurrentThreadCpuTime();
            client.say("EHLO client.test");
            for (int i = 0; i < messages; i++) {
                client.send(ENVELOPE);
                client.reply();
                client.reply();
                client.reply();
                client.send(OCTETS);
                if (!client.reply().startsWith("250")) {
                    throw new IllegalStateException("a message was not taken");
                }
            }
            return CPU.getCurrentThreadCpuTime() - began;
        }
    }

    private static void print(String line) {
        System.out.println(line);
    }

    /** Takes all and keeps nothing. */
    private static final class Nowhere implements Reception {
        @Override
        public Incoming mailFrom(SmtpClient client, Optional<MssAddress> from, MailParameters parameters) {
            return new Nothing();
        }

        @Override
        public long maxSize() {
            return 26_214_400;
        }
    }

    private static final class Nothing implements Incoming {
        @Override
        public void rcptTo(MssAddress to, RcptParameters parameters) {}

        @Override
        public OutputStream body() {
            return OutputStream.nullOutputStream();
        }

        @Override
        public String commit() {
            return "1";
        }

        @Override
        public void close() {}
    }
}
