package fr.pli.imap;

import fr.pli.imap.syntax.NumberSet;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.IntStream;

/** What SEARCH found, ready to be told in either form (RFC 9051 section 7.3.4, RFC 3501 section 7.2.5). */
final class SearchAnswer {

    private final Selected selected;
    private final Numbering numbering;
    private final int[] found;
    private final boolean tellsModSeq;

    /** @param found indexes in what the client believes to be there, in the order in which they are told */
    SearchAnswer(Selected selected, Numbering numbering, int[] found, boolean tellsModSeq) {
        this.selected = selected;
        this.numbering = numbering;
        this.found = found;
        this.tellsModSeq = tellsModSeq;
    }

    /** UIDs that {@code $} stands for (RFC 5182 section 2.1, RFC 9394 section 3.2): all of them, unless only some were asked for. */
    int[] saved(SearchOptions options) {
        boolean all = options.has(SearchReturn.ALL) || options.has(SearchReturn.COUNT);
        boolean min = options.has(SearchReturn.MIN);
        boolean max = options.has(SearchReturn.MAX);
        boolean partial = options.has(SearchReturn.PARTIAL);
        if (all || !min && !max && !partial || found.length == 0) {
            return selected.uids(found);
        }
        IntStream.Builder some = IntStream.builder();
        if (min) {
            some.add(found[0]);
        }
        if (max) {
            some.add(found[found.length - 1]);
        }
        IntStream named = partial ? Arrays.stream(options.partial().of(found)) : IntStream.empty();
        return selected.uids(
                IntStream.concat(some.build(), named).sorted().distinct().toArray());
    }

    /** <pre>"SEARCH" *(SP nz-number) [SP "(" "MODSEQ" SP mod-sequence-value ")"]</pre> */
    String old() {
        return list("SEARCH");
    }

    /** As {@link #old()}, under another name. */
    String list(String name) {
        StringBuilder line = new StringBuilder(name);
        for (int index : found) {
            line.append(' ').append(number(index));
        }
        if (tellsModSeq && found.length > 0) {
            line.append(" (MODSEQ ").append(modSeq(found)).append(')');
        }
        return line.toString();
    }

    /** <pre>"ESEARCH" [search-correlator] [SP "UID"] *(SP search-return-data)</pre> */
    String extended(SearchOptions options, String tag) {
        Set<SearchReturn> returned = options.returned();
        StringBuilder line = new StringBuilder("ESEARCH (TAG \"").append(tag).append("\")");
        if (numbering == Numbering.UID) {
            line.append(" UID");
        }
        boolean all = returned.isEmpty() || returned.contains(SearchReturn.ALL);
        if (found.length > 0) {
            if (returned.contains(SearchReturn.MIN)) {
                line.append(" MIN ").append(number(found[0]));
            }
            if (returned.contains(SearchReturn.MAX)) {
                line.append(" MAX ").append(number(found[found.length - 1]));
            }
            if (all) {
                line.append(" ALL ")
                        .append(NumberSet.of(
                                Arrays.stream(found).map(this::number).toArray()));
            }
        }
        if (returned.contains(SearchReturn.PARTIAL)) {
            line.append(" PARTIAL (").append(options.partial()).append(' ').append(partial(options.partial()));
            line.append(')');
        }
        if (returned.contains(SearchReturn.COUNT)) {
            line.append(" COUNT ").append(found.length);
        }
        if (tellsModSeq && found.length > 0) {
            line.append(" MODSEQ ").append(modSeq(told(returned)));
        }
        return line.toString();
    }

    /** <pre>partial-results = sequence-set / "NIL"</pre> */
    private String partial(PartialRange range) {
        int[] some = range.of(found);
        return some.length == 0
                ? "NIL"
                : NumberSet.of(Arrays.stream(some).map(this::number).toArray());
    }

    /** Those whose mod-sequences matter: only the first and last if nothing else is told (RFC 7162 section 3.1.10). */
    private int[] told(Set<SearchReturn> returned) {
        boolean all = returned.isEmpty()
                || returned.contains(SearchReturn.ALL)
                || returned.contains(SearchReturn.COUNT)
                || returned.contains(SearchReturn.PARTIAL)
                || returned.contains(SearchReturn.SAVE);
        if (all) {
            return found;
        }
        int first = found[0];
        int last = found[found.length - 1];
        return new int[] {
            returned.contains(SearchReturn.MIN) ? first : last, returned.contains(SearchReturn.MAX) ? last : first
        };
    }

    private int number(int index) {
        return numbering == Numbering.UID ? selected.uid(index) : index + 1;
    }

    private long modSeq(int[] indexes) {
        return Arrays.stream(indexes)
                .map(index -> selected.known().indexOf(selected.uid(index)))
                .mapToLong(selected.known()::modSeq)
                .max()
                .orElse(0);
    }
}
