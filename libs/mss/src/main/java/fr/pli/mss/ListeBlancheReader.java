package fr.pli.mss;

import java.io.IOException;
import java.io.InputStream;
import java.net.IDN;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamException;

/**
 * Reads a liste blanche as a stream, with the quirks of the published copies ({@link ListeBlancheQuirk}) and nothing beyond: what stops inside
 * its list of domains is refused. The fields with persons in them are not read. Spec: espace-de-confiance.md sections 1 and 2.
 */
public final class ListeBlancheReader {

    private static final String KIND = "liste blanche";
    /** Nine times what 8,655 rows take. */
    private static final long MOST_OCTETS = 64L * 1024 * 1024;

    private static final Pattern ROUGH_BLANKS =
            Pattern.compile("\\u00a0|\\s{2}|[=,]\\s+[A-Za-z]{1,12}=|\\s[,=]|^\\s|\\s$");
    private static final Pattern LOCALITY = Pattern.compile("(?i)(?:^|,)\\s*L\\s*=");

    private final ListeBlanche.Builder list = new ListeBlanche.Builder();
    private Optional<Instant> generated = Optional.empty();
    private boolean complete;

    private ListeBlancheReader() {}

    /**
     * Reads it to its end.
     *
     * @throws MssSyntaxException if it is no liste blanche, has no domain, or stops before the end of its list of domains
     * @throws IOException if {@code in} fails
     */
    public static ListeBlanche read(InputStream in) throws IOException {
        ListeBlancheReader reader = new ListeBlancheReader();
        try {
            XmlCursor.read(KIND, in, MOST_OCTETS, true, reader::root);
        } catch (MssSyntaxException e) {
            if (!reader.complete) {
                throw e;
            }
            reader.list.count(ListeBlancheQuirk.ROOT_END_MISSING);
        }
        return reader.end();
    }

    private void root(XmlCursor cursor, String name) throws XMLStreamException, IOException {
        if (!name.equals("ListeBlancheMSSante")) {
            throw new MssSyntaxException(KIND, name, "expected ListeBlancheMSSante");
        }
        cursor.children(child -> {
            switch (child) {
                case "DateDeGeneration" -> generated = Optional.of(instant(cursor.text()));
                case "ListeDomaines" -> {
                    domains(cursor);
                    complete = true;
                }
                default -> {} // a signature one day
            }
        });
    }

    private void domains(XmlCursor cursor) throws XMLStreamException, IOException {
        cursor.children(child -> {
            if (child.equals("Domaine")) {
                domain(cursor);
            }
        });
    }

    private void domain(XmlCursor cursor) throws XMLStreamException, IOException {
        StringBuilder domain = new StringBuilder();
        StringBuilder name = new StringBuilder();
        cursor.children(child -> {
            switch (child) {
                case "Nom" -> domain.append(cursor.rawText());
                case "DNCertificatOperateur" -> name.append(cursor.rawText());
                default -> {} // descriptions, and persons
            }
        });
        list.row();
        row(domain.toString(), name.toString());
    }

    private void row(String domainText, String nameText) {
        Optional<String> domain = domain(domainText);
        Optional<DistinguishedName> name = name(nameText);
        if (domain.isPresent() && name.isPresent()) {
            list.add(domain.get(), name.get());
        }
    }

    private Optional<String> domain(String text) {
        try {
            String ascii = ListeBlanche.key(IDN.toASCII(text.strip()));
            if (!ascii.equals(text)) {
                list.count(ListeBlancheQuirk.DOMAIN_FORM);
            }
            return Optional.of(new MssAddress("postmaster", ascii).domain());
        } catch (IllegalArgumentException e) { // of IDN or of MssAddress
            list.count(ListeBlancheQuirk.DOMAIN_UNREADABLE);
            return Optional.empty();
        }
    }

    private Optional<DistinguishedName> name(String text) {
        try {
            DistinguishedName name = DistinguishedName.parse(text);
            count(ROUGH_BLANKS, text, ListeBlancheQuirk.DN_BLANKS);
            if (Arrays.stream(text.split(",", -1)).anyMatch(ListeBlancheReader::hasInnerQuote)) {
                list.count(ListeBlancheQuirk.DN_QUOTES);
            }
            count(LOCALITY, text, ListeBlancheQuirk.DN_LOCALITY);
            return Optional.of(name);
        } catch (MssSyntaxException e) {
            list.count(ListeBlancheQuirk.DN_UNREADABLE);
            return Optional.empty();
        }
    }

    /** Whether a quote that is not escaped comes after a value that does not begin with one. */
    private static boolean hasInnerQuote(String piece) {
        int quote = piece.lastIndexOf('"');
        while (quote > 0 && piece.charAt(quote - 1) == '\\') {
            quote = piece.lastIndexOf('"', quote - 1);
        }
        int equals = piece.indexOf('=');
        while (equals >= 0 && equals < quote) {
            int value = equals + 1;
            while (value < quote && Character.isWhitespace(piece.charAt(value))) {
                value++;
            }
            if (value < quote && piece.charAt(value) != '"') {
                return true;
            }
            equals = piece.indexOf('=', equals + 1);
        }
        return false;
    }

    private void count(Pattern form, String text, ListeBlancheQuirk quirk) {
        if (form.matcher(text).find()) {
            list.count(quirk);
        }
    }

    private ListeBlanche end() {
        if (!complete) {
            throw new MssSyntaxException(KIND, "", "it has no ListeDomaines");
        }
        ListeBlanche whole = list.at(generated.orElseThrow(
                () -> new MssSyntaxException(KIND, "", "it has no DateDeGeneration before its end")));
        if (whole.domains().isEmpty()) {
            throw new MssSyntaxException(KIND, "", "it names no domain");
        }
        return whole;
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new MssSyntaxException(KIND, text, "expected a date such as 2025-03-13T14:54:10Z");
        }
    }
}
