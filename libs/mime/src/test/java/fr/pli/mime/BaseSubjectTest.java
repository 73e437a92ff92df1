package fr.pli.mime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BaseSubjectTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            compte rendu                      | compte rendu
            Re: compte rendu                  | compte rendu
            RE : Fwd:  compte   rendu (fwd)   | compte rendu
            [liste] Re: [x]compte rendu       | compte rendu
            Re[2]: compte rendu               | compte rendu
            re [x] : fw: compte rendu         | compte rendu
            [fwd: Re: compte rendu]           | compte rendu
            [fwd: [fwd: compte rendu (fwd)]]  | compte rendu
            [seul]                            | [seul]
            [a] [seul]                        | [seul]
            Re: [seul]                        | [seul]
            reunion                           | reunion
            =?utf-8?Q?Re:_r=C3=A9union?=      | réunion
            [a[b] c                           | [a[b] c
            """)
    void base_of_a_subject(String subject, String base) {
        assertThat(BaseSubject.of(subject)).isEqualTo(base);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Re: Bilan", "[liste] Re: Bilan", "Bilan (fwd)", "[Fwd: Bilan]", "RE[2]: Bilan"})
    void a_subject_says_that_it_is_an_answer_or_forwarded(String subject) {
        assertThat(BaseSubject.isReply(subject)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bilan", "[liste] Bilan", "Reprise", "", "Re"})
    void a_subject_that_only_looks_alike_does_not(String subject) {
        assertThat(BaseSubject.isReply(subject)).isFalse();
    }

    @Test
    void answer_to_nothing() {
        assertThat(BaseSubject.of("Re: ")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[a]", "re:", "[fwd:", "(fwd)", "re[", "[", " "})
    void long_subject_costs_no_time(String piece) {
        String subject = piece.repeat(64 * 1024 / piece.length());
        assertTimeout(Duration.ofSeconds(2), () -> BaseSubject.of(subject + "]"));
    }

    @Property
    void base_of_a_base_is_itself(@ForAll String text) {
        String base = BaseSubject.of("Re: [x] " + text);
        assertThat(BaseSubject.of(base)).isEqualTo(base);
    }
}
