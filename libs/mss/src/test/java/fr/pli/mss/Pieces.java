package fr.pli.mss;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/** Texts put together at random from pieces that matter to a parser, with now and then any character of one octet. */
public record Pieces(List<String> pieces) {

    public static Pieces of(String... pieces) {
        return new Pieces(List.of(pieces));
    }

    /** The text of this seed, of {@code most} pieces at most. */
    public String text(long seed, int most) {
        Random random = new Random(seed);
        return random.ints(random.nextInt(most + 1), 0, pieces.size() + 1)
                .mapToObj(i -> i < pieces.size() ? pieces.get(i) : String.valueOf((char) random.nextInt(256)))
                .collect(Collectors.joining());
    }
}
