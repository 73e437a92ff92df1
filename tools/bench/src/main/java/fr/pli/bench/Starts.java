package fr.pli.bench;

import java.time.Duration;

/** From the start of the operator's process, with its PostgreSQL, to the first answer to a log-in; it was stopped in good order before. */
record Starts(String name, Target target) implements Cell {

    private static final Clients TLS = Clients.full();

    @Override
    public boolean suits(Contender contender) {
        return contender instanceof PliContender;
    }

    @Override
    public Outcome run(Contender contender, Duration duration) throws Exception {
        PliContender pli = (PliContender) contender;
        pli.stop();
        long began = System.nanoTime();
        pli.start();
        MailClient.imap(pli, pli.accounts().getFirst(), TLS).close();
        long took = System.nanoTime() - began;
        Contender.Usage since = pli.usage();
        return new Outcome(1, took / 1e9, since.cpuNanos(), 0, since.residentBytes(), new long[] {took});
    }
}
