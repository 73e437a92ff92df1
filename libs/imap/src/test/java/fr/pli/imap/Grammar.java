package fr.pli.imap;

import static org.assertj.core.api.Assertions.assertThat;

import fr.pli.imap.mail.Flags;
import fr.pli.imap.mail.ImapSettings;
import fr.pli.imap.mail.Mailbox;
import fr.pli.imap.mail.MailboxName;
import fr.pli.imap.syntax.Arguments;
import fr.pli.imap.syntax.FlagGrammar;
import fr.pli.imap.syntax.ImapDates;
import fr.pli.imap.syntax.ImapSyntaxException;
import fr.pli.mime.BodySection.Partial;
import fr.pli.mss.Pieces;
import fr.pli.wire.ComputingTime;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/** What clients write in commands, each with what it is damaged with and what must hold of what was read. */
enum Grammar {
    STRINGS(
            "\"", "\\", "\\\"", "{1}", "{1+}", "{0+}", "~{2+}", "{3", "+}", "\r\n", "\r\nx", "NIL", "a", "]", "%", "*",
            "(", " ") {
        @Override
        void read(Arguments args, Random random) throws ImapSyntaxException, IOException {
            byte[] text = switch (random.nextInt(5)) {
                case 0 -> args.astring();
                case 1 -> args.listMailbox();
                case 2 -> args.string();
                case 3 -> args.nstring();
                default -> args.atom().getBytes(StandardCharsets.ISO_8859_1);
            };
            assertThat(new String(text, StandardCharsets.ISO_8859_1)).doesNotContain("\0");
            if (random.nextBoolean()) {
                args.space();
                read(args, random);
            }
            args.end();
        }
    },
    SEQUENCE_SET(
            "1",
            "2",
            "7",
            "12",
            "4294967295",
            "4294967296",
            "0",
            "*",
            ":",
            ":",
            ":*",
            ",",
            ",",
            "$",
            "1:4294967295",
            "*:1",
            " ") {
        @Override
        void read(Arguments args, Random random) throws ImapSyntaxException {
            Selected selected = selected(random);
            SequenceSet set = SequenceSet.read(args);
            args.end();
            for (Numbering numbering : Numbering.values()) {
                assertThat(selected.among(set, numbering)).containsExactly(naive(set, selected, numbering));
            }
        }

        // RFC 9051 section 9, seq-range, read naively
        private static int[] naive(SequenceSet set, Selected selected, Numbering numbering) {
            boolean byUid = numbering == Numbering.UID;
            if (set.saved()) {
                return IntStream.range(0, Math.min(2, selected.size())).toArray();
            }
            long last = selected.size() == 0 ? 0 : byUid ? selected.uid(selected.size() - 1) : selected.size();
            return IntStream.range(0, selected.size())
                    .filter(index -> isIn(set, byUid ? selected.uid(index) : index + 1, last))
                    .toArray();
        }

        private static boolean isIn(SequenceSet set, int number, long last) {
            boolean named =
                    set.ranges().stream().anyMatch(span -> number >= span.low(last) && number <= span.high(last));
            assertThat(set.filter(new int[] {number}, last)).hasSize(named ? 1 : 0);
            return named;
        }
    },
    SEARCH(
            "ALL",
            "NOT ",
            "OR ",
            "(",
            ")",
            " ",
            " ",
            "SEEN",
            "KEYWORD x",
            "UID 1:*",
            "1:3",
            "$",
            "LARGER 1",
            "SMALLER 99",
            "MODSEQ \"/flags/\\\\Seen\" all 3",
            "MODSEQ 1",
            "ON 1-Feb-2026",
            "SENTSINCE \"01-Feb-2026\"",
            "HEADER X ",
            "FROM ",
            "TEXT ",
            "BODY ",
            "\"caf\u00c3\u00a9\"",
            "\"\"",
            "{2+}\r\n\u00c3\u00a9",
            "{1}\r\n\u00e9",
            "EMAILID M1",
            "THREADID T1",
            "YOUNGER 60",
            "SAVEDON 1-Feb-2026",
            "NEW",
            "OLD",
            "RECENT",
            "CHARSET UTF-8 ",
            "NOT NOT NOT ",
            "OR OR OR ",
            "((((((((") {
        @Override
        void read(Arguments args, Random random) throws ImapSyntaxException, ImapRefusal, IOException {
            Selected selected = selected(random);
            SearchKey key = new SearchGrammar(args, selected, StandardCharsets.UTF_8).program();
            args.end();
            int[] found;
            int[] others;
            try (ComputingTime.Work time = new ComputingTime().begin(ImapSettings.DEFAULTS.search())) {
                found = new Search(selected, key, ImapSettings.DEFAULTS).run(time);
                others = new Search(selected, new SearchKey.Not(key), ImapSettings.DEFAULTS).run(time);
            }
            assertThat(IntStream.concat(IntStream.of(found), IntStream.of(others))
                            .sorted())
                    .containsExactly(IntStream.range(0, selected.size()).boxed().toArray(Integer[]::new));
        }
    },
    CHARSET("UTF-8", "us-ascii", "ISO-8859-1", "x-", "\"", "utf", "-", "8", "JISAutoDetect", "", "{5+}\r\nUTF-8", "é") {
        @Override
        void read(Arguments args, Random random) throws ImapSyntaxException, ImapRefusal, IOException {
            assertThat(SearchGrammar.charset(args).newDecoder()).isNotNull();
        }
    },
    FETCH(
            "(",
            ")",
            " ",
            " ",
            "ALL",
            "FAST",
            "FULL",
            "FLAGS",
            "UID",
            "ENVELOPE",
            "BODYSTRUCTURE",
            "PREVIEW",
            "PREVIEW (LAZY)",
            "BODY",
            "BODY[",
            "BODY.PEEK[",
            "]",
            "BINARY[",
            "BINARY.SIZE[",
            "1",
            "1.2",
            ".",
            ".MIME",
            "HEADER",
            "HEADER.FIELDS",
            "HEADER.FIELDS.NOT (",
            "TEXT",
            "Subject",
            "\"To\"",
            "{2+}\r\nCc",
            "<0.1>",
            "<",
            "1.9223372036854775807>",
            "0",
            "RFC822.HEADER",
            "99999999999",
            "\u0663") {
        @Override
        void read(Arguments args, Random random) throws ImapSyntaxException, IOException {
            for (FetchItem item : FetchGrammar.items(args)) {
                if (item instanceof FetchItem.Section section && section.label().startsWith("BODY")) {
                    assertSame(section);
                }
            }
            FetchModifiers.read(args);
            args.end();
        }

        // what the answer is named after reads as what was asked
        private static void assertSame(FetchItem.Section asked) throws ImapSyntaxException, IOException {
            assertThat(asked.label()).matches("BODY\\[[!-~ ]*](<\\d+>)?");
            boolean whole = asked.partial().equals(Partial.WHOLE);
            String label = whole
                    ? asked.label()
                    : asked.label().replaceFirst(">$", "." + asked.partial().length() + ">");
            Arguments again = new Arguments(new WrittenInput(label.replaceFirst("BODY", "BODY.PEEK") + "\r\n"));
            assertThat(FetchGrammar.items(again))
                    .isEqualTo(Set.of(new FetchItem.Section(asked.label(), asked.section(), asked.partial(), true)));
            again.end();
        }
    },
    FLAGS(
            "(",
            ")",
            " ",
            " ",
            "\\Seen",
            "\\seen",
            "\\Deleted",
            "\\Recent",
            "\\*",
            "\\",
            "$Junk",
            "junk",
            "x".repeat(101),
            "a]",
            "%") {
        @Override
        void read(Arguments args, Random random) throws ImapSyntaxException, IOException {
            Flags flags = random.nextBoolean() ? FlagGrammar.list(args) : FlagGrammar.series(args);
            args.end();
            Arguments again = new Arguments(new WrittenInput("(" + flags + ")\r\n"));
            assertThat(FlagGrammar.list(again)).isEqualTo(flags);
            again.end();
        }
    },
    DATES(
            "1",
            "24",
            "-",
            "-",
            "Feb",
            "NOV",
            "2026",
            "0000",
            "9999",
            " ",
            "08:00:00",
            "23:59:60",
            "+0100",
            "-1800",
            "+9999",
            "24-Nov-2026") {
        @Override
        void read(Arguments args, Random random) throws ImapSyntaxException {
            String text = new String(args.rest(), StandardCharsets.ISO_8859_1);
            if (random.nextBoolean()) {
                assertThat(ImapDates.date(text).getYear()).isBetween(0, 9999);
            } else {
                ZoneId zone = ZoneId.of("Europe/Paris");
                String written = ImapDates.written(ImapDates.dateTime(text), zone);
                assertThat(written).hasSize(26);
                assertThat(ImapDates.written(ImapDates.dateTime(written), zone)).isEqualTo(written);
            }
        }
    },
    MAILBOX(
            "INBOX",
            "inbox",
            "/",
            "&",
            "-",
            "&-",
            "&AOk-",
            "&AOkA6Q-",
            "&2D3eAA-",
            "&2D0-",
            "&AGE-",
            "a",
            "%",
            "\"",
            "{2+}\r\n",
            "\\") {
        @Override
        void read(Arguments args, Random random) throws ImapSyntaxException, ImapRefusal, IOException {
            NameEncoding encoding = random.nextBoolean() ? NameEncoding.UTF8 : NameEncoding.MODIFIED_UTF7;
            MailboxName name = encoding.mailbox(args);
            Arguments again = new Arguments(new WrittenInput(octets(encoding.quoted(name)) + "\r\n"));
            assertThat(encoding.mailbox(again)).isEqualTo(name);
            again.end();
        }

        private static String octets(String text) {
            return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        }
    },
    LIST(
            "(",
            ")",
            " ",
            " ",
            "\"\"",
            "*",
            "%",
            "a/%",
            "RETURN",
            "SUBSCRIBED",
            "RECURSIVEMATCH",
            "SPECIAL-USE",
            "CHILDREN",
            "STATUS",
            "(MESSAGES)",
            "{1+}\r\n%") {
        @Override
        void read(Arguments args, Random random) throws ImapSyntaxException, IOException {
            ListRequest request = ListRequest.read(args, NameEncoding.UTF8);
            assertThat(request.patterns().size()).isLessThan(100);
        }
    },
    NOTIFY(
            "(",
            "(",
            ")",
            ")",
            " ",
            " ",
            "(SELECTED ",
            "(selected-delayed ",
            "(INBOXES ",
            "(PERSONAL ",
            "(SUBSCRIBED ",
            "(SUBTREE (a {1+}\r\nb) ",
            "(MAILBOXES a/% ",
            "(MessageNew MessageExpunge)) ",
            "(MessageNew (UID BODY.PEEK[]) MessageExpunge FlagChange))",
            "(MailboxName SubscriptionChange)) ",
            "FlagChange ",
            "AnnotationChange",
            "NONE) ",
            "(FLAGS)") {
        @Override
        void read(Arguments args, Random random) throws ImapSyntaxException, ImapRefusal, IOException {
            NotifyRequest request = new NotifyGrammar(args, NameEncoding.UTF8).groups();
            args.end();
            boolean flags = request.wantsSelected(NotifyEvent.FLAG_CHANGE);
            assertThat(request.groups()).hasSizeBetween(1, 50);
            assertThat(request.wantsSelected(NotifyEvent.MESSAGE_NEW))
                    .isEqualTo(request.wantsSelected(NotifyEvent.MESSAGE_EXPUNGE))
                    .isIn(true, flags);
        }
    },
    SORT("(", ")", " ", " ", "REVERSE ", "DATE", "SUBJECT", "SIZE", "FROM", "ARRIVAL", "TO", "CC") {
        @Override
        void read(Arguments args, Random random) throws ImapSyntaxException {
            assertThat(SortCriterion.list(args)).isNotEmpty();
        }
    };

