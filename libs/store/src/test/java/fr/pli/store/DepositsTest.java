package fr.pli.store;

import static org.assertj.core.api.Assertions.assertThat;

import fr.pli.mss.StoreRefusedException;
import fr.pli.mss.StoreUnavailableException;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.QueryTimeoutException;

final class DepositsTest {

    @Test
    void messages_of_a_group_are_tried_one_by_one_only_if_data_was_refused() {
        assertThat(Deposits.isFaultOfOne(
                        new StoreRefusedException("refused", new DataIntegrityViolationException("22021"))))
                .isTrue();
        assertThat(isFaultOfOne(new DataAccessResourceFailureException("08006, perhaps after the commit")))
                .isFalse();
        assertThat(isFaultOfOne(new QueryTimeoutException("57014"))).isFalse();
    }

    private static boolean isFaultOfOne(DataAccessException e) {
        return Deposits.isFaultOfOne(new StoreUnavailableException("the database", e));
    }
}