    private static final Mailbox EMPTY = Mailboxes.with();
    private static final Mailbox FULL = Mailboxes.with(3, 6, 9, 12, 15);

    @SuppressWarnings("ImmutableEnumChecker") // a list that nobody changes
    private final Pieces pieces;

    Grammar(String... pieces) {
        this.pieces = Pieces.of(pieces);
    }

    /** Reads, and checks what must hold of what was read. */
    abstract void read(Arguments args, Random random) throws ImapSyntaxException, ImapRefusal, IOException;

    /** Reads something of this seed: it gives a value or says in one clean line what is wrong, and the next command can be read. */
    void survive(long seed) throws IOException {
        String written = pieces.text(seed, 14) + "\r\n";
        Random random = new Random(~seed);
        try {
            Arguments args = new Arguments(new WrittenInput(written));
            try {
                read(args, random);
            } catch (ImapSyntaxException | ImapRefusal refused) {
                assertThat(refused).hasMessageMatching("[ -~]{5,200}");
            }
            args.passOver(10_000);
            assertThat(args.atEnd()).isTrue();
        } catch (EOFException e) {
            assertThat(written)
                    .as("a literal that lies, or a line that is none")
                    .containsPattern("\\{\\d|^[^\r]*\r[^\n]|\n");
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError(this + ", seed " + seed + ": " + written, e);
        }
    }

    /** An empty mailbox, or one with gaps. */
    private static Selected selected(Random random) {
        Mailbox mailbox = random.nextInt(5) == 0 ? EMPTY : FULL;
        Selected selected = new Selected(mailbox, true, mailbox.snapshot());
        selected.save(new int[] {3, 6, 7});
        return selected;
    }
}
